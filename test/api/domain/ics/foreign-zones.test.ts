import assert from 'node:assert/strict';
import { busyPeriods } from '../../../../api/domain/ics/busy-periods.ts';
import { busy, calendar, event, window } from './calendar-files.ts';

const hour = (date: number, time = '08'): string =>
  `2026-11-${date}T${time}:00 2026-11-${date}T${String(Number(time) + 1).padStart(2, '0')}:00`;

describe('busyPeriods reads zones that a calendar brings', () => {
  const vtimezone = (tzid: string, ...more: readonly string[]): string[] => [
    ...['BEGIN:VTIMEZONE', `TZID:${tzid}`, ...more],
    ...['BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0330', 'TZOFFSETTO:+0230'],
    ...['RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
    ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0230', 'TZOFFSETTO:+0330'],
    ...['RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
  ];
  const year = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };

  for (const [tzid, named] of [
    ['Own, with a comma', 'Own\\, with a comma'],
    ['Own; (with UTC+9:00)', 'Own\\; (with UTC+9:00)'],
    ['"Own"', 'own'],
    ['Own', '"Own"'],
    ['(UTC+01:00) Amsterdam\\, Berlin', '(UTC+01:00) Amsterdam, Berlin'],
    ['"UTC+09:00"', 'UTC+09:00'],
    ['CET', 'CET'],
  ] as const)
    it(`by the name ${tzid}`, () => {
      const lines = event(`DTSTART;TZID=${tzid}:20261124T103000`, 'DURATION:PT1H');
      assert.deepEqual(busy(calendar(...lines, ...vtimezone(named))), [hour(24)]);
    });

  it('with summer time, in any year', () => {
    const lines = event('DTSTART;TZID=Own:19800701T093000', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;INTERVAL=4');
    assert.deepEqual(busy(calendar(...vtimezone('Own'), ...lines), { window: year }), [
      '2026-03-01T07:00 2026-03-01T08:00',
      '2026-07-01T06:00 2026-07-01T07:00',
      '2026-11-01T07:00 2026-11-01T08:00',
    ]);
  });

  it('by the place that it refers to, when its own rules are out of date', () => {
    const lines = event('DTSTART;TZID=Custom:20261124T090000', 'DURATION:PT1H');
    assert.deepEqual(busy(calendar(...vtimezone('Custom', 'X-LIC-LOCATION:Europe/Paris'), ...lines)), [
      hour(24),
    ]);
  });

  it('without rules, with dates, and with rules that ended', () => {
    const zone = (...lines: readonly string[]) => [
      ...[
        'BEGIN:VTIMEZONE',
        'TZID:Own',
        'BEGIN:STANDARD',
        'TZOFFSETFROM:+02:00',
        'TZOFFSETTO:+01:00',
        ...lines,
      ],
      ...['END:STANDARD', 'END:VTIMEZONE'],
    ];
    const lines = event('DTSTART;TZID=Own:20261124T090000', 'DURATION:PT1H');
    for (const rule of [
      ['DTSTART:19700101T000000'],
      ['DTSTART:20200101T000000', 'RDATE:20261025T030000'],
      ['DTSTART:19700101T000000', 'RRULE:FREQ=YEARLY;UNTIL=19991231T000000Z'],
    ])
      assert.deepEqual(busy(calendar(...zone(...rule), ...lines)), [hour(24)], rule.join());
    assert.deepEqual(busy(calendar(...zone('DTSTART:20270101T000000'), ...lines)), [hour(24, '07')]);
  });

  it('without anything that can be read, as floating', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Own',
      'BEGIN:STANDARD',
      'DTSTART:x',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    assert.deepEqual(busy(calendar(...zone, ...event('DTSTART;TZID=Own:20261124T090000', 'DURATION:PT1H'))), [
      hour(24),
    ]);
  });

  it('a thousand events in half a second', () => {
    const rules = ['', 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE', 'RRULE:FREQ=MONTHLY;BYDAY=1MO'];
    const events = Array.from({ length: 1_000 }, (_, n) => {
      const date = `2026${String((n % 11) + 1).padStart(2, '0')}02`;
      const times = [`DTSTART;TZID=Own:${date}T100000`, `DTEND;TZID=Own:${date}T110000`];
      return [
        'BEGIN:VEVENT',
        `UID:u${n}`,
        ...times,
        rules[n % 4] ?? '',
        'EXDATE;TZID=Own:20261123T100000',
        'END:VEVENT',
      ];
    }).flat();
    const text = calendar(...vtimezone('Own'), ...events);
    // Processor time, and the best of three: the machine may have other things to do.
    const times = [1, 2, 3].map(() => {
      const before = process.cpuUsage();
      assert.equal(busyPeriods(text, { timeZone: 'UTC', window }).skipped, 0);
      return process.cpuUsage(before).user / 1000;
    });
    assert.ok(Math.min(...times) < 500, `${times} ms`);
  });
});

describe('busyPeriods reads what a calendar says of itself', () => {
  const floating = event('DTSTART:20261124T090000', 'DURATION:PT1H');

  it('the zone of its floating times, which may stand at its end', () => {
    const zone = (name: string) =>
      busy(calendar(...floating, `X-WR-TIMEZONE:${name}`), { timeZone: 'Asia/Tokyo' });
    for (const name of [
      'Europe/Paris',
      ' europe/paris',
      'Romance Standard Time',
      'UTC+01:00',
      'Europe\\/Paris',
    ])
      assert.deepEqual(zone(name), [hour(24)], name);
    assert.deepEqual(zone('Nowhere'), [hour(24, '00')]);
    assert.deepEqual(zone('UTC'), [hour(24, '09')]);
  });

  it('and whole days are the mentor’s all the same', () => {
    const text = calendar('X-WR-TIMEZONE:Asia/Tokyo', ...event('DTSTART;VALUE=DATE:20261124'));
    assert.deepEqual(busy(text), ['2026-11-23T23:00 2026-11-24T23:00']);
  });

  it('each calendar of a text for itself', () => {
    const one = (zone: string, date: string) =>
      calendar(
        `X-WR-TIMEZONE:${zone}`,
        'BEGIN:VEVENT',
        `DTSTART:${date}T090000`,
        'DURATION:PT1H',
        'END:VEVENT',
      );
    assert.deepEqual(busy(one('Europe/Paris', '20261124') + one('UTC', '20261125')), [
      hour(24),
      hour(25, '09'),
    ]);
  });
});
