import assert from 'node:assert/strict';
import { busyPeriods } from '../../../../api/domain/ics/busy-periods.ts';
import { sessionCalendar } from '../../../../api/domain/ics/session-calendar.ts';
import { sessionUid } from '../../../../api/domain/ics/session-uid.ts';
import { sessionsCalendar } from '../../../../api/domain/ics/sessions-calendar.ts';
import { busy, calendar, event, window } from './calendar-files.ts';

const hour = (date: number, time = '08'): string =>
  `2026-11-${date}T${time}:00 2026-11-${date}T${String(Number(time) + 1).padStart(2, '0')}:00`;
const meeting = ['DTSTART:20261124T080000Z', 'DTEND:20261124T090000Z'];
const series = ['DTSTART;TZID=Europe/Paris:20261123T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'];

describe('busyPeriods reads whole days of mentors west and east of UTC', () => {
  const week = ['DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=DAILY;COUNT=5'];
  const local = (timeZone: string, ...lines: readonly string[]): string[] =>
    busyPeriods(calendar(...lines), { timeZone, window }).periods.map(({ start, end }) => {
      const dates = [start, end - 1].map((instant) =>
        Temporal.Instant.fromEpochMilliseconds(instant)
          .toZonedDateTimeISO(timeZone)
          .toPlainDate()
          .toString()
          .slice(8),
      );
      return dates.join('-');
    });
  for (const [timeZone, midnightOf3rd, endOf4th] of [
    ['America/New_York', '20261203T050000Z', '20261205T045959Z'],
    ['America/Los_Angeles', '20261203T080000Z', '20261205T075959Z'],
    ['Asia/Tokyo', '20261202T150000Z', '20261204T145959Z'],
    ['Pacific/Auckland', '20261202T110000Z', '20261204T105959Z'],
    ['Africa/Dakar', '20261203T000000Z', '20261204T235959Z'],
    ['Asia/Kolkata', '20261202T183000Z', '20261204T182959Z'],
  ] as const) {
    it(`EXDATE in UTC, ${timeZone}`, () => {
      for (const exdate of [
        midnightOf3rd,
        '20261203T000000Z',
        '20261203',
        '20261203T000000',
        `;TZID=${timeZone}:20261203T000000`,
      ]) {
        const line = exdate.startsWith(';') ? `EXDATE${exdate}` : `EXDATE:${exdate}`;
        assert.deepEqual(local(timeZone, ...event(...week, line)), ['01-02', '04-05'], line);
      }
    });
    it(`UNTIL in UTC, ${timeZone}`, () => {
      for (const [until, last] of [
        [midnightOf3rd, '03'],
        ['20261203T000000Z', '03'],
        [endOf4th, '04'],
        ['20261204', '04'],
      ] as const)
        assert.deepEqual(
          local(timeZone, ...event('DTSTART;VALUE=DATE:20261201', `RRULE:FREQ=DAILY;UNTIL=${until}`)),
          [`01-${last}`],
          until,
        );
    });
    it(`RECURRENCE-ID in UTC, ${timeZone}`, () => {
      for (const id of [midnightOf3rd, '20261203T000000Z']) {
        const moved = event(`RECURRENCE-ID:${id}`, 'DTSTART;VALUE=DATE:20261210');
        assert.deepEqual(local(timeZone, ...event(...week), ...moved), ['01-02', '04-05', '10-10'], id);
      }
    });
  }

  it('by the zone that the calendar names, where its midnight is not the mentor’s', () => {
    const lines = ['X-WR-TIMEZONE:Europe/Paris', ...event(...week, 'EXDATE:20261202T230000Z')];
    assert.deepEqual(local('Africa/Dakar', ...lines), ['01-02', '04-05']);
  });
});

