import type { Calendar, Period, SlotQuery } from '../../../api/domain/calendar.ts';
import { MINUTE } from './calendars.ts';
import { naiveDates } from './naive-dates.ts';

/**
 * The engine's answer by brute force: paints each open minute on a strip of real time, rubs the busy ones out, and
 * tries every wall time each time that it occurs. It shares no code with the engine: Temporal converts, rrule walks
 * from DTSTART.
 *
 * All instants lie on whole minutes, and every open period begins after `origin`, a date. Slots are `[startsAt,
 * maxDurationMinutes]`.
 */
export function oracleSlots(
  calendar: Calendar,
  query: SlotQuery,
  now: number,
  origin: string,
): [number, number][] {
  const { timeZone, settings } = calendar;
  const instantOf = (time: Temporal.PlainDateTime) =>
    time.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  const wallOf = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDateTime();

  const first = Temporal.PlainDate.from(origin).subtract({ days: 2 });
  const zero = instantOf(first.toPlainDateTime());
  const minutes = Math.ceil((query.end - zero) / MINUTE) + 5 * 1440;
  const open = paint(openRanges(calendar, first, minutes / 1440 + 1, instantOf), zero, minutes);
  const buffer = settings.bufferMinutes * MINUTE;
  const busy = calendar.busy.filter(({ start, end }) => start < end);
  const taken = paint(
    busy.map(({ start, end }) => ({ start: start - buffer, end: end + buffer })),
    zero,
    minutes,
  );

  const fits = (minute: number, duration: number): boolean => {
    for (let i = minute; i < minute + duration; i++) if (!open[i] || taken[i]) return false;
    return true;
  };
  const dayAfter = wallOf(now)
    .toPlainDate()
    .add({ days: settings.bookingWindowDays + 1 });
  const isListed = (startsAt: number): boolean =>
    startsAt >= now + settings.minNoticeMinutes * MINUTE &&
    startsAt >= query.start &&
    startsAt < query.end &&
    startsAt < instantOf(dayAfter.toPlainDateTime()) &&
    fits((startsAt - zero) / MINUTE, query.durationMinutes);

  /** The instants at which the wall shows a time, one or two; where a gap skips it, the one to which it moves. */
  const instantsOf = (wall: Temporal.PlainDateTime): { instants: number[]; isSkipped: boolean } => {
    const [earlier, later] = (['earlier', 'later'] as const).map(
      (disambiguation) => wall.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds,
    ) as [number, number];
    if (earlier === later) return { instants: [later], isSkipped: false };
    return wallOf(earlier).equals(wall)
      ? { instants: [earlier, later], isSkipped: false }
      : { instants: [instantOf(wall)], isSkipped: true };
  };

  const found = new Set<number>();
  const step = settings.slotStepMinutes;
  // Nothing moves by more than a day, and the wall may show times before the opening once more after it.
  const reach = [wallOf(query.start).subtract({ hours: 25 }), wallOf(query.end).add({ hours: 25 })] as const;
  for (const { start, end } of runs(open)) {
    const opening = wallOf(zero + start * MINUTE);
    const steps = (to: Temporal.PlainDateTime) => Math.ceil(opening.until(to).total('minutes') / step);
    const last = Math.min(steps(reach[1]), steps(wallOf(zero + end * MINUTE).add({ hours: 25 })));
    for (let k = Math.max(steps(reach[0]), steps(opening.subtract({ hours: 25 }))); k < last; k++) {
      const { instants, isSkipped } = instantsOf(opening.add({ minutes: k * step }));
      if (isSkipped && k < 0) continue;
      for (const startsAt of instants) {
        const minute = (startsAt - zero) / MINUTE;
        if (minute >= start && minute < end && isListed(startsAt)) found.add(startsAt);
      }
    }
  }
  const longest = (startsAt: number) =>
    Math.max(
      query.durationMinutes,
      ...settings.durations.filter((duration) => fits((startsAt - zero) / MINUTE, duration)),
    );
  return [...found].sort((a, b) => a - b).map((startsAt) => [startsAt, longest(startsAt)]);
}

function openRanges(
  { rules, overrides }: Calendar,
  first: Temporal.PlainDate,
  days: number,
  instantOf: (time: Temporal.PlainDateTime) => number,
): Period[] {
  const last = first.add({ days: Math.ceil(days) }).toString();
  const datesOf = rules.map((rule) => new Set(naiveDates(rule, first.toString(), last)));
  const ranges: Period[] = [];
  for (let date = first; date.toString() <= last; date = date.add({ days: 1 })) {
    const overridden = overrides.filter((override) => override.date === date.toString());
    const fromRules = rules.filter((_, i) => datesOf[i]?.has(date.toString()));
    const times = overridden.length > 0 ? overridden.flatMap((override) => override.ranges) : fromRules;
    for (const { startTime, endTime } of times) {
      if (startTime < endTime)
        ranges.push({ start: instantOf(timeOn(date, startTime)), end: instantOf(timeOn(date, endTime)) });
    }
  }
  return ranges;
}

function timeOn(date: Temporal.PlainDate, time: string): Temporal.PlainDateTime {
  return time === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(time);
}

function paint(periods: readonly Period[], zero: number, minutes: number): Uint8Array {
  const strip = new Uint8Array(minutes);
  for (const { start, end } of periods) {
    if (start < end) strip.fill(1, Math.max(0, (start - zero) / MINUTE), Math.max(0, (end - zero) / MINUTE));
  }
  return strip;
}

function* runs(strip: Uint8Array): Generator<Period> {
  let start = -1;
  for (let i = 0; i <= strip.length; i++) {
    if (strip[i] === 1 && start < 0) start = i;
    if (strip[i] !== 1 && start >= 0) {
      yield { start, end: i };
      start = -1;
    }
  }
}

/** Days of the year on which clocks change somewhere, and some on which they do not. */
export const turningDays: readonly (readonly [timeZone: string, date: string])[] = [
  ['Europe/Paris', '2026-10-25'],
  ['Europe/Paris', '2027-03-28'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-29'],
  ['Africa/Cairo', '2027-04-30'],
  ['Africa/Cairo', '2027-10-28'],
  ['Africa/Casablanca', '2026-09-20'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Africa/Casablanca', '2026-03-22'],
  ['America/Havana', '2026-11-01'],
  ['America/New_York', '2026-11-01'],
  ['America/New_York', '2027-03-14'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['America/Santiago', '2026-09-06'],
  ['America/Santiago', '2027-04-03'],
  ['Asia/Beirut', '2026-10-25'],
  ['America/St_Johns', '2010-11-07'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kolkata', '2026-11-23'],
  ['Pacific/Kiritimati', '2026-12-31'],
  ['Pacific/Pago_Pago', '2028-02-29'],
];
