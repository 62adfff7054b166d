export type Limit = 'max_sessions_per_day' | 'max_sessions_per_week' | 'max_new_students_per_month';

/** What the card of a mentor's limits and absence says, in one language. */
export interface LimitsWords {
  readonly title: string;
  readonly hint: string;
  readonly limits: Readonly<Record<Limit, string>>;
  readonly limitHint: string;
  readonly newStudentsHint: string;
  readonly pausedUntil: string;
  readonly pausedHint: string;
  readonly standIn: string;
  readonly standInHint: string;
  readonly nobody: string;
  readonly between: (least: number, most: number) => string;
  readonly noDate: string;
  readonly noStandIn: string;
  readonly save: string;
  readonly saved: string;
}
