import { LitElement, type PropertyValues } from 'lit';
import { load } from '../strings/languages.ts';
import { adminStyles } from './admin-styles.ts';
import type { App, Language } from './app.ts';
import { SpokenWords } from './spoken-words.ts';

/** One file of words a language, loaded when it is needed. */
export type WordFiles<Words> = Readonly<Record<Language, () => Promise<{ readonly words: Words }>>>;

/**
 * The base class of what stands by itself on the admin page, pages and parts of them: it has the shell's `app`, its own
 * words in the reader's language, and the common styles. What would be lost by leaving says so through `isDirty`.
 */
export abstract class AdminPart<Words> extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { state: true },
  };

  static override styles = [adminStyles];

  declare app: App;
  /** Set before `render` is called for the first time. */
  declare words: Words;

  protected abstract readonly files: WordFiles<Words>;

  readonly #spoken = new SpokenWords<Words>(
    (language) => load(this.files[language]).then((file) => file.words),
    (words) => {
      const isFirst = !this.words;
      this.words = words;
      if (isFirst) this.begin();
    },
    (error) => (this.words ? this.app.fail(error) : this.speechless(error)),
  );

  /** Whether leaving the page would lose something. */
  get isDirty(): boolean {
    return false;
  }

  protected override shouldUpdate(changes: PropertyValues): boolean {
    this.#spoken.speak(this.app.language);
    return !!this.words && super.shouldUpdate(changes);
  }

  /** Called once, when the words are there: the place to load what is shown. */
  protected begin(): void {}

  /** Called when no words came: nothing is shown. */
  protected speechless(error: unknown): void {
    this.app.fail(error);
  }
}
