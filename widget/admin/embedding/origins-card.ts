import { html, nothing, type TemplateResult } from 'lit';
import type { Partner } from '../../../api/contract/partner.ts';
import { Card } from './card.ts';

/** The sites whose pages may embed the widget. Each change is saved at once, and a removal can be taken back. */
export class OriginsCard extends Card {
  override render(): TemplateResult {
    const { words, app, partner, fault } = this;
    const { origins } = words;
    const row = (origin: string) => html`<li><code>${origin}</code>
      <button class="plain" aria-label=${origins.remove(origin)} @click=${() => this.#remove(origin)}>${app.common.remove}</button></li>`;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${origins.title}</h2>
      <p class="soft">${origins.text}</p>
      ${
        partner.origins.length
          ? html`<ul class="rows">${partner.origins.map(row)}</ul>`
          : html`<p class="message">${origins.empty}</p>`
      }
      <form class="line" novalidate @submit=${this.#add}>
        <label>${origins.add}
          <input name="origin" type="url" inputmode="url" dir="ltr" autocomplete="off" required
            aria-invalid=${fault ? 'true' : nothing} aria-describedby="hint" /></label>
        <button class="primary" ?disabled=${this.isBusy}>${app.common.add}</button>
      </form>
      <p id="hint" class=${fault ? 'fault' : 'hint'} role=${fault ? 'alert' : nothing}>${fault || origins.hint}</p>
    </section>`;
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { origins } = this.words;
    const field = (event.target as HTMLFormElement).elements.namedItem('origin') as HTMLInputElement;
    // Who copies the address of a page means its site.
    const origin = URL.parse(field.value.trim())?.origin ?? field.value.trim();
    if (this.partner.origins.includes(origin)) {
      field.value = '';
      return;
    }
    if (await this.#save((known) => [...known, origin])) {
      field.value = '';
      this.app.tell(origins.added(origin));
    } else field.focus();
  };

  /** Changes the list as it stands on the server: another admin may have changed it since this page was opened. */
  async #save(edit: (known: readonly string[]) => readonly string[]): Promise<boolean> {
    const partner = await this.run(() => this.app.client.get<Partner>('/api/partner'));
    if (!partner) return false;
    const origins = [...new Set(edit(partner.origins))];
    return (await this.change({ origins }, this.words.origins.fault)) !== undefined;
  }

  async #remove(origin: string): Promise<void> {
    const { origins } = this.words;
    if (!(await this.#save((known) => known.filter((each) => each !== origin)))) return;
    const undo = () => this.#save((known) => [...known, origin]);
    this.app.tell(origins.removed(origin), { undo });
    await this.focusOn('input');
  }
}

customElements.define('admin-origins-card', OriginsCard);
