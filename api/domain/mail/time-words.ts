import { type Language, tagOf } from '../messages.ts';
import { instantToWallTime } from '../wall-time.ts';

/** What a zone's clocks go by at an instant, in words: `heure normale d’Europe centrale`. */
export function zoneName(language: Language, timeZone: string, instant: number): string {
  const format = new Intl.DateTimeFormat(tagOf(language), { timeZone, timeZoneName: 'long' });
  return format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** `America/Argentina/Buenos_Aires` -> `Buenos Aires`. */
export const placeName = (timeZone: string): string =>
  timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** Whether the walls of two zones show the same date and time at an instant. */
export function showSameTime(one: string, other: string, instant: number): boolean {
  const [first, second] = [instantToWallTime(one, instant), instantToWallTime(other, instant)];
  return first.date === second.date && first.time === second.time;
}

/** `1 heure et 30 minutes` */
export function durationName(
  language: Language,
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
): string {
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
  const duration = { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  return new Intl.DurationFormat(tagOf(language), { style: 'long' }).format(duration);
}
