import type { SessionStatus } from '../../../api/contract/session.ts';

/** What the lists of sessions and the page of one say, in one language. */
export interface SessionWords {
  readonly own: string;
  readonly partner: string;
  readonly scope: string;
  readonly view: string;
  readonly list: string;
  readonly week: string;
  readonly period: string;
  readonly coming: string;
  readonly past: string;
  readonly all: string;
  readonly search: string;
  readonly status: string;
  readonly anyStatus: string;
  readonly statuses: Readonly<Record<SessionStatus, string>>;
  /** It is over, and the mentor has not said how it went. */
  readonly toClose: string;
  readonly mentor: string;
  readonly anyMentor: string;
  readonly csv: string;
  readonly empty: string;
  /** No session of hers is to come. */
  readonly emptyComing: string;
  readonly toAvailability: string;
  readonly emptySearch: string;
  readonly clear: string;
  readonly today: string;
  readonly thisWeek: string;
  readonly previousWeek: string;
  readonly nextWeek: string;
  readonly emptyWeek: string;
  readonly emptyDay: string;
  readonly zone: (place: string) => string;
  readonly range: (from: string, to: string) => string;
  /** How many sessions to come new zone data shows at another time. */
  readonly clocksChanged: (count: string) => string;
  readonly clockShows: (who: string, told: string, shown: string, place: string) => string;

  readonly student: string;
  readonly when: string;
  readonly description: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly link: string;
  readonly join: string;
  /** Where each of the two has a link that is made by itself. */
  readonly linkHint: string;
  readonly attendance: string;
  /** Who went into the meeting, and when: a wall time. */
  readonly came: Readonly<Record<'self' | 'student', (time: string) => string>>;
  readonly notCame: Readonly<Record<'self' | 'student', string>>;
  /** Why an outcome is proposed. */
  readonly proposals: Readonly<Record<'completed' | 'no_show', string>>;
  readonly linkSaved: string;
  readonly notes: string;
  readonly notesHint: string;
  readonly notesSaved: string;
  readonly notesSaving: string;
  readonly notesFailed: string;
  readonly notesFound: string;
  /** Stands before the other text. */
  readonly notesChanged: string;
  /** Stands where the other text would. */
  readonly notesEmptied: string;
  readonly calendar: string;
  readonly move: string;
  readonly moveTitle: string;
  readonly moveHint: string;
  readonly alternatives: string;
  readonly moveTo: (time: string) => string;
  readonly moved: (time: string) => string;
  readonly cancel: string;
  readonly cancelTitle: string;
  readonly cancelHint: string;
  readonly cancelYes: string;
  readonly keep: string;
  readonly cancelled: string;
  readonly outcome: string;
  readonly outcomeHint: string;
  readonly complete: string;
  readonly completed: string;
  readonly noShow: string;
  readonly missed: string;
  readonly reopen: string;
  readonly reopenHint: string;
  readonly reopened: string;
  readonly review: string;
  readonly stars: (count: number) => string;
  readonly noReview: string;
  readonly readOnly: string;
  /** By the API's codes, beside those of the shell. */
  readonly problems: Readonly<Record<SessionCode, string>>;
}

/** What only a change of a session is refused with. */
export type SessionCode =
  | 'not_found'
  | 'not_scheduled'
  | 'session_past'
  | 'session_not_started'
  | 'not_closed'
  | 'reopen_too_late'
  | 'already_reviewed'
  | 'slot_taken'
  | 'slot_held'
  | 'student_busy'
  | 'in_past'
  | 'too_soon'
  | 'too_far'
  | 'outside_availability'
  | 'invalid_duration'
  | 'mentor_unavailable';
