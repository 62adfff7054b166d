/**
 * Dates and durations in the student's language. Wall times are shown as the API sent them: nothing here knows a
 * time zone, and dates are calendar dates that UTC stands in for.
 */
import type { Slot, SlotList } from '../api/contract/slot.ts';

const utc = (date: string) => new Date(`${date}T00:00Z`);

const dates = (tag: string, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(tag, { ...style, day: 'numeric', timeZone: 'UTC' });

/** By language: making a format costs a cheap phone 1.4 ms, and every slot is named with its day. */
const days: Record<string, Intl.DateTimeFormat> = {};

/** `2026-11-23` -> `lundi 23 novembre`. */
export function dayName(date: string, tag: string): string {
  days[tag] ??= dates(tag, { weekday: 'long', month: 'long' });
  return days[tag].format(utc(date));
}

/** Two dates -> `23–29 nov. 2026`. */
export function dayRange(from: string, to: string, tag: string): string {
  return dates(tag, { month: 'short', year: 'numeric' }).formatRange(utc(from), utc(to));
}

/** The calendar date so many days later; 1970 to 9999. */
export function addDays(date: string, days: number): string {
  return new Date(utc(date).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** 90 -> `1 h 30 min`. */
export function duration(minutes: number, tag: string): string {
  const part = (unit: string, value: number) =>
    value ? new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' }).format(value) : '';
  return `${part('hour', Math.floor(minutes / 60))} ${part('minute', minutes % 60)}`.trim();
}

/** `America/Argentina/Buenos_Aires` -> `Buenos Aires`. */
export function city(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** A zone and its offsets as the API writes them: `Nairobi (UTC+3)`; of several slots, each offset once. */
export function place(timeZone: string, offsets: readonly string[]): string {
  const told = [...new Set(offsets.filter(Boolean))].map(fromUtc);
  return city(timeZone) + (told.length ? ` (${told.join(', ')})` : '');
}

/** `09:00`; with the offset where the clock shows that time twice on the date: `02:30 (UTC+2)`. */
export function clockTime({ time, timezone_offset }: TimeOfDay): string {
  return timezone_offset ? `${time} (${fromUtc(timezone_offset)})` : time;
}

/** A slot or a session, as far as its time of day goes. */
export interface TimeOfDay {
  readonly time: string;
  readonly timezone_offset?: string | undefined;
}

/** `+02:00` -> `UTC+2` */
function fromUtc(offset: string): string {
  return `UTC${offset.replace(/(?<=[+-])0|:00|Z/g, '')}`;
}

/** 272 -> `4:32`. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The mentor's offset when a slot begins; '' where the list does not reach. */
export function mentorOffset(list: SlotList, { datetime, date }: Slot): string {
  if (date < list.from || date > list.to) return '';
  const at = Date.parse(datetime);
  return (list.clock_changes.findLast((change) => Date.parse(change.datetime) <= at) ?? list)
    .mentor_timezone_offset;
}
