import type { Mode } from '../../contract/primitives.ts';

/** What a mail about a session tells of. */
export type MailEvent =
  | 'session_booked'
  | 'session_cancelled'
  | 'session_rescheduled'
  | 'session_reminder'
  | 'review_requested'
  | 'request_received'
  | 'waiting_list_offer'
  | 'zone_data_changed';

/** What can happen to several sessions of a series at once. */
export type SeriesEvent = Extract<MailEvent, 'session_booked' | 'session_cancelled' | 'session_rescheduled'>;
/** How a request ends that was not accepted: by its mentor, by its student, or by itself. */
export type RequestEnding = 'declined' | 'withdrawn' | 'expired';

/** What a reader is in the session. */
export type MailRole = 'student' | 'mentor';

/** Who did what the mail is about; `somebody`: an admin, or a person who was erased. */
export type MailActor = 'reader' | 'other' | 'somebody';

/** A sentence about the other person, by who did it. */
type ByActor = (other: string) => Readonly<Record<MailActor, string>>;
/** A sentence about the other person, by what its reader is. */
type ByRole = (other: string) => Readonly<Record<MailRole, string>>;

/** All that the mails about sessions say, in one language. */
export interface MailWords {
  /** Of the text, BCP 47. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** What stands between a label and what it labels. */
  readonly colon: string;
  readonly titles: Readonly<Record<MailEvent, string>>;
  readonly subject: (title: string, other: string, when: string) => string;
  readonly greeting: (name: string) => string;
  /** To a reader whose name is not known. */
  readonly greetingOnly: string;

  readonly booked: ByActor;
  readonly cancelled: ByActor;
  readonly rescheduled: ByActor;
  /** The same of several sessions of a series at once. */
  readonly series: Readonly<
    Record<
      SeriesEvent,
      {
        readonly title: string;
        readonly sentence: (other: string, count: number) => Readonly<Record<MailActor, string>>;
      }
    >
  >;
  readonly reminder: (other: string) => string;
  readonly review: ByRole;
  readonly request: ByRole;
  /** A request that its mentor accepted. */
  readonly accepted: ByRole;
  /** A request that was never accepted, by how it ended. */
  readonly requestEnded: Readonly<
    Record<RequestEnding, { readonly title: string; readonly sentence: ByRole }>
  >;
  readonly zoneChanged: (other: string) => string;
  /** What somebody who waits is offered, and until when she may accept it. */
  readonly offer: (mentor: string, until: string) => string;
  /** A person who was erased, inside a sentence. */
  readonly erased: string;

  readonly labels: Readonly<
    Record<
      | (
          | 'when'
          | 'dates'
          | 'formerly'
          | 'duration'
          | MailRole
          | 'where'
          | 'subject'
          | 'description'
          | 'reason'
        )
      | ('answerBy' | 'free'),
      string
    >
  >;
  /** Where a session takes place that has a link. */
  readonly video: string;
  /** How a session is held, where its hours say so. */
  readonly modes: Readonly<Record<Mode, string>>;
  readonly otherTime: (other: string, when: string, city: string) => string;

  readonly join: string;
  readonly move: string;
  readonly cancel: string;
  readonly acceptedTitle: string;
  readonly answer: string;
  readonly accept: string;
  readonly decline: string;
  readonly leave: string;
  readonly refuse: string;
  /** To choose another time, once a request has ended. */
  readonly again: string;
  readonly toReview: Readonly<Record<MailRole, string>>;
  readonly preferences: string;
  /** Why she gets this mail. */
  readonly why: (partner: string) => string;
  readonly whyWaiting: (partner: string) => string;
}
