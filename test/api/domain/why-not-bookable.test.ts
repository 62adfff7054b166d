import assert from 'node:assert/strict';
import fc from 'fast-check';
import { freeSlots } from '../../../api/domain/slots.ts';
import {
  type NotBookable,
  nearestFree,
  nextAvailable,
  whyNotBookable,
} from '../../../api/domain/why-not-bookable.ts';
import { examples } from '../../support/examples.ts';
import { at, type CalendarChanges, calendar, DAY, daily, MINUTE, period, rule, wall } from './calendars.ts';

const MONDAY = '2026-11-23';
const NOW = `${MONDAY} 08:00`;

describe('why a start cannot be booked', () => {
  const busy = [period(`${MONDAY} 10:00`, `${MONDAY} 11:00`)];
  const hours = { rules: [daily('09:00', '12:00')], busy };
  const table: readonly [
    what: string,
    start: string,
    reason: NotBookable | null,
    changes?: CalendarChanges,
    duration?: number,
  ][] = [
    ['nothing', `${MONDAY} 09:00`, null],
    ['nothing at the instant that now is', NOW, null, { rules: [daily('08:00', '12:00')] }],
    ['nothing up to the end of the hours', `${MONDAY} 11:30`, null],
    ['a duration not on offer', `${MONDAY} 09:00`, 'invalid_duration', {}, 45],
    ['a duration not on offer, before all else', '2020-01-01 09:00', 'invalid_duration', {}, Number.NaN],
    ['the past', `${MONDAY} 07:30`, 'in_past'],
    ['the past by a millisecond', '2026-11-23T06:59:59.999Z', 'in_past'],
    ['the past, before the notice', `${MONDAY} 07:30`, 'in_past', { settings: { minNoticeMinutes: 600 } }],
    ['the notice', `${MONDAY} 09:00`, 'too_soon', { settings: { minNoticeMinutes: 61 } }],
    ['the notice no more at its very end', `${MONDAY} 09:00`, null, { settings: { minNoticeMinutes: 60 } }],
    ['the notice, before the hours', `${MONDAY} 08:30`, 'too_soon', { settings: { minNoticeMinutes: 61 } }],
    ['the booking window', '2026-11-26 09:00', 'too_far', { settings: { bookingWindowDays: 2 } }],
    [
      'the booking window no more on its last date',
      '2026-11-25 11:30',
      null,
      { settings: { bookingWindowDays: 2 } },
    ],
    [
      'the booking window, before the hours',
      '2026-11-26 00:00',
      'too_far',
      { settings: { bookingWindowDays: 2 } },
    ],
    ['the booking window, years away', '2999-11-26 00:00', 'too_far'],
    ['a session at that time', `${MONDAY} 10:00`, 'busy'],
    ['a session that it would run into', `${MONDAY} 09:30`, 'busy', {}, 60],
    ['a session, beside the step too', `${MONDAY} 10:15`, 'busy'],
    ['a session that it would touch by a minute', `${MONDAY} 09:31`, 'busy'],
    ['the buffer of a session', `${MONDAY} 11:00`, 'busy', { settings: { bufferMinutes: 1 } }],
    [
      'the buffer of a session that begins outside the hours',
      `${MONDAY} 09:00`,
      'busy',
      { busy: [period(`${MONDAY} 07:00`, `${MONDAY} 08:00`)], settings: { bufferMinutes: 90 } },
    ],
    ['the step', `${MONDAY} 09:15`, 'outside_availability'],
    ['the step, by a second', '2026-11-23T08:00:01Z', 'outside_availability'],
    ['the opening', `${MONDAY} 08:30`, 'outside_availability'],
    ['the closing', `${MONDAY} 12:00`, 'outside_availability'],
    ['an end after the closing', `${MONDAY} 11:30`, 'outside_availability', {}, 60],
    [
      'an end after the closing, although a session stands there',
      `${MONDAY} 10:30`,
      'outside_availability',
      {},
      120,
    ],
    [
      'a closed date',
      '2026-11-24 09:00',
      'outside_availability',
      { overrides: [{ date: '2026-11-24', ranges: [] }] },
    ],
    ['no hours at all', `${MONDAY} 09:00`, 'outside_availability', { rules: [] }],
  ];
  for (const [what, start, reason, changes = {}, durationMinutes = 30] of table) {
    it(`is ${what}: ${start}`, () => {
      const of = calendar({ ...hours, ...changes });
      assert.equal(whyNotBookable(of, { startsAt: at(start), durationMinutes }, at(NOW)), reason);
    });
  }

  it('is none in the second of two equal hours, unless the hours end in the first', () => {
    const why = (endTime: string, start: string) =>
      whyNotBookable(
        calendar({ rules: [daily('00:00', endTime)] }),
        { startsAt: at(start), durationMinutes: 30 },
        at('2026-10-24 08:00'),
      );
    assert.equal(why('12:00', '2026-10-25T02:00:00+02:00'), null);
    assert.equal(why('12:00', '2026-10-25T02:00:00+01:00'), null);
    assert.equal(why('02:30', '2026-10-25T02:00:00+02:00'), null);
    assert.equal(why('02:30', '2026-10-25T02:00:00+01:00'), 'outside_availability');
  });

  it('is the past for what is no instant', () => {
    assert.equal(
      whyNotBookable(calendar(hours), { startsAt: Number.NaN, durationMinutes: 30 }, at(NOW)),
      'in_past',
    );
    assert.equal(
      whyNotBookable(calendar(hours), { startsAt: 8.64e15, durationMinutes: 30 }, at(NOW)),
      'too_far',
    );
  });
});

