import assert from 'node:assert/strict';
import { type CalendarChanges, calendar, daily, period, rule, startsOn } from './calendars.ts';

const MONDAY = '2026-11-23';

describe('the starts of a day', () => {
  const table: readonly [what: string, changes: CalendarChanges, starts: string, duration?: number][] = [
    ['stand on the step from the opening', { rules: [daily('09:00', '11:00')] }, '09:00 09:30 10:00 10:30'],
    ['leave room for the duration', { rules: [daily('09:00', '11:00')] }, '09:00 09:30', 90],
    ['are none when the hours are too short', { rules: [daily('09:00', '11:00')] }, '', 121],
    ['take the step from an odd opening', { rules: [daily('09:10', '10:40')] }, '09:10 09:40 10:10'],
    [
      'take a step that does not divide the hour',
      { rules: [daily('09:00', '12:00')], settings: { slotStepMinutes: 50 } },
      '09:00 09:50 10:40 11:30',
    ],
    [
      'can be closer than a session is long',
      { rules: [daily('09:00', '10:00')], settings: { slotStepMinutes: 10 } },
      '09:00 09:10 09:20 09:30',
    ],
    ['are none without rules', {}, ''],
    ['are none where a rule does not fall', { rules: [rule('FREQ=WEEKLY;BYDAY=TU', '09:00', '11:00')] }, ''],
    ['are none where a rule is left out', { rules: [daily('09:00', '11:00', { exdate: [MONDAY] })] }, ''],
    [
      'come from an added date',
      { rules: [rule('FREQ=WEEKLY;BYDAY=TU', '09:00', '10:00', { rdate: [MONDAY] })] },
      '09:00 09:30',
    ],
    [
      'come from every rule, in order',
      { rules: [daily('14:00', '15:00'), daily('09:00', '10:00')] },
      '09:00 09:30 14:00 14:30',
    ],
    [
      'run on where rules touch',
      { rules: [daily('10:10', '11:30'), daily('09:00', '10:10')] },
      '09:00 09:30 10:00',
      90,
    ],
    [
      'run on where rules overlap',
      { rules: [daily('09:00', '10:15'), daily('09:45', '11:00')] },
      '09:00 09:30 10:00 10:30',
    ],
    [
      'begin again after a break',
      { rules: [daily('09:00', '10:15'), daily('10:20', '11:00')] },
      '09:00 09:30 10:20',
    ],
    [
      'ignore a rule within another',
      { rules: [daily('09:00', '11:00'), daily('09:10', '09:20')] },
      '09:00 09:30 10:00 10:30',
    ],
    ['ignore a rule that is empty', { rules: [daily('09:00', '09:00'), daily('12:00', '11:00')] }, ''],
    ['reach 24:00', { rules: [daily('23:00', '24:00')] }, '23:00 23:30'],
    ['read seconds as PostgreSQL writes them', { rules: [daily('09:00:00', '10:00:00')] }, '09:00 09:30'],
    [
      'come from an override instead of the rules',
      {
        rules: [daily('09:00', '17:00')],
        overrides: [{ date: MONDAY, ranges: [{ startTime: '10:00', endTime: '11:00' }] }],
      },
      '10:00 10:30',
    ],
    [
      'come from an override without any rule',
      { overrides: [{ date: MONDAY, ranges: [{ startTime: '10:00', endTime: '11:00' }] }] },
      '10:00 10:30',
    ],
    [
      'are none when an override closes the date',
      { rules: [daily('09:00', '17:00')], overrides: [{ date: MONDAY, ranges: [] }] },
      '',
    ],
    [
      'stay when another date is overridden',
      { rules: [daily('09:00', '10:00')], overrides: [{ date: '2026-11-24', ranges: [] }] },
      '09:00 09:30',
    ],
    [
      'merge the ranges of an override',
      {
        overrides: [
          {
            date: MONDAY,
            ranges: [
              { startTime: '10:10', endTime: '11:00' },
              { startTime: '09:00', endTime: '10:10' },
            ],
          },
        ],
      },
      '09:00 09:30 10:00 10:30',
    ],
    [
      'join two overrides of one date',
      {
        overrides: [
          { date: MONDAY, ranges: [{ startTime: '09:00', endTime: '09:30' }] },
          { date: MONDAY, ranges: [{ startTime: '12:00', endTime: '12:30' }] },
        ],
      },
      '09:00 12:00',
    ],
    [
      'keep clear of a session',
      { rules: [daily('09:00', '12:00')], busy: [period(`${MONDAY} 10:00`, `${MONDAY} 11:00`)] },
      '09:00 09:30 11:00 11:30',
    ],
    [
      'keep a long session clear of another',
      { rules: [daily('09:00', '12:00')], busy: [period(`${MONDAY} 10:00`, `${MONDAY} 10:30`)] },
      '09:00 10:30 11:00',
      60,
    ],
    [
      'do not move because a session stands beside the step',
      { rules: [daily('09:00', '12:00')], busy: [period(`${MONDAY} 09:50`, `${MONDAY} 10:05`)] },
      '09:00 10:30 11:00 11:30',
    ],
    [
      'keep the buffer on both sides',
      {
        rules: [daily('09:00', '13:00')],
        busy: [period(`${MONDAY} 10:30`, `${MONDAY} 11:30`)],
        settings: { bufferMinutes: 30 },
      },
      '09:00 09:30 12:00 12:30',
    ],
    [
      'keep a buffer shorter than the step',
      {
        rules: [daily('09:00', '12:00')],
        busy: [period(`${MONDAY} 10:00`, `${MONDAY} 10:30`)],
        settings: { bufferMinutes: 1 },
      },
      '09:00 11:00 11:30',
    ],
    [
      'may end with the hours although a buffer follows',
      { rules: [daily('09:00', '10:00')], settings: { bufferMinutes: 60 } },
      '09:00 09:30',
    ],
    [
      'keep the buffer of a session outside the hours',
      {
        rules: [daily('09:00', '11:00')],
        busy: [period(`${MONDAY} 08:00`, `${MONDAY} 08:45`)],
        settings: { bufferMinutes: 30 },
      },
      '09:30 10:00 10:30',
    ],
    [
      'take busy periods in any order, overlapping too',
      {
        rules: [daily('09:00', '12:00')],
        busy: [
          period(`${MONDAY} 11:00`, `${MONDAY} 11:30`),
          period(`${MONDAY} 09:00`, `${MONDAY} 10:30`),
          period(`${MONDAY} 09:15`, `${MONDAY} 09:30`),
        ],
      },
      '10:30 11:30',
    ],
    [
      'ignore a busy period that is empty',
      {
        rules: [daily('09:00', '10:00')],
        busy: [period(`${MONDAY} 09:15`, `${MONDAY} 09:15`), period(`${MONDAY} 10:00`, `${MONDAY} 09:00`)],
        settings: { bufferMinutes: 15 },
      },
      '09:00 09:30',
    ],
    [
      'are none on a day that is all busy',
      { rules: [daily('09:00', '17:00')], busy: [period('2026-11-01 00:00', '2026-12-31 00:00')] },
      '',
    ],
  ];
  for (const [what, changes, expected, duration = 30] of table) {
    it(what, () => {
      const found = startsOn(calendar(changes), MONDAY, { duration });
      assert.equal(found.join(' '), expected);
    });
  }
});
