/** Everything the widget says, in one language. A language that leaves one out does not compile. */
export interface Strings {
  /** BCP 47 tag for dates and numbers. Digits are Latin, as in the wall times of the API. */
  readonly tag: string;
  readonly title: string;
  readonly withMentor: (name: string) => string;
  readonly step: (number: number) => string;
  readonly close: string;
  readonly retry: string;
  readonly mySessions: string;
  readonly waitingList: string;
  readonly joinWaitingList: string;
  readonly addToCalendar: string;

  readonly duration: string;
  readonly earlier: string;
  readonly later: string;
  readonly loading: string;
  readonly empty: string;
  readonly nothing: string;
  readonly next: (date: string) => string;
  readonly slotsFailed: string;
  readonly zone: (city: string) => string;
  readonly mentorZone: (city: string) => string;
  readonly at: (date: string, time: string) => string;
  /** Of a start at which she has another session. */
  readonly busy: string;
  /** When a mentor who is away is back. */
  readonly away: (date: string) => string;
  readonly standIn: (name: string) => string;

  readonly yourSlot: string;
  readonly change: string;
  readonly held: string;
  readonly holdEnded: string;
  readonly subject: string;
  readonly subjectHint: string;
  readonly description: string;
  readonly descriptionHint: string;
  readonly optional: string;
  readonly tooLong: string;
  /** Opens the choice of how often the session comes back. */
  readonly repeat: string;
  readonly confirm: string;
  readonly fault: (detail: string) => string;

  readonly sending: string;
  readonly checking: string;
  readonly offline: string;
  readonly wait: (seconds: number) => string;
  readonly signInHint: string;
  readonly alternatives: string;
  readonly allSlots: string;
  /** By the API's stable code; `failed` for those that refusals/ has no words for either. */
  readonly problems: Readonly<Record<KnownProblem | 'failed', string>>;

  readonly booked: string;
  readonly bookedHint: string;
  /** Of a session that waits for its mentor's answer. */
  readonly asked: string;
  readonly askedHint: string;
  readonly join: string;
  readonly done: string;
}

/** The codes that students meet; words for the others are in refusals/. */
export type KnownProblem =
  | 'slot_taken'
  | 'slot_held'
  | 'student_busy'
  | 'mentor_unavailable'
  | 'invalid_request';
