import { type Language, tagOf } from '../messages.ts';
import { instantToWallTime } from '../wall-time.ts';

/** What a zone's clocks go by at an instant, in words: `heure normale d’Europe centrale`. */
export function zoneName(language: Language, timeZone: string, instant: number): string {
  const key = `${language} ${timeZone}`;
  const format =
    zoneFormats.get(key) ?? new Intl.DateTimeFormat(tagOf(language), { timeZone, timeZoneName: 'long' });
  if (zoneFormats.size >= 1000) zoneFormats.clear();
  zoneFormats.set(key, format);
  return format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

// Made once: a mail takes 0.15 ms with them, and 0.45 ms without.
const zoneFormats = new Map<string, Intl.DateTimeFormat>();
// Few lengths are offered, and each text takes 0.06 ms.
const durations = new Map<string, string>();

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
  const key = `${language} ${minutes}`;
  const known = durations.get(key);
  if (known !== undefined) return known;
  const written = new Intl.DurationFormat(tagOf(language), { style: 'long' }).format(duration);
  durations.set(key, written);
  return written;
}
