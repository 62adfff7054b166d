/** What the page of the partner's programme says, in one language. */
export interface ProgrammeWords {
  readonly intro: string;
  readonly limits: string;
  readonly limitsHint: string;
  readonly sessions: string;
  readonly minutes: string;
  readonly perDay: string;
  readonly perWeek: string;
  readonly perTerm: string;
  /** Of an input that limits nothing while it is empty. */
  readonly noLimit: string;
  readonly cancelling: string;
  readonly cancellingHint: string;
  readonly cutoff: string;
  readonly unit: string;
  readonly units: { readonly minutes: string; readonly hours: string; readonly days: string };
  readonly missing: string;
  readonly missingHint: string;
  readonly missedSessions: string;
  readonly missedDays: string;
  readonly waitingList: string;
  readonly waitingListHint: string;
  readonly offerMinutes: string;
  readonly closed: string;
  readonly closedHint: string;
  readonly addClosed: string;
  readonly terms: string;
  readonly termsHint: string;
  readonly addTerm: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Of a row, by its name or its place in the list. */
  readonly removeRow: (name: string) => string;
  readonly none: string;
  readonly zone: string;
  readonly zoneHint: string;
  /** Of sessions that stand on closed dates, one or more. */
  readonly standing: (count: number) => string;
  readonly changedMeanwhile: string;
  readonly readAgain: string;
  readonly faults: {
    readonly reversed: string;
    readonly overlap: string;
    readonly both: string;
    readonly needsTerm: string;
    readonly zone: string;
    readonly other: string;
  };
}
