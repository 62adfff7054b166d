import assert from 'node:assert/strict';
import { freeSlots } from '../../../api/domain/slots.ts';
import { cpuOf } from '../../support/cpu.ts';
import { at, type CalendarChanges, calendar, DAY, daily, period, rule, starts, wall } from './calendars.ts';

const list = (changes: CalendarChanges, from: string, to: string, duration = 30) =>
  starts(calendar(changes), { from, to, duration })
    .map((text) => text.slice(3, 11))
    .join(' ');

/** Round the clock from 09:10 on 4 January 2016, ten years ago. */
const roundTheClock = [
  rule('FREQ=DAILY;COUNT=1', '09:10', '24:00', { dtstart: '2016-01-04' }),
  daily('00:00', '24:00', { dtstart: '2016-01-05' }),
];

describe('open periods over midnight', () => {
  it('are one when one rule ends at 24:00 and the next begins at 00:00', () => {
    const rules = [
      rule('FREQ=WEEKLY;BYDAY=MO', '23:15', '24:00'),
      rule('FREQ=WEEKLY;BYDAY=TU', '00:00', '01:00'),
    ];
    assert.equal(list({ rules }, '2026-11-23 12:00', '2026-11-24 12:00', 60), '23 23:15 23 23:45');
    assert.equal(list({ rules }, '2026-11-23 12:00', '2026-11-24 12:00'), '23 23:15 23 23:45 24 00:15');
  });

  it('keep their start when only the second date is asked about', () => {
    const rules = [
      rule('FREQ=WEEKLY;BYDAY=MO', '23:15', '24:00'),
      rule('FREQ=WEEKLY;BYDAY=TU', '00:00', '01:00'),
    ];
    assert.equal(list({ rules }, '2026-11-24 00:00', '2026-11-25 00:00'), '24 00:15');
  });

  it('join a rule and an override', () => {
    const changes = {
      rules: [rule('FREQ=WEEKLY;BYDAY=MO', '23:15', '24:00')],
      overrides: [{ date: '2026-11-24', ranges: [{ startTime: '00:00', endTime: '01:00' }] }],
    };
    assert.equal(list(changes, '2026-11-24 00:00', '2026-11-25 00:00'), '24 00:15');
  });

  it('break where an override closes a date between', () => {
    const changes = {
      rules: [daily('00:00', '24:00', { dtstart: '2026-11-01' })],
      overrides: [{ date: '2026-11-24', ranges: [] }],
      settings: { slotStepMinutes: 240 },
    };
    assert.equal(
      list(changes, '2026-11-23 12:00', '2026-11-25 12:00', 120),
      '23 12:00 23 16:00 23 20:00 25 00:00 25 04:00 25 08:00',
    );
  });

  it('begin anew after an override that leaves the day open late', () => {
    const changes = {
      rules: [daily('00:00', '24:00', { dtstart: '2026-11-01' })],
      overrides: [
        {
          date: '2026-11-24',
          ranges: [
            { startTime: '22:20', endTime: '24:00' },
            { startTime: '00:00', endTime: '01:00' },
          ],
        },
      ],
      settings: { slotStepMinutes: 60 },
    };
    assert.equal(
      list(changes, '2026-11-24 00:00', '2026-11-25 03:00'),
      '24 00:00 24 22:20 24 23:20 25 00:20 25 01:20 25 02:20',
    );
  });
});

