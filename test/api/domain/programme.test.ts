import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ProgrammeInput, StoredProgramme } from '../../../api/contract/programme.ts';
import type { Calendar, ClosedDates } from '../../../api/domain/calendar.ts';
import {
  closedDates,
  exceededQuota,
  programmeFaults,
  quotaPeriods,
  suspendedUntil,
} from '../../../api/domain/programme.ts';
import { freeSlots } from '../../../api/domain/slots.ts';
import { addDays } from '../../../api/domain/wall-time.ts';
import { whyNotBookable } from '../../../api/domain/why-not-bookable.ts';

const at = Date.parse;
const day = 86_400_000;

const calendar = (closed: readonly ClosedDates[], zone = 'Africa/Nairobi'): Calendar => ({
  timeZone: zone,
  rules: [{ rrule: 'FREQ=DAILY', dtstart: '2026-01-01', startTime: '00:00', endTime: '24:00' }],
  overrides: [],
  closed,
  busy: [],
  settings: {
    slotStepMinutes: 60,
    minNoticeMinutes: 0,
    bookingWindowDays: 30,
    bufferMinutes: 0,
    durations: [60, 120],
  },
});

describe('closed dates', () => {
  it('are the blackouts, and what no term holds', () => {
    const rules: StoredProgramme = {
      blackouts: [{ name: 'Holiday', from: '2026-12-01', to: '2026-12-02' }],
      terms: [
        { name: 'Spring', from: '2027-02-01', to: '2027-03-01' },
        { name: 'Winter', from: '2026-11-02', to: '2027-01-31' },
      ],
    };
    assert.deepEqual(
      closedDates(rules).map(({ reason, from, to }) => [reason, from, to]),
      [
        ['blackout_date', '2026-12-01', '2026-12-02'],
        ['outside_term', '0000-01-01', '2026-11-01'],
        ['outside_term', '2027-03-02', '9999-12-31'],
      ],
    );
    assert.deepEqual(closedDates({}), []);
  });

  it('list what empty overrides of every such date would list', () => {
    const zones = fc.constantFrom('Africa/Nairobi', 'America/New_York', 'Pacific/Apia', 'UTC');
    const dates = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 4 }));
    const now = at('2026-10-28T00:00:00Z');
    fc.assert(
      fc.property(zones, fc.array(dates, { maxLength: 4 }), (zone, stretches) => {
        const closed = stretches.map(([start, length]): ClosedDates => {
          const from = addDays('2026-10-27', start);
          return { reason: 'blackout_date', name: 'x', from, to: addDays(from, length) };
        });
        const single = closed.flatMap(({ from, to }) => {
          const found: string[] = [];
          for (let date = from; date <= to; date = addDays(date, 1)) found.push(date);
          return found;
        });
        const overridden = {
          ...calendar([], zone),
          overrides: [...new Set(single)].map((date) => ({ date, ranges: [] })),
        };
        const query = { start: now, end: now + 20 * day, durationMinutes: 120 };
        assert.deepEqual(freeSlots(calendar(closed, zone), query, now), freeSlots(overridden, query, now));
      }),
    );
  });

  it('are named when a session would reach into them, unless it is past, too soon or too far', () => {
    const now = at('2026-11-23T00:00:00Z');
    const closed = closedDates({
      blackouts: [{ name: 'Holiday', from: '2026-11-25', to: '2026-11-25' }],
      terms: [{ name: 'Term', from: '2026-11-01', to: '2026-12-10' }],
    });
    for (const [start, expected] of [
      ['2026-11-24T22:00:00+03:00', null],
      ['2026-11-24T23:00:00+03:00', 'blackout_date'],
      ['2026-11-25T12:00:00+03:00', 'blackout_date'],
      ['2026-11-26T00:00:00+03:00', null],
      ['2026-12-11T00:00:00+03:00', 'outside_term'],
      ['2027-02-01T00:00:00+03:00', 'too_far'],
      ['2026-11-01T00:00:00+03:00', 'in_past'],
    ] as const) {
      const wanted = { startsAt: at(start), durationMinutes: 120 };
      assert.equal(whyNotBookable(calendar(closed), wanted, now), expected, start);
    }
  });
});

