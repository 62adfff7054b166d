import { html, nothing, type TemplateResult } from 'lit';
import { Card } from './card.ts';
import './copy-box.ts';

/** The partner's own sign-in for mentors and admins. The client secret can be written and removed, never read. */
export class OidcCard extends Card {
  override render(): TemplateResult {
    const { words, partner, fault } = this;
    const { oidc } = words;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${oidc.title}</h2>
      <p class="soft">${oidc.text}</p>
      <admin-copy-box .app=${this.app} .label=${oidc.redirect} .code=${`${location.origin}/api/sign-in/oidc/${partner.slug}/callback`}></admin-copy-box>
      <form class="stack" novalidate @submit=${this.#save}>
        <label>${oidc.issuer}<input name="issuer" type="url" dir="ltr" autocomplete="off" required
          .value=${partner.oidc_issuer ?? ''} aria-invalid=${fault ? 'true' : nothing}
          aria-describedby=${fault ? 'fault' : nothing} /></label>
        <label>${oidc.clientId}<input name="client_id" dir="ltr" autocomplete="off" required
          .value=${partner.oidc_client_id ?? ''} /></label>
        <label>${oidc.secret}<input name="secret" type="password" dir="ltr" autocomplete="off"
          aria-describedby=${partner.has_oidc_client_secret ? 'kept' : nothing} /></label>
        ${partner.has_oidc_client_secret ? html`<p id="kept" class="hint">${oidc.secretKept}</p>` : nothing}
        ${fault ? html`<p id="fault" class="fault" role="alert">${fault}</p>` : nothing}
        <div class="row">
          <button class="primary" ?disabled=${this.isBusy}>${this.app.common.save}</button>
          ${
            partner.oidc_issuer
              ? html`<button type="button" class="plain danger" @click=${this.#stop}>${oidc.off}</button>`
              : nothing
          }
        </div>
      </form>
    </section>`;
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name)).trim();
    const body = {
      oidc_issuer: text('issuer') || null,
      oidc_client_id: text('client_id') || null,
      ...(text('secret') && { oidc_client_secret: text('secret') }),
    };
    if (!(await this.change(body, this.words.oidc.fault))) return;
    (form.elements.namedItem('secret') as HTMLInputElement).value = '';
    this.app.tell(this.app.common.saved);
  };

  readonly #stop = async (): Promise<void> => {
    const { oidc_issuer, oidc_client_id } = this.partner;
    // Its secret is gone then, so this is asked and not undone.
    const question = { title: this.words.oidc.off, text: oidc_issuer ?? '', confirm: this.words.oidc.off };
    if (!oidc_client_id || !(await this.app.ask({ ...question, isDangerous: true }))) return;
    if (await this.change({ oidc_issuer: null, oidc_client_id: null }, this.words.oidc.fault)) {
      this.app.tell(this.app.common.saved);
    }
  };
}

customElements.define('admin-oidc-card', OidcCard);
