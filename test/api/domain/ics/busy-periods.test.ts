import assert from 'node:assert/strict';
import { busyPeriods, UnreadableCalendar } from '../../../../api/domain/ics/busy-periods.ts';
import { cpuOf } from '../../../support/cpu.ts';
import { apple, busy, calendar, event, google, outlook, window } from './calendar-files.ts';

describe('busyPeriods', () => {
  it('reads what Google gives: one time, a series with a moved and a removed date, whole days', () => {
    // Casablanca is at +00 for good since September 2026, whatever the file's own VTIMEZONE says.
    assert.deepEqual(busy(google, { timeZone: 'Africa/Casablanca' }), [
      '2026-11-23T10:00 2026-11-23T11:00',
      '2026-11-23T13:00 2026-11-23T14:00',
      '2026-11-25T15:00 2026-11-25T15:30',
      '2026-12-02T10:00 2026-12-02T11:00',
      '2026-12-07T10:00 2026-12-07T11:00',
      '2026-12-09T10:00 2026-12-09T11:00',
      '2026-12-11T00:00 2026-12-13T00:00',
      '2026-12-14T10:00 2026-12-14T11:00',
      '2026-12-16T10:00 2026-12-16T11:00',
      '2026-12-21T10:00 2026-12-21T11:00',
    ]);
  });

  it('reads what Outlook publishes: Windows zones, a series of years, its own mark for free time', () => {
    assert.deepEqual(busy(outlook), [
      '2026-11-24T08:00 2026-11-24T09:00',
      '2026-11-26T23:00 2026-11-27T23:00',
      '2026-12-01T08:00 2026-12-01T09:00',
      '2026-12-08T08:00 2026-12-08T09:00',
    ]);
  });

  it('reads what iCloud shares: durations, first Fridays, a date moved in another zone', () => {
    assert.deepEqual(busy(apple), ['2026-12-04T18:00 2026-12-04T19:30', '2027-01-01T17:00 2027-01-01T18:30']);
  });

  for (const [what, lines, expected] of [
    ['a time in UTC', ['DTSTART:20261123T090000Z', 'DTEND:20261123T100000Z'], ['2026-11-23T09:00 2026-11-23T10:00']],
    ['a floating time, in the reader’s zone', ['DTSTART:20261123T090000', 'DURATION:PT45M'], ['2026-11-23T08:00 2026-11-23T08:45']],
    ['an IANA zone without a VTIMEZONE', ['DTSTART;TZID=Asia/Tokyo:20261124T090000', 'DURATION:PT1H'], ['2026-11-24T00:00 2026-11-24T01:00']],
    ['a registry before the zone', ['DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Salta:20261124T090000', 'DURATION:PT1H'], ['2026-11-24T12:00 2026-11-24T13:00']],
    ['a Windows zone without a VTIMEZONE', ['DTSTART;TZID=E. Africa Standard Time:20261124T090000', 'DURATION:PT1H'], ['2026-11-24T06:00 2026-11-24T07:00']],
    ['a Windows zone in quotes', ['DTSTART;TZID="GMT Standard Time":20261124T090000', 'DURATION:PT1H'], ['2026-11-24T09:00 2026-11-24T10:00']],
    ['a zone that nobody knows, as floating', ['DTSTART;TZID=Nowhere:20261124T090000', 'DURATION:PT1H'], ['2026-11-24T08:00 2026-11-24T09:00']],
    ['two zones in one event', ['DTSTART;TZID=Europe/Paris:20261124T090000', 'DTEND;TZID=Europe/London:20261124T090000'], ['2026-11-24T08:00 2026-11-24T09:00']],
    ['a day without an end', ['DTSTART;VALUE=DATE:20261124'], ['2026-11-23T23:00 2026-11-24T23:00']],
    ['a duration of days', ['DTSTART;VALUE=DATE:20261124', 'DURATION:P2D'], ['2026-11-23T23:00 2026-11-25T23:00']],
    ['no length as nothing', ['DTSTART:20261123T090000Z'], []],
    ['an end before the start as nothing', ['DTSTART:20261123T090000Z', 'DTEND:20261123T080000Z'], []],
    ['what is transparent as nothing', ['DTSTART:20261123T090000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT'], []],
    ['what is cancelled as nothing', ['DTSTART:20261123T090000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'], []],
    ['what is tentative as busy', ['DTSTART:20261123T090000Z', 'DURATION:PT1H', 'STATUS:TENTATIVE'], ['2026-11-23T09:00 2026-11-23T10:00']],
    ['what began long before, up to its end', ['DTSTART:20260101T000000Z', 'DTEND:20261123T060000Z'], ['2026-11-23T00:00 2026-11-23T06:00']],
    ['what never seems to end, up to the window’s end', ['DTSTART:20270117T000000Z', 'DTEND:29990101T000000Z'], ['2027-01-17T00:00 2027-01-18T00:00']],
    ['dates of an RDATE, once each', ['DTSTART:20261123T090000Z', 'DURATION:PT1H', 'RDATE:20261124T090000Z,20261125T090000Z', 'RDATE:20261124T090000Z'], ['2026-11-23T09:00 2026-11-23T10:00', '2026-11-24T09:00 2026-11-24T10:00', '2026-11-25T09:00 2026-11-25T10:00']],
    ['periods of an RDATE', ['DTSTART:20261123T090000Z', 'DURATION:PT1H', 'RDATE;VALUE=PERIOD:20261124T090000Z/PT2H,20261125T090000Z/20261125T093000Z'], ['2026-11-23T09:00 2026-11-23T10:00', '2026-11-24T09:00 2026-11-24T11:00', '2026-11-25T09:00 2026-11-25T09:30']],
    ['an EXDATE in another zone than the start', ['DTSTART;TZID=Europe/Paris:20261123T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261124T080000Z'], ['2026-11-23T08:00 2026-11-23T09:00', '2026-11-25T08:00 2026-11-25T09:00']],
    ['an EXDATE that is a date', ['DTSTART;TZID=Europe/Paris:20261123T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;VALUE=DATE:20261123'], ['2026-11-24T08:00 2026-11-24T09:00']],
    ['an UNTIL that is a date, to its end', ['DTSTART:20261123T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;UNTIL=20261124'], ['2026-11-23T09:00 2026-11-23T10:00', '2026-11-24T09:00 2026-11-24T10:00']],
    ['an UNTIL in UTC of a time in a zone', ['DTSTART;TZID=Asia/Tokyo:20261123T080000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;UNTIL=20261123T230000Z'], ['2026-11-23T23:00 2026-11-24T00:00']],
    ['a count from its start, long ago', ['DTSTART:20250101T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=693'], ['2026-11-23T09:00 2026-11-23T10:00', '2026-11-24T09:00 2026-11-24T10:00']],
    ['every third week since long ago', ['DTSTART:20200106T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;INTERVAL=3;UNTIL=20270101T000000Z'], ['2026-11-30T09:00 2026-11-30T10:00', '2026-12-21T09:00 2026-12-21T10:00']],
    ['the last weekday of the month', ['DTSTART:20260130T160000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'], ['2026-11-30T16:00 2026-11-30T17:00', '2026-12-31T16:00 2026-12-31T17:00']],
    ['whole days every week', ['DTSTART;VALUE=DATE:20260102', 'RRULE:FREQ=WEEKLY;UNTIL=20261204'], ['2026-11-26T23:00 2026-11-27T23:00', '2026-12-03T23:00 2026-12-04T23:00']],
  ] as const) // biome-ignore format: a table
    it(`reads ${what}`, () => assert.deepEqual(busy(calendar(...event(...lines))), expected));

  it('keeps the wall time of a series over a clock change, and the 23 hours of that day', () => {
    const spring = { start: Date.UTC(2027, 2, 27), end: Date.UTC(2027, 2, 30) };
    const series = event('DTSTART;TZID=Europe/Paris:20270101T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY');
    assert.deepEqual(busy(calendar(...series), { window: spring }), [
      '2027-03-27T08:00 2027-03-27T09:00',
      '2027-03-28T07:00 2027-03-28T08:00',
      '2027-03-29T07:00 2027-03-29T08:00',
    ]);
    const day = event('DTSTART;VALUE=DATE:20270328');
    assert.deepEqual(busy(calendar(...day), { window: spring }), ['2027-03-27T23:00 2027-03-28T22:00']);
    assert.deepEqual(busy(calendar(...day), { window: spring, timeZone: 'Asia/Tokyo' }), [
      '2027-03-27T15:00 2027-03-28T15:00',
    ]);
  });

  it('goes by a VTIMEZONE where the name of the zone says nothing', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
    ];
    const rest = [
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
    ];
    const summer = ['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0300'];
    const text = calendar(
      ...[
        ...zone,
        ...rest,
        ...summer,
        'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
        'END:DAYLIGHT',
        'END:VTIMEZONE',
      ],
      ...event(
        'DTSTART;TZID=Customized Time Zone:20260401T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;UNTIL=20261125T070000Z',
      ),
    );
    const all = { start: Date.UTC(2026, 9, 20), end: Date.UTC(2027, 0, 1) };
    assert.deepEqual(busy(text, { window: all }), [
      '2026-10-21T06:00 2026-10-21T07:00',
      '2026-10-28T07:00 2026-10-28T08:00',
      '2026-11-04T07:00 2026-11-04T08:00',
      '2026-11-11T07:00 2026-11-11T08:00',
      '2026-11-18T07:00 2026-11-18T08:00',
      '2026-11-25T07:00 2026-11-25T08:00',
    ]);
  });

  it('moves, frees and cancels single dates of a series, and all from a date on', () => {
    const series = ['DTSTART:20261123T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=6'];
    const text = calendar(
      ...event(...series),
      ...event('RECURRENCE-ID:20261124T090000Z', 'DTSTART:20261124T140000Z', 'DURATION:PT2H'),
      ...event(
        'RECURRENCE-ID:20261125T090000Z',
        'DTSTART:20261125T090000Z',
        'DURATION:PT1H',
        'TRANSP:TRANSPARENT',
      ),
      ...event(
        'RECURRENCE-ID:20261126T090000Z',
        'DTSTART:20261126T090000Z',
        'DURATION:PT1H',
        'STATUS:CANCELLED',
      ),
      ...event(
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20261127T090000Z',
        'DTSTART:20261127T100000Z',
        'DURATION:PT30M',
      ),
    );
    assert.deepEqual(busy(text), [
      '2026-11-23T09:00 2026-11-23T10:00',
      '2026-11-24T14:00 2026-11-24T16:00',
      '2026-11-27T10:00 2026-11-27T10:30',
      '2026-11-28T10:00 2026-11-28T10:30',
    ]);
  });

  it('reads published free and busy time', () => {
    const text = calendar(
      'BEGIN:VFREEBUSY',
      'FREEBUSY;FBTYPE=BUSY:20261123T090000Z/PT1H,20261123T093000Z/20261123T110000Z',
      'FREEBUSY;FBTYPE=FREE:20261123T120000Z/PT1H',
      'END:VFREEBUSY',
    );
    assert.deepEqual(busy(text), ['2026-11-23T09:00 2026-11-23T11:00']);
  });

  it('leaves out the events that it is told do not count', () => {
    const text = calendar(...event('DTSTART:20261123T090000Z', 'DURATION:PT1H'));
    assert.deepEqual(busy(text, { except: new Set(['e1']) }), []);
  });

  it('skips the events that cannot be read, tells how many, and reads the rest', () => {
    const text = calendar(
      ...event('DTSTART:soon', 'DURATION:PT1H'),
      ...event('DURATION:PT1H'),
      ...event('DTSTART:20261123T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=SOMETIMES'),
      ...event('DTSTART:20261123T090000Z', 'DURATION:PT1H', 'ATTACH;X=not a line'),
    );
    const { periods, skipped } = busyPeriods(text, { timeZone: 'UTC', window });
    assert.deepEqual([periods.length, skipped], [1, 3]);
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['a web page', '<!doctype html><title>Sign in</title>'],
    ['a file that was cut off', calendar(...event('DTSTART:20261123T090000Z')).slice(0, -30)],
    ['a business card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Awa\r\nEND:VCARD\r\n'],
    [
      'components that end in the wrong order',
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n',
    ],
  ] as const)
    it(`takes ${what} for no calendar`, () => {
      assert.throws(
        () => busy(text),
        (error) => error instanceof UnreadableCalendar && error.reason === 'not_calendar',
      );
    });

  it('reads a calendar without events as one of somebody who is never busy', () => {
    assert.deepEqual(busy(calendar()), []);
  });

  it('counts no further than people’s calendars go', () => {
    const everySecond = event(
      'DTSTART:19700101T000000Z',
      'DURATION:PT1S',
      'RRULE:FREQ=SECONDLY;COUNT=99999999',
    );
    assert.equal(busyPeriods(calendar(...everySecond), { timeZone: 'UTC', window }).skipped, 1);
    const many = Array.from({ length: 20 }, () => everySecond).flat();
    const isTooComplex = (error: unknown) =>
      error instanceof UnreadableCalendar && error.reason === 'too_complex';
    assert.throws(() => busy(calendar(...many)), isTooComplex);
    const often = event('DTSTART:20261123T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=MINUTELY;COUNT=9000');
    assert.throws(() => busy(calendar(...often)), isTooComplex);
  });

  it('is quick with ten years of daily meetings', async () => {
    const meetings = Array.from({ length: 50 }, (_, n) => [
      ...['BEGIN:VEVENT', `UID:m${n}`, 'DTSTART;TZID=Europe/Paris:20160104T090000', 'DURATION:PT30M'],
      ...['RRULE:FREQ=DAILY', 'END:VEVENT'],
    ]).flat();
    const cpu = await cpuOf(() => assert.equal(busy(calendar(...meetings)).length, 56));
    assert.ok(cpu < 2_000, `${cpu} ms`);
  });
});
