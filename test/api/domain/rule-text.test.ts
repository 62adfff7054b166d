import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalRrule, plainWeekday, rruleFaults, weekdayRule } from '../../../api/domain/recurrence.ts';
import { examples } from '../../support/examples.ts';

describe('the text of a recurrence rule', () => {
  const accepted = [
    'FREQ=WEEKLY;BYDAY=MO',
    'FREQ=DAILY',
    'BYDAY=MO,WE;FREQ=WEEKLY;INTERVAL=2;WKST=SU',
    'FREQ=MONTHLY;BYDAY=1MO,-1FR',
    'FREQ=MONTHLY;BYDAY=+2TU',
    'FREQ=MONTHLY;BYMONTHDAY=1,15,-1',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=YEARLY;BYDAY=53MO',
    'FREQ=DAILY;COUNT=1000',
    'FREQ=WEEKLY;INTERVAL=1000',
    'FREQ=WEEKLY;UNTIL=20261231',
    'FREQ=WEEKLY;UNTIL=20261231T235959Z',
    'FREQ=WEEKLY;UNTIL=20261231T090000',
  ];
  for (const text of accepted) {
    it(`accepts ${text}`, () => assert.deepEqual(rruleFaults(text), []));
  }

  const refused: readonly [text: string, sentence: RegExp][] = [
    ['', /"" is not a part.*FREQ is missing/],
    ['BYDAY=MO', /FREQ is missing/],
    ['FREQ=HOURLY', /FREQ=HOURLY: one of DAILY, WEEKLY, MONTHLY, YEARLY is expected/],
    ['FREQ=SECONDLY', /FREQ=SECONDLY/],
    ['FREQ=weekly', /FREQ=weekly/],
    ['FREQ=DAILY;BYHOUR=9', /BYHOUR is not supported/],
    ['FREQ=DAILY;BYMINUTE=9', /BYMINUTE is not supported/],
    ['FREQ=DAILY;BYSECOND=9', /BYSECOND is not supported/],
    ['FREQ=YEARLY;BYEASTER=1', /BYEASTER is not supported/],
    ['FREQ=YEARLY;BYWEEKNO=20', /BYWEEKNO is not supported/],
    ['FREQ=YEARLY;BYYEARDAY=100', /BYYEARDAY is not supported/],
    ['FREQ=DAILY;TZID=Europe/Paris', /TZID is not supported/],
    ['FREQ=DAILY;DTSTART=20260101', /DTSTART is not supported/],
    ['DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY', /DTSTART:20260101T090000Z\nRRULE:FREQ is not supported/],
    ['FREQ=DAILY;X-NAME=1', /X-NAME is not supported/],
    ['FREQ=DAILY;__proto__=1', /__proto__ is not supported/],
    ['FREQ=DAILY;toString=1', /toString is not supported/],
    ['FREQ=DAILY;FREQ=WEEKLY', /FREQ stands twice/],
    ['FREQ=DAILY;COUNT=1;COUNT=1', /COUNT stands twice/],
    ['FREQ=DAILY;', /"" is not a part/],
    ['FREQ=DAILY;COUNT', /"COUNT" is not a part/],
    ['FREQ=DAILY;COUNT=', /"COUNT=" is not a part/],
    ['FREQ=DAILY;COUNT=1=2', /"COUNT=1=2" is not a part/],
    ['FREQ=DAILY;INTERVAL=0', /INTERVAL=0: a whole number from 1/],
    ['FREQ=DAILY;INTERVAL=-1', /INTERVAL=-1/],
    ['FREQ=DAILY;INTERVAL=1.5', /INTERVAL=1\.5/],
    ['FREQ=DAILY;INTERVAL=1001', /INTERVAL=1001: 1000 at most/],
    ['FREQ=DAILY;COUNT=0', /COUNT=0: a whole number from 1/],
    ['FREQ=DAILY;COUNT=1001', /COUNT=1001: 1000 at most/],
    ['FREQ=DAILY;COUNT=1000000', /COUNT=1000000: 1000 at most/],
    ['FREQ=DAILY;COUNT=9999999999999', /COUNT=9999999999999/],
    ['FREQ=DAILY;COUNT=5;UNTIL=20261231', /COUNT and UNTIL cannot stand together/],
    ['FREQ=DAILY;UNTIL=20261231;COUNT=5', /COUNT and UNTIL cannot stand together/],
    ['FREQ=DAILY;UNTIL=2026-12-31', /UNTIL=2026-12-31: a date as YYYYMMDD/],
    ['FREQ=DAILY;UNTIL=20260231', /UNTIL=20260231/],
    ['FREQ=DAILY;UNTIL=20261231T250000Z', /UNTIL=20261231T250000Z/],
    ['FREQ=WEEKLY;BYDAY=XX', /BYDAY=XX: weekdays/],
    ['FREQ=WEEKLY;BYDAY=MO,,TU', /BYDAY=MO,,TU/],
    ['FREQ=MONTHLY;BYDAY=0MO', /BYDAY=0MO/],
    ['FREQ=MONTHLY;BYDAY=6MO', /BYDAY counts to 5 at most here/],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=9MO', /BYDAY counts to 5 at most here/],
    ['FREQ=YEARLY;BYDAY=54MO', /BYDAY=54MO/],
    ['FREQ=WEEKLY;BYDAY=1MO', /BYDAY with a number needs FREQ=MONTHLY or YEARLY, not WEEKLY/],
    ['FREQ=DAILY;BYDAY=-1MO', /not DAILY/],
    ['FREQ=MONTHLY;BYMONTHDAY=32', /BYMONTHDAY=32/],
    ['FREQ=MONTHLY;BYMONTHDAY=0', /BYMONTHDAY=0/],
    ['FREQ=WEEKLY;BYMONTHDAY=13', /BYMONTHDAY cannot stand with FREQ=WEEKLY/],
    ['FREQ=YEARLY;BYMONTH=13', /BYMONTH=13: months from 1 to 12/],
    ['FREQ=YEARLY;BYMONTH=-1', /BYMONTH=-1/],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', /BYSETPOS=0/],
    ['FREQ=MONTHLY;BYSETPOS=1', /BYSETPOS needs another BY part/],
    ['FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2', /BYMONTHDAY=31 never comes in BYMONTH=2/],
    ['FREQ=YEARLY;BYMONTHDAY=31,-31;BYMONTH=4,6', /never comes in BYMONTH=4,6/],
    ['FREQ=WEEKLY;WKST=XX', /WKST=XX: one of MO/],
  ];
  for (const [text, sentence] of refused) {
    it(`refuses ${JSON.stringify(text)} and says why`, () =>
      assert.match(rruleFaults(text).join(' '), sentence));
  }

  it('tells every fault of the grammar at once, with values cut short', () => {
    const faults = rruleFaults(`FREQ=HOURLY;BYHOUR=1;COUNT=x;COUNT=2;BYDAY=${'MO'.repeat(500)}`);
    assert.equal(faults.length, 5);
    for (const fault of faults) assert.ok(fault.length < 160, fault);
  });

  it('refuses rules that are long, at once when they are very long', () => {
    const days = (count: number) => `FREQ=MONTHLY;BYMONTHDAY=${new Array(count).fill('1').join(',')}`;
    assert.deepEqual(rruleFaults(days(100)), []);
    assert.match(rruleFaults(days(200)).join(' '), /It has 423 characters: 255 at most/);
    assert.match(rruleFaults(days(2_000_000)).join(' '), /characters: 255 at most/);
  });

  it('gives a verdict on any text and never throws', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'FREQ=DAILY',
        'COUNT=3',
        'BYDAY=MO',
        'UNTIL=20260101',
        ';',
        '=',
        'BYSETPOS=1',
        'RRULE:',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        for (const fault of rruleFaults(parts.join(';'))) assert.match(fault, /\.$/);
        plainWeekday(parts.join(';'));
      }),
      { numRuns: examples(500) },
    );
  });

  it('keeps one form of a rule: upper case, bare, trimmed', () => {
    assert.equal(normalRrule(' rrule:freq=weekly;byday=mo\r\n'), 'FREQ=WEEKLY;BYDAY=MO');
    assert.equal(normalRrule('FREQ=DAILY'), 'FREQ=DAILY');
  });

  it('knows a plain weekday from every other rule', () => {
    for (let day = 0; day < 7; day++) assert.equal(plainWeekday(weekdayRule(day)), day);
    assert.equal(weekdayRule(0), 'FREQ=WEEKLY;BYDAY=MO');
    assert.equal(weekdayRule(6), 'FREQ=WEEKLY;BYDAY=SU');
    for (const text of [
      'FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;WKST=SU',
      'BYDAY=WE;FREQ=WEEKLY',
      'rrule:freq=weekly;byday=we',
    ]) {
      assert.equal(plainWeekday(text), 2, text);
    }
    const others = [
      'FREQ=WEEKLY;BYDAY=MO,TU',
      'FREQ=WEEKLY',
      'FREQ=DAILY;BYDAY=MO',
      'FREQ=WEEKLY;BYDAY=MO;INTERVAL=2',
      'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
      'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231',
      'FREQ=WEEKLY;BYDAY=MO;BYMONTH=1',
      'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1',
      'FREQ=MONTHLY;BYDAY=1MO',
      'nonsense',
    ];
    for (const text of others) assert.equal(plainWeekday(text), null, text);
  });

  it('has rules for the seven weekdays and no others', () => {
    for (const day of [-1, 7, 1.5, Number.NaN])
      assert.throws(() => weekdayRule(day), /RangeError.*0 \(Monday\) to 6/);
  });
});
