import { addDays, instantToWallTime, wallTimeToInstant } from './wall-time.ts';

/** When phones do not ring, as wall times `HH:MM`; over midnight where the end comes before the start. */
export interface QuietHours {
  readonly start_time: string;
  readonly end_time: string;
}

/** The first instant from this one on, epoch ms, at which a phone in the zone may ring. */
export function loudFrom(instant: number, quietHours: QuietHours | null, timeZone: string): number {
  if (!quietHours) return instant;
  const { start_time: start, end_time: end } = quietHours;
  const { date, time } = instantToWallTime(timeZone, instant);
  const isOverMidnight = end <= start;
  const isQuiet = isOverMidnight ? time >= start || time < end : time >= start && time < end;
  if (!isQuiet) return instant;
  const endDate = isOverMidnight && time >= start ? addDays(date, 1) : date;
  // A clock that goes back shows the same time again, and would else end the hours before they began.
  return Math.max(instant, wallTimeToInstant(timeZone, endDate, end));
}
