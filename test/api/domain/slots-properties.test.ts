import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Calendar, Period, SlotQuery } from '../../../api/domain/calendar.ts';
import { freeSlots } from '../../../api/domain/slots.ts';
import { whyNotBookable } from '../../../api/domain/why-not-bookable.ts';
import { examples } from '../../support/examples.ts';
import { deepFreeze, MINUTE, wall } from './calendars.ts';
import { oracleSlots, turningDays } from './slot-oracle.ts';

type Case = {
  readonly calendar: Calendar;
  readonly query: SlotQuery;
  readonly now: number;
  readonly origin: string;
};

const shown = (calendar: Calendar) => (slot: readonly [number, number]) =>
  `${wall(slot[0], calendar.timeZone)} ${slot[1]}`;
const ask = ({ calendar, now }: Case, query: SlotQuery) =>
  freeSlots(calendar, query, now).map(
    ({ startsAt, maxDurationMinutes }) => [startsAt, maxDurationMinutes] as const,
  );

describe('free slots, whatever the calendar', () => {
  it('are those that brute force finds, minute by minute', () => {
    let listed = 0;
    fc.assert(
      fc.property(cases(), (example) => {
        const { calendar, query, now, origin } = example;
        const found = ask(example, query);
        listed += found.length;
        assert.deepEqual(
          found.map(shown(calendar)),
          oracleSlots(calendar, query, now, origin).map(shown(calendar)),
        );
      }),
      { numRuns: examples(400) },
    );
    assert.ok(listed > examples(400), `only ${listed} starts were compared`);
  });

  it('do not depend on where the window is split', () => {
    fc.assert(
      fc.property(cases(), fc.integer({ min: 0, max: 1000 }), (example, permille) => {
        const { query } = example;
        const middle = query.start + Math.floor(((query.end - query.start) * permille) / 1000);
        const parts = [
          ...ask(example, { ...query, end: middle }),
          ...ask(example, { ...query, start: middle }),
        ];
        assert.deepEqual(parts, ask(example, query));
      }),
      { numRuns: examples(600) },
    );
  });

  it('do not depend on the order of rules, overrides and busy periods', () => {
    fc.assert(
      fc.property(cases(), (example) => {
        const { rules, overrides, busy, ...rest } = example.calendar;
        const turned = {
          ...rest,
          rules: rules.toReversed(),
          overrides: overrides.toReversed(),
          busy: busy.toReversed(),
        };
        assert.deepEqual(ask({ ...example, calendar: turned }, example.query), ask(example, example.query));
      }),
      { numRuns: examples(200) },
    );
  });

  it('are exactly what can be booked', () => {
    fc.assert(
      fc.property(
        cases(),
        fc.array(fc.integer({ min: 0, max: 4 * 1440 }), { maxLength: 12 }),
        (example, minutes) => {
          const { calendar, query, now } = example;
          const durationMinutes = calendar.settings.durations[0] as number;
          const listed = new Set(ask(example, { ...query, durationMinutes }).map(([startsAt]) => startsAt));
          for (const startsAt of listed)
            assert.equal(whyNotBookable(calendar, { startsAt, durationMinutes }, now), null);
          const others = minutes.map((minute) => query.start + minute * MINUTE);
          for (const startsAt of others.filter((instant) => instant < query.end)) {
            const reason = whyNotBookable(calendar, { startsAt, durationMinutes }, now);
            assert.equal(
              reason === null,
              listed.has(startsAt),
              `${wall(startsAt, calendar.timeZone)}: ${reason}`,
            );
          }
        },
      ),
      { numRuns: examples(400) },
    );
  });

  it('leave each other room: what is booked is listed no more, nor anything that overlaps it', () => {
    fc.assert(
      fc.property(cases(), fc.nat(), (example, choice) => {
        const { calendar, query, now } = example;
        const before = ask(example, query);
        const chosen = before[choice % Math.max(1, before.length)];
        if (chosen === undefined) return;
        const session = { start: chosen[0], end: chosen[0] + query.durationMinutes * MINUTE };
        const buffer = calendar.settings.bufferMinutes * MINUTE;
        const after = ask(
          { ...example, calendar: { ...calendar, busy: [...calendar.busy, session] }, now },
          query,
        );
        const isClear = ([startsAt]: readonly [number, number]) =>
          startsAt + query.durationMinutes * MINUTE <= session.start - buffer ||
          startsAt >= session.end + buffer;
        assert.deepEqual(
          after.map(([startsAt]) => startsAt),
          before.filter(isClear).map(([startsAt]) => startsAt),
        );
      }),
      { numRuns: examples(300) },
    );
  });
});

