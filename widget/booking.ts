import { Task, TaskStatus } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';
import type { Mentor } from '../api/contract/mentor.ts';
import type { ProblemBody } from '../api/contract/problem.ts';
import type { Series, SeriesDryRun } from '../api/contract/series.ts';
import type { Session } from '../api/contract/session.ts';
import type { Slot, SlotList } from '../api/contract/slot.ts';
import { QUIET, SLOT_IS_GONE, START, type State } from './booking-state.ts';
import type { ProblemError, SlotAnswer } from './client.ts';
import type { DialogHost } from './dialog-host.ts';
import { type BookingBody, ownerOf, type Repetition, readDraft, type Sent, writeDraft } from './draft.ts';
import { mentorOffset, place } from './format.ts';
import { holdSlot, releaseHold } from './holds.ts';
import { readOwnSlots } from './own-slots.ts';
import { sealed, sendBooking } from './send-booking.ts';
import type { RepeatChoice } from './series/repeat-choice.ts';
import type { Strings } from './strings/strings.ts';

/**
 * One student's way from the slots to the session: its state, what she may do, and the Tasks that read and book.
 * It knows nothing of how it is shown.
 */
export class Booking {
  state: State = START;
  words!: Strings;
  /** Durations of the mentor, minutes; empty until the first list is there. */
  durations: readonly number[] = [];
  /** Today where the student is: the first date of the first list. */
  today: string | undefined;
  readonly mentor: Task<readonly unknown[], Mentor | undefined>;
  readonly slots: Task<readonly unknown[], SlotList>;
  readonly sending: Task<readonly Sent[], Session | Series>;
  /** How often it comes back, once she opened that choice. */
  series: RepeatChoice | undefined;

  readonly #view: ReactiveControllerHost;
  readonly #host: DialogHost;
  readonly #loadChoice: (booking: Booking) => Promise<RepeatChoice>;
  #round = 0;
  #owner = '';
  #holdTurn = 0;
  #isRenewed = false;
  /** Id of the mentor who is booked instead of one who is away. */
  #standIn: number | undefined;
  /** A list that everybody may read, and the same as the student has it. */
  #own: readonly [SlotList, SlotList] | undefined;
  /** The first week, asked for while the dialog was loaded. */
  #early: Promise<SlotAnswer> | undefined;

