import { instantToWallTime, wallTimeToInstant } from './wall-time.ts';

/** A start as a person was told it. */
export interface ToldTime {
  /** IANA name. */
  readonly timeZone: string;
  /** What her wall was said to show, `YYYY-MM-DDTHH:MM`. */
  readonly wallTime: string;
}

/** Which zone data our wall times come from, such as `2026c`; a later one sorts after it. Of Node alone. */
export const zoneDataVersion = process.versions.tz ?? '';

/** What a person is told now of a start, epoch ms. */
export function toldTime(timeZone: string, startsAt: number): ToldTime {
  const { date, time } = instantToWallTime(timeZone, startsAt);
  return { timeZone, wallTime: `${date}T${time}` };
}

/** The start, epoch ms, at which her wall would show what she was told; the first of two. */
export function startAsTold({ timeZone, wallTime }: ToldTime): number {
  const [date = '', time = ''] = wallTime.split('T');
  return wallTimeToInstant(timeZone, date, time);
}
