import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Mentor } from '../../../api/contract/mentor.ts';
import type { Partner, Theme } from '../../../api/contract/partner.ts';
import { ProblemError } from '../../client.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import '../mentors/choose-mentor.ts';
import { type Check, type Colour, checksOf, defaultTheme } from './contrast.ts';
import './preview.ts';
import type { ThemeWords } from './strings.ts';

const colours: readonly Colour[] = ['primary', 'accent', 'background', 'success'];

/** Fonts that are on most devices; others are typed. */
const fonts = ['Georgia, serif', 'Arial, sans-serif', 'Verdana, sans-serif', '"Noto Sans", sans-serif'];

/** The widget's looks: chosen, measured for legibility, and seen at once on the widget itself. */
export class ThemePage extends AdminPage<ThemeWords> {
  static override properties = {
    ...AdminPage.properties,
    partner: { state: true },
    theme: { state: true },
    mentor: { state: true },
    isFontTyped: { state: true },
    fontFault: { state: true },
    failure: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .columns { grid-template-columns: minmax(0, 1fr); }
      .colour { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 10px; align-items: center; }
      .colour .label, .colour .fault { grid-column: 1 / -1; }
      .range { display: flex; align-items: center; gap: 12px; }
      .range input { flex: 1; padding: 0; border: 0; accent-color: var(--primary); }
      .checks { display: grid; gap: 8px; }
      .checks li { display: grid; }
      .checks li > :last-child { font-weight: 600; }
      .low { color: var(--danger); }
      @media (min-width: 1100px) {
        .columns { grid-template-columns: minmax(300px, 400px) minmax(0, 1fr); }
        .preview { position: sticky; inset-block-start: 80px; }
      }
    `,
  ];

  protected readonly files = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  declare private partner: Partner | undefined;
  /** As it is being chosen. */
  declare private theme: Theme;
  declare private mentor: Mentor | undefined;
  declare private isFontTyped: boolean;
  declare private fontFault: string;
  declare private failure: string | undefined;
  declare private isBusy: boolean;

  override get isDirty(): boolean {
    return this.partner !== undefined && textOf(this.theme) !== textOf(this.partner.theme);
  }

  protected override begin(): void {
    void this.#load();
  }

  readonly #load = async (): Promise<void> => {
    this.failure = undefined;
    try {
      this.#take(await this.app.client.get<Partner>('/api/partner'));
    } catch (error) {
      this.failure = this.app.wordsFor(error);
    }
  };

  #take(partner: Partner): void {
    this.partner = partner;
    this.theme = partner.theme;
    this.fontFault = '';
    this.isFontTyped = !!partner.theme.font && !fonts.includes(partner.theme.font);
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('theme') && this.fontFault && !this.theme.font) this.fontFault = '';
  }

  override render(): TemplateResult {
    const { app, words, partner, failure } = this;
    const { common } = app;
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${common.pages.theme}</h1></div>
      ${
        partner
          ? html`<p class="soft">${words.text}</p>
              <div class="columns"><div class="stack">${this.#form()} ${this.#legibility()}</div>${this.#preview(partner)}</div>`
          : failure
            ? html`<div class="empty" role="alert"><p>${failure}</p>
                <button @click=${this.#load}>${common.retry}</button></div>`
            : html`<p class="empty" role="status">${common.loading}</p>`
      }
    </div>`;
  }

  #form(): TemplateResult {
    const { words, theme } = this;
    const { common } = this.app;
    const radius = theme.radius ?? defaultTheme.radius;
    const round = (event: Event) => this.#set({ radius: Number((event.target as HTMLInputElement).value) });
    const discard = () => this.partner && this.#take(this.partner);
    return html`<form class="card" novalidate @submit=${this.#save}>
      <h2>${words.colours}</h2>
      ${colours.map((name) => this.#colour(name))}
      <h2>${words.shape}</h2>
      <label>${words.radius}<span class="range">
        <input type="range" name="radius" min="0" max="32" .value=${String(radius)} @input=${round} />
        <output dir="ltr">${radius} px</output></span></label>
      ${this.#font()}
      <div class="row">
        <button class="primary" ?disabled=${!this.isDirty || this.isBusy}>${common.save}</button>
        <button type="button" ?disabled=${!this.isDirty} @click=${discard}>${common.discard}</button>
      </div>
      <div><button type="button" class="plain" ?disabled=${textOf(theme) === '{}'} @click=${this.#reset}>${words.reset}</button></div>
    </form>`;
  }

  #colour(name: Colour): TemplateResult {
    const { words } = this;
    const value = this.theme[name] ?? defaultTheme[name];
    const choose = (event: Event) =>
      this.#set({ [name]: (event.target as HTMLInputElement).value.toUpperCase() });
    const type = (event: Event) => {
      const field = event.target as HTMLInputElement;
      const typed = `#${field.value.trim().replace(/^#/, '').toUpperCase()}`;
      const isColour = /^#[0-9A-F]{6}$/.test(typed);
      field.setAttribute('aria-invalid', String(!isColour));
      const fault = this.renderRoot.querySelector(`#${name}-fault`);
      if (fault) fault.textContent = isColour ? '' : words.hexFault;
      if (isColour) this.#set({ [name]: typed });
    };
    const label = words.colourNames[name];
    return html`<div class="colour">
      <span class="label" id=${name}>${label}</span>
      <input type="color" aria-labelledby=${name} .value=${value.toLowerCase()} @input=${choose} />
      <input aria-label=${words.hex(label)} dir="ltr" maxlength="7" spellcheck="false" autocomplete="off"
        aria-describedby="${name}-fault" .value=${value} @change=${type} />
      <span class="fault" id="${name}-fault" role="status"></span>
    </div>`;
  }

  #font(): TemplateResult {
    const { words, theme, isFontTyped, fontFault } = this;
    const { font = '' } = theme;
    const choose = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      this.isFontTyped = value === 'other';
      if (value !== 'other') this.#set({ font: value || undefined });
    };
    const type = (event: Event) =>
      this.#set({ font: (event.target as HTMLInputElement).value.trim() || undefined });
    return html`<label>${words.font}<select name="font" @change=${choose}>
        <option value="" ?selected=${!isFontTyped && !font}>${words.fontDefault}</option>
        ${fonts.map((each) => html`<option value=${each} ?selected=${!isFontTyped && each === font}>${each}</option>`)}
        <option value="other" ?selected=${isFontTyped}>${words.fontOther}</option>
      </select></label>
      ${
        isFontTyped
          ? html`<label>${words.fontFamilies}<input name="families" dir="ltr" maxlength="200" autocomplete="off" spellcheck="false"
                .value=${font} aria-invalid=${fontFault ? 'true' : nothing} aria-describedby="families-hint" @change=${type} />
              <span id="families-hint" class=${fontFault ? 'fault' : 'hint'} role=${fontFault ? 'alert' : nothing}>${fontFault || words.fontHint}</span></label>`
          : nothing
      }`;
  }

  #legibility(): TemplateResult {
    const { words } = this;
    const number = new Intl.NumberFormat(this.app.common.tag, { maximumFractionDigits: 1 });
    // Rounded down: 4.49 is not yet enough, and must not look as if it were.
    const told = (value: number) => number.format(Math.floor(value * 10) / 10);
    const line = ({ name, ratio, needed }: Check) => {
      const isLow = ratio < needed;
      const verdict = isLow ? words.tooLow(told(ratio), told(needed)) : words.enough(told(ratio));
      return html`<li><span>${words.checks[name]}</span><span class=${isLow ? 'low' : ''}>${isLow ? '⚠ ' : ''}${verdict}</span></li>`;
    };
    return html`<section class="card" aria-labelledby="legibility">
      <h2 id="legibility">${words.contrast}</h2>
      <p class="soft">${words.contrastText}</p>
      <div aria-live="polite"><ul class="checks">${checksOf(this.theme).map(line)}</ul></div>
    </section>`;
  }

  #preview(partner: Partner): TemplateResult {
    const { app, words, theme } = this;
    const choose = ({ detail }: CustomEvent<Mentor>) => {
      this.mentor = detail;
    };
    return html`<section class="card preview" aria-labelledby="preview">
      <h2 id="preview">${words.preview}</h2>
      <p class="soft">${words.previewText}</p>
      <admin-choose-mentor .app=${app} .label=${words.mentor} @chosen=${choose}></admin-choose-mentor>
      <admin-widget-preview .words=${words} .language=${app.language} .partner=${partner.slug}
        .mentorId=${this.mentor?.id} .theme=${theme}></admin-widget-preview>
    </section>`;
  }

  /** Changes the theme that is being chosen; undefined takes a value out. */
  #set(change: { readonly [name in keyof Theme]?: Theme[name] | undefined }): void {
    this.fontFault = '';
    const entries = Object.entries({ ...this.theme, ...change }).filter(([, value]) => value !== undefined);
    this.theme = Object.fromEntries(entries);
  }

  readonly #reset = (): void => {
    this.theme = {};
    this.isFontTyped = false;
  };

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const before = this.partner?.theme ?? {};
    if (await this.#send(this.theme)) {
      this.app.tell(this.app.common.saved, { undo: () => this.#send(before) });
    }
  };

  async #send(theme: Theme): Promise<boolean> {
    this.isBusy = true;
    try {
      const answer = await this.app.client.ask<Partner>('PATCH', '/api/partner', { body: { theme } });
      this.#take(answer.body);
      return true;
    } catch (error) {
      const faults = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
      if (faults.some(({ pointer }) => pointer === '/theme/font')) this.fontFault = this.words.fontFault;
      else this.app.fail(error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}

/** The same text for the same looks, in whatever order they were chosen. */
const textOf = (theme: Theme): string => JSON.stringify(Object.fromEntries(Object.entries(theme).sort()));

customElements.define('admin-theme-page', ThemePage);
