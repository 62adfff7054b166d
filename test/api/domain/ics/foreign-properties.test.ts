import assert from 'node:assert/strict';
import fc from 'fast-check';
import rrule from 'rrule';
import { busyPeriods } from '../../../../api/domain/ics/busy-periods.ts';
import { merge } from '../../../../api/domain/open-periods.ts';
import { examples } from '../../../support/examples.ts';

/**
 * Calendars written in many ways, held against Temporal and against rrule's own walk from DTSTART: neither shares a
 * line with what is tested but the library itself.
 */

const { RRule } = rrule;
const HOUR = 3_600_000;
const window = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2027, 4, 1) };

/** Zones with the names that other programs give to them. */
const zones = {
  'Europe/Paris': ['Europe/Paris', 'Romance Standard Time', '/freeassociation.sourceforge.net/Europe/Paris'],
  'America/New_York': [
    'America/New_York',
    'Eastern Standard Time',
    'EST5EDT',
    '(UTC-05:00) Eastern Time (US & Canada)',
  ],
  'Africa/Cairo': ['Africa/Cairo', 'Egypt Standard Time', 'Egypt', '(UTC+02:00) Cairo'],
  'Australia/Sydney': ['Australia/Sydney', 'AUS Eastern Standard Time', 'Australia\\/Sydney'],
  'Asia/Kolkata': ['Asia/Kolkata', 'India Standard Time', 'UTC+05:30'],
  'America/St_Johns': ['America/St_Johns', 'Newfoundland Standard Time', 'Canada/Newfoundland'],
  'Pacific/Auckland': ['Pacific/Auckland', 'New Zealand Standard Time', 'NZ'],
} as const;
type Zone = keyof typeof zones;

const zone = fc.constantFrom(...(Object.keys(zones) as Zone[]));
const named = zone.chain((iana) => fc.constantFrom(...zones[iana]).map((name) => ({ iana, name })));

/** A wall time, as milliseconds of a clock in UTC, on a full minute. */
const wall = fc
  .integer({ min: window.start / 60_000, max: window.end / 60_000 - 1 })
  .map((minute) => minute * 60_000);

const instantAt = (at: number, timeZone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;

const text = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.000Z$/g, '');
const inUtc = (instant: number): string => `${text(instant)}Z`;

