import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { adminStyles } from '../admin-styles.ts';
import type { SessionWords } from './strings.ts';

/**
 * Asks before a session is cancelled, and why.
 *
 * @fires cancel-session - she means it; `detail.reason` may be empty
 * @fires keep - she does not
 */
export class CancelDialog extends LitElement {
  static override properties = {
    words: { attribute: false },
    isBusy: { attribute: false },
    failure: { attribute: false },
  };
  static override styles = [adminStyles];

  declare words: SessionWords;
  declare isBusy: boolean;
  /** What went wrong when it was tried; what is said elsewhere cannot be reached while this is open. */
  declare failure: string;

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render(): TemplateResult {
    const { words } = this;
    const keep = () => this.dispatchEvent(new CustomEvent('keep'));
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const reason = String(new FormData(event.target as HTMLFormElement).get('reason')).trim();
      this.dispatchEvent(new CustomEvent('cancel-session', { detail: { reason } }));
    };
    return html`<dialog aria-labelledby="title" aria-describedby="text" @close=${keep}>
      <form @submit=${submit}>
        <h2 id="title">${words.cancelTitle}</h2>
        <p id="text">${words.cancelHint}</p>
        <label>${words.reason}
          <textarea name="reason" rows="3" maxlength="1000" dir="auto" aria-describedby="hint" autofocus></textarea></label>
        <p id="hint" class="hint">${words.reasonHint}</p>
        <div role="alert">${this.failure ? html`<p class="message error">${this.failure}</p>` : nothing}</div>
        <div class="actions">
          <button type="button" @click=${keep}>${words.keep}</button>
          <button class="danger" ?disabled=${this.isBusy}>${words.cancelYes}</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('admin-cancel-dialog', CancelDialog);