  constructor(
    view: ReactiveControllerHost,
    host: DialogHost,
    loadChoice: (booking: Booking) => Promise<RepeatChoice>,
  ) {
    this.#view = view;
    this.#host = host;
    this.#loadChoice = loadChoice;
    this.mentor = new Task(view, {
      args: () => [this.#path, this.#round],
      task: async () => (this.#standIn ? host.client.getMentor(this.#standIn) : host.getMentor()),
    });
    this.slots = new Task(view, {
      args: () => [this.#path, this.state.from, this.state.listed, this.#round],
      task: async (_, { signal }) => {
        const { from, listed } = this.state;
        const query = { ...host.slotQuery, from, duration: listed };
        const early = from || listed ? undefined : this.#early;
        this.#early = undefined;
        const asked = early ?? host.client.listSlots(this.#path, query, { signal });
        const [response, list] = await asked.catch((error) => {
          // The browser may name a zone that nobody knows: then the mentor's is better than nothing.
          if (error.problem?.errors?.[0]?.pointer !== '/timezone') throw error;
          return host.client.listSlots(this.#path, { ...query, timezone: undefined }, { signal });
        });
        this.durations = list.durations;
        this.today ??= list.from;
        void this.#readOwn(response, list);
        return list;
      },
      onError: (error) => this.#report(error),
    });
    this.sending = new Task(view, {
      autoRun: false,
      task: ([sent]) =>
        sendBooking(host.client, this.#path, sent as Sent, (progress) => this.#set({ progress })),
      onComplete: (answer) => this.#succeed(answer),
      onError: (error) => this.#refuse(error),
    });
  }

  /** With whom it is, as far as that is known. */
  get mentorName(): string | undefined {
    const { session, mentorName } = this.state;
    return session?.mentor.name ?? mentorName ?? this.mentor.value?.name;
  }

  /** The list to show: as the student has it, once that is known. */
  get list(): SlotList | undefined {
    const { value } = this.slots;
    return this.#own?.[0] === value ? this.#own?.[1] : value;
  }

  get timeZone(): string {
    return this.slots.value?.timezone ?? this.#host.slotQuery.timezone ?? '';
  }

  /** `Heure locale : Dakar (UTC+0)`, with the offsets that the API gave these slots; the mentor's zone if other. */
  readonly placeOf = (slots: readonly Slot[]): string => {
    const list = this.slots.value;
    const own = this.words.zone(
      place(
        this.timeZone,
        slots.map(({ datetime }) => datetime.slice(19)),
      ),
    );
    if (!list || list.mentor_timezone === this.timeZone) return own;
    return `${own} · ${this.words.mentorZone(
      place(
        list.mentor_timezone,
        slots.map((slot) => mentorOffset(list, slot)),
      ),
    )}`;
  };

  /** Begins anew, or takes up what a reload or a closed dialog left behind. */
  async begin(words: Strings, slots: Promise<SlotAnswer>): Promise<void> {
    this.words = words;
    this.#early = slots;
    this.#standIn = undefined;
    this.#round++;
    this.series = undefined;
    this.#view.requestUpdate();
    if (this.sending.status === TaskStatus.PENDING) return;
    this.state = START;
    const draft = readDraft(this.#draftName);
    if (!draft) return;
    await this.#identify();
    // Phones are shared: the next student in this tab must not see what the last one typed.
    if (draft.owner && draft.owner !== this.#owner) {
      if (this.#owner) writeDraft(this.#draftName, undefined);
      return;
    }
    if (this.state.step > 1) return;
    const { slot, minutes, subject, description, repeat, sent } = draft;
    this.#set({ subject, description, repeat, sent });
    if (repeat) void this.openSeries();
    if (!slot || !minutes) return;
    this.#set({ step: 2, slot, minutes });
    if (sent) this.sending.run([sent]);
    else this.#hold();
  }

  /** The dialog was closed: the text stays, the slot is given back unless it may be booked already. */
  end(): void {
    const { step, sent } = this.state;
    if (step === 2 && !sent) this.back();
  }

  /** Shows another week, or the slots for another duration. */
  ask(change: Pick<State, 'from' | 'listed'>): void {
    this.#set({ ...change, message: undefined });
  }

  /** Shows the slots of the mentor who stands in for one who is away. */
  meet(standIn: number): void {
    this.#standIn = standIn;
    this.#set({ from: undefined, listed: undefined, message: undefined });
  }

  /** Says at step 3 what went wrong. */
  tell(message: string): void {
    this.#set({ message });
  }

  /** Called every second: asks for another hold, once, when the first has run out. */
  tick(): void {
    const { heldUntil, sent, step } = this.state;
    if (!heldUntil || step !== 2) return;
    if (heldUntil <= Date.now() && !this.#isRenewed && !sent) {
      this.#isRenewed = true;
      this.#hold(true);
    }
    this.#view.requestUpdate();
  }

  choose(slot: Slot): void {
    this.#isRenewed = false;
    this.#host.emit('slot-selected', { slot });
    this.#host.count('slot_selected');
    const wanted = this.state.minutes || this.state.listed || this.durations[0] || 30;
    const fitting = this.durations.filter((each) => each <= slot.max_duration_minutes);
    const minutes = fitting.includes(wanted) ? wanted : (fitting.at(-1) ?? wanted);
    this.#set({ ...QUIET, step: 2, slot, minutes });
    this.#hold();
  }

  setMinutes(minutes: number): void {
    this.#set({ ...QUIET, minutes });
    this.#hold();
  }

  /** A session of any mentor comes but once: each would be with another. */
  get canRepeat(): boolean {
    return !this.#host.anyOf;
  }

  /** What of the dates is booked; undefined for none, and while that is not known. */
  get mode(): 'all' | 'free' | undefined {
    return this.state.repeat ? this.series?.mode : 'all';
  }

  setRepeat(repeat: Repetition | undefined): void {
    this.#set({ repeat, message: undefined });
  }

  /** Opens the choice of how often it comes back. */
  async openSeries(): Promise<void> {
    try {
      this.series = await this.#loadChoice(this);
      this.#view.requestUpdate();
    } catch {
      this.#set({ repeat: undefined, message: this.#host.lineFailed });
    }
  }

  /** How the dates stand for a choice, by a dry run. @throws {ProblemError} the API's no. */
  readDates(repeat: Repetition): Promise<SeriesDryRun> {
    const { slot, minutes, subject } = this.state;
    const body = {
      session_date: slot?.datetime,
      duration_minutes: minutes,
      subject: subject.trim() || this.words.subject,
      ...{ ...repeat, mode: 'free', dry_run: true },
      ...this.#viewer,
    };
    return this.#host.client.json(`${this.#path}/series`, { method: 'POST', body, signed: true });
  }

  type(field: 'subject' | 'description', text: string): void {
    this.#set({ [field]: text, faults: { ...this.state.faults, [field]: '' } });
  }

  back(message?: string): void {
    this.#holdTurn++;
    const { holdId } = this.state;
    if (holdId) releaseHold(this.#host.client, holdId);
    this.#set({
      ...QUIET,
      step: 1,
      minutes: 0,
      holdId: undefined,
      heldUntil: undefined,
      mentorName: undefined,
      message,
    });
    this.#save({ slot: undefined });
  }

  /** Sends the booking, once: while it is under way, or not whole, nothing happens. */
  confirm(): void {
    const { slot, minutes, holdId, gone, repeat } = this.state;
    const { mode } = this;
    const subject = this.state.subject.trim();
    if (!slot || !subject || gone || !mode || this.sending.status === TaskStatus.PENDING) return;
    const body: BookingBody = {
      session_date: slot.datetime,
      duration_minutes: minutes,
      subject,
      description: this.state.description.trim(),
      ...(holdId ? { hold_id: holdId } : {}),
      ...(repeat && { ...repeat, mode }),
      ...this.#viewer,
    };
    if (!this.#host.emit('before-book', { booking: body })) return;
    const sent = sealed(this.state.sent, body);
    this.#set({ ...QUIET, sent, progress: 'sending' });
    this.sending.run([sent]);
  }

  /** What to say of a refusal: in the words that are `known`, else in those that are loaded only then. */
  readonly wordsFor = async (
    problem: ProblemBody | undefined,
    known: Readonly<Record<string, string>> & { readonly failed: string },
  ): Promise<string> => {
    if (!problem) return known.failed;
    const load = this.#host.loadFile;
    const told =
      known[problem.code] ??
      (await load(() => import('./refusals/refusal.ts'))
        .then((file) => file.refusal(problem, this.words.tag, load))
        .catch(() => undefined));
    return told ?? known.failed;
  };

  get #path(): string {
    return this.#standIn ? `/api/mentors/${this.#standIn}` : this.#host.bookingPath;
  }

  get #draftName(): string {
    const { partner, anyOf } = this.#host;
    return `mentor-booking:${partner}:${anyOf ?? this.#path}`;
  }

  /** How the API should tell wall times, should it offer other slots. */
  get #viewer() {
    const { anyOf, language } = this.#host;
    return { timezone: this.timeZone, locale: language, ...(anyOf && { mentor_subject: anyOf }) };
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    if (this.state.step === 2) this.#save(this.state);
    this.#view.requestUpdate();
  }

  #save({ slot, minutes, sent }: Partial<State>): void {
    const { subject, description, repeat } = this.state;
    const draft = { owner: this.#owner, slot, minutes, subject, description, repeat, sent };
    writeDraft(this.#draftName, slot || subject || description ? draft : undefined);
  }

  /**
   * Reads a list as the student has it, who may be signed in. The slots do not wait for it; when it fails they stay
   * as they are.
   */
  async #readOwn(known: Response, list: SlotList): Promise<void> {
    const { token, getToken, client } = this.#host;
    if (!token && !getToken) return;
    const { slotQuery } = this.#host;
    const query = { ...slotQuery, timezone: list.timezone, from: list.from, duration: this.state.listed };
    const own = await readOwnSlots(client, this.#path, query, known);
    if (!own) return;
    this.#own = [list, own];
    this.#view.requestUpdate();
  }

  async #identify(): Promise<void> {
    this.#owner = await this.#host.client.token(false).then(ownerOf, () => '');
  }

  /** Keeps the slot for the student. Without a hold she can go on all the same, unless the answer is a clear no. */
  async #hold(again = false): Promise<void> {
    const turn = ++this.#holdTurn;
    const { slot, minutes } = this.state;
    if (!slot) return;
    if (!again) this.#set({ holdId: undefined, heldUntil: undefined, mentorName: undefined });
    try {
      const body = { session_date: slot.datetime, duration_minutes: minutes, ...this.#viewer };
      const { id, until, mentor } = await holdSlot(this.#host.client, this.#path, body);
      if (turn !== this.#holdTurn) return releaseHold(this.#host.client, id);
      await this.#identify();
      this.#set({ holdId: id, heldUntil: until, mentorName: mentor?.name });
    } catch (error) {
      if (turn === this.#holdTurn && (error as ProblemError).problem?.status < 429) this.#refuse(error);
    }
  }

  #succeed(answer: Session | Series): void {
    const sessions = 'sessions' in answer ? answer.sessions : [answer];
    const session = sessions[0] as Session;
    writeDraft(this.#draftName, undefined);
    const { slot } = this.state;
    this.state = { ...START, slot, step: 3, session, sessions };
    this.series = undefined;
    this.#view.requestUpdate();
    this.#host.count('booked');
    this.#host.emit('booked', { session, sessions });
  }

  /** The API's no. After a 401 the request stays as it was: an earlier try of it may have come through. */
  async #refuse(error: unknown): Promise<void> {
    const problem = this.#report(error);
    const { code = '', status, errors = [], alternatives = [], occurrences } = problem ?? {};
    if (occurrences) this.series?.show(occurrences);
    const { words } = this;
    const message = status === 401 ? words.signInHint : await this.wordsFor(problem, words.problems);
    const sent = status === 401 ? this.state.sent : undefined;
    const gone = SLOT_IS_GONE.has(code);
    if (gone) this.slots.run();
    const faults = Object.fromEntries(
      errors.map(({ pointer, detail }) => [pointer.slice(1), words.fault(detail)]),
    );
    this.#set({ ...QUIET, sent, message, alternatives, gone, faults });
    if (gone && !alternatives.length) this.back(message);
  }

  #report(error: unknown): ProblemBody | undefined {
    const { problem } = error as Partial<ProblemError>;
    if (problem) this.#host.emit('error', { problem });
    return problem;
  }
}
