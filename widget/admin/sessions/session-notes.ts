import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Session } from '../../../api/contract/session.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import { failureOf } from './session-words.ts';
import type { SessionWords } from './strings.ts';

type State = 'saved' | 'saving' | 'failed' | 'found' | undefined;

/**
 * The mentor's private notes of a session: saved when the field is left or by the button. What could not be saved stays
 * in the field, and in this tab if the page is left.
 */
export class SessionNotes extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    session: { attribute: false },
    text: { state: true },
    state: { state: true },
    failure: { state: true },
  };

  static override styles = [adminStyles];

  declare app: App;
  declare words: SessionWords;
  declare session: Session;
  declare private text: string;
  declare private state: State;
  declare private failure: string;

  /** What the API holds. */
  #stored = '';

  /** Whether leaving now would lose something: what is on its way is kept if it does not arrive. */
  get isDirty(): boolean {
    return this.state !== 'saving' && this.text !== this.#stored;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stored = this.session.notes ?? '';
    const kept = this.#kept();
    const isFound = kept !== null && kept !== this.#stored;
    this.text = isFound ? kept : this.#stored;
    this.state = isFound ? 'found' : undefined;
  }

  readonly #type = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    if (this.state !== 'saving') this.state = undefined;
    this.#keep(this.text);
  };

  readonly #save = async (): Promise<void> => {
    const { app, words, session, text } = this;
    if (this.state === 'saving' || text === this.#stored) return;
    this.state = 'saving';
    try {
      const path = `/api/mentorship/sessions/${session.id}`;
      await app.client.ask<Session>('PATCH', path, { body: { notes: text || null } });
      this.#stored = text;
      if (this.text === text) this.#keep(null);
      this.state = 'saved';
    } catch (error) {
      this.failure = failureOf(error, app, words);
      this.state = 'failed';
      if (!this.isConnected) app.tell(words.notesFailed, { isError: true });
      return;
    }
    // What was typed while it was on its way.
    if (this.text !== text && !this.renderRoot.querySelector('textarea:focus')) await this.#save();
  };

  /** The button stays as it is, so that the keyboard is not lost while the field's text is on its way. */
  readonly #press = (): void => {
    if (this.state !== 'saving' && this.text === this.#stored) this.state = 'saved';
    void this.#save();
  };

  get #name(): string {
    return `mentor-booking-notes:${this.app.account?.id}:${this.session.id}`;
  }

  #kept(): string | null {
    try {
      return sessionStorage.getItem(this.#name);
    } catch {
      return null;
    }
  }

  #keep(text: string | null): void {
    try {
      if (text === null) sessionStorage.removeItem(this.#name);
      else sessionStorage.setItem(this.#name, text);
    } catch {
      // A browser that keeps nothing: the field still holds the text.
    }
  }

  override render(): TemplateResult {
    const { app, words, state } = this;
    return html`<div class="card">
      <label>${words.notes}
        <textarea name="notes" rows="5" maxlength="10000" dir="auto" aria-describedby="hint" .value=${this.text}
          @input=${this.#type} @blur=${this.#save}></textarea></label>
      <p id="hint" class="hint">${words.notesHint}</p>
      ${
        state === 'failed'
          ? html`<p class="message error" role="alert">${this.failure} ${words.notesFailed}</p>`
          : state === 'found'
            ? html`<p class="message" role="status">${words.notesFound}</p>`
            : nothing
      }
      <div class="row split">
        <span class="soft" role="status">${state === 'saved' ? words.notesSaved : state === 'saving' ? words.notesSaving : ''}</span>
        <button @click=${this.#press}>${app.common.save}</button>
      </div>
    </div>`;
  }
}

customElements.define('admin-session-notes', SessionNotes);
