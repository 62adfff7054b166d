import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Question, TellOptions } from './app.ts';
import { drawing } from './drawing.ts';
import type { AdminStrings } from './strings/strings.ts';

interface Toast extends TellOptions {
  readonly message: string;
}

/** A question that waits for its answer. */
type OpenQuestion = Question & { readonly answer: (yes: boolean) => void };

/** The shell's messages and questions, one of each at a time. */
export class Notes implements ReactiveController {
  readonly #host: LitElement;
  #toast: Toast | undefined;
  #question: OpenQuestion | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  tell(message: string, options: TellOptions = {}): void {
    this.#show({ ...options, message });
    // Long enough to read it and to reach its button.
    const isLong = options.undo || options.link || options.isError;
    this.#timer = setTimeout(() => this.#show(undefined), isLong ? 12_000 : 6_000);
  }

  /** Resolves with whether she said yes. */
  ask(question: Question): Promise<boolean> {
    const dialog = () => this.#host.renderRoot.querySelector<HTMLDialogElement>('dialog.question');
    return new Promise((resolve) => {
      const open: OpenQuestion = {
        ...question,
        answer: (yes) => {
          // The dialog's own close event comes later.
          if (this.#question !== open) return;
          // Closed before it is removed, so that the keyboard goes back to where it was.
          dialog()?.close();
          this.#question = undefined;
          this.#host.requestUpdate();
          resolve(yes);
        },
      };
      this.#question = open;
      this.#host.requestUpdate();
      void this.#host.updateComplete.then(() => dialog()?.showModal());
    });
  }

  template(common: AdminStrings): TemplateResult {
    return html`${toasts(this.#toast, common, () => this.#show(undefined))}
      ${this.#question ? questionBox(this.#question, common) : nothing}`;
  }

  #show(toast: Toast | undefined): void {
    clearTimeout(this.#timer);
    this.#toast = toast;
    this.#host.requestUpdate();
  }
}

/** Shows messages: read out politely, or at once when something failed. */
function toasts(toast: Toast | undefined, common: AdminStrings, close: () => void): TemplateResult {
  const box = ({ message, undo, link, isNewTab, isError }: Toast) => {
    const takeBack = () => {
      close();
      void undo?.();
    };
    return html`<div class="toast ${isError ? 'bad' : ''}"><p>${message}</p>
      ${undo ? html`<button class="plain" @click=${takeBack}>${common.undo}</button>` : nothing}
      ${link ? html`<a class="button plain" href=${link} target=${isNewTab ? '_blank' : nothing} @click=${close}>${common.open}</a>` : nothing}
      <button class="icon" aria-label=${common.close} @click=${close}>${drawing('m6 6 12 12M18 6 6 18')}</button></div>`;
  };
  return html`<div class="toasts">
    <div role="status">${toast && !toast.isError ? box(toast) : nothing}</div>
    <div role="alert">${toast?.isError ? box(toast) : nothing}</div>
  </div>`;
}

/** Asks before something that cannot be undone. */
function questionBox(question: OpenQuestion, common: AdminStrings): TemplateResult {
  const { title, text, confirm, isDangerous, word, answer } = question;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement).get('word');
    if (!word || String(typed).trim().toLowerCase() === word.toLowerCase()) answer(true);
  };
  return html`<dialog class="question" aria-labelledby="question" @close=${() => answer(false)}>
    <form @submit=${submit}>
      <h2 id="question">${title}</h2>
      ${text ? html`<p>${text}</p>` : nothing}
      ${
        word
          ? html`<label>${common.typeWord(word)}<input name="word" autocomplete="off" autocapitalize="none" required
              pattern=${anyCase(word)} /></label>`
          : nothing
      }
      <div class="actions">
        <button type="button" @click=${() => answer(false)}>${common.cancel}</button>
        <button class=${isDangerous ? 'danger' : 'primary'}>${confirm}</button>
      </div>
    </form>
  </dialog>`;
}

/** Accepts a word as phone keyboards write it: with a leading capital and a trailing space. */
const anyCase = (word: string): string =>
  `\\s*${[...word].map((letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`).join('')}\\s*`;
