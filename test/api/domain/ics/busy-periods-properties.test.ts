import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY_MS, dateOfDay, dayOfDate } from '../../../../api/domain/calendar-date.ts';
import { busyPeriods, UnreadableCalendar } from '../../../../api/domain/ics/busy-periods.ts';
import { fallsOn } from '../../../../api/domain/recurrence.ts';
import { examples } from '../../../support/examples.ts';
import { calendar, event, window } from './calendar-files.ts';

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const someDays = fc.uniqueArray(fc.constantFrom(...days), { minLength: 1, maxLength: 4 });

const pattern = fc.oneof(
  fc.constant('FREQ=DAILY'),
  someDays.map((chosen) => `FREQ=DAILY;BYDAY=${chosen}`),
  fc.constant('FREQ=WEEKLY'),
  fc
    .tuple(someDays, fc.constantFrom('', ';WKST=SU', ';WKST=MO'))
    .map(([chosen, start]) => `FREQ=WEEKLY;BYDAY=${chosen}${start}`),
  fc.integer({ min: 1, max: 31 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
  fc
    .tuple(fc.constantFrom(1, 2, 3, 4, -1), fc.constantFrom(...days))
    .map(([nth, chosen]) => `FREQ=MONTHLY;BYDAY=${nth}${chosen}`),
);

const end = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 900 }).map((count) => `;COUNT=${count}`),
  fc
    .integer({ min: dayOfDate('2026-11-01'), max: dayOfDate('2027-02-01') })
    .map((day) => `;UNTIL=${dateOfDay(day).replaceAll('-', '')}`),
);

const rule = fc
  .tuple(pattern, fc.integer({ min: 1, max: 5 }), end)
  .map(([text, interval, until]) => `${text};INTERVAL=${interval}${until}`);

describe('busyPeriods, whatever the rule', () => {
  it('is busy on the dates on which the engine’s own rules fall', () => {
    const start = fc.integer({ min: dayOfDate('2015-01-01'), max: dayOfDate('2026-12-31') });
    fc.assert(
      fc.property(rule, start, (rrule, day) => {
        const dtstart = dateOfDay(day);
        const lines = [
          `DTSTART;TZID=Europe/Paris:${dtstart.replaceAll('-', '')}T120000`,
          'DURATION:PT1H',
          `RRULE:${rrule}`,
        ];
        const { periods, skipped } = busyPeriods(calendar(...event(...lines)), {
          timeZone: 'Europe/Paris',
          window,
        });
        const falls = fallsOn({ rrule, dtstart }, 'UTC');
        // Whether a DTSTART that the rule does not fall on is one of COUNT, RFC 5545 §3.8.5.3 leaves open.
        fc.pre(!rrule.includes('COUNT') || falls(day));
        const expected: string[] = [];
        // DTSTART counts in a calendar, whether the rule falls on it or not.
        for (let each = window.start / DAY_MS; each < window.end / DAY_MS; each++)
          if (falls(each) || each === day) expected.push(dateOfDay(each));
        const found = periods.map((period) => dateOfDay(Math.floor(period.start / DAY_MS)));
        assert.deepEqual([found, skipped], [expected, 0]);
      }),
      { numRuns: examples(400) },
    );
  });

  it('answers any text at all, in time', () => {
    const piece = fc.constantFrom(
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART:20261123T090000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY',
      'BEGIN:VTIMEZONE',
      'TZID:X',
      ' folded',
      'DTSTART;TZID=X:20261123T090000',
      'RDATE:20261124',
      'EXDATE:x',
      'RECURRENCE-ID:20261130T090000Z',
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20261124',
      'DTSTART:20261124',
      'DTEND:20261123',
      'DURATION:-P1D',
      'RRULE:FREQ=MINUTELY;INTERVAL=7;BYHOUR=25',
      'RRULE:FREQ=YEARLY;BYWEEKNO=-1,53;BYSETPOS=-366;BYHOUR=23',
      'RRULE:FREQ=SECONDLY',
      'EXRULE:FREQ=DAILY;COUNT=-5;UNTIL=99991231',
      'RDATE;VALUE=PERIOD:20261124T090000Z/PT1H,/,20261124/20261123',
      'SEQUENCE:99999999999999999999',
      'DTSTAMP:x',
      'UID:',
      'X-WR-TIMEZONE:X',
      'X-WR-CALNAME:a@b',
      'ATTENDEE;PARTSTAT=DECLINED:mailto:a@b',
      'BEGIN:VFREEBUSY',
      'END:VFREEBUSY',
      'FREEBUSY:20261124T090000Z/P',
      'BEGIN:STANDARD',
      'END:STANDARD',
      'TZOFFSETFROM:+9999',
      'TZOFFSETTO:-0100',
      'END:VTIMEZONE',
      'DTSTART;TZID=(UTC+01:00) Nowhere; at all:00010101T000000',
      'DTEND:99991231T235959Z',
      ':',
      ';',
      '',
    );
    const lines = fc.array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string()), { maxLength: 30 });
    const kind = fc.constantFrom('VEVENT', 'VEVENT', 'VTIMEZONE', 'VFREEBUSY');
    const parts = fc.array(fc.tuple(kind, lines), { maxLength: 6 });
    const nested = parts.map((all) =>
      calendar(...all.flatMap(([name, inner]) => [`BEGIN:${name}`, ...inner, `END:${name}`])),
    );
    const text = fc.oneof(
      lines.map((all) => all.join('\r\n')),
      nested,
    );
    fc.assert(
      fc.property(text, (anything) => {
        try {
          busyPeriods(anything, { timeZone: 'UTC', window });
        } catch (error) {
          assert.ok(error instanceof UnreadableCalendar, String(error));
        }
      }),
      { numRuns: examples(1_000) },
    );
  });
});