describe('busyPeriods counts the latest of several versions', () => {
  const moved = ['DTSTART:20261125T080000Z', 'DTEND:20261125T090000Z'];
  const exception = (...lines: readonly string[]): string[] =>
    event('RECURRENCE-ID:20261124T080000Z', ...lines);
  for (const [what, lines, expected] of [
    ['the higher SEQUENCE that comes first', [...event(...moved, 'SEQUENCE:2'), ...event(...meeting, 'SEQUENCE:1')], [hour(25)]],
    ['the higher SEQUENCE that comes last', [...event(...meeting), ...event(...moved, 'SEQUENCE:10')], [hour(25)]],
    ['numbers, not texts', [...event(...moved, 'SEQUENCE:10'), ...event(...meeting, 'SEQUENCE:9')], [hour(25)]],
    ['the later DTSTAMP of one SEQUENCE', [...event(...moved, 'SEQUENCE:1', 'DTSTAMP:20261102T000000Z'), ...event(...meeting, 'SEQUENCE:1', 'DTSTAMP:20261101T000000Z')], [hour(25)]],
    ['the later LAST-MODIFIED', [...event(...moved, 'LAST-MODIFIED:20261102T000000Z'), ...event(...meeting, 'LAST-MODIFIED:20261101T000000Z')], [hour(25)]],
    ['SEQUENCE before DTSTAMP', [...event(...moved, 'SEQUENCE:3', 'DTSTAMP:20261101T000000Z'), ...event(...meeting, 'SEQUENCE:1', 'DTSTAMP:20261103T000000Z')], [hour(25)]],
    ['a cancellation that is later', [...event(...meeting, 'SEQUENCE:1'), ...event(...meeting, 'SEQUENCE:2', 'STATUS:CANCELLED')], []],
    ['a cancellation that came first and was taken back', [...event(...meeting, 'SEQUENCE:3'), ...event(...meeting, 'SEQUENCE:2', 'STATUS:CANCELLED')], [hour(24)]],
    ['a cancellation of the same SEQUENCE', [...event(...meeting), ...event(...meeting, 'STATUS:CANCELLED')], []],
    ['lessons of a timetable that share a UID', [...event(...meeting), ...event(...moved)], [hour(24), hour(25)]],
    ['an exception with a higher SEQUENCE', [...event(...series), ...exception(...moved, 'SEQUENCE:1', 'DTSTART:x'), ...exception('DTSTART:20261124T120000Z', 'DURATION:PT1H', 'SEQUENCE:2')], [hour(23), hour(24, '12'), hour(25)]],
    ['an exception in another form with a higher SEQUENCE', [...event(...series), ...event('RECURRENCE-ID;TZID=Europe/Paris:20261124T090000', 'DTSTART:20261124T120000Z', 'DURATION:PT1H', 'SEQUENCE:2'), ...exception('DTSTART:20261124T150000Z', 'DURATION:PT1H')], [hour(23), hour(24, '12'), hour(25)]],
    ['a cancelled exception with a higher SEQUENCE', [...event(...series), ...exception('DTSTART:20261124T120000Z', 'DURATION:PT1H', 'SEQUENCE:1'), ...exception(...meeting, 'SEQUENCE:2', 'STATUS:CANCELLED')], [hour(23), hour(25)]],
    ['a cancelled exception that was taken back', [...event(...series), ...exception(...meeting, 'SEQUENCE:2', 'STATUS:CANCELLED'), ...exception('DTSTART:20261124T120000Z', 'DURATION:PT1H', 'SEQUENCE:3')], [hour(23), hour(24, '12'), hour(25)]],
    ['a cancelled series with its exceptions', [...event(...series), ...event(...series, 'SEQUENCE:4', 'STATUS:CANCELLED'), ...exception('DTSTART:20261124T120000Z', 'DURATION:PT1H')], []],
    ['a new rule of the series', [...event(...series), ...event('DTSTART:20261123T080000Z', 'DURATION:PT1H', 'SEQUENCE:1')], [hour(23)]],
  ] as const) // biome-ignore format: a table
    it(what, () => assert.deepEqual(busy(calendar(...lines)), expected));

  it('across calendars in one text, one of which cancels', () => {
    const request = [
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      ...event(...meeting, 'SEQUENCE:1'),
      'END:VCALENDAR',
    ];
    const cancel = ['BEGIN:VCALENDAR', ...event(...meeting, 'SEQUENCE:1'), 'METHOD:CANCEL', 'END:VCALENDAR'];
    assert.deepEqual(busy([...request, ...cancel].join('\r\n')), []);
  });
});

