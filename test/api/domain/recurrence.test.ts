import assert from 'node:assert/strict';
import fc from 'fast-check';
import rrule, { type Options } from 'rrule';
import { type DayRule, occurrences, stopAfter } from '../../../api/domain/recurrence.ts';
import { addDays } from '../../../api/domain/wall-time.ts';
import { cpuOf } from '../../support/cpu.ts';
import { examples } from '../../support/examples.ts';
import { deepFreeze } from './calendars.ts';
import { naiveDates } from './naive-dates.ts';

const of = (rrule: string, dtstart: string, more: Partial<DayRule> = {}): DayRule => ({
  rrule,
  dtstart,
  ...more,
});

describe('the dates of a rule', () => {
  const table: readonly [what: string, rule: DayRule, from: string, to: string, dates: string][] = [
    [
      'each Monday',
      of('FREQ=WEEKLY;BYDAY=MO', '2016-01-01'),
      '2026-11-20',
      '2026-12-07',
      '2026-11-23 2026-11-30 2026-12-07',
    ],
    [
      'both ends of the window',
      of('FREQ=DAILY', '2016-01-01'),
      '2026-11-20',
      '2026-11-21',
      '2026-11-20 2026-11-21',
    ],
    [
      'no date before dtstart',
      of('FREQ=DAILY', '2026-11-21'),
      '2026-11-01',
      '2026-11-22',
      '2026-11-21 2026-11-22',
    ],
    [
      'dtstart only when it matches',
      of('FREQ=WEEKLY;BYDAY=MO', '2026-11-25'),
      '2026-11-01',
      '2026-12-01',
      '2026-11-30',
    ],
    [
      'the weekday of dtstart',
      of('FREQ=WEEKLY', '2026-11-25'),
      '2026-12-01',
      '2026-12-10',
      '2026-12-02 2026-12-09',
    ],
    [
      'the weekday of dtstart in some months',
      of('FREQ=WEEKLY;BYMONTH=12', '2026-11-25'),
      '2026-11-01',
      '2026-12-10',
      '2026-12-02 2026-12-09',
    ],
    [
      'every second week, in phase',
      of('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', '2016-01-06'),
      '2026-11-16',
      '2026-11-30',
      '2026-11-23 2026-11-27',
    ],
    [
      'weeks that start on Sunday',
      of('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU', '2026-11-02'),
      '2026-11-02',
      '2026-11-30',
      '2026-11-02 2026-11-15 2026-11-16 2026-11-29 2026-11-30',
    ],
    [
      'weeks that start on Monday',
      of('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO', '2026-11-02'),
      '2026-11-02',
      '2026-11-30',
      '2026-11-02 2026-11-08 2026-11-16 2026-11-22 2026-11-30',
    ],
    [
      'every third day',
      of('FREQ=DAILY;INTERVAL=3', '2020-02-28'),
      '2026-11-20',
      '2026-11-27',
      '2026-11-20 2026-11-23 2026-11-26',
    ],
    [
      'the 31st, which some months lack',
      of('FREQ=MONTHLY', '2016-01-31'),
      '2026-08-01',
      '2026-12-31',
      '2026-08-31 2026-10-31 2026-12-31',
    ],
    [
      'the last day',
      of('FREQ=MONTHLY;BYMONTHDAY=-1', '2016-01-15'),
      '2027-01-01',
      '2027-03-31',
      '2027-01-31 2027-02-28 2027-03-31',
    ],
    ['29 February', of('FREQ=YEARLY', '2016-02-29'), '2025-01-01', '2033-01-01', '2028-02-29 2032-02-29'],
    [
      'the first Monday and last Friday',
      of('FREQ=MONTHLY;BYDAY=1MO,-1FR', '2016-01-01'),
      '2026-11-01',
      '2026-11-30',
      '2026-11-02 2026-11-27',
    ],
    [
      'the last working day',
      of('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2016-01-01'),
      '2026-10-01',
      '2026-11-30',
      '2026-10-30 2026-11-30',
    ],
    [
      'the first of the rest of a first week',
      of('FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=1', '2026-11-25'),
      '2026-11-01',
      '2026-12-07',
      '2026-11-27 2026-11-30 2026-12-07',
    ],
    [
      'positions in any order',
      of('FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-1,5,1', '2016-01-01'),
      '2027-06-01',
      '2027-07-08',
      '2027-06-03 2027-06-24 2027-07-01',
    ],
    [
      'every fifth month',
      of('FREQ=MONTHLY;INTERVAL=5', '2016-01-10'),
      '2026-01-01',
      '2026-12-31',
      '2026-01-10 2026-06-10 2026-11-10',
    ],
    [
      'Thanksgiving',
      of('FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '2016-01-01'),
      '2026-01-01',
      '2027-12-31',
      '2026-11-26 2027-11-25',
    ],
    ['a 53rd Monday only', of('FREQ=YEARLY;BYDAY=53MO', '2016-01-01'), '2025-01-01', '2027-12-31', ''],
    [
      'weekdays with and without a number joined',
      of('FREQ=MONTHLY;BYDAY=TU,1MO', '2016-01-01'),
      '2026-11-01',
      '2026-11-20',
      '2026-11-02 2026-11-03 2026-11-10 2026-11-17',
    ],
    [
      'until its date, whatever the time',
      of('FREQ=DAILY;UNTIL=20261122T000000', '2016-01-01'),
      '2026-11-21',
      '2026-11-30',
      '2026-11-21 2026-11-22',
    ],
    [
      'until a bare date',
      of('FREQ=WEEKLY;BYDAY=SU;UNTIL=20261122', '2016-01-01'),
      '2026-11-10',
      '2026-11-30',
      '2026-11-15 2026-11-22',
    ],
    [
      'as often as COUNT says',
      of('FREQ=WEEKLY;BYDAY=MO;COUNT=3', '2026-11-03'),
      '2026-11-01',
      '2027-11-30',
      '2026-11-09 2026-11-16 2026-11-23',
    ],
    [
      'the last of a long COUNT',
      of('FREQ=DAILY;COUNT=1000', '2024-03-01'),
      '2026-11-24',
      '2026-11-30',
      '2026-11-24 2026-11-25',
    ],
    [
      'COUNT of the first Mondays',
      of('FREQ=MONTHLY;BYDAY=1MO;COUNT=2', '2026-11-03'),
      '2026-11-01',
      '2027-11-30',
      '2026-12-07 2027-01-04',
    ],
    [
      'dates left out and dates added',
      of('FREQ=WEEKLY;BYDAY=MO', '2016-01-01', {
        exdate: ['2026-11-23'],
        rdate: ['2026-11-25', '2026-11-30'],
      }),
      '2026-11-20',
      '2026-11-30',
      '2026-11-25 2026-11-30',
    ],
    [
      'a date both added and left out',
      of('FREQ=WEEKLY;BYDAY=MO', '2016-01-01', { exdate: ['2026-11-25'], rdate: ['2026-11-25'] }),
      '2026-11-24',
      '2026-11-29',
      '',
    ],
    [
      'a date added after the end',
      of('FREQ=DAILY;UNTIL=20200101', '2016-01-01', { rdate: ['2026-11-25'] }),
      '2026-11-20',
      '2026-11-30',
      '2026-11-25',
    ],
    [
      'a date added before dtstart never',
      of('FREQ=DAILY', '2026-11-27', { rdate: ['2026-11-25'] }),
      '2026-11-20',
      '2026-11-27',
      '2026-11-27',
    ],
    ['nothing in a window turned round', of('FREQ=DAILY', '2016-01-01'), '2026-11-30', '2026-11-20', ''],
  ];
  for (const [what, rule, from, to, dates] of table) {
    it(`are ${what}: ${rule.rrule} from ${rule.dtstart}`, () => {
      assert.deepEqual(occurrences(deepFreeze(rule), from, to), dates === '' ? [] : dates.split(' '));
    });
  }

  it('throw a RangeError when rule, dtstart or a date cannot be read', () => {
    for (const rule of [
      of('FREQ=HOURLY', '2026-01-01'),
      of('nonsense', '2026-01-01'),
      of('FREQ=DAILY', '2026-02-30'),
    ]) {
      assert.throws(() => occurrences(rule, '2026-01-01', '2026-12-31'), RangeError);
    }
    const wrongDate = of('FREQ=DAILY', '2026-01-01', { exdate: ['tomorrow'] });
    assert.throws(
      () => occurrences(wrongDate, '2026-01-01', '2026-01-02'),
      /RangeError: "tomorrow" is not a date/,
    );
  });

  it('are what rrule finds by walking from DTSTART, in whatever window is asked first', () => {
    fc.assert(
      fc.property(rules, fc.array(windows, { minLength: 1, maxLength: 3 }), (rule, asked) => {
        for (const { after, days } of asked) {
          const from = addDays(rule.dtstart, after);
          const to = addDays(from, days);
          assert.deepEqual(occurrences(deepFreeze(rule), from, to), naiveDates(rule, from, to));
        }
      }),
      { numRuns: examples(250) },
    );
  });

  const hostile = [
    'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2',
    'FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=1000',
    'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=30;COUNT=1000',
    'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5;COUNT=1000',
    'FREQ=YEARLY;INTERVAL=1000;COUNT=1000',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTH=2',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=1000;COUNT=1000',
  ];
  for (const rrule of hostile) {
    it(`cost little although none or few come: ${rrule}`, async () => {
      const cpu = await cpuOf(() => {
        assert.deepEqual(occurrences(of(rrule, '2017-01-01'), '2026-01-01', '2027-12-31'), []);
      });
      // Unbounded, rrule walks to the year 9999: 1 to 30 s. Bounded it takes 40 ms at most here.
      assert.ok(cpu < 800, `${cpu} ms`);
    });
  }
});

describe('a walk of rrule that is stopped', () => {
  const { RRule } = rrule;
  const once: Record<string, Partial<Options>> = {
    'a week': { freq: RRule.WEEKLY, byweekday: [4] },
    'a month': { freq: RRule.MONTHLY, bymonthday: [15] },
    'a month, by position': { freq: RRule.MONTHLY, byweekday: [0, 1, 2], bysetpos: [-1] },
    'a year': { freq: RRule.YEARLY, bymonth: [6], bymonthday: [15] },
  };
  const never: Record<string, Partial<Options>> = {
    'a week': { freq: RRule.WEEKLY, byweekday: [2], bysetpos: [5] },
    'a month': { freq: RRule.MONTHLY, bymonth: [2], bymonthday: [30] },
    'a year': { freq: RRule.YEARLY, bymonth: [2], bymonthday: [30] },
  };
  const dtstart = new Date('2026-01-01T00:00:00Z');

  for (const [what, options] of Object.entries(once)) {
    it(`goes through as many periods as it may, once ${what}`, () => {
      for (const interval of [1, 3]) {
        for (const periods of [1, 2, 3, 10]) {
          const rule = new RRule({ ...options, interval, dtstart }, true);
          stopAfter(rule.options, periods);
          assert.equal(rule.all().length, periods, `${periods} with INTERVAL=${interval}`);
        }
      }
    });
  }

  for (const [what, options] of Object.entries(never)) {
    it(`ends where nothing ever comes, asked for ${what}`, () => {
      const rule = new RRule({ ...options, interval: 1, dtstart }, true);
      let reads = 0;
      const { interval } = rule.options;
      stopAfter(rule.options, 10);
      const counted = Object.getOwnPropertyDescriptor(rule.options, 'interval')?.get as () => number;
      Object.defineProperty(rule.options, 'interval', {
        get: () => {
          reads++;
          // A version that reads on would walk to the year 9999.
          assert.ok(reads <= 20, `rrule reads the interval a ${reads}th time`);
          return counted();
        },
      });
      assert.deepEqual([rule.all(), reads, interval], [[], 20, 1]);
    });
  }
});

const windows = fc.record({
  after: fc.integer({ min: -40, max: 2500 }),
  days: fc.integer({ min: 0, max: 400 }),
});

const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const nthWeekday = fc
  .tuple(fc.constantFrom('1', '2', '+3', '5', '-1', '-2', '-5'), weekday)
  .map((parts) => parts.join(''));
const few = <T>(item: fc.Arbitrary<T>) =>
  fc.uniqueArray(item, { minLength: 1, maxLength: 3 }).map((list) => list.join(','));
const maybe = <T>(item: fc.Arbitrary<T>) => fc.option(item, { nil: undefined, freq: 2 });
const until = fc
  .tuple(
    fc.integer({ min: 2019, max: 2024 }),
    fc.integer({ min: 10, max: 28 }),
    fc.constantFrom('', 'T120000Z'),
  )
  .map(([year, day, time]) => `${year}11${day}${time}`);

// Always with the first, which every period has, and anywhere in the list.
const positions = fc
  .tuple(fc.shuffledSubarray([2, 5, -1, -2, -5]), fc.nat())
  .map(([list, i]) => list.toSpliced(i % (list.length + 1), 0, 1).join(','));

/** Rules that match again and again, so that rrule's own walk ends; those that do not are listed one by one above. */
const rules: fc.Arbitrary<DayRule> = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: maybe(fc.integer({ min: 1, max: 5 })),
    weekdays: maybe(few(weekday)),
    nthWeekdays: maybe(few(nthWeekday)),
    monthDays: maybe(few(fc.constantFrom(1, 2, 15, 28, -1, -2, -28))),
    months: maybe(few(fc.integer({ min: 1, max: 12 }))),
    positions: maybe(positions),
    wkst: maybe(weekday),
    until: maybe(until),
    count: maybe(fc.integer({ min: 1, max: 200 })),
    dtstart: fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2016-01-01', days)),
    dates: fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 4 }),
  })
  .map(({ freq, dtstart, dates, ...parts }) => {
    const written = [`FREQ=${freq}`];
    const add = (name: string, value: unknown): unknown =>
      value !== undefined && written.push(`${name}=${value}`);
    // INTERVAL could miss a month for ever.
    const narrowed = parts.months !== undefined;
    if (!narrowed) add('INTERVAL', parts.interval);
    const nth = freq === 'MONTHLY' || freq === 'YEARLY' ? parts.nthWeekdays : undefined;
    add('BYDAY', nth ?? parts.weekdays);
    if (freq !== 'WEEKLY' && nth === undefined) add('BYMONTHDAY', parts.monthDays);
    add('BYMONTH', parts.months);
    const setPositions = (freq === 'MONTHLY' || freq === 'WEEKLY') && !narrowed ? parts.positions : undefined;
    add('BYSETPOS', setPositions);
    add('WKST', parts.wkst);
    // With positions rrule counts a date twice that is both the first and the last.
    if (setPositions === undefined) add('COUNT', parts.count);
    if (setPositions !== undefined || parts.count === undefined) add('UNTIL', parts.until);
    const moved = dates.map((days) => addDays(dtstart, days - 20));
    return { rrule: written.join(';'), dtstart, exdate: moved.slice(0, 2), rdate: moved.slice(1) };
  });
