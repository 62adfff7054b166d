import assert from 'node:assert/strict';
import type { Calendar } from '../../../api/domain/calendar.ts';
import { freeSlots } from '../../../api/domain/slots.ts';
import { nearestFree, whyNotBookable } from '../../../api/domain/why-not-bookable.ts';
import {
  at,
  type CalendarChanges,
  calendar,
  daily,
  HOUR,
  period,
  type Question,
  rule,
  wall,
} from './calendars.ts';

/** `02:00-04:00` once on a date. */
function once(date: string, hours: string) {
  const [startTime, endTime] = hours.split('-') as [string, string];
  return { date, ranges: [{ startTime, endTime }] };
}

type Row = {
  readonly what: string;
  readonly timeZone: string;
  readonly date: string;
  readonly hours: readonly string[];
  readonly step?: number;
  readonly duration?: number;
  /** All starts from noon before `date` to the second noon after it, `02:30'` where it is the second 02:30. */
  readonly expected: string;
};

const paris = { timeZone: 'Europe/Paris', date: '2027-10-31' };
const cairo = { timeZone: 'Africa/Cairo', date: '2027-10-28' };

const table: readonly Row[] = [
  {
    what: 'all of a repeated hour',
    ...paris,
    hours: ['01:00-05:00'],
    expected: "01:00 01:30 02:00 02:30 02:00' 02:30' 03:00 03:30 04:00 04:30",
  },
  {
    what: 'hours that end where it begins',
    ...paris,
    hours: ['01:00-02:00'],
    expected: '01:00 01:30',
  },
  {
    what: 'hours that end inside it, the first time',
    ...paris,
    hours: ['01:00-02:30'],
    expected: '01:00 01:30 02:00',
  },
  {
    what: 'hours that begin inside it, the first time, and go back before their beginning on the wall',
    ...paris,
    hours: ['02:30-04:00'],
    expected: "02:30 02:00' 02:30' 03:00 03:30",
  },
  {
    what: 'hours inside it, once',
    ...paris,
    hours: ['02:00-02:30', '02:30-02:45'],
    step: 15,
    duration: 15,
    expected: '02:00 02:15 02:30',
  },
  {
    what: 'hours that end when it has ended',
    ...paris,
    hours: ['02:00-03:00'],
    expected: "02:00 02:30 02:00' 02:30'",
  },
  {
    what: 'hours that begin when it has ended',
    ...paris,
    hours: ['03:00-04:00'],
    expected: '03:00 03:30',
  },
  {
    what: 'no gap between hours that touch inside it',
    ...paris,
    hours: ['01:00-02:30', '02:30-04:00'],
    duration: 180,
    step: 60,
    expected: '01:00 02:00',
  },
  {
    what: 'a break after hours that end inside it, the whole second time',
    ...paris,
    hours: ['01:00-02:30', '03:00-04:00'],
    expected: '01:00 01:30 02:00 03:00 03:30',
  },
  {
    what: 'a step that does not divide the hour: the same wall times, each time',
    ...paris,
    hours: ['01:00-05:00'],
    step: 45,
    expected: "01:00 01:45 02:30 02:30' 03:15 04:00",
  },
  {
    what: 'a step of 50 from the day before',
    ...paris,
    hours: ['00:10-04:00'],
    step: 50,
    expected: "00:10 01:00 01:50 02:40 02:40' 03:30",
  },
  {
    what: 'a step longer than the hour, which may pass over it',
    ...paris,
    hours: ['01:00-05:00'],
    step: 120,
    expected: '01:00 03:00',
  },
  {
    what: 'a step of four hours that meets it',
    ...paris,
    hours: ['02:00-09:00'],
    step: 240,
    expected: "02:00 02:00' 06:00",
  },
  {
    what: 'the last hour of a date (Cairo): 24:00 comes once, after both',
    ...cairo,
    hours: ['22:00-24:00'],
    expected: "22:00 22:30 23:00 23:30 23:00' 23:30'",
  },
  {
    what: 'five hours on the wall of four (Cairo)',
    ...cairo,
    hours: ['20:00-24:00'],
    duration: 300,
    expected: '20:00',
  },
  {
    what: 'hours that begin in the last half hour (Cairo)',
    ...cairo,
    hours: ['23:30-24:00'],
    expected: "23:30 23:00' 23:30'",
  },
  {
    what: 'New York',
    timeZone: 'America/New_York',
    date: '2027-11-07',
    hours: ['00:30-02:30'],
    expected: "00:30 01:00 01:30 01:00' 01:30' 02:00",
  },
  {
    what: 'the first hour of a date (Havana)',
    timeZone: 'America/Havana',
    date: '2026-11-01',
    hours: ['00:00-02:00'],
    expected: "00:00 00:30 00:00' 00:30' 01:00 01:30",
  },
  {
    what: 'the last hour of a Saturday (Santiago)',
    timeZone: 'America/Santiago',
    date: '2027-04-03',
    hours: ['22:30-24:00'],
    expected: "22:30 23:00 23:30 23:00' 23:30'",
  },
  {
    what: 'half an hour (Lord Howe)',
    timeZone: 'Australia/Lord_Howe',
    date: '2027-04-04',
    hours: ['01:00-03:00'],
    expected: "01:00 01:30 01:30' 02:00 02:30",
  },
  {
    what: 'half an hour with a step of 20 (Lord Howe)',
    timeZone: 'Australia/Lord_Howe',
    date: '2027-04-04',
    hours: ['01:00-03:00'],
    step: 20,
    expected: "01:00 01:20 01:40 01:40' 02:00 02:20",
  },
  {
    what: 'the night before Ramadan (Casablanca, 2026)',
    timeZone: 'Africa/Casablanca',
    date: '2026-02-15',
    hours: ['01:00-04:00'],
    expected: "01:00 01:30 02:00 02:30 02:00' 02:30' 03:00 03:30",
  },
  {
    what: 'the night on which Morocco moved to +00:00 for good',
    timeZone: 'Africa/Casablanca',
    date: '2026-09-20',
    hours: ['00:30-03:00'],
    expected: "00:30 01:00 01:30 01:00' 01:30' 02:00 02:30",
  },
  {
    what: 'one minute past midnight back to the day before (Newfoundland, 2010)',
    timeZone: 'America/St_Johns',
    date: '2010-11-07',
    hours: ['00:00-01:30'],
    expected: "00:00 23:30' 00:00' 00:30 01:00",
  },
  {
    what: 'no hour where none is repeated (Apia)',
    timeZone: 'Pacific/Apia',
    date: '2027-04-04',
    hours: ['01:00-05:00'],
    expected: '01:00 01:30 02:00 02:30 03:00 03:30 04:00 04:30',
  },
];

