import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Session } from '../../../api/contract/session.ts';
import type { ProblemError } from '../../client.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import { failureOf, zoneOf } from './session-words.ts';
import type { SessionWords } from './strings.ts';

type State = 'saved' | 'saving' | 'failed' | 'found' | 'changed' | undefined;

/** How often notes are sent again because another thing about their session has changed. */
const maxTries = 3;

/**
 * The mentor's private notes of a session: saved when the field is left or by the button. What could not be saved stays
 * in the field, and in this tab if the page is left. Where another tab has saved others meanwhile, both texts are
 * shown, and hers replaces them when she presses the button, not before.
 */
export class SessionNotes extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    session: { attribute: false },
    etag: { attribute: false },
    text: { state: true },
    state: { state: true },
    failure: { state: true },
  };

  static override styles = [adminStyles, css`.other { white-space: pre-wrap; overflow-wrap: anywhere; }`];

  declare app: App;
  declare words: SessionWords;
  declare session: Session;
  /** Of the session as it was when this was put on the page. */
  declare etag: string | null;
  declare private text: string;
  declare private state: State;
  declare private failure: string;

  /** What the API holds, as far as this tab knows, and the ETag of the session that held it. */
  #stored = '';
  #etag: string | null = null;

  /** Whether leaving now would lose something: what is on its way is kept if it does not arrive. */
  get isDirty(): boolean {
    return this.state !== 'saving' && this.text !== this.#stored;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stored = this.session.notes ?? '';
    const kept = this.#kept();
    this.#etag = this.etag;
    const isFound = kept !== null && kept.text !== this.#stored;
    this.text = isFound ? kept.text : this.#stored;
    this.state = !isFound ? undefined : kept.over === this.#stored ? 'found' : 'changed';
  }

  readonly #type = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    if (this.state !== 'saving' && this.state !== 'changed') this.state = undefined;
    this.#keep(this.text);
  };

  readonly #save = async (): Promise<void> => {
    const { app, words, text } = this;
    if (this.state === 'saving' || text === this.#stored) return;
    this.state = 'saving';
    try {
      await this.#send(text);
      if (this.#stored !== text) {
        this.state = 'changed';
        this.#keep(this.text);
        if (!this.isConnected) app.tell(words.notesFailed, { isError: true });
        return;
      }
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

  /** Replaces the notes that this tab knows of. Where others stand by now it writes nothing, and they are `#stored`. */
  async #send(text: string): Promise<void> {
    const { app, session } = this;
    const path = `/api/mentorship/sessions/${session.id}?timezone=${encodeURIComponent(zoneOf(app))}`;
    const known = this.#stored;
    for (let left = maxTries; this.#stored === known; left--) {
      try {
        const options = { body: { notes: text || null }, ifMatch: this.#etag };
        this.#etag = (await app.client.ask<Session>('PATCH', path, options)).etag;
        this.#stored = text;
      } catch (error) {
        const { problem } = error as Partial<ProblemError>;
        if (problem?.code !== 'precondition_failed' || left === 0) throw error;
        // The notes may be as they were, and another thing about the session have changed.
        const { body, etag } = await app.client.ask<Session>('GET', path);
        this.#stored = body.notes ?? '';
        this.#etag = etag;
      }
    }
  }

  /** A press does not leave the field: it would save twice, and the second time over what nobody has read. */
  readonly #stay = (event: Event): void => event.preventDefault();

  readonly #leave = (): void => {
    if (this.state !== 'changed') void this.#save();
  };

  /** The button stays as it is, so that the keyboard is not lost while the field's text is on its way. */
  readonly #press = (): void => {
    if (this.state !== 'saving' && this.text === this.#stored) this.state = 'saved';
    void this.#save();
  };

  get #name(): string {
    return `mentor-booking-notes:${this.app.account?.id}:${this.session.id}`;
  }

  /** What was typed, and the notes that it is to replace; null where others came between. */
  #kept(): { readonly text: string; readonly over: string | null } | null {
    try {
      return JSON.parse(sessionStorage.getItem(this.#name) ?? 'null');
    } catch {
      return null;
    }
  }

  #keep(text: string | null): void {
    try {
      if (text === null) sessionStorage.removeItem(this.#name);
      else {
        const over = this.state === 'changed' ? null : this.#stored;
        sessionStorage.setItem(this.#name, JSON.stringify({ text, over }));
      }
    } catch {
      // A browser that keeps nothing: the field still holds the text.
    }
  }

  override render(): TemplateResult {
    const { app, words, state } = this;
    return html`<div class="card">
      ${
        state === 'changed'
          ? html`<div class="message" role="alert"><p>${words.notesChanged}</p>
              <p class="other" dir="auto">${this.#stored || words.notesEmptied}</p></div>`
          : nothing
      }
      <label>${words.notes}
        <textarea name="notes" rows="5" maxlength="10000" dir="auto" aria-describedby="hint" .value=${this.text}
          @input=${this.#type} @blur=${this.#leave}></textarea></label>
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
        <button @mousedown=${this.#stay} @click=${this.#press}>${app.common.save}</button>
      </div>
    </div>`;
  }
}

customElements.define('admin-session-notes', SessionNotes);
