import assert from 'node:assert/strict';
import { untilByDate } from '../../../api/domain/until-date.ts';
import { calendar, rule, starts } from './calendars.ts';

describe('UNTIL as an instant', () => {
  const table: readonly [timeZone: string, until: string, byDate: string][] = [
    ['America/New_York', '20261210T045959Z', '20261209'],
    ['America/New_York', '20261210T050000Z', '20261210'],
    ['Asia/Tokyo', '20261209T230000Z', '20261210'],
    ['Asia/Tokyo', '20261209T145959Z', '20261209'],
    ['Europe/Paris', '20261231T225959Z', '20261231'],
    ['Europe/Paris', '20261231T230000Z', '20270101'],
    ['Europe/Paris', '20270630T220000Z', '20270701'],
    ['Pacific/Kiritimati', '20280228T100000Z', '20280229'],
    ['Pacific/Pago_Pago', '20280301T105959Z', '20280229'],
    ['Africa/Cairo', '20261029T205959Z', '20261029'],
    ['Africa/Cairo', '20261029T215959Z', '20261029'],
    ['Africa/Cairo', '20261029T220000Z', '20261030'],
    ['Pacific/Apia', '20111230T100000Z', '20111231'],
    ['UTC', '20261210T235959Z', '20261210'],
  ];
  for (const [timeZone, until, byDate] of table) {
    it(`is ${byDate} in ${timeZone}: ${until}`, () => {
      const text = (value: string) => `FREQ=WEEKLY;UNTIL=${value};BYDAY=MO,WE`;
      assert.equal(untilByDate(text(until), timeZone), text(byDate));
      assert.equal(untilByDate(`FREQ=DAILY;UNTIL=${until}`, timeZone), `FREQ=DAILY;UNTIL=${byDate}`);
    });
  }

  for (const [what, rrule] of [
    ['a date', 'FREQ=DAILY;UNTIL=20261210'],
    ['a date-time without Z', 'FREQ=DAILY;UNTIL=20261210T045959'],
    ['a date that does not exist', 'FREQ=DAILY;UNTIL=20260231T045959Z'],
    ['an hour that does not exist', 'FREQ=DAILY;UNTIL=20261210T250000Z'],
    ['no UNTIL', 'FREQ=WEEKLY;BYDAY=MO'],
    ['another part of that value', 'FREQ=DAILY;XUNTIL=20261210T045959Z'],
  ] as const) {
    it(`leaves ${what} as it is: ${rrule}`, () =>
      assert.equal(untilByDate(rrule, 'America/New_York'), rrule));
  }

  it('stays within the years that a date can have', () => {
    const [last, first] = ['FREQ=DAILY;UNTIL=99991231T235959Z', 'FREQ=DAILY;UNTIL=00000101T000000Z'];
    assert.equal(untilByDate(last, 'Asia/Tokyo'), 'FREQ=DAILY;UNTIL=99991231');
    assert.equal(untilByDate(first, 'America/New_York'), 'FREQ=DAILY;UNTIL=00000101');
  });

  for (const [timeZone, until, dates] of [
    ['America/New_York', '20261210T045959Z', ['12-08', '12-09']],
    ['Asia/Tokyo', '20261209T230000Z', ['12-08', '12-09', '12-10']],
    ['Europe/Paris', '20261209T225959Z', ['12-08', '12-09']],
    ['Europe/Paris', '20261209', ['12-08', '12-09']],
    ['America/New_York', '20261210T045959', ['12-08', '12-09', '12-10']],
  ] as const) {
    it(`is the last date with starts in ${timeZone}: ${until}`, () => {
      const rules = [rule(`FREQ=DAILY;UNTIL=${until}`, '09:00', '09:30')];
      const found = starts(calendar({ timeZone, rules }), {
        from: '2026-12-08 00:00',
        to: '2026-12-20 00:00',
      });
      assert.deepEqual(
        found.map((text) => text.slice(0, 5)),
        dates,
      );
    });
  }

  it('is remembered for one zone apart from another', () => {
    const rules = [rule('FREQ=DAILY;UNTIL=20261210T045959Z', '09:00', '09:30')];
    const last = (timeZone: string) =>
      starts(calendar({ timeZone, rules }), { from: '2026-12-08 00:00', to: '2026-12-20 00:00' }).at(-1);
    assert.deepEqual(
      [last('America/New_York'), last('Asia/Tokyo'), last('America/New_York')],
      ['12-09 09:00-05:00', '12-10 09:00+09:00', '12-09 09:00-05:00'],
    );
  });
});