describe('a repeated hour is open both times', () => {
  for (const { what, timeZone, date, hours, step = 30, duration = 30, expected } of table) {
    it(`${what}: ${hours.join(', ')} on ${date}`, () => {
      const settings = { slotStepMinutes: step, bookingWindowDays: 400, durations: [duration] };
      const overrides = hours.map((each) => once(date, each));
      const day = Temporal.PlainDate.from(date);
      const [from, to] = [day.subtract({ days: 1 }), day.add({ days: 2 })].map((each) => `${each} 12:00`) as [
        string,
        string,
      ];
      assert.equal(told(calendar({ timeZone, overrides, settings }), { from, to, duration }), expected);
    });
  }

  it('touching hours are one period, so that the second does not begin its own steps', () => {
    const overrides = [once('2027-10-31', '01:10-02:30'), once('2027-10-31', '02:30-04:00')];
    assert.equal(
      told(calendar({ overrides, settings: { bookingWindowDays: 400 } }), night),
      "01:10 01:40 02:10 02:40 02:10' 02:40' 03:10",
    );
  });

  it('a session of either time leaves the other free, and keeps its buffer in real time', () => {
    const booked = (from: string, to: string, bufferMinutes = 0) =>
      told(
        calendar({
          rules: [daily('01:00', '04:00')],
          busy: [period(from, to)],
          settings: { bookingWindowDays: 400, bufferMinutes },
        }),
        night,
      );
    assert.equal(
      booked('2027-10-31T02:00:00+02:00', '2027-10-31T03:00:00+02:00'),
      "01:00 01:30 02:00' 02:30' 03:00 03:30",
    );
    assert.equal(
      booked('2027-10-31T02:00:00+01:00', '2027-10-31T03:00:00+01:00'),
      '01:00 01:30 02:00 02:30 03:00 03:30',
    );
    assert.equal(
      booked('2027-10-31T02:30:00+02:00', '2027-10-31T02:00:00+01:00', 30),
      "01:00 01:30 02:30' 03:00 03:30",
    );
  });

  it('a session begun before the clock goes back has the real time that is left', () => {
    const settings = { bookingWindowDays: 400, durations: [30, 60, 90, 120, 150, 180] };
    const of = calendar({ rules: [daily('02:00', '03:00')], settings });
    assert.deepEqual(
      [60, 90, 120, 150].map((duration) => told(of, { ...night, duration })),
      ["02:00 02:30 02:00'", '02:00 02:30', '02:00', ''],
    );
  });

  it('the judge and the alternatives know the second time as the list does', () => {
    const changes: CalendarChanges = {
      rules: [rule('FREQ=DAILY', '01:00', '04:00')],
      settings: { bookingWindowDays: 400 },
    };
    const now = at('2027-10-30 12:00');
    const first = at('2027-10-31T02:30:00+02:00');
    const second = first + HOUR;
    const wanted = { startsAt: second, durationMinutes: 30 };
    assert.equal(whyNotBookable(calendar(changes), wanted, now), null);
    assert.equal(
      whyNotBookable(calendar(changes), { ...wanted, startsAt: second + 60_000 }, now),
      'outside_availability',
    );
    const taken = calendar({ ...changes, busy: [{ start: second, end: second + HOUR / 2 }] });
    assert.equal(whyNotBookable(taken, wanted, now), 'busy');
    assert.deepEqual(
      nearestFree(taken, wanted, now, { count: 3 }).map(({ startsAt }) => wall(startsAt)),
      ['10-31 02:30+02:00', '10-31 02:00+01:00', '10-31 03:00+01:00'],
    );
  });
});

const night = { from: '2027-10-30 12:00', to: '2027-10-31 12:00' };

/** The starts as `01:30 02:00 02:00'`: the mark stands where the wall shows a time for the second time. */
function told(of: Calendar, { from, to, duration = 30 }: Question): string {
  const { timeZone } = of;
  const query = { ...period(from, to, timeZone), durationMinutes: duration };
  return freeSlots(of, query, query.start)
    .map(({ startsAt }) => {
      const wall = Temporal.Instant.fromEpochMilliseconds(startsAt)
        .toZonedDateTimeISO(timeZone)
        .toPlainDateTime();
      const first = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' }).epochMilliseconds;
      return `${wall.toPlainTime().toString().slice(0, 5)}${startsAt === first ? '' : "'"}`;
    })
    .join(' ');
}
