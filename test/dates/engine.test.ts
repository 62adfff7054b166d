import assert from 'node:assert/strict';
import { freeSlots } from '../../api/domain/slots.ts';
import { calendar, daily, MINUTE, rule } from '../api/domain/calendars.ts';
import { oracleSlots } from '../api/domain/slot-oracle.ts';

/** Zones on both sides of the date line, and those whose clocks change. */
const zones = [
  'Africa/Dakar',
  'Africa/Casablanca',
  'Europe/Paris',
  'Africa/Cairo',
  'Africa/Nairobi',
  'America/New_York',
  'Pacific/Auckland',
  'Pacific/Pago_Pago',
] as const;

describe('the free starts as seen today', () => {
  // By the tests' clock: `npm run test:dates` runs this on days unlike the others.
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  const days = (count: number): string =>
    Temporal.Instant.fromEpochMilliseconds(now)
      .toZonedDateTimeISO('UTC')
      .toPlainDate()
      .add({ days: count })
      .toString();

  for (const timeZone of zones)
    it(`are those that brute force finds in ${timeZone}`, () => {
      const of = calendar({
        timeZone,
        rules: [
          daily('20:00', '24:00', { dtstart: days(-20) }),
          daily('00:00', '04:30', { dtstart: days(-20) }),
          rule('FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SU', '09:00', '12:00', { dtstart: days(-30) }),
          rule('FREQ=MONTHLY;BYDAY=1MO,-1SA', '09:00', '17:00', { dtstart: days(-30) }),
          rule('FREQ=MONTHLY;BYMONTHDAY=1,-1', '13:00', '15:00', { dtstart: days(-30) }),
          rule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '16:00', '18:00', { dtstart: days(-30) }),
        ],
        overrides: [
          { date: days(1), ranges: [{ startTime: '01:00', endTime: '23:00' }] },
          { date: days(2), ranges: [] },
        ],
        busy: [{ start: now + 60 * MINUTE, end: now + 95 * MINUTE }],
        settings: { bufferMinutes: 10, minNoticeMinutes: 20, bookingWindowDays: 30 },
      });
      const query = { start: now - 120 * MINUTE, end: now + 40 * 1440 * MINUTE, durationMinutes: 30 };
      const found = freeSlots(of, query, now).map(({ startsAt, maxDurationMinutes }) => [
        startsAt,
        maxDurationMinutes,
      ]);
      assert.ok(found.length > 300, `${found.length} starts`);
      assert.deepEqual(found, oracleSlots(of, query, now, days(-30)));
    });
});
