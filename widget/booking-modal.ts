import { TaskStatus } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import type { Session } from '../api/contract/session.ts';
import { adoptStyles } from './adopt-styles.ts';
import { Booking } from './booking.ts';
import type { SlotAnswer } from './client.ts';
import type { DialogHost } from './dialog-host.ts';
import { city, clockTime, dayName, duration } from './format.ts';
import { modalStyles } from './modal-styles.ts';
import { readOwnSlots } from './own-slots.ts';
import { sendUntilKnown } from './send-booking.ts';
import type { DialogParts } from './sessions/dialog-parts.ts';
import { booked } from './steps/booked.ts';
import { chooseSlot, icon, moveTabStop, slotButton } from './steps/choose-slot.ts';
import { confirmBar, confirmDetails } from './steps/confirm-details.ts';
import type { Strings } from './strings/strings.ts';

/** How long the last step stays when nobody touches it, ms. */
const STAY_MS = 2000;

/** Events that concern the dialog only: a host's card or shortcut keys must not react to them. */
const PRIVATE_EVENTS = ['click', 'keydown', 'keyup', 'pointerdown', 'input', 'change', 'submit'];

/** What the dialog shows instead of a booking. */
interface BesideBooking {
  readonly title: string;
  template(): TemplateResult;
}

/**
 * The dialog of `<mentor-booking>`: what is shown of a `Booking`, and where the focus is. It draws with Lit's
 * templates straight into the host's shadow root, so that its parts are the host's own. It is no element itself:
 * that would take a tag name, which two versions on one page cannot share, and 2.3 kB of base class.
 */