describe('busyPeriods finds what an exception replaces in whatever form', () => {
  for (const [what, id] of [
    ['floating', 'RECURRENCE-ID:20261124T090000'],
    ['UTC', 'RECURRENCE-ID:20261124T080000Z'],
    ['a date', 'RECURRENCE-ID;VALUE=DATE:20261124'],
    ['eight digits', 'RECURRENCE-ID:20261124'],
    ['another zone', 'RECURRENCE-ID;TZID=Asia/Tokyo:20261124T170000'],
    ['a zone by another name', 'RECURRENCE-ID;TZID=Romance Standard Time:20261124T090000'],
  ] as const)
    it(what, () => {
      const moved = event(id, 'DTSTART:20261124T120000Z', 'DURATION:PT1H');
      assert.deepEqual(busy(calendar(...event(...series), ...moved)), [hour(23), hour(24, '12'), hour(25)]);
    });

  it('a broken RECURRENCE-ID stands for itself, and not for the series', () => {
    const moved = event('RECURRENCE-ID:soon', 'DTSTART:20261124T120000Z', 'DURATION:PT1H');
    assert.deepEqual(busy(calendar(...event(...series), ...moved)), [
      hour(23),
      hour(24),
      hour(24, '12'),
      hour(25),
    ]);
  });

  it('an exception without its series', () => {
    assert.deepEqual(busy(calendar(...event('RECURRENCE-ID:20261120T080000Z', ...meeting))), [hour(24)]);
  });

  it('all from a date on: moved, made whole days, with a rule of their own, ended', () => {
    const from = 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T080000Z';
    const read = (...lines: readonly string[]) =>
      busy(calendar(...event(...series), ...event(from, ...lines)));
    assert.deepEqual(read('DTSTART;TZID=Europe/Paris:20261124T130000', 'DURATION:PT1H'), [
      hour(23), hour(24, '12'), hour(25, '12'),
    ]); // biome-ignore format: hours
    assert.deepEqual(read('DTSTART;VALUE=DATE:20261126'), [hour(23), '2026-11-25T23:00 2026-11-27T23:00']);
    assert.deepEqual(read('DTSTART:20261124T120000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2'), [
      hour(23), hour(24, '12'), '2026-12-01T12:00 2026-12-01T13:00',
    ]); // biome-ignore format: hours
    assert.deepEqual(read('DTSTART:20261124T120000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'), [hour(23)]);
  });
});

