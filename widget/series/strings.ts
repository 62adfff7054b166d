import type { Occurrence } from '../../api/contract/occurrence.ts';

/** What the choice of a series says, in one language; the rest it takes from `Strings`. */
export interface SeriesStrings {
  readonly repeat: string;
  /** Once, every week, every two weeks. */
  readonly rhythms: readonly [string, string, string];
  readonly count: string;
  readonly loading: string;
  readonly failed: string;
  readonly allFree: string;
  /** Where some are not, and those that are free alone are booked. */
  readonly someFree: (free: number, count: number) => string;
  readonly noneFree: string;
  readonly states: Readonly<Record<Occurrence['state'], string>>;
}
