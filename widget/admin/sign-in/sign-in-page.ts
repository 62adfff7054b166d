import { html, LitElement, type TemplateResult } from 'lit';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';

/** Signs in as one of the demo's people. */
export class SignInPage extends LitElement {
  static override properties = { app: { attribute: false } };
  static override styles = [adminStyles];

  declare app: App;

  override render(): TemplateResult {
    const as = (role: string) => async () => {
      try {
        await this.app.client.open('POST', '/api/sign-in/demo', { role });
        await this.app.signedIn();
      } catch (error) {
        this.app.fail(error);
      }
    };
    return html`<div class="card"><h1>${this.app.common.product}</h1>
      <button class="primary" @click=${as('mentor')}>mentor</button>
      <button @click=${as('partner_admin')}>partner_admin</button></div>`;
  }
}

customElements.define('admin-sign-in-page', SignInPage);
