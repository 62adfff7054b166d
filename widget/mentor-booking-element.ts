import type { WidgetEvent } from '../api/contract/event.ts';
import type { Mentor } from '../api/contract/mentor.ts';
import type { BookingModal } from './booking-modal.ts';
import { Client, ProblemError, type SlotQuery, sendSteps } from './client.ts';
import type { DialogHost } from './dialog-host.ts';
import { type EventDetails, type EventName, MentorBookingEvent } from './events.ts';
import { languageOf, load, loadStrings, wordsOf } from './strings/languages.ts';
import type { Strings } from './strings/strings.ts';
import { triggerStyles } from './theme.ts';

/** Attribute -> property. Properties are never written back: a token must not stand in the page's markup. */
const PROPERTIES = {
  partner: 'partner',
  'mentor-id': 'mentorId',
  subject: 'subject',
  locale: 'locale',
  timezone: 'timezone',
  'api-url': 'apiUrl',
  token: 'token',
} as const;

// Lets server code import the module; the element itself is only ever made in a browser.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * A button that opens the booking dialog of one mentor, or of any mentor with a subject.
 *
 * It is plain DOM: the dialog, Lit and the language are loaded when somebody means to book.
 *
 * @element mentor-booking
 *
 * @attr {string} partner - Slug of the partner whose students book here.
 * @attr {number} mentor-id - Id of the mentor.
 * @attr {string} subject - Instead of `mentor-id`: any mentor with exactly this subject. Who it is, is told with the
 *   slot.
 * @attr {"fr"|"en"|"pt"|"ar"|"sw"} [locale=fr] - Language of the dialog; a region may follow (`en-GB`).
 * @attr {string} timezone - IANA time zone of the times shown; default the browser's.
 * @attr {string} api-url - Origin of the API; default the origin this script came from.
 * @attr {string} token - A signed token of the student. Prefer the property `getToken`.
 *
 * @fires {MentorBookingEvent} mentor-booking-open - The dialog opened.
 * @fires {MentorBookingEvent} mentor-booking-slot-selected - A slot was chosen: `detail.slot`.
 * @fires {MentorBookingEvent} mentor-booking-before-book - About to book `detail.booking`; can be cancelled.
 * @fires {MentorBookingEvent} mentor-booking-booked - Booked: `detail.session`, the first of a series;
 *   `detail.sessions`: all.
 * @fires {MentorBookingEvent} mentor-booking-error - The API refused, or a sign-in is needed: `detail.problem`.
 * @fires {MentorBookingEvent} mentor-booking-close - The dialog closed.
 *
 * @slot - Label of the trigger.
 *
 * @csspart trigger - The button in the page.
 * @csspart dialog - The dialog.
 * @csspart header - Title, step and close button.
 * @csspart body - The scrolling middle.
 * @csspart footer - The bar with the confirm button.
 * @csspart slot - A start; with `selected` when it is the chosen one, `busy` when she has a session then.
 * @csspart duration - A choice of duration; with `selected`.
 * @csspart summary - The chosen slot.
 * @csspart input - Subject, description, duration.
 * @csspart confirm - The button that books.
 * @csspart message - A problem or a state; with `error` when something is wrong.
 * @csspart success - The last step.
 *
 * @cssprop [--mentor-booking-primary=#1B4965] - Buttons and headings.
 * @cssprop [--mentor-booking-accent=#FFD166] - Progress, countdown and focus rings.
 * @cssprop [--mentor-booking-background=#F5F5F5] - Behind the slots.
 * @cssprop [--mentor-booking-dark-background=#121C25] - The same for who prefers dark; the other colours hold in both.
 * @cssprop [--mentor-booking-success=#10B981] - The mark of success.
 * @cssprop [--mentor-booking-radius=10px] - Corners.
 * @cssprop [--mentor-booking-font=system-ui] - Font family.
 */
export class MentorBookingElement extends Base implements DialogHost {
  static readonly observedAttributes = Object.keys(PROPERTIES);

  /** Slug of the partner. */
  declare partner: string | undefined;
  /** Instead of `mentorId`: any mentor with exactly this subject. */
  declare subject: string | undefined;
  /** IANA time zone of the times shown. */
  declare timezone: string | undefined;
  /** Origin of the API. */
  declare apiUrl: string | undefined;
  /** A signed token; never written to the attribute. */
  declare token: string | undefined;
  /** Gives a fresh token; called when one is needed or was refused. Reject, or give '', when nobody is signed in. */
  declare getToken: (() => Promise<string>) | undefined;

  static {
    // React and Vue set a property only where `name in element`; `declare` alone leaves nothing to find.
    const { prototype } = MentorBookingElement;
    for (const property of [...Object.values(PROPERTIES), 'getToken'])
      if (!(property in prototype)) Object.assign(prototype, { [property]: undefined });
  }

  readonly #trigger = document.createElement('button');
  readonly #label = document.createElement('slot');
  readonly #failure = document.createElement('span');
  /** Properties set before the element was defined: they outrank the attributes it was born with. */
  readonly #preset = new Set<string>();
  #locale: string | undefined;
  #mentorId: string | number | undefined;
  #client: Client | undefined;
  #modal: BookingModal | undefined;
  #freshToken = '';
  #seen: IntersectionObserver | undefined;
  #isSeen = false;
  #mentor: Promise<Mentor> | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(triggerStyles);
    root.adoptedStyleSheets = [sheet];
    const trigger = this.#trigger;
    trigger.className = 'trigger';
    trigger.setAttribute('part', 'trigger');
    trigger.setAttribute('aria-haspopup', 'dialog');
    trigger.append(this.#label);
    // A link in the label serves readers without JavaScript; here the button is what is pressed.
    this.#label.onslotchange = () => {
      for (const element of this.#label.assignedElements()) element.removeAttribute('href');
    };
    trigger.onclick = (event) => {
      event.preventDefault();
      void this.open();
    };
    trigger.onpointerenter = trigger.onfocus = () => void this.#load().catch(() => {});
    this.#failure.setAttribute('role', 'status');
    this.#failure.className = 'failure';
    root.append(trigger, this.#failure);
    for (const property of Object.values(PROPERTIES)) {
      if (!Object.hasOwn(this, property)) continue;
      const value = this[property];
      delete this[property];
      (this as Record<string, unknown>)[property] = value;
      this.#preset.add(property);
    }
    this.locale ??= undefined;
  }

  /** Id of the mentor. */
  get mentorId(): string | number | undefined {
    return this.#mentorId;
  }

  set mentorId(mentorId: string | number | undefined) {
    this.#mentorId = mentorId;
    this.#mentor = undefined;
    this.#trigger.disabled = false;
    this.#trigger.title = '';
    if (this.#isSeen) this.#lookAtMentor();
  }

  /** Language of the dialog. */
  get locale(): string | undefined {
    return this.#locale;
  }

  set locale(locale: string | undefined) {
    this.#locale = locale;
    this.#label.textContent = wordsOf(this.language)[0];
  }

  attributeChangedCallback(
    attribute: keyof typeof PROPERTIES,
    _old: string | null,
    value: string | null,
  ): void {
    const property = PROPERTIES[attribute];
    if (!this.#preset.delete(property)) this[property] = value ?? undefined;
  }

  connectedCallback(): void {
    this.#preset.clear();
    if (this.#seen || !globalThis.IntersectionObserver) return;
    this.#seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#seen?.disconnect();
      this.#isSeen = true;
      this.count('view');
      this.#lookAtMentor();
    });
    this.#seen.observe(this);
  }

  disconnectedCallback(): void {
    this.close();
  }

  override focus(options?: FocusOptions): void {
    this.#trigger.focus(options);
  }

  /** Opens the dialog; resolves once it is shown, or once the line has failed. */
  async open(): Promise<void> {
    const trigger = this.#trigger;
    if (trigger.disabled || trigger.ariaBusy || this.#modal?.isOpen) return;
    trigger.ariaBusy = 'true';
    this.#failure.textContent = '';
    // She may have changed her mind since the dialog was opened last.
    if (this.#modal) this.#mentor = undefined;
    try {
      // The files first: the browser's zone, which the list is asked with, takes a cheap phone 150 ms to find out.
      const loaded = this.#load();
      // Asked for before the dialog is there, which takes the answer, or what went wrong.
      const slots = this.client.listSlots(this.bookingPath, this.slotQuery);
      slots.catch(() => {});
      const [strings, { BookingModal }] = await loaded;
      if (!this.isConnected) return;
      this.#modal ??= new BookingModal(this, this.shadowRoot as ShadowRoot);
      await this.#modal.show(strings, slots);
    } catch (error) {
      // The next click tries again: a line that dropped must not spoil the button.
      console.error(error);
      this.#failure.textContent = this.lineFailed;
    } finally {
      trigger.ariaBusy = null;
    }
  }

  /** Closes the dialog; what was typed is kept. */
  close(): void {
    this.#modal?.close();
  }

  /** For the dialog only: the language that `locale` comes down to. @internal */
  get language(): string {
    return languageOf(this.locale);
  }

  /** For the dialog only: talks to the API. @internal */
  get client(): Client {
    const apiUrl = (this.apiUrl || new URL(import.meta.url).origin).replace(/\/+$/, '');
    if (this.#client?.apiUrl !== apiUrl) {
      this.#client = new Client(apiUrl, (refused) => this.#token(refused));
    }
    return this.#client as Client;
  }

  /** For the dialog only: what the first week is asked with. @internal */
  get slotQuery(): SlotQuery {
    const timezone = this.timezone || Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { anyOf } = this;
    return { timezone, mentor_subject: anyOf, partner: anyOf && this.partner };
  }

  /** For the dialog only: the subject, where any mentor will do. @internal */
  get anyOf(): string | undefined {
    return this.mentorId ? undefined : this.subject;
  }

  /** For the dialog only: where slots are listed, held and booked. @internal */
  get bookingPath(): string {
    return this.anyOf ? '/api' : `/api/mentors/${encodeURIComponent(String(this.mentorId))}`;
  }

  /** For the dialog only: tells the page; false when the page cancelled it. @internal */
  emit<Name extends EventName>(name: Name, detail: EventDetails[Name]): boolean {
    return this.dispatchEvent(new MentorBookingEvent(name, detail));
  }

  /** For the dialog only: counts a step of the funnel. @internal */
  count(type: WidgetEvent['type']): void {
    const mentorId = Number(this.mentorId);
    if (this.partner && mentorId) this.client.count({ partner: this.partner, mentor_id: mentorId, type });
  }

  /** For the dialog only: it closed. @internal */
  closed(): void {
    sendSteps();
    this.emit('close', null);
    this.focus();
  }

  /**
   * For the dialog only: the mentor, asked for once; again after the line has failed; none where any will do. @internal
   */
  getMentor(): Promise<Mentor> | undefined {
    const id = this.mentorId as number;
    if (!id) return undefined;
    this.#mentor ??= this.client.getMentor(id).then(
      (mentor) => {
        if (!mentor.is_available && id === this.mentorId) this.#disable();
        return mentor;
      },
      (error) => {
        this.#mentor = undefined;
        throw error;
      },
    );
    return this.#mentor;
  }

  /** For the dialog only: what the student reads when a file or the calendar could not be loaded. @internal */
  get lineFailed(): string {
    return wordsOf(this.language)[1];
  }

  /** For the dialog only: loads a file, also at a second try. @internal */
  readonly loadFile = load;

  /** The mentor takes no bookings: the button says why, in words that only then are loaded. */
  async #disable(): Promise<void> {
    this.#trigger.disabled = true;
    const { problems } = await loadStrings(this.language);
    if (this.#trigger.disabled) this.#trigger.title = problems.mentor_unavailable;
  }

  /** The button must tell beforehand that a mentor takes no bookings. */
  #lookAtMentor(): void {
    if (Number(this.mentorId)) this.getMentor()?.catch(() => {});
  }

  #load(): Promise<[Strings, typeof import('./booking-modal.ts')]> {
    return Promise.all([loadStrings(this.language), load(() => import('./booking-modal.ts'))]);
  }

  async #token(refused: boolean): Promise<string> {
    if (refused) this.#freshToken = '';
    const known = this.#freshToken || (refused ? '' : this.token);
    if (known) return known;
    try {
      this.#freshToken = (await this.getToken?.()) || '';
    } catch (error) {
      // The page's own request failed on the way: that is the line, not the sign-in.
      if (error instanceof TypeError) throw error;
    }
    if (this.#freshToken) return this.#freshToken;
    const detail = 'No token: set getToken.';
    const code = 'unauthenticated';
    throw new ProblemError({ type: 'about:blank', title: detail, status: 401, detail, code });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mentor-booking': MentorBookingElement;
  }
}
