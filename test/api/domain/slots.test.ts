import assert from 'node:assert/strict';
import { freeSlots } from '../../../api/domain/slots.ts';
import {
  at,
  type CalendarChanges,
  calendar,
  daily,
  deepFreeze,
  period,
  rule,
  starts,
  startsOn,
} from './calendars.ts';

const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';
const longest = (changes: CalendarChanges, duration = 30) =>
  freeSlots(
    calendar(changes),
    { ...period(`${MONDAY} 00:00`, `${TUESDAY} 00:00`), durationMinutes: duration },
    at(`${MONDAY} 00:00`),
  )
    .map(({ maxDurationMinutes }) => maxDurationMinutes)
    .join(' ');

describe('the notice and the booking window', () => {
  const open = (settings: CalendarChanges['settings']) =>
    calendar({ rules: [daily('09:00', '11:00')], settings: settings ?? {} });

  it('list a start at the very instant that now is, and no earlier one', () => {
    assert.deepEqual(startsOn(open({}), MONDAY, { now: `${MONDAY} 10:00` }), ['10:00', '10:30']);
    const query = { ...period(`${MONDAY} 00:00`, `${TUESDAY} 00:00`), durationMinutes: 30 };
    assert.equal(freeSlots(open({}), query, at(`${MONDAY} 10:00`) + 1).length, 1);
  });

  it('hide a start once its notice has passed', () => {
    const settings = { minNoticeMinutes: 90 };
    assert.deepEqual(startsOn(open(settings), MONDAY, { now: `${MONDAY} 08:00` }), [
      '09:30',
      '10:00',
      '10:30',
    ]);
    assert.deepEqual(startsOn(open(settings), MONDAY, { now: `${MONDAY} 08:01` }), ['10:00', '10:30']);
    assert.deepEqual(startsOn(open({ minNoticeMinutes: 24 * 60 }), MONDAY, { now: `${MONDAY} 00:00` }), []);
  });

  it('list the whole of the last date, today + N in the zone of the mentor', () => {
    const settings = { bookingWindowDays: 7 };
    for (const time of ['00:00', '12:00', '23:59']) {
      const now = `2026-11-16 ${time}`;
      assert.deepEqual(startsOn(open(settings), MONDAY, { now }), ['09:00', '09:30', '10:00', '10:30']);
      assert.deepEqual(startsOn(open(settings), '2026-11-24', { now }), []);
    }
  });

  it("count the window in the mentor's dates, whatever date it is elsewhere", () => {
    const kiritimati = calendar({
      timeZone: 'Pacific/Kiritimati',
      rules: [daily('09:00', '09:30')],
      settings: { bookingWindowDays: 1 },
    });
    const everything = { start: 0, end: Number.MAX_SAFE_INTEGER, durationMinutes: 30 };
    // 10:30 UTC on 22 November is 00:30 on the 23rd there.
    const found = freeSlots(kiritimati, everything, Date.parse('2026-11-22T10:30:00Z'));
    assert.deepEqual(
      found.map(({ startsAt }) => new Date(startsAt).toISOString()),
      ['2026-11-22T19:00:00.000Z', '2026-11-23T19:00:00.000Z'],
    );
  });

  it('may be as long as two years, and endless', () => {
    const far = '2028-11-20';
    assert.equal(startsOn(open({ bookingWindowDays: 730 }), far, { now: '2026-11-21 10:00' }).length, 4);
    assert.equal(startsOn(open({ bookingWindowDays: 729 }), far, { now: '2026-11-21 10:00' }).length, 0);
    assert.equal(startsOn(open({ bookingWindowDays: Infinity }), far, { now: '2026-11-21 10:00' }).length, 4);
  });
});

describe('the window that is asked about', () => {
  const open = calendar({ rules: [daily('09:00', '12:00')] });

  it('holds its first instant and not its last', () => {
    const now = `${MONDAY} 00:00`;
    assert.deepEqual(starts(open, { from: `${MONDAY} 09:30`, to: `${MONDAY} 10:30`, now }), [
      '11-23 09:30+01:00',
      '11-23 10:00+01:00',
    ]);
    assert.deepEqual(starts(open, { from: `${MONDAY} 09:31`, to: `${MONDAY} 10:00`, now }), []);
  });

  it('bounds starts, not ends: a session may end after it', () => {
    assert.deepEqual(starts(open, { from: `${MONDAY} 10:00`, to: `${MONDAY} 10:01`, duration: 120 }), [
      '11-23 10:00+01:00',
    ]);
  });

  it('is empty when it is turned round, empty or not a number', () => {
    for (const [start, end] of [
      [2e12, 1e12],
      [2e12, 2e12],
      [Number.NaN, 2e12],
      [1e12, Number.NaN],
    ] as const) {
      assert.deepEqual(freeSlots(open, { start, end, durationMinutes: 30 }, 1e12), []);
    }
  });

  it('gives a viewer in Auckland all starts of a day in Paris, as two of her dates', () => {
    const paris = calendar({ rules: [daily('09:00', '17:00')] });
    const now = at('2026-11-20 00:00');
    const dates = ['2026-11-23', '2026-11-24'].map((date) => {
      const from = at(`${date} 00:00`, 'Pacific/Auckland');
      const to = at(`${date} 23:59`, 'Pacific/Auckland') + 60_000;
      return freeSlots(paris, { start: from, end: to, durationMinutes: 30 }, now);
    });
    // Auckland is 12 hours ahead: 09:00 to 12:00 in Paris is the evening of the 23rd, 12:00 to 17:00 the night to the
    // 24th.
    const found = dates
      .flat()
      .filter(({ startsAt }) => startsAt >= at(`${MONDAY} 00:00`) && startsAt < at(`${TUESDAY} 00:00`));
    assert.equal(found.length, 16);
    assert.deepEqual(
      dates.map((slots) => slots.length),
      [16, 16],
    );
  });
});

