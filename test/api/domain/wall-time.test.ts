import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addDays,
  clockChanges,
  dayOfWeek,
  formatInstant,
  instantToWallTime,
  isDate,
  isTimeOfDay,
  isTimeZone,
  occursTwice,
  startOfDay,
  todayIn,
  wallTimeToInstant,
  zoneClock,
} from '../../../api/domain/wall-time.ts';
import { examples } from '../../support/examples.ts';

describe('wall time', () => {
  const table: readonly [what: string, zone: string, date: string, time: string, instant: string][] = [
    ['an ordinary time', 'Europe/Paris', '2026-11-23', '09:00', '2026-11-23T08:00:00Z'],
    ['a half-hour zone', 'Asia/Kolkata', '2026-11-23', '09:00', '2026-11-23T03:30:00Z'],
    ['the farthest east', 'Pacific/Kiritimati', '2026-11-23', '00:00', '2026-11-22T10:00:00Z'],
    ['the farthest west', 'Pacific/Pago_Pago', '2026-11-23', '23:59', '2026-11-24T10:59:00Z'],
    ['24:00 as the next date', 'Europe/Paris', '2026-11-23', '24:00', '2026-11-23T23:00:00Z'],
    ['24:00 of a year', 'Europe/Paris', '2026-12-31', '24:00', '2026-12-31T23:00:00Z'],
    ['a skipped time, moved by the gap', 'Europe/Paris', '2027-03-28', '02:30', '2027-03-28T01:30:00Z'],
    ['the end of a gap', 'Europe/Paris', '2027-03-28', '03:00', '2027-03-28T01:00:00Z'],
    ['a repeated time, the first', 'Europe/Paris', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['the time after a repeated hour', 'Europe/Paris', '2026-10-25', '03:00', '2026-10-25T02:00:00Z'],
    ['a gap in New York', 'America/New_York', '2027-03-14', '02:15', '2027-03-14T07:15:00Z'],
    ['a repeated time in New York', 'America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z'],
    ['a half-hour gap', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00Z'],
    ['a half-hour overlap', 'Australia/Lord_Howe', '2027-04-04', '01:45', '2027-04-03T14:45:00Z'],
    ['a skipped midnight, 2026', 'Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00:00Z'],
    ['a skipped midnight, 2027', 'Africa/Cairo', '2027-04-30', '00:30', '2027-04-29T22:30:00Z'],
    ['24:00 before a skipped midnight', 'Africa/Cairo', '2026-04-23', '24:00', '2026-04-23T22:00:00Z'],
    ['the repeated last hour of a date', 'Africa/Cairo', '2026-10-29', '23:30', '2026-10-29T20:30:00Z'],
    ['24:00 after a repeated last hour', 'Africa/Cairo', '2026-10-29', '24:00', '2026-10-29T22:00:00Z'],
    ['Morocco before its last change', 'Africa/Casablanca', '2026-09-19', '09:00', '2026-09-19T08:00:00Z'],
    ['Morocco after it', 'Africa/Casablanca', '2026-09-21', '09:00', '2026-09-21T09:00:00Z'],
    ['Morocco in a later winter', 'Africa/Casablanca', '2027-12-01', '09:00', '2027-12-01T09:00:00Z'],
    ['a date that Samoa skipped', 'Pacific/Apia', '2011-12-30', '10:00', '2011-12-30T20:00:00Z'],
    ['a far year', 'Europe/Paris', '2093-07-01', '12:00', '2093-07-01T10:00:00Z'],
    ['a year before the epoch', 'Europe/Paris', '1960-07-01', '12:00', '1960-07-01T11:00:00Z'],
  ];
  for (const [what, zone, date, time, expected] of table) {
    it(`reads ${what}: ${date} ${time} in ${zone}`, () => {
      assert.equal(
        new Date(wallTimeToInstant(zone, date, time)).toISOString(),
        expected.replace('Z', '.000Z'),
      );
    });
  }

  it('agrees with Temporal in both directions, near clock changes above all', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const near = fc.record({
      zone: zones,
      year: fc.integer({ min: 1970, max: 2060 }),
      minutes: fc.integer({ min: -200, max: 200 }),
    });
    fc.assert(
      fc.property(near, ({ zone, year, minutes }) => {
        const january = Temporal.PlainDateTime.from({ year, month: 1, day: 1 }).toZonedDateTime(zone);
        const change = january.getTimeZoneTransition('next') ?? january;
        const wanted = change.toPlainDateTime().add({ minutes });
        const clock = zoneClock(zone);
        const wallMs = wanted.toZonedDateTime('UTC').epochMilliseconds;
        const expected = wanted.toZonedDateTime(zone, { disambiguation: 'compatible' });
        assert.equal(clock.instantOf(wallMs), expected.epochMilliseconds);
        const back = expected.toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds;
        assert.equal(clock.wallAt(expected.epochMilliseconds), back);
        const date = wanted.toPlainDate();
        assert.equal(startOfDay(zone, date.toString()), date.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: examples(1500) },
    );
  });

  it('tells what the wall shows at an instant', () => {
    const shown = instantToWallTime('Africa/Casablanca', Date.parse('2026-09-20T00:59:59Z'));
    assert.deepEqual(shown, { date: '2026-09-20', time: '01:59', offset: '+01:00', dayOfWeek: 6 });
    const after = instantToWallTime('Africa/Casablanca', Date.parse('2026-09-20T01:00:00Z'));
    assert.deepEqual(after, { date: '2026-09-20', time: '01:00', offset: '+00:00', dayOfWeek: 6 });
    const west = instantToWallTime('America/St_Johns', Date.parse('2026-11-23T02:00:00Z'));
    assert.deepEqual(west, { date: '2026-11-22', time: '22:30', offset: '-03:30', dayOfWeek: 6 });
  });

  it('writes instants as RFC 3339 with the offset of the zone', () => {
    const instant = Date.parse('2026-11-23T06:00:07.900Z');
    assert.equal(formatInstant(instant, 'UTC'), '2026-11-23T06:00:07+00:00');
    assert.equal(formatInstant(instant, 'Africa/Dakar'), '2026-11-23T06:00:07+00:00');
    assert.equal(formatInstant(instant, 'Asia/Kolkata'), '2026-11-23T11:30:07+05:30');
    assert.equal(formatInstant(instant, 'America/St_Johns'), '2026-11-23T02:30:07-03:30');
    assert.equal(formatInstant(instant, 'Pacific/Auckland'), '2026-11-23T19:00:07+13:00');
  });

  it('knows what the wall shows twice, the first and the last minute of each time', () => {
    const cases: [string, string, boolean][] = [
      ['Europe/Paris', '2027-10-31T01:59:59+02:00', false],
      ['Europe/Paris', '2027-10-31T02:00:00+02:00', true],
      ['Europe/Paris', '2027-10-31T02:59:59+02:00', true],
      ['Europe/Paris', '2027-10-31T02:00:00+01:00', true],
      ['Europe/Paris', '2027-10-31T02:59:59+01:00', true],
      ['Europe/Paris', '2027-10-31T03:00:00+01:00', false],
      ['Europe/Paris', '2027-03-28T03:00:00+02:00', false],
      ['Africa/Cairo', '2027-10-28T23:30:00+03:00', true],
      ['Africa/Cairo', '2027-10-28T23:30:00+02:00', true],
      ['Africa/Cairo', '2027-10-29T00:00:00+02:00', false],
      ['Australia/Lord_Howe', '2027-04-04T01:30:00+11:00', true],
      ['Australia/Lord_Howe', '2027-04-04T01:29:00+11:00', false],
      ['Africa/Dakar', '2027-10-31T02:30:00+00:00', false],
      ['UTC', '2027-10-31T02:30:00+00:00', false],
    ];
    for (const [zone, instant, expected] of cases)
      assert.equal(occursTwice(zone, Date.parse(instant)), expected, `${instant} in ${zone}`);
  });

  it('starts a day at its first instant, which need not be midnight', () => {
    const days: [string, string, string][] = [
      ['Africa/Cairo', '2026-04-24', '2026-04-24T01:00:00+03:00'],
      ['Africa/Cairo', '2026-10-29', '2026-10-29T00:00:00+03:00'],
      ['Europe/Paris', '2027-03-28', '2027-03-28T00:00:00+01:00'],
      ['America/Toronto', '1919-03-31', '1919-03-31T00:30:00-04:00'],
    ];
    for (const [zone, date, expected] of days)
      assert.equal(formatInstant(startOfDay(zone, date), zone), expected);
  });

  it('knows days of 23, 24, 25 and 23.5 hours', () => {
    const hours = (zone: string, date: string) =>
      (startOfDay(zone, addDays(date, 1)) - startOfDay(zone, date)) / 3_600_000;
    assert.equal(hours('Europe/Paris', '2027-03-28'), 23);
    assert.equal(hours('Europe/Paris', '2026-10-25'), 25);
    assert.equal(hours('Europe/Paris', '2026-10-26'), 24);
    assert.equal(hours('Australia/Lord_Howe', '2026-10-04'), 23.5);
    assert.equal(hours('Africa/Cairo', '2026-10-29'), 25);
    assert.equal(hours('Africa/Casablanca', '2026-09-20'), 25);
  });

  it('says which date it is on both sides of the date line', () => {
    const now = Date.parse('2026-11-23T10:30:00Z');
    assert.equal(todayIn('Pacific/Kiritimati', now), '2026-11-24');
    assert.equal(todayIn('Pacific/Pago_Pago', now), '2026-11-22');
    assert.equal(todayIn('UTC', now), '2026-11-23');
  });

  it('adds days over months, leap days and years', () => {
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2026-03-01', -1), '2026-02-28');
    assert.equal(addDays('2000-02-29', 366), '2001-03-01');
    assert.equal(dayOfWeek('2026-11-23'), 0);
    assert.equal(dayOfWeek('1969-12-28'), 6);
  });

  it('counts days as Temporal does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (days) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days });
        assert.equal(addDays('1970-01-01', days), date.toString());
        assert.equal(dayOfWeek(date.toString()), date.dayOfWeek - 1);
      }),
      { numRuns: examples(500) },
    );
  });

  it('accepts dates that exist and times of a day only', () => {
    const dates = [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '26-01-01',
      '2026-1-01',
      '2026-01-01T',
      '',
    ];
    for (const text of dates) assert.equal(isDate(text), false, text);
    for (const text of ['2028-02-29', '0000-01-01', '9999-12-31']) assert.equal(isDate(text), true, text);
    for (const text of ['24:01', '25:00', '9:00', '09:60', '09:00:30', '-1:00', ''])
      assert.equal(isTimeOfDay(text), false, text);
    for (const text of ['00:00', '23:59', '24:00', '09:00:00']) assert.equal(isTimeOfDay(text), true, text);
  });

  it('names value and expectation when a date or time cannot be read', () => {
    assert.throws(
      () => wallTimeToInstant('UTC', '2026-02-30', '09:00'),
      /RangeError: "2026-02-30" is not a date.*YYYY-MM-DD/,
    );
    assert.throws(
      () => wallTimeToInstant('UTC', '2026-02-20', '24:30'),
      /RangeError: "24:30" is not a time of day.*HH:MM/,
    );
    assert.throws(() => wallTimeToInstant('Europe/Nowhere', '2026-02-20', '09:00'), RangeError);
  });

  it('accepts IANA zones, legacy names too, and refuses offsets and all else', () => {
    const zones = [
      'Europe/Paris',
      'UTC',
      'US/Pacific',
      'Etc/GMT+5',
      'america/new_york',
      'EST',
      'America/Argentina/Ushuaia',
    ];
    for (const name of zones) assert.equal(isTimeZone(name), true, name);
    const others = [
      '+02:00',
      '-0330',
      'Z',
      '',
      'Europe/Nowhere',
      ' UTC',
      'UTC\0',
      '2026-01-01[UTC]',
      `A${'a'.repeat(100)}`,
    ];
    for (const name of [...others, null, undefined, 7, {}])
      assert.equal(isTimeZone(name), false, String(name));
  });

  it('finds the clock changes of a window, as Temporal does, whatever years it spans', () => {
    for (const zone of [
      'Europe/Paris',
      'America/New_York',
      'Africa/Casablanca',
      'Africa/Cairo',
      'Africa/Dakar',
    ]) {
      // The tables of zoneClock meet in 2004, 2022 and 2039.
      for (const year of [2004, 2022, 2026, 2039]) {
        const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
        const expected = [];
        let time = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
        for (;;) {
          const next = time.getTimeZoneTransition('next');
          if (!next || next.epochMilliseconds >= end) break;
          time = next;
          expected.push(next.epochMilliseconds);
        }
        assert.deepEqual(clockChanges(zone, start, end), expected, `${zone} ${year}`);
      }
    }
    const change = Date.parse('2027-03-28T01:00Z');
    assert.equal(clockChanges('Europe/Paris', change - 1, change + 1).length, 1);
    assert.deepEqual(clockChanges('Europe/Paris', change, change + 1), []);
    assert.deepEqual(clockChanges('Europe/Paris', change - 1, change), []);
    assert.equal(clockChanges('Europe/Paris', Date.UTC(2000, 0), Date.UTC(2060, 0)).length, 120);
  });

  it('carries zone data in which Morocco keeps +00:00 from 2026-09-20 on', () => {
    for (const date of ['2026-09-21', '2027-01-15', '2027-07-15']) {
      assert.equal(instantToWallTime('Africa/Casablanca', Date.parse(`${date}T12:00Z`)).offset, '+00:00');
    }
  });
});
