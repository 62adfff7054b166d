import type { Language } from './app.ts';

/** Reads words in the reader's language, anew when she chooses another. What comes too late is passed over. */
export class SpokenWords<Words> {
  readonly #load: (language: Language) => Promise<Words>;
  readonly #arrived: (words: Words) => void;
  readonly #failed: (error: unknown) => void;
  #language: Language | undefined;

  constructor(
    load: (language: Language) => Promise<Words>,
    arrived: (words: Words) => void,
    failed: (error: unknown) => void = () => {},
  ) {
    this.#load = load;
    this.#arrived = arrived;
    this.#failed = failed;
  }

  /** Reads the words of a language, unless they were the last to be asked for. */
  speak(language: Language): void {
    if (language === this.#language) return;
    this.#language = language;
    this.#load(language).then((words) => language === this.#language && this.#arrived(words), this.#failed);
  }
}
