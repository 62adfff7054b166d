import type { Directory, DirectoryMentor } from '../api/contract/directory.ts';
import { adoptStyles } from './adopt-styles.ts';
import { card, make } from './directory/card.ts';
import { directoryStyles } from './directory/directory-styles.ts';
import { DirectoryForm } from './directory/form.ts';
import type { DirectoryWords } from './directory/words.ts';
import type { MentorBookingElement } from './mentor-booking-element.ts';

/** Attribute -> property. Properties are never written back: a token must not stand in the page's markup. */
const PROPERTIES = {
  partner: 'partner',
  locale: 'locale',
  timezone: 'timezone',
  'api-url': 'apiUrl',
  token: 'token',
} as const;

const languages: Readonly<Record<string, () => Promise<{ words: DirectoryWords }>>> = {
  fr: () => import('./directory/directory-fr.ts'),
  en: () => import('./directory/directory-en.ts'),
  pt: () => import('./directory/directory-pt.ts'),
  ar: () => import('./directory/directory-ar.ts'),
  sw: () => import('./directory/directory-sw.ts'),
};

// Lets server code import the module; the element itself is only ever made in a browser.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * The mentors of a partner: search, filters, when each is next free, and the dialog in which they are booked.
 *
 * A screen is one request. `<mentor-booking>` is loaded when somebody means to book; its events come from here too.
 *
 * @element mentor-directory
 *
 * @attr {string} partner - Slug of the partner whose mentors are shown.
 * @attr {"fr"|"en"|"pt"|"ar"|"sw"} [locale=fr] - Language; a region may follow (`en-GB`).
 * @attr {string} timezone - IANA time zone of the times shown; default the browser's.
 * @attr {string} api-url - Origin of the API; default the origin this script came from.
 * @attr {string} token - A signed token of the student. Prefer the property `getToken`.
 *
 * @csspart form - Search, filters and order.
 * @csspart card - One mentor.
 * @csspart certification - A certification on a card.
 * @csspart reasons - Why a mentor is recommended.
 * @csspart next - When a mentor is next free.
 * @csspart book - The button that opens the dialog.
 * @csspart more - The button that shows more mentors.
 * @csspart message - How many there are, or what went wrong.
 */
export class MentorDirectoryElement extends Base {
  static readonly observedAttributes = Object.keys(PROPERTIES);

  /** Slug of the partner. */
  declare partner: string | undefined;
  /** Language. */
  declare locale: string | undefined;
  /** IANA time zone of the times shown. */
  declare timezone: string | undefined;
  /** Origin of the API. */
  declare apiUrl: string | undefined;
  /** A signed token; never written to the attribute. */
  declare token: string | undefined;
  /** Gives a fresh token; called when one is needed or was refused. */
  declare getToken: (() => Promise<string>) | undefined;

  static {
    // React and Vue set a property only where `name in element`; `declare` alone leaves nothing to find.
    for (const property of [...Object.values(PROPERTIES), 'getToken'])
      Object.assign(MentorDirectoryElement.prototype, { [property]: undefined });
  }

  readonly #place = make('div');
  readonly #status = make('p', { role: 'status', part: 'message', tabindex: '-1' });
  readonly #list = make('ul', { class: 'list' });
  readonly #after = make('div', { class: 'after' });
  #form: DirectoryForm | undefined;
  #asked: AbortController | undefined;
  #booking: MentorBookingElement | undefined;
  #isDrawn = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    adoptStyles(root, directoryStyles);
    root.append(this.#place);
  }

