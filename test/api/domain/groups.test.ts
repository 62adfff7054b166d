import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Calendar, Kind, Period, Slot, SlotQuery } from '../../../api/domain/calendar.ts';
import { freeSlots } from '../../../api/domain/slots.ts';
import { uncovered } from '../../../api/domain/uncovered.ts';
import { judgeStart, whyNotBookable } from '../../../api/domain/why-not-bookable.ts';
import { at, type CalendarChanges, calendar, DAY, daily, deepFreeze, MINUTE, period } from './calendars.ts';

const date = '2026-11-23';
const hours = (from: string, to: string): Period => period(`${date} ${from}`, `${date} ${to}`);
const timesOf = (slots: readonly Slot[]): string[] =>
  slots.map(({ startsAt, maxDurationMinutes: _, ...kind }) => {
    const time = new Date(startsAt + 60 * MINUTE).toISOString().slice(11, 16);
    const { capacity, placesLeft, mode, place } = kind;
    return [time, capacity && `${placesLeft}/${capacity}`, mode, place].filter(Boolean).join(' ');
  });
const list = (changes: CalendarChanges, durationMinutes = 60): string[] => {
  const from = at(`${date} 00:00`);
  const hourly = { slotStepMinutes: 60, durations: [60, 120], ...changes.settings };
  const of = calendar({ ...changes, settings: hourly });
  return timesOf(freeSlots(of, { start: from, end: from + DAY, durationMinutes }, from));
};

const group: Kind = { capacity: 3, mode: 'in_person', place: 'Room 12' };
const seat = (from: string, to: string, where: Kind = {}) => ({ ...hours(from, to), ...where });

describe('hours of a kind', () => {
  const lists: readonly (readonly [
    name: string,
    calendar: CalendarChanges,
    expected: string[],
    duration?: number,
  ])[] = [
    ['say it with each start', { rules: [daily('09:00', '10:00', { mode: 'phone' })] }, ['09:00 phone']],
    [
      'are plain where one student alone has no word of where',
      { rules: [daily('09:00', '10:00', { capacity: 1, mode: null, place: null })] },
      ['09:00'],
    ],
    [
      'do not join hours of another kind, and join those of their own',
      {
        rules: [
          daily('09:00', '10:00', group),
          daily('10:00', '10:30', group),
          daily('10:30', '12:00'),
          daily('11:00', '12:30'),
        ],
      },
      ['09:00 3/3 in_person Room 12', '10:30'],
      90,
    ],
    [
      'list a start of two kinds once: as the one with more places, else as the rule that is first',
      {
        rules: [
          daily('09:00', '10:00', { place: 'A' }),
          daily('09:00', '11:00', { place: 'B' }),
          daily('10:00', '12:00', { capacity: 2 }),
        ],
      },
      ['09:00 A', '10:00 2/2', '11:00 2/2'],
    ],
    [
      'are the kind of an override too, where all rules of its date share it',
      {
        rules: [daily('09:00', '10:00', group)],
        overrides: [{ date, ranges: [{ startTime: '14:00', endTime: '15:00' }] }],
      },
      ['14:00 3/3 in_person Room 12'],
    ],
    [
      'leave an override plain where they differ',
      {
        rules: [daily('09:00', '10:00', group), daily('16:00', '17:00')],
        overrides: [{ date, ranges: [{ startTime: '14:00', endTime: '15:00' }] }],
      },
      ['14:00'],
    ],
  ];
  for (const [name, of, expected, duration] of lists) {
    it(name, () => assert.deepEqual(list(of, duration), expected));
  }
});