const time = fc.integer({ min: 0, max: 96 }).map((quarter) => {
  const minutes = quarter * 15;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});
/** Mostly at night, where clocks change, and often to or from midnight. */
const range = fc.oneof(
  fc.record({ startTime: time, endTime: time }),
  fc.record({
    startTime: fc.constantFrom('00:00', '00:30', '01:15', '02:00', '02:30'),
    endTime: fc.constantFrom('02:15', '03:00', '05:00', '24:00'),
  }),
  fc.record({ startTime: fc.constantFrom('20:10', '22:00', '23:30'), endTime: fc.constant('24:00') }),
);

const rrules = fc.constantFrom(
  'FREQ=DAILY',
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=2',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE',
  'FREQ=WEEKLY;BYDAY=TH,FR,SA,SU',
  'FREQ=WEEKLY;BYDAY=SA,SU;INTERVAL=2;WKST=SU',
  'FREQ=DAILY;COUNT=9',
  'FREQ=MONTHLY;BYDAY=-1SU,-1FR,1SU',
  'FREQ=MONTHLY;BYMONTHDAY=-1,25,30,24',
);

/** A calendar in which something happens around a day on which clocks change, and a window of some days there. */
function cases(): fc.Arbitrary<Case> {
  const around = fc.integer({ min: -3, max: 3 });
  return fc
    .record({
      turn: fc.constantFrom(...turningDays),
      rules: fc.array(
        fc.tuple(rrules, range, fc.array(around, { maxLength: 2 }), fc.array(around, { maxLength: 2 })),
        { maxLength: 4 },
      ),
      overrides: fc.array(fc.tuple(around, fc.array(range, { maxLength: 3 })), { maxLength: 2 }),
      busy: fc.array(fc.tuple(fc.integer({ min: -4 * 96, max: 4 * 96 }), fc.integer({ min: 0, max: 12 })), {
        maxLength: 6,
      }),
      slotStepMinutes: fc.constantFrom(5, 15, 30, 30, 45, 50, 60, 240),
      minNoticeMinutes: fc.constantFrom(0, 0, 60, 2000),
      bookingWindowDays: fc.constantFrom(1, 2, 30, 60),
      bufferMinutes: fc.constantFrom(0, 0, 5, 15, 60),
      durations: fc.uniqueArray(fc.constantFrom(15, 30, 45, 60, 90, 120, 480), {
        minLength: 1,
        maxLength: 4,
      }),
      now: fc.integer({ min: -5 * 1440, max: 1440 }),
      // Often in the night before noon, minute by minute, where clocks change.
      window: fc.oneof(
        fc.tuple(fc.integer({ min: -3 * 1440, max: 1440 }), fc.integer({ min: 1, max: 4 * 1440 })),
        fc.tuple(fc.integer({ min: -14 * 60, max: -7 * 60 }), fc.integer({ min: 1, max: 5 * 60 })),
      ),
    })
    .map(({ turn: [timeZone, date], rules, overrides, busy, now, window, ...settings }) => {
      const day = Temporal.PlainDate.from(date);
      const noon = day.toZonedDateTime({ timeZone, plainTime: '12:00' }).epochMilliseconds;
      const dateOf = (days: number) => day.add({ days }).toString();
      const origin = dateOf(-14);
      const start = noon + window[0] * MINUTE;
      const calendar: Calendar = {
        timeZone,
        rules: rules.map(([rrule, times, exdate, rdate]) => ({
          rrule,
          dtstart: origin,
          ...times,
          exdate: exdate.map(dateOf),
          rdate: rdate.map(dateOf),
        })),
        overrides: overrides.map(([days, ranges]) => ({ date: dateOf(days), ranges })),
        busy: busy.map(
          ([quarter, length]): Period => ({
            start: noon + quarter * 15 * MINUTE,
            end: noon + (quarter + length) * 15 * MINUTE,
          }),
        ),
        settings,
      };
      const query = {
        start,
        end: start + window[1] * MINUTE,
        durationMinutes: settings.durations[0] as number,
      };
      return deepFreeze({ calendar, query, now: noon + now * MINUTE, origin });
    });
}
