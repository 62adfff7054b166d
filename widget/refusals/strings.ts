/** What one language says of refusals that few students ever meet. */
export interface RefusalStrings {
  /** By the API's stable code. */
  readonly problems: Readonly<Record<RareProblem, string>>;
  /** By the `rule` of quota_exceeded. */
  readonly quotas: Readonly<Record<string, string>>;
  readonly sessions: (quota: string, limit: number, used: number, date: string) => string;
  readonly minutes: (quota: string, limit: number, left: number, date: string) => string;
  readonly suspended: (date: string) => string;
  /** Until when a mentor is away. */
  readonly away: (date: string) => string;
  readonly closed: (name: string, range: string) => string;
  readonly nextTerm: (name: string, date: string) => string;
  readonly noTerm: string;
  readonly tooLate: (time: string) => string;
}

/** Codes that need nothing but a sentence. */
export type RareProblem =
  | 'own_session'
  | 'not_found'
  | 'invalid_duration'
  | 'in_past'
  | 'too_soon'
  | 'too_far'
  | 'outside_availability'
  | 'mentor_full'
  | 'mentor_full_for_new';