describe('seats', () => {
  const rules = [daily('09:00', '13:00', group)];
  const cases: readonly (readonly [
    name: string,
    calendar: CalendarChanges,
    expected: string[],
    duration?: number,
  ])[] = [
    [
      'leave their start free until all are taken',
      {
        rules,
        seats: [seat('09:00', '10:00', group), seat('11:00', '12:00', group), seat('11:00', '12:00')],
      },
      ['09:00 2/3', '10:00 3/3', '11:00 1/3', '12:00 3/3'].map((text) => `${text} in_person Room 12`),
    ],
    [
      'close it when they are',
      { rules, seats: Array(3).fill(seat('10:00', '11:00', group)) },
      ['09:00 3/3', '11:00 3/3', '12:00 3/3'].map((text) => `${text} in_person Room 12`),
    ],
    [
      'are busy for every other length, and for what touches their buffer',
      { rules, seats: [seat('10:00', '11:00', group)], settings: { bufferMinutes: 10 } },
      ['10:00 2/3 in_person Room 12', '12:00 3/3 in_person Room 12'],
    ],
    [
      'are for their own length',
      { rules, seats: [seat('09:00', '11:00', group)] },
      ['09:00 2/3 in_person Room 12', '11:00 3/3 in_person Room 12'],
      120,
    ],
    [
      'and for no other',
      { rules, seats: [seat('09:00', '11:00', group)] },
      ['11:00 3/3 in_person Room 12', '12:00 3/3 in_person Room 12'],
    ],
    [
      'are closed by what else is busy there',
      { rules, seats: [seat('10:00', '11:00', group)], busy: [hours('10:30', '12:30')] },
      ['09:00 3/3 in_person Room 12'],
    ],
    [
      'close hours that have become one for one student',
      { rules: [daily('09:00', '11:00')], seats: [seat('09:00', '10:00', group)] },
      ['10:00'],
    ],
    [
      'meet where they were booked, wherever the hours are now',
      {
        rules: [daily('09:00', '11:00', { ...group, place: 'Hall' })],
        seats: [seat('09:00', '10:00', group)],
      },
      ['09:00 2/3 in_person Room 12', '10:00 3/3 in_person Hall'],
    ],
  ];
  for (const [name, of, expected, duration] of cases) {
    it(name, () => assert.deepEqual(list(of, duration), expected));
  }

  it('allow no longer session than their own', () => {
    const of = calendar({
      rules,
      seats: [seat('09:00', '10:00', group)],
      settings: { durations: [60, 120] },
    });
    const query = { ...hours('09:00', '09:01'), durationMinutes: 60 };
    assert.equal(freeSlots(of, query, query.start)[0]?.maxDurationMinutes, 60);
  });

  it('are a reason to be refused: busy once all are taken', () => {
    const of = calendar({ rules, seats: Array(3).fill(seat('10:00', '11:00')) });
    const wanted = { startsAt: at(`${date} 10:00`), durationMinutes: 60 };
    assert.equal(whyNotBookable(of, wanted, at(`${date} 08:00`)), 'busy');
  });

  it('beyond what the hours have are told, and so is what lies outside; touching hours hold together', () => {
    const of = calendar({ rules: [daily('09:00', '11:00', { capacity: 2 }), daily('11:00', '12:00')] });
    const booked = [0, 1, 2].map((placesBefore) => ({ ...hours('09:00', '10:00'), placesBefore }));
    const others = [hours('10:30', '11:30'), hours('11:30', '12:30')];
    assert.deepEqual(uncovered(of, [...booked, ...others]), [booked[2], others[1]]);
  });
});