describe('quotas', () => {
  const term = { name: 'Autumn', from: '2026-09-07', to: '2026-12-18' };

  it('count days of 23 and 25 hours, weeks from Monday, and terms whole', () => {
    // Clocks in Paris go back on Sunday 25 October 2026.
    const periods = quotaPeriods({ terms: [term] }, 'Europe/Paris', at('2026-10-25T12:00:00Z'));
    assert.deepEqual(periods, {
      day: { start: at('2026-10-24T22:00:00Z'), end: at('2026-10-25T23:00:00Z'), resetsOn: '2026-10-26' },
      week: { start: at('2026-10-18T22:00:00Z'), end: at('2026-10-25T23:00:00Z'), resetsOn: '2026-10-26' },
      term: { start: at('2026-09-06T22:00:00Z'), end: at('2026-12-18T23:00:00Z'), resetsOn: '2026-12-19' },
    });
    assert.equal(quotaPeriods({ terms: [term] }, 'UTC', at('2026-12-19T00:00:00Z')).term, null);
  });

  it('allow what reaches the limit and refuse what exceeds it', () => {
    const periods = quotaPeriods({ terms: [term] }, 'UTC', at('2026-10-07T12:00:00Z'));
    const usage = { sessions: 1, minutes: 60 };
    const all = { day: usage, week: usage, term: usage };
    assert.equal(exceededQuota({ sessions_per_day: 2, minutes_per_day: 120 }, periods, all, 60), null);
    assert.deepEqual(exceededQuota({ minutes_per_day: 119 }, periods, all, 60), {
      rule: 'minutes_per_day',
      limit: 119,
      used: 60,
      left: 59,
      resets_on: '2026-10-08',
    });
    const both: StoredProgramme = { sessions_per_day: 1, sessions_per_term: 1 };
    assert.equal(exceededQuota(both, periods, all, 60)?.rule, 'sessions_per_term');
    assert.equal(
      exceededQuota({ sessions_per_week: 1, minutes_per_week: 60 }, periods, all, 0)?.rule,
      'sessions_per_week',
    );
    const over = { ...all, day: { sessions: 5, minutes: 300 } };
    assert.equal(exceededQuota({ sessions_per_day: 2 }, periods, over, 60)?.left, 0);
  });
});

describe('the suspension', () => {
  it('lasts until fewer missed sessions than the limit are younger than its days', () => {
    const rules: StoredProgramme = { no_show_limit: 2, no_show_suspension_days: 7 };
    const now = at('2026-11-23T00:00:00Z');
    const missed = [now - day, now - 3 * day, now - 6 * day];
    assert.equal(suspendedUntil(rules, missed, now), now + 4 * day);
    assert.equal(suspendedUntil(rules, missed, now + 4 * day - 1), now + 4 * day);
    assert.equal(suspendedUntil(rules, missed, now + 4 * day), null);
    assert.equal(suspendedUntil(rules, [now - day], now), null);
    assert.equal(suspendedUntil({}, missed, now), null);
  });
});

describe('the faults of rules', () => {
  const none: ProgrammeInput = {
    sessions_per_day: null,
    sessions_per_week: null,
    sessions_per_term: null,
    minutes_per_day: null,
    minutes_per_week: null,
    minutes_per_term: null,
    cancellation_cutoff_minutes: null,
    no_show_limit: null,
    no_show_suspension_days: null,
    waiting_list_offer_minutes: 15,
    blackouts: [],
    terms: [],
  };

  it('are none for terms that follow each other and blackouts that overlap', () => {
    const terms = [
      { name: 'One', from: '2026-09-01', to: '2026-12-18' },
      { name: 'Two', from: '2026-12-19', to: '2026-12-19' },
    ];
    const blackouts = [
      { name: 'A', from: '2026-10-01', to: '2026-10-05' },
      { name: 'B', from: '2026-10-05', to: '2026-10-06' },
    ];
    assert.deepEqual(programmeFaults(none), []);
    assert.deepEqual(programmeFaults({ ...none, terms, blackouts, sessions_per_term: 3 }), []);
  });

  it('name the later of two terms that share a date', () => {
    const terms = [
      { name: 'Two', from: '2026-12-18', to: '2027-02-01' },
      { name: 'One', from: '2026-09-01', to: '2026-12-18' },
    ];
    assert.deepEqual(
      programmeFaults({ ...none, terms }).map(({ pointer }) => pointer),
      ['/terms/1/from'],
    );
  });
});
