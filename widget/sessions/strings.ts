/** What the student's list of sessions says, in one language; the rest it takes from `Strings`. */
export interface SessionStrings {
  readonly title: string;
  readonly loading: string;
  readonly failed: string;
  readonly signInHint: string;
  readonly empty: string;
  readonly coming: string;
  readonly past: string;
  readonly more: string;
  readonly preferences: string;

  readonly move: string;
  readonly moveTo: (time: string) => string;
  readonly moved: (time: string) => string;
  readonly cancel: string;
  readonly cancelAsk: string;
  readonly reason: string;
  readonly cancelYes: string;
  readonly keep: string;
  readonly cancelled: string;
  readonly review: string;
  readonly rating: string;
  readonly stars: (count: number) => string;
  readonly comment: string;
  readonly send: string;
  readonly thanks: string;

  readonly status: Readonly<
    Record<'requested' | 'scheduled' | 'completed' | 'cancelled' | 'no_show', string>
  >;
  /** By the API's stable code, beside those of `Strings`; `failed` for every other. */
  readonly problems: Readonly<Record<SessionProblem | 'failed', string>>;
}

/** The codes that only a change of a session is answered with. */
export type SessionProblem =
  | 'not_found'
  | 'not_scheduled'
  | 'session_past'
  | 'not_completed'
  | 'already_reviewed';
