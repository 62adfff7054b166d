import { html, nothing, type TemplateResult } from 'lit';
import type { Mentor } from '../../../api/contract/mentor.ts';
import { languages } from '../app.ts';
import '../mentors/choose-mentor.ts';
import { Card } from './card.ts';
import './copy-box.ts';
import { buttonLabels, type SnippetKind, snippetsFor } from './snippets.ts';

const kinds: readonly SnippetKind[] = ['html', 'frame', 'directory', 'moodle', 'wordpress', 'react'];

/** The code that embeds a mentor, for the place that was chosen. */
export class SnippetCard extends Card {
  static override properties = {
    ...Card.properties,
    mentor: { state: true },
    locale: { state: true },
    kind: { state: true },
  };

  declare private mentor: Mentor | undefined;
  declare private locale: string | undefined;
  declare private kind: SnippetKind;

  constructor() {
    super();
    this.kind = 'html';
  }

  override render(): TemplateResult {
    const { words, app, kind } = this;
    const { snippet } = words;
    const locale = this.locale ?? app.language;
    const name = (each: string) => new Intl.DisplayNames([app.common.tag], { type: 'language' }).of(each);
    const choose = ({ detail }: CustomEvent<Mentor>) => {
      this.mentor = detail;
    };
    const speak = (event: Event) => {
      this.locale = (event.target as HTMLSelectElement).value;
    };
    const place = (each: SnippetKind) => () => {
      this.kind = each;
    };
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${snippet.title}</h2>
      <p class="soft">${snippet.text}</p>
      <div class="columns">
        <admin-choose-mentor .app=${app} .label=${snippet.mentor} @chosen=${choose}></admin-choose-mentor>
        <label>${snippet.language}<select @change=${speak}>${languages.map(
          (each) => html`<option value=${each} ?selected=${each === locale}>${name(each)}</option>`,
        )}</select></label>
      </div>
      <div class="tabs" role="group" aria-label=${snippet.where}>${kinds.map(
        (each) =>
          html`<button aria-pressed=${kind === each} @click=${place(each)}>${snippet.kinds[each]}</button>`,
      )}</div>
      <p>${snippet.hints[kind]}</p>
      ${this.mentor || kind === 'directory' ? this.#code(this.mentor, locale) : nothing}
      <p class="soft">${snippet.token}</p>
      ${this.#doctor()}
    </section>`;
  }

  #code(mentor: Mentor | undefined, locale: string): TemplateResult[] {
    const { partner, app, words } = this;
    const options = {
      host: location.origin,
      partner: partner.slug,
      mentorId: mentor?.id ?? 0,
      locale,
      button: buttonLabels[locale] ?? words.snippet.button,
      hasTheme: Object.keys(partner.theme).length > 0,
    };
    return snippetsFor(this.kind, options).map(
      ({ part, code }) =>
        html`<admin-copy-box .app=${app} .label=${words.snippet.parts[part]} .code=${code}></admin-copy-box>`,
    );
  }

  #doctor(): TemplateResult | typeof nothing {
    const { doctor_url } = this.partner;
    const { doctor, doctorText } = this.words.snippet;
    if (!doctor_url) return nothing;
    return html`<div class="row"><a class="button" href=${doctor_url} target="_blank" rel="noopener">${doctor}</a>
      <span class="soft">${doctorText}</span></div>`;
  }
}

customElements.define('admin-snippet-card', SnippetCard);