describe('the nearest free starts', () => {
  const near = (changes: CalendarChanges, wanted: string, count = 3, durationMinutes = 30) =>
    nearestFree(calendar(changes), { startsAt: at(wanted), durationMinutes }, at(NOW), { count })
      .map(({ startsAt }) => wall(startsAt).slice(3, 11))
      .join(', ');
  const hours = { rules: [daily('09:00', '12:00')] };

  it('lie on both sides of the wanted one, in order', () => {
    const busy = [period(`${MONDAY} 10:00`, `${MONDAY} 11:00`)];
    assert.equal(near({ ...hours, busy }, `${MONDAY} 10:00`), '23 09:00, 23 09:30, 23 11:00');
  });

  it('have the wanted one among them when it is free', () => {
    assert.equal(near(hours, `${MONDAY} 10:00`, 1), '23 10:00');
  });

  it('take the earlier of two as near as each other', () => {
    assert.equal(near(hours, `${MONDAY} 10:15`, 1), '23 10:00');
    assert.equal(near(hours, `${MONDAY} 10:15`, 3), '23 09:30, 23 10:00, 23 10:30');
  });

  it('have room for the duration', () => {
    const busy = [period(`${MONDAY} 10:00`, `${MONDAY} 11:00`)];
    assert.equal(near({ ...hours, busy }, `${MONDAY} 10:00`, 3, 90), '24 09:00, 24 09:30, 24 10:00');
  });

  it('are looked for far away when there is nothing near', () => {
    const rules = [rule('FREQ=MONTHLY;BYMONTHDAY=10', '09:00', '10:00')];
    assert.equal(near({ rules }, `${MONDAY} 10:00`), '10 09:00, 10 09:30, 10 09:00');
  });

  it('are fewer, or none, when the booking window holds no more', () => {
    assert.equal(
      near(
        { rules: [rule('FREQ=DAILY;COUNT=1', '09:00', '10:00', { dtstart: '2026-12-24' })] },
        `${MONDAY} 10:00`,
      ),
      '24 09:00, 24 09:30',
    );
    assert.equal(near({}, `${MONDAY} 10:00`), '');
    assert.equal(near({ ...hours, settings: { minNoticeMinutes: 1_000_000 } }, `${MONDAY} 10:00`), '');
  });

  it('lie at the edge of the window for a start outside it', () => {
    const settings = { bookingWindowDays: 1 };
    assert.equal(near({ ...hours, settings }, '2020-01-01 10:00', 2), '23 09:00, 23 09:30');
    assert.equal(near({ ...hours, settings }, '2999-01-01 10:00', 2), '24 11:00, 24 11:30');
    const noInstant = { startsAt: Number.NaN, durationMinutes: 30 };
    assert.deepEqual(nearestFree(calendar(hours), noInstant, at(NOW), { count: 3 }), []);
  });

  it('are those a sort of all starts by distance finds', () => {
    const of = calendar({
      rules: [
        rule('FREQ=WEEKLY;BYDAY=WE', '09:00', '12:15'),
        rule('FREQ=MONTHLY;BYDAY=1MO', '14:00', '16:00'),
      ],
      busy: [period('2026-11-25 10:00', '2026-11-25 12:00'), period('2026-12-09 00:00', '2026-12-10 00:00')],
    });
    const now = at(NOW);
    const all = freeSlots(of, { start: now, end: now + 100 * DAY, durationMinutes: 60 }, now).map(
      ({ startsAt }) => startsAt,
    );
    fc.assert(
      fc.property(
        fc.integer({ min: -2000, max: 65 * 1440 }),
        fc.integer({ min: 0, max: 12 }),
        (minutes, count) => {
          const startsAt = now + minutes * MINUTE;
          const edge = Math.max(startsAt, now);
          const expected = all
            .toSorted((a, b) => Math.abs(a - edge) - Math.abs(b - edge) || a - b)
            .slice(0, count);
          const found = nearestFree(of, { startsAt, durationMinutes: 60 }, now, { count });
          assert.deepEqual(
            found.map((slot) => slot.startsAt),
            expected.sort((a, b) => a - b),
          );
        },
      ),
      { numRuns: examples(200) },
    );
  });
});

describe('the next free start', () => {
  const next = (changes: CalendarChanges, from: string, durationMinutes = 30) => {
    const slot = nextAvailable(calendar(changes), durationMinutes, at(from), at(NOW));
    return slot && wall(slot.startsAt).slice(0, 11);
  };
  const hours = { rules: [daily('09:00', '12:00')] };

  it('is the first at or after the instant, never before now', () => {
    assert.equal(next(hours, '2026-11-24 09:00'), '11-24 09:00');
    assert.equal(next(hours, '2026-11-24 09:01'), '11-24 09:30');
    assert.equal(next(hours, '2020-01-01 09:00'), '11-23 09:00');
  });

  it('comes after the notice and has room for the duration', () => {
    assert.equal(next({ ...hours, settings: { minNoticeMinutes: 24 * 60 } }, NOW), '11-24 09:00');
    assert.equal(
      next({ ...hours, busy: [period(`${MONDAY} 09:00`, `${MONDAY} 10:30`)] }, NOW, 120),
      '11-24 09:00',
    );
  });

  it('is found on the last date of a window of two years', () => {
    const rules = [rule('FREQ=DAILY;COUNT=1', '23:00', '24:00', { dtstart: '2028-11-22' })];
    assert.equal(next({ rules, settings: { bookingWindowDays: 730 } }, NOW), '11-22 23:00');
    assert.equal(next({ rules, settings: { bookingWindowDays: 729 } }, NOW), null);
  });

  it('is null without hours, and after the window', () => {
    assert.equal(next({}, NOW), null);
    assert.equal(next(hours, '2027-06-01 00:00'), null);
  });
});