export class BookingModal implements ReactiveControllerHost {
  readonly #host: DialogHost;
  readonly #booking: Booking;
  readonly #controllers = new Set<ReactiveController>();
  readonly #place = document.createElement('div');
  #update: Promise<boolean> | undefined;
  #shownStep = 0;
  #mine: BesideBooking | undefined;
  #shownMessage: string | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(host: DialogHost, root: ShadowRoot) {
    this.#host = host;
    this.#booking = new Booking(this, host, async (booking) => {
      const { chooseSeries } = await host.loadFile(() => import('./series/series-choice.ts'));
      return chooseSeries(booking, this.#parts());
    });
    for (const type of PRIVATE_EVENTS) this.#place.addEventListener(type, (event) => event.stopPropagation());
    adoptStyles(root, modalStyles);
    root.append(this.#place);
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.delete(controller);
  }

  /** Draws once for all the changes of this turn. */
  requestUpdate(): void {
    this.#update ??= Promise.resolve().then(() => {
      for (const controller of this.#controllers) controller.hostUpdate?.();
      this.#update = undefined;
      render(this.#template(), this.#place, { host: this });
      this.#updated();
      return true;
    });
  }

  get updateComplete(): Promise<boolean> {
    return this.#update ?? Promise.resolve(true);
  }

  get isOpen(): boolean {
    return !!this.#dialog?.open;
  }

  /** Shows the dialog; `slots` are those of the first week, on their way already. */
  async show(words: Strings, slots: Promise<SlotAnswer>): Promise<void> {
    this.#shownStep = 0;
    const begun = this.#booking.begin(words, slots);
    await this.updateComplete;
    this.#dialog?.showModal();
    this.#focusStep();
    this.#host.emit('open', null);
    this.#host.count('open');
    this.#ticking = setInterval(() => this.#booking.tick(), 1000);
    await begun;
  }

  /** Closes the dialog; what was typed stays. */
  close(): void {
    this.#dialog?.close();
  }

  #updated(): void {
    const { step, message } = this.#booking.state;
    moveTabStop(this.#place);
    if (!this.isOpen) return;
    if (step !== this.#shownStep) this.#focusStep();
    else this.#keepFocus(message);
  }

  #template(): TemplateResult | typeof nothing {
    const booking = this.#booking;
    const { words, state } = booking;
    if (!words) return nothing;
    const name = booking.mentorName;
    const { anyOf } = this.#host;
    const mine = this.#mine;
    const back = () => (mine ? this.#showMine() : booking.back());
    return html`<dialog
      class="step${state.step}" part="dialog" aria-labelledby="title"
      lang=${this.#host.language} dir=${this.#host.language === 'ar' ? 'rtl' : 'ltr'}
      @close=${this.#closed} @click=${this.#clicked}
      @pointermove=${this.#stay} @pointerleave=${this.#leave} @keydown=${this.#stay}
    >
      <header part="header">
        ${
          mine || state.step === 2
            ? html`<button type="button" class="icon" aria-label=${mine ? words.title : words.change}
                ?disabled=${!!state.progress} @click=${back}>${icon('m15 5-7 7 7 7')}</button>`
            : html`<span class="face" aria-hidden="true">${initials(name ?? anyOf)}</span>`
        }
        <div>
          <h2 id="title" tabindex="-1">${mine ? mine.title : words.title}</h2>
          <p>${mine ? words.zone(city(booking.timeZone)) : name ? words.withMentor(name) : (anyOf ?? nothing)}</p>
        </div>
        <button type="button" class="icon" aria-label=${words.close} @click=${() => this.close()}>
          ${icon('m6 6 12 12M18 6 6 18')}
        </button>
        <p class="progress" ?hidden=${!!mine}><span>${words.step(state.step)}</span>${[1, 2, 3].map(
          (step) => html`<i class=${step <= state.step ? 'done' : ''}></i>`,
        )}</p>
      </header>
      <div class="body" part="body">${mine ? mine.template() : this.#step()}</div>
      ${mine ? nothing : state.step === 2 ? confirmBar(booking) : this.#foot()}
    </dialog>`;
  }

  /** The way to her sessions, for a student who may be signed in. */
  #foot(): TemplateResult | typeof nothing {
    const { words, state } = this.#booking;
    if (state.step > 1 || !this.#mayBeSignedIn) return nothing;
    const link = (label: string, show: () => void) =>
      html`<button type="button" class="link" @click=${show}>${label}</button>`;
    return html`<footer class="quiet" part="footer">
      ${link(words.mySessions, this.#openSessions)} ${link(words.waitingList, this.#openWaitingList)}
    </footer>`;
  }

  /** Shows the student's sessions, or the slots again: one of them may be free now. */
  #showMine(mine?: BesideBooking): void {
    this.#mine = mine;
    this.#shownStep = 0;
    if (!mine) this.#booking.slots.run();
    this.requestUpdate();
  }

  get #mayBeSignedIn(): boolean {
    return !!(this.#host.token || this.#host.getToken);
  }

  readonly #openSessions = () =>
    this.#open(async () => {
      const { MySessions } = await this.#host.loadFile(() => import('./sessions/my-sessions.ts'));
      return new MySessions(this.#parts());
    });

  readonly #openWaitingList = () =>
    this.#open(async () => {
      const { WaitingList } = await this.#host.loadFile(() => import('./waiting/waiting-list.ts'));
      const { durations, today, state } = this.#booking;
      return new WaitingList(this.#parts(), { durations, today, minutes: state.listed ?? durations[0] });
    });

  async #open(load: () => Promise<BesideBooking>): Promise<void> {
    try {
      this.#showMine(await load());
    } catch {
      this.#booking.tell(this.#host.lineFailed);
    }
  }

  async #saveCalendar(session: Session): Promise<void> {
    const host = this.#host;
    try {
      const { saveCalendar } = await host.loadFile(() => import('./save-calendar.ts'));
      await saveCalendar(host.client, session);
    } catch {
      this.#booking.tell(host.lineFailed);
    }
  }

  #parts(): DialogParts {
    const { timeZone, words, wordsFor } = this.#booking;
    const update = () => this.requestUpdate();
    const own = { host: this.#host, words, wordsFor, timeZone, update };
    const told = { city, clockTime, dayName, duration };
    return { html, nothing, icon, chooseSlot, slotButton, sendUntilKnown, readOwnSlots, ...told, ...own };
  }

  #step(): TemplateResult {
    const booking = this.#booking;
    const { state, words, slots, durations, mentor } = booking;
    const { step, slot, session } = state;
    if (step === 3 && slot && session) {
      const save = () => void this.#saveCalendar(session);
      return booked(booking, { session, slot }, { close: () => this.close(), save });
    }
    if (step === 2 && slot) return confirmDetails(booking, slot);
    const list = slots.status === TaskStatus.COMPLETE ? booking.list : undefined;
    const closed = mentor.value?.is_available === false;
    return chooseSlot({
      words,
      list,
      failed: slots.status === TaskStatus.ERROR,
      durations,
      minutes: state.listed ?? durations[0],
      selected: slot?.datetime,
      today: booking.today,
      place: list ? booking.placeOf(list.slots) : '',
      message: state.message ?? (closed ? words.problems.mentor_unavailable : undefined),
      pick: (each) => booking.choose(each),
      setFrom: (from) => booking.ask({ from }),
      setMinutes: (listed) => booking.ask({ listed }),
      retry: () => slots.run(),
      joinList: this.#mayBeSignedIn ? this.#openWaitingList : undefined,
      meet: (standIn) => booking.meet(standIn),
    });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#place.querySelector('dialog');
  }

  #focusStep(): void {
    this.#shownStep = this.#booking.state.step;
    this.#place.querySelector<HTMLElement>('.body')?.scrollTo(0, 0);
    this.#place.querySelector<HTMLElement>('h2')?.focus();
    if (this.#shownStep === 3) this.#leave();
  }

  /** A fault takes the focus. A button that is disabled under the focus loses it: then the title keeps the keyboard. */
  #keepFocus(message: string | undefined): void {
    const isNew = message !== this.#shownMessage;
    this.#shownMessage = message;
    if (isNew) this.#place.querySelector('.body')?.scrollTo(0, 0);
    const fault = isNew && this.#place.querySelector<HTMLElement>('[aria-invalid=true]');
    const focused = (this.#place.getRootNode() as ShadowRoot).activeElement;
    if (fault || !focused || focused.matches(':disabled')) {
      (fault || this.#place.querySelector('h2'))?.focus();
    }
  }

  #clicked(event: MouseEvent): void {
    if (event.target === this.#dialog) this.close();
    this.#stay();
  }

  #closed(): void {
    clearInterval(this.#ticking);
    this.#stay();
    this.#mine = undefined;
    this.#booking.end();
    this.#host.closed();
  }

  /** Whoever moves the pointer or uses the keyboard in the last step is reading it. */
  #stay(): void {
    clearTimeout(this.#leaving);
  }

  #leave(): void {
    this.#stay();
    // There is more to read of a series.
    if (this.#booking.state.sessions?.[1]) return;
    if (this.#shownStep !== 3 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#leaving = setTimeout(() => this.close(), STAY_MS);
  }
}

function initials(name = ''): string {
  return name
    .split(' ')
    .map((word) => word[0])
    .slice(0, 2)
    .join('');
}