describe('the longest duration of a start', () => {
  it('is the longest on offer that fits before the end of the hours', () => {
    assert.equal(longest({ rules: [daily('09:00', '11:00')] }), '120 90 60 30');
    assert.equal(longest({ rules: [daily('09:00', '12:30')] }), '120 120 120 120 90 60 30');
  });

  it('is cut by the next session and its buffer', () => {
    const busy = [period(`${MONDAY} 10:30`, `${MONDAY} 11:00`)];
    assert.equal(longest({ rules: [daily('09:00', '12:00')], busy }), '90 60 30 60 30');
    assert.equal(
      longest({ rules: [daily('09:00', '12:00')], busy, settings: { bufferMinutes: 10 } }),
      '60 30 30',
    );
  });

  it('reads durations in any order and counts only those on offer', () => {
    assert.equal(
      longest({ rules: [daily('09:00', '11:00')], settings: { durations: [50, 25, 100] } }, 25),
      '100 50 50 25',
    );
  });

  it('is at least the one asked for, on offer or not', () => {
    assert.equal(longest({ rules: [daily('09:00', '09:50')] }, 45), '45');
    assert.equal(longest({ rules: [daily('09:00', '10:00')], settings: { durations: [] } }, 45), '45');
  });
});

describe('free slots', () => {
  it('leave every argument as it was, frozen through and through', () => {
    const frozen = calendar({
      rules: [daily('14:00', '15:00'), daily('09:00', '10:00', { exdate: [], rdate: [MONDAY] })],
      overrides: [
        {
          date: '2026-11-24',
          ranges: [
            { startTime: '12:00', endTime: '13:00' },
            { startTime: '09:00', endTime: '10:00' },
          ],
        },
      ],
      busy: [period(`${MONDAY} 14:30`, `${MONDAY} 15:00`), period(`${MONDAY} 09:00`, `${MONDAY} 09:30`)],
      settings: { durations: [60, 30] },
    });
    const query = deepFreeze({ ...period(`${MONDAY} 00:00`, '2026-11-25 00:00'), durationMinutes: 30 });
    const before = JSON.stringify([frozen, query]);
    assert.equal(freeSlots(frozen, query, query.start).length, 6);
    assert.equal(JSON.stringify([frozen, query]), before);
  });

  it('answer the same after other calendars and windows were asked', () => {
    const one = calendar({ rules: [daily('09:00', '17:00')] });
    const first = startsOn(one, MONDAY);
    for (let i = 0; i < 50; i++)
      startsOn(
        calendar({ timeZone: i % 2 ? 'Asia/Kolkata' : 'UTC', rules: [daily('09:00', '10:00')] }),
        addMonth(i),
      );
    assert.deepEqual(startsOn(one, MONDAY), first);
  });

  it('refuse what cannot be read, with value and expectation', () => {
    const ask = (changes: CalendarChanges) => () => startsOn(calendar(changes), MONDAY);
    assert.throws(ask({ timeZone: 'Europe/Nowhere' }), RangeError);
    assert.throws(ask({ rules: [daily('9h', '10:00')] }), /RangeError: "9h" is not a time of day/);
    assert.throws(
      ask({ rules: [rule('FREQ=HOURLY', '09:00', '10:00')] }),
      /RangeError: The rule "FREQ=HOURLY"/,
    );
    assert.throws(
      ask({ overrides: [{ date: '2026-11-31', ranges: [] }] }),
      /RangeError: "2026-11-31" is not a date/,
    );
    assert.throws(ask({ settings: { slotStepMinutes: 0 } }), /RangeError: slotStepMinutes is 0: at least 1/);
  });

  it('are none for a duration that is no length of time', () => {
    for (const duration of [0, -30, Number.NaN])
      assert.deepEqual(startsOn(calendar({ rules: [daily('09:00', '17:00')] }), MONDAY, { duration }), []);
  });
});

function addMonth(count: number): string {
  return Temporal.PlainDate.from('2026-11-23').add({ months: count }).toString();
}