const calendarOf = (lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const eventOf = (lines: readonly string[]): string =>
  calendarOf(['BEGIN:VEVENT', 'UID:1', 'SUMMARY:Réunion 😀', ...lines, 'END:VEVENT']);

/** What of some periods lies within the window, joined. */
const within = (periods: readonly { start: number; end: number }[]) =>
  merge(
    periods
      .map(({ start, end }) => ({ start: Math.max(start, window.start), end: Math.min(end, window.end) }))
      .filter(({ start, end }) => start < end),
  );

/** rrule takes numbers in the order in which they are given, where it should take them by the clock. */
const compare = (a: unknown, b: unknown): number => (typeof a === 'number' ? a - (b as number) : 0);

describe('busyPeriods, whoever wrote the file', () => {
  it('is busy at the instants that Temporal gives for the wall times', () => {
    const form = fc.constantFrom('zoned', 'utc', 'floating') as fc.Arbitrary<'zoned' | 'utc' | 'floating'>;
    const lineEnd = fc.constantFrom('\r\n', '\n', '\r');
    fc.assert(
      fc.property(
        named,
        zone,
        wall,
        fc.integer({ min: 1, max: 3_000 }),
        form,
        form,
        lineEnd,
        fc.nat(70),
        (other, home, at, minutes, first, second, end, fold) => {
          const start = instantAt(at, first === 'floating' ? home : first === 'utc' ? 'UTC' : other.iana);
          const stop = start + minutes * 60_000;
          const own = { zoned: other.iana, utc: 'UTC', floating: home }[second];
          const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(stop).toZonedDateTimeISO(own);
          const endWall = stop + offsetNanoseconds / 1e6;
          // A wall time that occurs twice means the first; and a start or an end without a zone is in that of the
          // other.
          fc.pre(instantAt(endWall, own) === stop && (first === 'floating') === (second === 'floating'));
          const tell = (name: string, as: typeof first, value: number): string =>
            as === 'zoned'
              ? `${name};TZID=${other.name}:${text(value)}`
              : `${name}:${text(value)}${as === 'utc' ? 'Z' : ''}`;
          const given = eventOf([tell('DTSTART', first, at), tell('DTEND', second, endWall)])
            .split('\r\n')
            .map((line) =>
              line.length > fold + 1 ? `${line.slice(0, fold + 1)}\r\n ${line.slice(fold + 1)}` : line,
            )
            .join('\r\n');
          const { periods, skipped } = busyPeriods(given.replaceAll('\r\n', end), { timeZone: home, window });
          assert.deepEqual([periods, skipped], [within([{ start, end: stop }]), 0]);
        },
      ),
      { numRuns: examples(500) },
    );
  });

  const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
  const some = <T>(values: fc.Arbitrary<T>, most = 3) =>
    fc.uniqueArray(values, { minLength: 1, maxLength: most }).map((list) => String(list.toSorted(compare)));
  const days = fc.oneof(
    fc.constant('FREQ=YEARLY'),
    some(fc.integer({ min: 1, max: 12 })).map((months) => `FREQ=YEARLY;BYMONTH=${months}`),
    fc
      .tuple(some(fc.integer({ min: 1, max: 53 })), some(weekday))
      .map(([weeks, on]) => `FREQ=YEARLY;BYWEEKNO=${weeks};BYDAY=${on}`),
    some(fc.constantFrom(1, 60, 100, 300, 366, -1, -60)).map((on) => `FREQ=YEARLY;BYYEARDAY=${on}`),
    fc
      .tuple(fc.constantFrom(1, 20, 48, -1, -10), weekday)
      .map(([nth, on]) => `FREQ=YEARLY;BYDAY=${nth}${on}`),
    fc.constant('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'),
    fc.constant('FREQ=MONTHLY'),
    some(fc.constantFrom(1, 13, 29, 30, 31, -1, -30)).map((on) => `FREQ=MONTHLY;BYMONTHDAY=${on}`),
    fc.tuple(fc.constantFrom(1, 2, 4, 5, -1), weekday).map(([nth, on]) => `FREQ=MONTHLY;BYDAY=${nth}${on}`),
    fc
      .tuple(some(weekday, 5), fc.constantFrom(1, 2, -1))
      .map(([on, place]) => `FREQ=MONTHLY;BYDAY=${on};BYSETPOS=${place}`),
    fc.tuple(some(weekday), weekday).map(([on, wkst]) => `FREQ=WEEKLY;BYDAY=${on};WKST=${wkst}`),
    fc.constant('FREQ=WEEKLY'),
    fc
      .tuple(fc.constant('FREQ=DAILY'), some(fc.integer({ min: 1, max: 12 })))
      .map(([freq, months]) => `${freq};BYMONTH=${months}`),
    fc.constant('FREQ=DAILY'),
  );
  const times = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    some(fc.integer({ min: 0, max: 23 })).map((hours) => `;BYHOUR=${hours}`),
    fc
      .tuple(some(fc.integer({ min: 0, max: 23 })), some(fc.integer({ min: 0, max: 59 })))
      .map(([hours, minutes]) => `;BYHOUR=${hours};BYMINUTE=${minutes}`),
  );
  const ends = fc.oneof(
    fc.constant(''),
    fc.integer({ min: 1, max: 400 }).map((count) => `;COUNT=${count}`),
    wall.map((until) => `;UNTIL=${text(until)}`),
  );
  const rule = fc
    .tuple(days, times, fc.integer({ min: 1, max: 4 }), ends)
    .map(([on, at, interval, until]) => `${on}${at};INTERVAL=${interval}${until}`);
  const longAgo = fc
    .integer({ min: Date.UTC(2016, 0, 1) / 60_000, max: window.end / 60_000 - 1 })
    .map((minute) => minute * 60_000);

  /** The wall times of a rule as rrule walks them from DTSTART. */
  const walk = (text: string, start: number): number[] => {
    const options = RRule.parseString(text);
    const last = new Date(window.end + 30 * HOUR);
    const until = options.until && options.until < last ? options.until : last;
    return new RRule({ ...options, dtstart: new Date(start), until }, true)
      .all()
      .map((date) => date.getTime());
  };

  it('repeats an event when rrule does, walked from its start, less what is taken out in whatever form', () => {
    const form = fc.constantFrom('zoned', 'floating', 'utc', 'date', 'another zone');
    fc.assert(
      fc.property(
        named,
        named,
        zone,
        longAgo,
        rule,
        fc.array(fc.tuple(fc.nat(30), form), { maxLength: 4 }),
        (own, other, home, start, rrule, exceptions) => {
          const walls = walk(rrule, start);
          // Whether a DTSTART that the rule does not fall on is one of COUNT, RFC 5545 §3.8.5.3 leaves open.
          fc.pre(!rrule.includes('COUNT') || walls[0] === start);
          const all = new Set([start, ...walls]);
          const near = [...all].filter((each) => each > window.start && each < window.end);
          const lines: string[] = [];
          for (const [place, as] of exceptions) {
            const out = near[place % near.length];
            if (out === undefined) continue;
            const instant = instantAt(out, own.iana);
            const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(other.iana);
            const there = instant + zoned.offsetNanoseconds / 1e6;
            // A wall time that a clock change skips or repeats stands for two.
            if (
              instantAt(there, other.iana) !== instant ||
              near.some((each) => each !== out && instantAt(each, own.iana) === instant)
            )
              continue;
            const day = text(out).slice(0, 8);
            lines.push(
              {
                zoned: `EXDATE;TZID=${own.name}:${text(out)}`,
                floating: `EXDATE:${text(out)}`,
                utc: `EXDATE:${inUtc(instant)}`,
                date: `EXDATE;VALUE=DATE:${day}`,
                'another zone': `EXDATE;TZID=${other.name}:${text(there)}`,
              }[as] ?? '',
            );
            for (const each of [...all])
              if (each === out || (as === 'date' && text(each).startsWith(day))) all.delete(each);
          }
          const expected = within(
            [...all].map((each) => ({
              start: instantAt(each, own.iana),
              end: instantAt(each, own.iana) + HOUR,
            })),
          );
          const given = eventOf([
            `DTSTART;TZID=${own.name}:${text(start)}`,
            'DURATION:PT1H',
            `RRULE:${rrule}`,
            ...lines,
          ]);
          const { periods, skipped } = busyPeriods(given, { timeZone: home, window });
          assert.deepEqual([periods, skipped], [expected, 0]);
        },
      ),
      { numRuns: examples(600) },
    );
  });

  it('repeats an event by hours and minutes as a count of each of them says', () => {
    const list = (most: number) =>
      fc.option(fc.uniqueArray(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 3 }), {
        nil: [],
      });
    const unit = fc.constantFrom(['HOURLY', HOUR], ['MINUTELY', 60_000]) as fc.Arbitrary<[string, number]>;
    const short = { start: Date.UTC(2026, 10, 20), end: Date.UTC(2026, 10, 27) };
    fc.assert(
      fc.property(
        unit,
        fc.integer({ min: 1, max: 100 }),
        list(23),
        list(59),
        fc.integer({ min: -3_000, max: 9_000 }),
        ([freq, ms], interval, hours, minutes, offset) => {
          const start = short.start + offset * 60_000;
          const found: { start: number; end: number }[] = [];
          const isIn = (values: readonly number[], value: number): boolean =>
            values.length === 0 || values.includes(value);
          const first = Math.floor(start / ms) * ms;
          for (let at = first; at < short.end; at += interval * ms) {
            const date = new Date(at);
            const within =
              freq === 'HOURLY'
                ? minutes.length > 0
                  ? minutes
                  : [new Date(start).getUTCMinutes()]
                : [date.getUTCMinutes()];
            if (!isIn(hours, date.getUTCHours())) continue;
            for (const minute of within) {
              const each = at - (at % HOUR) + minute * 60_000;
              if (isIn(minutes, minute) && each >= start) found.push({ start: each, end: each + 1_000 });
            }
          }
          found.push({ start, end: start + 1_000 });
          const by = (name: string, values: readonly number[]): string =>
            values.length > 0 ? `;${name}=${values}` : '';
          const given = eventOf([
            `DTSTART:${inUtc(start)}`,
            'DURATION:PT1S',
            `RRULE:FREQ=${freq};INTERVAL=${interval}${by('BYHOUR', hours)}${by('BYMINUTE', minutes)}`,
          ]);
          const expected = merge(
            found.filter((period) => period.end > short.start && period.start < short.end),
          );
          fc.pre(expected.length < 4_000);
          const { periods, skipped } = busyPeriods(given, { timeZone: 'UTC', window: short });
          assert.deepEqual([periods, skipped], [expected, 0]);
        },
      ),
      { numRuns: examples(300) },
    );
  });
});