describe('open periods without an end', () => {
  it('count their starts from the true beginning, ten years ago', () => {
    assert.equal(
      list({ rules: roundTheClock }, '2026-11-24 00:00', '2026-11-24 02:00'),
      '24 00:10 24 00:40 24 01:10 24 01:40',
    );
  });

  it('count a step that does not divide the day from there as well, on the wall', () => {
    const settings = { slotStepMinutes: 45 };
    const [first = 0] = freeSlots(
      calendar({ rules: roundTheClock, settings }),
      { ...period('2026-11-24 00:00', '2026-11-25 00:00'), durationMinutes: 30 },
      at('2026-11-24 00:00'),
    ).map(({ startsAt }) => startsAt);
    const minutes = Temporal.PlainDateTime.from('2016-01-04T09:10')
      .until(wallDateTime(first))
      .total('minutes');
    assert.equal(minutes % 45, 0);
  });

  it('have the same starts in whatever window and order they are asked about', () => {
    const of = calendar({ rules: roundTheClock, settings: { slotStepMinutes: 35, bookingWindowDays: 400 } });
    const now = at('2026-09-01 00:00');
    const ask = (start: number, end: number) =>
      freeSlots(of, { start, end, durationMinutes: 30 }, now).map(({ startsAt }) => startsAt);
    const whole = ask(now, now + 120 * DAY);
    for (const start of [100, 3, 50, 99, 0, 118, 51]) {
      const from = now + start * DAY + 12_345_678;
      assert.deepEqual(
        ask(from, from + DAY),
        whole.filter((instant) => instant >= from && instant < from + DAY),
      );
    }
  });

  it('are told apart when the day they broke is between the days asked about', () => {
    const overrides = [
      {
        date: '2026-10-15',
        ranges: [
          { startTime: '00:00', endTime: '08:00' },
          { startTime: '10:05', endTime: '24:00' },
        ],
      },
    ];
    const of = calendar({
      rules: roundTheClock,
      overrides,
      settings: { slotStepMinutes: 60, bookingWindowDays: 400 },
    });
    const minuteAt = (from: string) => starts(of, { from, to: from.replace(' 00', ' 01') })[0]?.slice(9, 11);
    assert.equal(minuteAt('2026-10-14 00:00'), '10');
    assert.equal(minuteAt('2026-10-15 00:00'), '10');
    assert.equal(minuteAt('2026-10-16 00:00'), '05');
    assert.equal(minuteAt('2026-11-14 00:00'), '05');
    assert.equal(minuteAt('2026-10-14 00:00'), '10');
    assert.equal(minuteAt('2026-10-15 00:00'), '10');
    assert.equal(minuteAt('2026-12-14 00:00'), '05');
  });

  it('run through clock changes: the wall keeps the minutes, real time has a gap', () => {
    const found = list(
      { rules: roundTheClock, settings: { bookingWindowDays: 300 } },
      '2027-03-28 00:30',
      '2027-03-28 04:30',
    );
    assert.equal(found, '28 00:40 28 01:10 28 01:40 28 03:10 28 03:40 28 04:10');
  });

  it('give way to sessions without losing the step', () => {
    const busy = [period('2026-11-24 00:45', '2026-11-24 01:20')];
    assert.equal(
      list({ rules: roundTheClock, busy }, '2026-11-24 00:00', '2026-11-24 03:00'),
      '24 00:10 24 01:40 24 02:10 24 02:40',
    );
  });

  it('cost little when they are asked about again, and not much the first time', async () => {
    const rules = [daily('00:00', '24:00', { dtstart: '0001-01-01' })];
    assert.ok((await cpuOf(() => list({ rules }, '2026-11-24 00:00', '2026-12-01 00:00'))) < 1000);
    const again = () => {
      for (let i = 0; i < 100; i++) list({ rules }, '2026-11-24 00:00', '2026-11-24 01:00');
    };
    assert.ok((await cpuOf(again)) < 500);
  });

  it('reach windows years away', () => {
    const of = calendar({ rules: roundTheClock, settings: { bookingWindowDays: 100_000 } });
    const start = at('2093-07-01 00:00');
    const found = freeSlots(
      of,
      { start, end: start + 62 * DAY, durationMinutes: 30 },
      at('2026-11-24 00:00'),
    );
    assert.equal(found.length, 62 * 48);
    assert.equal(wall(found[0]?.startsAt ?? 0), '07-01 00:10+02:00');
  });
});

function wallDateTime(instant: number): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('Europe/Paris').toPlainDateTime();
}
