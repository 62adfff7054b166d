import { html, type TemplateResult } from 'lit';
import { Card } from './card.ts';

/** What the partner is called, by people and by programs. */
export class InstitutionCard extends Card {
  override render(): TemplateResult {
    const { words, partner, app } = this;
    const { institution } = words;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${institution.title}</h2>
      <form class="line" @submit=${this.#save}>
        <label>${institution.name}<input name="name" required pattern=".*\\S.*" maxlength="200" autocomplete="organization"
          .value=${partner.name} /></label>
        <button class="primary" ?disabled=${this.isBusy}>${app.common.save}</button>
      </form>
      <p class="soft">${institution.slug} <code>${partner.slug}</code></p>
    </section>`;
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name'));
    if (await this.change({ name }, '')) this.app.tell(this.app.common.saved);
  };
}

customElements.define('admin-institution-card', InstitutionCard);
