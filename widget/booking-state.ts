import type { ProblemCode } from '../api/contract/problem.ts';
import type { Session } from '../api/contract/session.ts';
import type { Slot } from '../api/contract/slot.ts';
import type { Progress, Repetition, Sent } from './draft.ts';

/** All that the dialog shows. Replaced, never changed in place. */
export interface State {
  readonly step: 1 | 2 | 3;
  /** First date of the week shown; undefined is today. */
  readonly from?: string | undefined;
  /** Duration that slots are listed for, minutes; undefined is the mentor's shortest. */
  readonly listed?: number | undefined;
  readonly slot?: Slot | undefined;
  /** Duration to book, minutes. */
  readonly minutes: number;
  readonly holdId?: number | undefined;
  /** When the hold ends, epoch ms by this device's clock. */
  readonly heldUntil?: number | undefined;
  /** Whose slot is held. */
  readonly mentorName?: string | undefined;
  readonly subject: string;
  readonly description: string;
  /** Undefined for once. */
  readonly repeat?: Repetition | undefined;
  readonly sent?: Sent | undefined;
  readonly progress?: Progress | undefined;
  readonly message?: string | undefined;
  /** By field of the request. */
  readonly faults: Readonly<Record<string, string>>;
  readonly alternatives: readonly Slot[];
  /** The chosen slot cannot be booked any more. */
  readonly gone?: boolean;
  /** Of a series the first. */
  readonly session?: Session | undefined;
  readonly sessions?: readonly Session[];
}

/** Before anything is chosen. */
export const START: State = {
  step: 1,
  minutes: 0,
  subject: '',
  description: '',
  faults: {},
  alternatives: [],
};

/** After these the chosen time is of no use, whatever else is typed. */
export const SLOT_IS_GONE: ReadonlySet<string> = new Set<ProblemCode>([
  'slot_taken',
  'slot_held',
  'in_past',
  'too_soon',
  'too_far',
  'outside_availability',
  'outside_term',
  'invalid_duration',
  'blackout_date',
  'mentor_full',
  'mentor_full_for_new',
  'mentor_paused',
  'quota_exceeded',
]);

/** What an answer leaves behind at step 2 until the next thing is tried. */
export const QUIET = {
  message: undefined,
  faults: {},
  alternatives: [],
  progress: undefined,
  gone: false,
} as const;