  attributeChangedCallback(attribute: keyof typeof PROPERTIES, _: string | null, value: string | null): void {
    this[PROPERTIES[attribute]] = value ?? undefined;
    if (this.#isDrawn && attribute !== 'token') void this.#draw();
  }

  connectedCallback(): void {
    if (!this.#isDrawn) void this.#draw();
  }

  disconnectedCallback(): void {
    this.#asked?.abort();
    this.#isDrawn = false;
  }

  /** The language that `locale` comes down to. */
  get #language(): string {
    const language = (this.locale ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
    return Object.hasOwn(languages, language) ? language : 'fr';
  }

  get #apiUrl(): string {
    return (this.apiUrl || new URL(import.meta.url).origin).replace(/\/+$/, '');
  }

  /** Draws the form and asks for the first screen; both are on their way at once. */
  async #draw(): Promise<void> {
    this.#isDrawn = true;
    const language = this.#language;
    const place = this.#place;
    place.lang = language;
    place.dir = language === 'ar' ? 'rtl' : 'ltr';
    const first = this.#ask({ sort: 'recommended' });
    first.catch(() => {});
    try {
      const { words } = await (languages[language] as NonNullable<(typeof languages)[string]>)();
      if (language !== this.#language) return;
      const form = new DirectoryForm(words, () => void this.#show(this.#ask(form.query)));
      this.#form = form;
      place.replaceChildren(form.element, this.#status, this.#list, this.#after);
      await this.#show(first);
    } catch (error) {
      console.error(error);
      this.#isDrawn = false;
    }
  }

  /** One screen; what was asked before is of no use any more. */
  async #ask(query: Readonly<Record<string, string>>): Promise<Directory> {
    this.#asked?.abort();
    this.#asked = new AbortController();
    const search = new URLSearchParams({
      partner: this.partner ?? '',
      locale: this.#language,
      timezone: this.timezone || Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...query,
    });
    const signal = this.#asked.signal;
    const response = await fetch(`${this.#apiUrl}/api/directory?${search}`, { signal, credentials: 'omit' });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  }

  /** Shows a screen once it is there; `isMore` adds it to those that are shown. */
  async #show(asked: Promise<Directory>, isMore = false): Promise<void> {
    const form = this.#form as DirectoryForm;
    const { words } = form;
    this.#list.ariaBusy = 'true';
    if (!this.#list.firstChild) this.#status.textContent = words.loading;
    try {
      const { mentors, total, next_cursor, choices } = await asked;
      if (choices) form.offer(choices);
      const cards = mentors.map((mentor) => card(mentor, words, (each) => void this.#book(each)));
      if (isMore) this.#list.append(...cards);
      else this.#list.replaceChildren(...cards);
      this.#status.textContent = total === 0 ? words.empty : words.count(total);
      this.#after.replaceChildren();
      if (total === 0 && form.isNarrowed) this.#offer(words.clear, () => form.clear());
      if (next_cursor) {
        this.#offer(
          words.more,
          () => void this.#show(this.#ask({ ...form.query, cursor: next_cursor }), true),
        );
      }
      // The button that was pressed is gone: the keyboard goes on at what it brought.
      if (isMore) cards[0]?.querySelector('button')?.focus();
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
      this.#status.textContent = words.failed;
      this.#after.replaceChildren();
      this.#offer(words.retry, () => void this.#show(this.#ask(form.query)));
    } finally {
      this.#list.ariaBusy = null;
    }
  }

  #offer(label: string, act: () => void): void {
    const button = make('button', { type: 'button', part: 'more' }, label);
    button.onclick = act;
    this.#after.append(button);
  }

  /** Opens the dialog of `<mentor-booking>`, which is one for all mentors. */
  async #book({ id }: DirectoryMentor): Promise<void> {
    const pressed = this.shadowRoot?.activeElement as HTMLElement | null;
    const form = this.#form as DirectoryForm;
    try {
      await this.#loadBooking();
    } catch (error) {
      console.error(error);
      this.#status.textContent = form.words.failed;
      this.#status.focus();
      return;
    }
    this.#booking ??= make('mentor-booking');
    const { partner, timezone, token, getToken } = this;
    Object.assign(this.#booking, { partner, timezone, token, getToken });
    Object.assign(this.#booking, { apiUrl: this.#apiUrl, locale: this.#language, mentorId: id });
    this.#booking.addEventListener('mentor-booking-close', () => pressed?.focus(), { once: true });
    this.shadowRoot?.append(this.#booking);
    await this.#booking.open();
  }

  /** The other script, which stands beside this one; at a second try by another address, as a browser remembers. */
  async #loadBooking(): Promise<void> {
    if (customElements.get('mentor-booking')) return;
    const address = new URL('./mentor-booking.js', import.meta.url).href;
    await import(address).catch(() => import(`${address}?${Date.now()}`));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mentor-directory': MentorDirectoryElement;
  }
}
