import assert from 'node:assert/strict';
import { busy, calendar, event } from './calendar-files.ts';

/** What is tried, the lines of one event, and when it makes a mentor busy, in UTC. */
type Row = readonly [what: string, lines: readonly string[], expected: readonly string[]];

/** Whole days in November in Paris, the last included. */
const day = (first: number, last = first): string[] => [`2026-11-${first - 1}T23:00 2026-11-${last}T23:00`];
/** 09:00 to 10:00 in Paris. */
const at = (...dates: readonly number[]): string[] =>
  dates.map((date) => `2026-11-${date}T08:00 2026-11-${date}T09:00`);

const paris = 'DTSTART;TZID=Europe/Paris:20261123T090000';
const daily = [paris, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4'];
const wholeDays = ['DTSTART;VALUE=DATE:20261124', 'RRULE:FREQ=DAILY;COUNT=4'];

const tables: Readonly<Record<string, readonly Row[]>> = {
  'whole days, however they are told': [
    ['eight digits without VALUE=DATE', ['DTSTART:20261124', 'DTEND:20261125'], day(24)],
    ['eight digits without an end', ['DTSTART:20261124'], day(24)],
    ['eight digits that call themselves a time', ['DTSTART;VALUE=DATE-TIME:20261124', 'DTEND;VALUE=DATE-TIME:20261126'], day(24, 25)],
    ['eight digits with a zone', ['DTSTART;TZID=America/New_York:20261124', 'DTEND;TZID=America/New_York:20261125'], day(24)],
    ['a date with a zone and VALUE', ['DTSTART;VALUE=DATE;TZID=Asia/Tokyo:20261124'], day(24)],
    ['midnight that calls itself a date', ['DTSTART;VALUE=DATE:20261124T000000', 'DTEND;VALUE=DATE:20261125T000000'], day(24)],
    ['midnight in UTC that calls itself a date', ['DTSTART;VALUE=DATE:20261124T000000Z'], day(24)],
    ['hyphens in the date', ['DTSTART;VALUE=DATE:2026-11-24'], day(24)],
    ['an end on the same date', ['DTSTART;VALUE=DATE:20261124', 'DTEND;VALUE=DATE:20261124'], day(24)],
    ['an end before the start', ['DTSTART;VALUE=DATE:20261124', 'DTEND;VALUE=DATE:20261120'], day(24)],
    ['an end that cannot be read', ['DTSTART;VALUE=DATE:20261124', 'DTEND;VALUE=DATE:later'], day(24)],
    ['no duration', ['DTSTART;VALUE=DATE:20261124', 'DURATION:PT0S'], day(24)],
    ['no days of duration', ['DTSTART;VALUE=DATE:20261124', 'DURATION:P0D'], day(24)],
    ['a negative duration', ['DTSTART;VALUE=DATE:20261124', 'DURATION:-P1D'], day(24)],
    ['24 hours', ['DTSTART;VALUE=DATE:20261124', 'DURATION:PT24H'], day(24)],
    ['an end at a time of the same day', ['DTSTART;VALUE=DATE:20261124', 'DTEND:20261124T170000'], day(24)],
    ['an end at midnight in UTC', ['DTSTART;VALUE=DATE:20261124', 'DTEND:20261125T000000Z'], day(24)],
    ['a time of day in its rule', ['DTSTART;VALUE=DATE:20261124', 'RRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=0;COUNT=2'], day(24, 25)],
    ['a week', ['DTSTART;VALUE=DATE:20261124', 'DURATION:P1W'], ['2026-11-23T23:00 2026-11-30T23:00']],
  ],
  'times, however they are told': [
    ['a blank after the colon', ['DTSTART: 20261124T080000Z', 'DTEND: 20261124T090000Z '], at(24)],
    ['a blank before the colon and a tab after it', ['DTSTART :\t20261124T080000Z', 'DURATION : PT1H'], at(24)],
    ['names in lower case', ['dtstart;tzid=europe/paris:20261124t090000', 'duration:pt1h'], at(24)],
    ['no seconds', ['DTSTART:20261124T0800Z', 'DTEND:20261124T0900Z'], at(24)],
    ['ISO 8601 with hyphens and colons', ['DTSTART:2026-11-24T08:00:00Z', 'DTEND;TZID=Europe/Paris:2026-11-24T10:00:00'], at(24)],
    ['an offset', ['DTSTART:20261124T090000+0100', 'DTEND:2026-11-24T09:00:00.000Z'], at(24)],
    ['24:00 as an end', ['DTSTART;TZID=Europe/Paris:20261124T230000', 'DTEND;TZID=Europe/Paris:20261124T240000'], ['2026-11-24T22:00 2026-11-24T23:00']],
    ['a date as an end', ['DTSTART;TZID=Europe/Paris:20261124T230000', 'DTEND;VALUE=DATE:20261125'], ['2026-11-24T22:00 2026-11-24T23:00']],
    ['the same date as an end', ['DTSTART;TZID=Europe/Paris:20261124T230000', 'DTEND;VALUE=DATE:20261124'], ['2026-11-24T22:00 2026-11-24T23:00']],
    ['a zone beside the start alone', ['DTSTART;TZID=America/New_York:20261124T030000', 'DTEND:20261124T040000'], at(24)],
    ['a zone beside the end alone', ['DTSTART:20261124T030000', 'DTEND;TZID=America/New_York:20261124T040000'], at(24)],
    ['UTC beside the start alone', ['DTSTART:20261124T080000Z', 'DTEND:20261124T090000'], at(24)],
    ['UTC beside the end alone', ['DTSTART:20261124T080000', 'DTEND:20261124T090000Z'], at(24)],
    ['a zone that nobody knows beside the start', ['DTSTART;TZID=Nowhere:20261124T030000', 'DTEND;TZID=America/New_York:20261124T040000'], at(24)],
    ['a floating start that only makes sense in the mentor’s zone', ['DTSTART:20261124T090000', 'DTEND:20261124T090000Z'], at(24)],
    ['a start and an end at once', ['DTSTART:20261124T080000Z', 'DTEND:20261124T080000Z'], []],
    ['weeks and days and hours', ['DTSTART:20261124T080000Z', 'DURATION:P1DT1H30M'], ['2026-11-24T08:00 2026-11-25T09:30']],
    ['a plus before the duration', ['DTSTART:20261124T080000Z', 'DURATION:+PT3600S'], at(24)],
    ['free time as vCalendar 1.0 marks it', ['DTSTART:20261124T080000Z', 'DTEND:20261124T090000Z', 'TRANSP:1'], []],
    ['tentative time as Exchange marks it', ['DTSTART:20261124T080000Z', 'DTEND:20261124T090000Z', 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'], at(24)],
    ['free time as Exchange marks it', ['DTSTART:20261124T080000Z', 'DTEND:20261124T090000Z', 'X-MICROSOFT-CDO-BUSYSTATUS: free'], []],
  ],
  'exceptions in another form than the start': [
    ['an EXDATE that cannot be read', [...daily, 'EXDATE:soon', 'EXDATE;TZID=Europe/Paris:20261125T090000'], at(23, 24, 26)],
    ['one broken EXDATE among others', [...daily, 'EXDATE;TZID=Europe/Paris:20261124T090000,2026,,20261125T090000'], at(23, 26)],
    ['a date that does not exist', [...daily, 'EXDATE:20260231T090000'], at(23, 24, 25, 26)],
    ['one broken RDATE among others', ['DTSTART:20261123T080000Z', 'DURATION:PT1H', 'RDATE:20261124T080000Z,x,20261126T080000Z'], at(23, 24, 26)],
    ['a broken period', ['DTSTART:20261123T080000Z', 'DURATION:PT1H', 'RDATE;VALUE=PERIOD:20261124T080000Z/x,20261125T080000Z/PT1H'], at(23, 25)],
    ['an empty EXDATE', [...daily, 'EXDATE:'], at(23, 24, 25, 26)],
    ['a floating EXDATE', [...daily, 'EXDATE:20261124T090000'], at(23, 25, 26)],
    ['an EXDATE in UTC', [...daily, 'EXDATE:20261124T080000Z'], at(23, 25, 26)],
    ['an EXDATE in another zone', [...daily, 'EXDATE;TZID=America/New_York:20261124T030000'], at(23, 25, 26)],
    ['an EXDATE that is a date', [...daily, 'EXDATE;VALUE=DATE:20261124'], at(23, 25, 26)],
    ['eight digits as an EXDATE', [...daily, 'EXDATE:20261124,20261126'], at(23, 25)],
    ['midnight as an EXDATE', [...daily, 'EXDATE;TZID=Europe/Paris:20261124T000000'], at(23, 25, 26)],
    ['midnight in UTC as an EXDATE', [...daily, 'EXDATE:20261124T000000Z'], at(23, 25, 26)],
    ['an EXDATE that hits nothing', [...daily, 'EXDATE:20261124T090000Z'], at(23, 24, 25, 26)],
    ['an EXDATE in UTC of a floating series', ['DTSTART:20261123T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261124T080000Z'], at(23, 25)],
    ['an EXDATE in a zone of a floating series', ['DTSTART:20261123T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;TZID=Africa/Cairo:20261124T090000'], at(23, 25)],
    ['a floating EXDATE of a series in UTC', ['DTSTART:20261123T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261124T080000'], at(23, 25)],
    ['an EXDATE in the mentor’s time of a series in UTC', ['DTSTART:20261123T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261124T090000'], at(23, 25)],
    ['the mentor’s date of a series in UTC', ['DTSTART:20261121T233000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20261129'], ['2026-12-05T23:30 2026-12-06T00:30']],
    ['a time as an EXDATE of whole days', [...wholeDays, 'EXDATE;TZID=Europe/Paris:20261125T000000'], [...day(24), ...day(26, 27)]],
    ['a floating time as an EXDATE of whole days', [...wholeDays, 'EXDATE:20261125T090000'], [...day(24), ...day(26, 27)]],
    ['an EXDATE within an hour', ['DTSTART:20261123T080000Z', 'DURATION:PT10M', 'RRULE:FREQ=MINUTELY;INTERVAL=10;COUNT=6', 'EXDATE:20261123T081000Z'], ['2026-11-23T08:00 2026-11-23T08:10', '2026-11-23T08:20 2026-11-23T09:00']],
    ['an EXRULE', [...daily, 'EXRULE:FREQ=WEEKLY;BYDAY=TU,WE'], at(23, 26)],
  ],
  'rules': [
    ['lower case and blanks', ['DTSTART:20261123T080000Z', 'DURATION:PT1H', 'RRULE: freq=weekly; byday=mo,tu ;until=20261124'], at(23, 24)],
    ['parts that nobody knows', ['DTSTART:20261123T080000Z', 'DURATION:PT1H', 'RRULE:X-PART=1;FREQ=DAILY;COUNT=2;'], at(23, 24)],
    ['an INTERVAL of none', ['DTSTART:20261123T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;INTERVAL=0;COUNT=2'], at(23, 24)],
    ['the last weekday of the month', ['DTSTART:20200131T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20261130T235959Z'], at(30)],
    ['the second and the last of several days', ['DTSTART:20260101T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=23,24,25,26;BYSETPOS=2,-1;UNTIL=20261130'], at(24, 26)],
    ['Monday of week 48', ['DTSTART:20100101T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYWEEKNO=48;BYDAY=MO'], at(23)],
    ['week 48 without a day', ['DTSTART:20211123T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYWEEKNO=48'], at(24)],
    ['week 1, which begins in the year before', ['DTSTART:20200101T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO'], ['2027-01-04T08:00 2027-01-04T09:00']],
    ['the 328th day of the year', ['DTSTART:20200101T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYYEARDAY=328,-36;COUNT=20'], [...at(24), ...at(26)]],
    ['the 48th Thursday of the year', ['DTSTART:20200101T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYDAY=48TH'], ['2026-11-26T08:00 2026-11-26T09:00']],
    ['the fourth Thursday of November', ['DTSTART:20101125T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'], at(26)],
    ['the last Monday, told with a plus as the fifth', ['DTSTART:20261026T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=+5MO'], at(30)],
    ['a number before a weekday of a week', ['DTSTART:20261123T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=1MO;COUNT=2'], at(23, 30)],
    ['several times a day', ['DTSTART:20261120T080000Z', 'DURATION:PT30M', 'RRULE:FREQ=DAILY;BYHOUR=8,12;BYMINUTE=0,30;UNTIL=20261123T123000Z'], ['2026-11-23T08:00 2026-11-23T09:00', '2026-11-23T12:00 2026-11-23T13:00']],
    ['the last of several times of a week', ['DTSTART:20260105T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU;BYHOUR=8,9;BYSETPOS=-1;UNTIL=20261129'], ['2026-11-24T09:00 2026-11-24T10:00']],
    ['the first of several times of a week, told in no order', ['DTSTART:20260105T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=TU;BYHOUR=9,8;BYSETPOS=1;UNTIL=20261129'], at(24)],
    ['every sixth hour', ['DTSTART:20200101T020000Z', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY;INTERVAL=6;BYHOUR=8,20;BYDAY=TU;UNTIL=20261125'], ['2026-11-24T08:00 2026-11-24T09:00', '2026-11-24T20:00 2026-11-24T21:00']],
    ['hours that its interval never meets', ['DTSTART:20261123T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY;INTERVAL=24;BYHOUR=9'], at(23)],
    ['minutes of chosen hours', ['DTSTART:20100101T080000Z', 'DURATION:PT30M', 'RRULE:FREQ=MINUTELY;INTERVAL=30;BYHOUR=8;BYMONTH=11;BYMONTHDAY=24'], at(24)],
    ['the first Monday of an ancient series', ['DTSTART:00010101T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=MO;INTERVAL=1;UNTIL=20261123T080000Z'], at(23)],
    ['a rule that cannot be read, at its own date', ['DTSTART:20261124T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;BYDAY=XX'], at(24)],
    ['an UNTIL that cannot be read, at its own date', ['DTSTART:20261124T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;UNTIL=never'], at(24)],
    ['an UNTIL without seconds or zone', ['DTSTART;TZID=Europe/Paris:20261123T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;UNTIL=20261124T0900'], at(23, 24)],
  ],
  'zones that need no VTIMEZONE': [
    'CET', 'Romance Standard Time', 'romance standard time', '"W. Europe Standard Time"', 'W. Europe Standard Time 1', 'UTC+01:00', 'UTC+1', 'GMT+0100', '+01:00',
    '(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', '"(GMT+01:00) Brussels, Copenhagen, Madrid, Paris"', '(UTC+01:00) West Central Africa',
    '/freeassociation.sourceforge.net/Europe/Paris', '/freeassociation.sourceforge.net/Tzfile/Europe/Paris', '/mozilla.org/20050126_1/Europe/Paris',
    '/citadel.org/20210210_1/Europe/Paris', 'http://tzurl.org/zoneinfo/Europe/Paris', 'Europe\\/Paris', 'Europe%2FParis', 'MET', 'Poland',
  ].map((zone): Row => [zone, [`DTSTART;TZID=${zone}:20261124T090000`, 'DURATION:PT1H'], at(24)])
   .concat([
    ['EST5EDT', ['DTSTART;TZID=EST5EDT:20261124T030000', 'DURATION:PT1H'], at(24)],
    ['EST5EDT in summer time', ['DTSTART;TZID=EST5EDT:20260701T040000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=1', 'RDATE:20261124T030000'], at(24)],
    ['Egypt', ['DTSTART;TZID=Egypt:20261124T100000', 'DURATION:PT1H'], at(24)],
    ['UTC-05:00', ['DTSTART;TZID=UTC-05:00:20261124T030000', 'DTEND;TZID=UTC-05:00:20261124T040000'], at(24)],
    ['(UTC-05:00) Eastern Time (US & Canada)', ['DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20261124T030000', 'DURATION:PT1H'], at(24)],
    ['America/New York', ['DTSTART;TZID=America/New York:20261124T030000', 'DURATION:PT1H'], at(24)],
    ['tzone://Microsoft/Utc', ['DTSTART;TZID=tzone://Microsoft/Utc:20261124T080000', 'DURATION:PT1H'], at(24)],
    ['Etc/GMT+5, the other way round', ['DTSTART;TZID=Etc/GMT+5:20261124T030000', 'DURATION:PT1H'], at(24)],
    ['Eastern Daylight Time', ['DTSTART;TZID=Eastern Daylight Time:20261124T030000', 'DURATION:PT1H'], at(24)],
    ['Mountain Standard Time (Mexico), as it is since 2022', ['DTSTART;TZID=Mountain Standard Time (Mexico):20261124T010000', 'DURATION:PT1H'], at(24)],
   ]),
}; // biome-ignore format: tables

describe('busyPeriods reads days that not every month or year has', () => {
  for (const [rule, expected] of [
    ['DTSTART:20240229T080000Z,FREQ=YEARLY', ['2028-02-29']],
    ['DTSTART:20200229T080000Z,FREQ=YEARLY;INTERVAL=4', ['2028-02-29']],
    ['DTSTART:20240229T080000Z,FREQ=YEARLY;INTERVAL=3', []],
    ['DTSTART:20240229T080000Z,FREQ=MONTHLY;INTERVAL=12', ['2028-02-29']],
    ['DTSTART:20240229T080000Z,FREQ=YEARLY;COUNT=2', ['2028-02-29']],
    ['DTSTART:20240229T080000Z,FREQ=YEARLY;COUNT=1', []],
    ['DTSTART:20240229T080000Z,FREQ=MONTHLY', ['2028-01-29', '2028-02-29', '2028-03-29']],
    ['DTSTART:20240131T080000Z,FREQ=MONTHLY', ['2028-01-31', '2028-03-31']],
    ['DTSTART:20240131T080000Z,FREQ=MONTHLY;BYMONTHDAY=-1', ['2028-01-31', '2028-02-29', '2028-03-31']],
    ['DTSTART:20240101T080000Z,FREQ=YEARLY;BYYEARDAY=60', ['2028-02-29']],
    ['DTSTART:20240101T080000Z,FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29', ['2028-02-29']],
    ['DTSTART:20240101T080000Z,FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', []],
    ['DTSTART:20240101T080000Z,FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', []],
  ] as const)
    it(rule, () => {
      const [start = '', text] = rule.split(/,(?=FREQ)/);
      const spring = { start: Date.UTC(2028, 0, 1), end: Date.UTC(2028, 3, 1) };
      const found = busy(calendar(...event(start, 'DURATION:PT1H', `RRULE:${text}`)), { window: spring });
      assert.deepEqual(
        found.map((period) => period.slice(0, 10)),
        expected,
      );
    });
});

for (const [kind, rows] of Object.entries(tables))
  describe(`busyPeriods reads ${kind}`, () => {
    for (const [what, lines, expected] of rows)
      it(what, () => assert.deepEqual(busy(calendar(...event(...lines))), expected));
  });