describe('free slots of groups, whatever the calendar', () => {
  it('are those of a plain model, and exactly what can be booked', () => {
    let groups = 0;
    fc.assert(
      fc.property(cases(), ({ of, query, now }) => {
        const found = freeSlots(of, query, now);
        assert.deepEqual(found, model(of, query));
        groups += found.filter(({ placesLeft, capacity }) => placesLeft !== capacity).length;
        const { durationMinutes } = query;
        const byStart = new Map(found.map((slot) => [slot.startsAt, slot]));
        for (let startsAt = query.start; startsAt < query.end; startsAt += 30 * MINUTE) {
          const judged = judgeStart(of, { startsAt, durationMinutes }, now);
          assert.deepEqual(typeof judged === 'string' ? undefined : judged, byStart.get(startsAt));
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(groups > 40, `only ${groups} starts had a seat taken`);
  });
});

/** The slots of a calendar in UTC whose rules are daily, by looking at each minute and each seat. */
function model(of: Calendar, query: SlotQuery): Slot[] {
  const buffer = of.settings.bufferMinutes;
  const minute = (instant: number): number => Math.round((instant - query.start) / MINUTE);
  const spans = (list: readonly Period[]): [number, number][] =>
    list.map(({ start, end }) => [minute(start), minute(end)]);
  const meet = ([a, b]: [number, number], [c, d]: [number, number]): boolean =>
    a < d + buffer && c < b + buffer;
  const busy = spans(of.busy).filter(([a, b]) => a < b);
  const seats = spans(of.seats ?? []);
  const kinds = new Map<string, Kind>();
  const nameOf = ({ capacity = 1, mode = null, place = null }: Kind) => `${capacity} ${mode} ${place}`;
  for (const rule of of.rules) if (!kinds.has(nameOf(rule))) kinds.set(nameOf(rule), rule);

  const found = new Map<number, Slot>();
  for (const [name, kind] of kinds) {
    const open = new Uint8Array(1440);
    for (const rule of of.rules)
      if (nameOf(rule) === name) open.fill(1, clock(rule.startTime), clock(rule.endTime));
    for (let from = 0; from < 1440; from++) {
      if (!open[from] || open[from - 1]) continue;
      let to = from;
      while (open[to]) to++;
      for (let start = from; start < to; start += of.settings.slotStepMinutes) {
        const taken = (length: number) => {
          const session: [number, number] = [start, start + length];
          const same = seats.filter(([a, b]) => a === start && b === start + length);
          const others = [...busy, ...seats.filter((each) => !same.includes(each))];
          const isClear = start + length <= to && !others.some((other) => meet(other, session));
          return isClear ? same.length : Infinity;
        };
        const { capacity = 1, mode, place } = kind;
        const mine = taken(query.durationMinutes);
        if (mine >= capacity) continue;
        const longest = of.settings.durations.filter((length) => taken(length) === 0);
        const slot: Slot = {
          startsAt: query.start + start * MINUTE,
          maxDurationMinutes: Math.max(query.durationMinutes, ...(mine > 0 ? [] : longest)),
          ...(capacity > 1 && { capacity, placesLeft: capacity - mine }),
          ...(mode && { mode }),
          ...(place && { place }),
        };
        if (capacity - mine > (found.get(start)?.placesLeft ?? (found.has(start) ? 1 : 0)))
          found.set(start, slot);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.startsAt - b.startsAt);
}

const timeOf = (halves: number): string =>
  `${String(Math.floor(halves / 2)).padStart(2, '0')}:${halves % 2 ? '30' : '00'}`;

const clock = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** One day in UTC with rules of several kinds, and seats that mostly stand where some of them have their starts. */
function cases(): fc.Arbitrary<{ of: Calendar; query: SlotQuery; now: number }> {
  const from = fc.integer({ min: 16, max: 24 });
  const kind = fc.constantFrom<Kind>(
    {},
    { capacity: 2 },
    { capacity: 3, place: 'A' },
    { capacity: 4, mode: 'online' },
  );
  const length = fc.constantFrom(30, 30, 30, 60);
  /** Half hours after eight or, for seats, after the start of a rule. */
  const span = fc.record({ half: fc.integer({ min: 0, max: 4 }), length });
  const start = Date.parse('2026-11-23T00:00:00Z');
  return fc
    .record({
      rules: fc.array(fc.record({ from, halves: fc.integer({ min: 1, max: 8 }), kind }), {
        minLength: 1,
        maxLength: 3,
      }),
      busy: fc.array(span, { maxLength: 1 }),
      groups: fc.array(fc.tuple(fc.nat(3), span, fc.integer({ min: 1, max: 3 })), {
        minLength: 1,
        maxLength: 3,
      }),
      durationMinutes: fc.constantFrom(30, 30, 60),
      slotStepMinutes: fc.constantFrom(30, 30, 60),
      bufferMinutes: fc.constantFrom(0, 0, 10),
    })
    .map(({ rules, busy, groups, durationMinutes, slotStepMinutes, bufferMinutes }) => {
      const spanAt = (from: { half: number; length: number }, origin = 16): Period => {
        const begins = start + (origin + from.half) * 30 * MINUTE;
        return { start: begins, end: begins + from.length * MINUTE };
      };
      const of = calendar({
        timeZone: 'UTC',
        rules: rules.map(({ kind, from, halves }) => daily(timeOf(from), timeOf(from + halves), kind)),
        busy: busy.map((each) => spanAt(each)),
        seats: groups.flatMap(([index, each, count]) => {
          return Array<Period>(count).fill(spanAt(each, rules[index % rules.length]?.from));
        }),
        settings: { durations: [30, 60, 90], slotStepMinutes, bufferMinutes },
      });
      return deepFreeze({ of, query: { start, end: start + DAY, durationMinutes }, now: start });
    });
}
