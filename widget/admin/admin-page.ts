import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { load } from '../strings/languages.ts';
import { adminStyles } from './admin-styles.ts';
import type { App, Language } from './app.ts';
import { SpokenWords } from './spoken-words.ts';

/** One file of words a language, loaded when it is needed. */
export type WordFiles<Words> = Readonly<Record<Language, () => Promise<{ readonly words: Words }>>>;

/**
 * The base class of every admin page: it has the shell's `app`, its own words in the reader's language, and the
 * common styles. A page that is left with changes says so through `isDirty`.
 */
export abstract class AdminPage<Words> extends LitElement {
  static override properties = {
    app: { attribute: false },
    params: { attribute: false },
    words: { state: true },
    failed: { state: true },
  };

  static override styles = [adminStyles];

  declare app: App;
  /** What the path holds: `{id: '12'}` of `/admin/sessions/:id`. */
  declare params: Readonly<Record<string, string>>;
  /** Set before `render` is called for the first time. */
  declare words: Words;
  /** What went wrong when the page was read last; undefined where nothing did. */
  declare protected failed: unknown;

  protected abstract readonly files: WordFiles<Words>;

  readonly #spoken = new SpokenWords<Words>(
    (language) => load(this.files[language]).then((file) => file.words),
    (words) => {
      const isFirst = !this.words;
      this.words = words;
      if (isFirst) this.begin();
    },
    (error) => (this.words ? this.app.fail(error) : this.app.lost()),
  );

  /** Whether leaving the page would lose something. */
  get isDirty(): boolean {
    return false;
  }

  protected override shouldUpdate(changes: PropertyValues): boolean {
    this.#spoken.speak(this.app.language);
    return !!this.words && super.shouldUpdate(changes);
  }

  /** Called once, when the words are there: the place to load what the page shows. */
  protected begin(): void {}

  /** Says what went wrong, with a button that tries again; nothing where nothing did. */
  protected failureWithRetry(error: unknown, retry: () => void): TemplateResult | typeof nothing {
    if (!error) return nothing;
    const { wordsFor, common } = this.app;
    return html`<div class="message error" role="alert"><p>${wordsFor(error)}</p>
      <button @click=${retry}>${common.retry}</button></div>`;
  }
}
