import type { Directory } from '../../api/contract/directory.ts';
import { make } from './card.ts';
import type { DirectoryWords, Sort } from './words.ts';

/** How long a pause in typing asks for the list, ms. */
const PAUSE_MS = 300;

/** Search, filters and order of the directory. */
export class DirectoryForm {
  readonly words: DirectoryWords;
  readonly element: HTMLFormElement;
  readonly #search: HTMLInputElement;
  readonly #subject = make('select');
  readonly #language = make('select');
  readonly #mode = make('select');
  readonly #free = make('input', { type: 'checkbox' });
  readonly #certified = make('input', { type: 'checkbox' });
  readonly #sort = make('select');
  readonly #changed: () => void;
  #asked: string;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called when another list is wanted. */
  constructor(words: DirectoryWords, changed: () => void) {
    this.words = words;
    this.#changed = changed;
    this.#search = make('input', { type: 'search', maxlength: '100', placeholder: words.hint });
    for (const [value, label] of Object.entries(words.sorts)) this.#sort.append(new Option(label, value));
    this.element = make(
      'form',
      { role: 'search', part: 'form' },
      make('label', {}, words.search, this.#search),
      make('label', {}, words.subject, this.#subject),
      make('label', {}, words.language, this.#language),
      make('label', {}, words.mode, this.#mode),
      make('label', {}, words.sort, this.#sort),
      make('label', { class: 'check' }, this.#free, words.freeThisWeek),
      make('label', { class: 'check' }, this.#certified, words.certified),
    );
    this.offer({ subjects: [], languages: [], modes: [], certified: false });
    this.#asked = JSON.stringify(this.query);
    this.element.onsubmit = (event) => {
      event.preventDefault();
      this.#tell();
    };
    this.element.onchange = () => this.#tell();
    this.#search.oninput = () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#tell(), PAUSE_MS);
    };
  }

  /** What the list is asked with. */
  get query(): Record<string, string> {
    const asked = {
      q: this.#search.value.trim(),
      subject: this.#subject.value,
      language: this.#language.value,
      mode: this.#mode.value,
      free_within_days: this.#free.checked ? '7' : '',
      certified: this.#certified.checked ? 'true' : '',
      sort: this.#sort.value as Sort,
    };
    return Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
  }

  /** Whether it leaves anybody out. */
  get isNarrowed(): boolean {
    return Object.keys(this.query).length > 1;
  }

  /** Fills the choices, and hides those that leave nobody out. What is chosen stays. */
  offer({ subjects, languages, modes, certified }: NonNullable<Directory['choices']>): void {
    const { words } = this;
    const names = new Intl.DisplayNames(words.tag, { type: 'language' });
    fill(this.#subject, words.anySubject, subjects, (subject) => subject);
    fill(this.#language, words.anyLanguage, languages, (language) => names.of(language) ?? language);
    fill(this.#mode, words.anyMode, modes, (mode) => words.modes[mode]);
    hide(this.#subject, subjects.length < 2);
    hide(this.#language, languages.length < 2);
    hide(this.#mode, modes.length < 2);
    hide(this.#certified, !certified);
  }

  /** Takes all filters away; the order stays. */
  clear(): void {
    this.#search.value = this.#subject.value = this.#language.value = this.#mode.value = '';
    this.#free.checked = this.#certified.checked = false;
    this.#search.focus();
    this.#tell();
  }

  /** A field that is left says that it changed, though what was typed has been asked for already. */
  #tell(): void {
    clearTimeout(this.#waiting);
    const asked = JSON.stringify(this.query);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#changed();
  }
}

function fill<Value extends string>(
  select: HTMLSelectElement,
  all: string,
  values: readonly Value[],
  label: (value: Value) => string,
): void {
  const { value: chosen } = select;
  select.replaceChildren(new Option(all, ''), ...values.map((value) => new Option(label(value), value)));
  if (chosen) select.value = chosen;
}

const hide = (control: HTMLElement, isHidden: boolean): void => {
  (control.parentElement as HTMLElement).style.display = isHidden ? 'none' : '';
};