describe('busyPeriods leaves the owner free where she declined', () => {
  const invited = (...attendees: readonly string[]): string[] => event(...meeting, ...attendees);
  const declined =
    'ATTENDEE;CN="Diop: Awa";ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CUTYPE=INDIVIDUAL:mailto:Awa@Example.edu';
  const other = 'ATTENDEE;PARTSTAT=DECLINED:mailto:other@example.edu';
  const owner = ['awa@example.edu'];

  for (const [what, lines, query, expected] of [
    ['by an address that is known', invited(declined, other), { owner }, []],
    ['by the name of the calendar', ['X-WR-CALNAME:awa@example.edu', ...invited(declined)], {}, []],
    ['by an EMAIL beside another address', invited('ATTENDEE;EMAIL=awa@example.edu;PARTSTAT=declined:urn:uuid:1'), { owner }, []],
    ['and nowhere else: nobody knows who she is', invited(declined), {}, [hour(24)]],
    ['and nowhere else: somebody else declined', invited(other, 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:awa@example.edu'), { owner }, [hour(24)]],
    ['and nowhere else: she accepted at another address', invited(declined, 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:awa@home.example'), { owner: [...owner, 'awa@home.example'] }, [hour(24)]],
    ['and nowhere else: tentative', invited('ATTENDEE;PARTSTAT=TENTATIVE:mailto:awa@example.edu'), { owner }, [hour(24)]],
    ['for one date of a series', [...event(...series), ...event('RECURRENCE-ID:20261124T080000Z', ...meeting, declined)], { owner }, [hour(23), hour(25)]],
  ] as const) // biome-ignore format: a table
    it(what, () => assert.deepEqual(busy(calendar(...lines), query), expected));
});

describe('busyPeriods leaves out our own sessions', () => {
  const session = {
    ...{
      sessionId: 7,
      partnerSlug: 'demo',
      cancelled: false,
      subject: 'x',
      description: null,
      mentorName: 'Awa',
    },
    ...{ studentName: 'Kofi', meetingLink: null, place: null, sequence: 0 },
    ...{ startsAt: new Date('2026-11-24T08:00:00Z'), endsAt: new Date('2026-11-24T09:00:00Z') },
    ...{ createdAt: new Date('2026-11-01T00:00:00Z'), updatedAt: new Date('2026-11-01T00:00:00Z') },
  };

  it('in our own feed and file, read back', () => {
    assert.deepEqual(
      busy(sessionsCalendar({ sessions: [session, { ...session, sessionId: 8 }], series: [] }, 'Awa')),
      [],
    );
    assert.deepEqual(busy(sessionCalendar(session)), []);
  });

  it('those of the mentor alone, where they are known', () => {
    const text = sessionCalendar(session);
    assert.deepEqual(busy(text, { except: new Set([sessionUid(7, 'demo')]) }), []);
    assert.deepEqual(busy(text, { except: new Set([sessionUid(8, 'demo')]) }), [hour(24)]);
  });

  it('in an Outlook that wrapped their UID', () => {
    const uid = Buffer.from(sessionUid(7, 'demo')).toString('hex').toUpperCase();
    const wrapped = `040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000310000007643616C2D55696401000000${uid}00`;
    const text = calendar('BEGIN:VEVENT', `UID:${wrapped}`, ...meeting, 'END:VEVENT');
    assert.deepEqual(busy(text), []);
  });
});

describe('busyPeriods reads texts that are not quite what they should be', () => {
  const text = calendar(
    'BEGIN:VEVENT',
    'DTSTART;TZID=Europe/Paris:20261124T09',
    ' 0000',
    'DURATION:PT',
    '\t1H',
    'END:VEVENT',
  );
  for (const [what, given] of [
    ['line feeds', text.replaceAll('\r\n', '\n')],
    ['carriage returns', text.replaceAll('\r\n', '\r')],
    ['carriage returns twice', text.replaceAll('\r\n', '\r\r\n')],
    ['a byte order mark', `\uFEFF${text}`],
    ['blank lines before it', `\r\n\r\n${text}`],
    ['zero bytes', text.replace(/./g, '$&\0')],
    ['names in lower case', text.toLowerCase()],
    ['no VERSION', text.replace('VERSION:2.0\r\n', '')],
    ['no line break at the end', text.trimEnd()],
    ['no END of the calendar', text.replace('END:VCALENDAR\r\n', '')],
    ['no END of an event', text.replace('END:VEVENT\r\n', '')],
    ['no END of an event before another', text.replace('END:VEVENT\r\n', 'BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20250101\r\nEND:VEVENT\r\n')],
    ['one END too many', text.replace('END:VEVENT\r\n', 'END:VEVENT\r\nEND:VEVENT\r\n')],
    ['a line of a description that begins as a component does', text.replace('DURATION', 'BEGIN: at noon\r\nDURATION')],
    ['an alarm that does not end', text.replace('END:VEVENT', 'BEGIN:VALARM\r\nDURATION:P9D\r\nEND:VEVENT')],
    ['blanks around the names of components', text.replaceAll('BEGIN:', 'BEGIN: ').replaceAll('END:', 'END : ')],
  ] as const) // biome-ignore format: a table
    it(what, () => assert.deepEqual(busy(given), [hour(24)]));
});

describe('busyPeriods tells what it skipped and why', () => {
  it('each reason once, and no word of the events', () => {
    const text = calendar(
      ...event('DTSTART:soon', 'SUMMARY:secret'),
      ...event('SUMMARY:secret'),
      ...event('DTSTART:20261123T090000Z', 'DTEND:20261123T080000Z'),
      ...event('DTSTART:20261123T090000Z', 'DTEND:later'),
      ...event('DTSTART:20261123T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=SOMETIMES'),
      ...event('DTSTART:20261124T090000Z', 'DURATION:PT1H', 'RDATE:x', 'EXDATE:y,z'),
      ...event('DTSTART:20100101T090000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY;COUNT=9999999'),
      ...event('DTSTART;TZID=Nowhere:20261125T090000', 'DURATION:PT1H'),
      ...['BEGIN:VFREEBUSY', 'FREEBUSY:20261126T090000Z/PT1H,x/y', 'END:VFREEBUSY'],
    );
    const { periods, skipped, reasons } = busyPeriods(text, { timeZone: 'UTC', window });
    assert.equal(periods.length, 4);
    assert.equal(skipped, 2 + 2 + 1 + 4 + 1);
    assert.deepEqual(Object.fromEntries(reasons.map(({ reason, count }) => [reason, count])), {
      no_start: 2,
      no_end: 2,
      bad_rule: 1,
      bad_date: 4,
      too_often: 1,
      unknown_zone: 1,
    });
  });

  it('nothing of what is free, cancelled or not there', () => {
    assert.deepEqual(
      busyPeriods(calendar(...event(...meeting, 'TRANSP:TRANSPARENT')), { timeZone: 'UTC', window }),
      {
        periods: [],
        skipped: 0,
        reasons: [],
      },
    );
  });
});
