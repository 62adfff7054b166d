import assert from 'node:assert/strict';
import type { Rule } from '../../../api/domain/calendar.ts';
import { type CalendarChanges, calendar, daily, rule, starts } from './calendars.ts';

/** All starts of a calendar from one wall time to another, as `25 02:30+02:00`: the month is left out. */
function list(changes: CalendarChanges, from: string, to: string, duration = 30): string {
  const days = { settings: { bookingWindowDays: 400, ...changes.settings } };
  const found = starts(calendar({ ...changes, ...days }), { from, to, duration });
  return found.map((text) => text.slice(3)).join(' ');
}

describe('starts around a clock change', () => {
  it('take no part of the hour that is skipped, and stand once where they meet (Paris, spring)', () => {
    assert.equal(
      list({ rules: [daily('01:00', '05:00')] }, '2027-03-28 00:00', '2027-03-29 00:00'),
      '28 01:00+01:00 28 01:30+01:00 28 03:00+02:00 28 03:30+02:00 28 04:00+02:00 28 04:30+02:00',
    );
  });

  it('stand in both of two equal hours (Paris, autumn)', () => {
    assert.equal(
      list({ rules: [daily('01:00', '04:00')] }, '2026-10-25 00:00', '2026-10-26 00:00'),
      '25 01:00+02:00 25 01:30+02:00 25 02:00+02:00 25 02:30+02:00 25 02:00+01:00 25 02:30+01:00 25 03:00+01:00 25 03:30+01:00',
    );
  });

  it('measure sessions in real time: an hour repeated gives room for two more', () => {
    const rules = [daily('01:00', '03:00')];
    const settings = { durations: [30, 60, 90, 120, 180] };
    // 01:00 to 03:00 on the wall: 3 hours in autumn, 1 hour in spring.
    assert.equal(list({ rules, settings }, '2026-10-25 00:00', '2026-10-26 00:00', 180), '25 01:00+02:00');
    assert.equal(list({ rules, settings }, '2027-03-28 00:00', '2027-03-29 00:00', 60), '28 01:00+01:00');
    assert.equal(list({ rules, settings }, '2027-03-28 00:00', '2027-03-29 00:00', 90), '');
  });

  it('move forward by the gap when the hours begin inside it', () => {
    const rules = [daily('02:15', '04:00')];
    assert.equal(list({ rules }, '2027-03-28 00:00', '2027-03-29 00:00'), '28 03:15+02:00');
    assert.equal(
      list({ rules }, '2027-03-27 00:00', '2027-03-28 00:00'),
      '27 02:15+01:00 27 02:45+01:00 27 03:15+01:00',
    );
  });

  it('are none when the gap turns the hours inside out', () => {
    assert.equal(list({ rules: [daily('02:45', '03:15')] }, '2027-03-28 00:00', '2027-03-29 00:00'), '');
    assert.equal(list({ rules: [daily('02:00', '03:00')] }, '2027-03-28 00:00', '2027-03-29 00:00'), '');
  });

  it('hold hours that lie inside the gap altogether, moved', () => {
    assert.equal(
      list({ rules: [daily('02:00', '02:30')] }, '2027-03-28 00:00', '2027-03-29 00:00'),
      '28 03:00+02:00',
    );
  });

  it('stay in order when a step carries one past the gap and the next before it', () => {
    const settings = { slotStepMinutes: 45 };
    assert.equal(
      list({ rules: [daily('00:00', '05:00')], settings }, '2027-03-28 00:00', '2027-03-29 00:00'),
      '28 00:00+01:00 28 00:45+01:00 28 01:30+01:00 28 03:00+02:00 28 03:15+02:00 28 03:45+02:00 28 04:30+02:00',
    );
  });

  it('follow New York in spring and in autumn', () => {
    const changes = { timeZone: 'America/New_York', rules: [daily('01:00', '03:30')] };
    assert.equal(
      list(changes, '2027-03-14 00:00', '2027-03-15 00:00'),
      '14 01:00-05:00 14 01:30-05:00 14 03:00-04:00',
    );
    assert.equal(
      list(changes, '2026-11-01 00:00', '2026-11-02 00:00'),
      '01 01:00-04:00 01 01:30-04:00 01 01:00-05:00 01 01:30-05:00 01 02:00-05:00 01 02:30-05:00 01 03:00-05:00',
    );
  });

  it('follow changes of half an hour (Lord Howe)', () => {
    const changes = { timeZone: 'Australia/Lord_Howe', rules: [daily('01:00', '03:00')] };
    assert.equal(
      list(changes, '2026-10-04 00:00', '2026-10-05 00:00'),
      '04 01:00+10:30 04 01:30+10:30 04 02:30+11:00',
    );
    assert.equal(
      list(changes, '2027-04-04 00:00', '2027-04-05 00:00'),
      '04 01:00+11:00 04 01:30+11:00 04 01:30+10:30 04 02:00+10:30 04 02:30+10:30',
    );
  });

  it('are found by a window that begins or ends amid the change', () => {
    const rules = [daily('00:00', '05:00')];
    // 02:15 became 03:15 although 03:00 lies before the window.
    const settings = { slotStepMinutes: 45 };
    assert.equal(list({ rules, settings }, '2027-03-28 03:10', '2027-03-28 03:20'), '28 03:15+02:00');
    assert.equal(
      list({ rules }, '2026-10-25 02:10', '2026-10-25T02:10:00+01:00'),
      '25 02:30+02:00 25 02:00+01:00',
    );
    assert.equal(
      list({ rules }, '2026-10-25T02:10:00+01:00', '2026-10-25T03:10:00+01:00'),
      '25 02:30+01:00 25 03:00+01:00',
    );
  });

  it('keep the same wall time on both sides of a change', () => {
    const changes = { rules: [rule('FREQ=WEEKLY;BYDAY=SA,MO', '09:00', '09:30')] };
    assert.equal(list(changes, '2026-10-24 00:00', '2026-10-27 00:00'), '24 09:00+02:00 26 09:00+01:00');
  });
});

describe('starts where midnight is skipped (Cairo)', () => {
  for (const [eve, date] of [
    ['2026-04-23', '2026-04-24'],
    ['2027-04-29', '2027-04-30'],
  ] as const) {
    const day = date.slice(8);
    it(`begin at 01:00 on ${date} for hours that begin at 00:00`, () => {
      const changes = { timeZone: 'Africa/Cairo', rules: [rule('FREQ=WEEKLY;BYDAY=FR', '00:00', '02:30')] };
      assert.equal(
        list(changes, `${eve} 12:00`, `${date} 12:00`),
        `${day} 01:00+03:00 ${day} 01:30+03:00 ${day} 02:00+03:00`,
      );
    });

    it(`run from the eve of ${date} over the gap without a break`, () => {
      const changes = {
        timeZone: 'Africa/Cairo',
        rules: [
          rule('FREQ=WEEKLY;BYDAY=TH', '23:00', '24:00'),
          rule('FREQ=WEEKLY;BYDAY=FR', '00:00', '02:00'),
        ],
      };
      const last = `${eve.slice(8)} 23:30+02:00`;
      assert.equal(
        list(changes, `${eve} 12:00`, `${date} 12:00`, 60),
        `${eve.slice(8)} 23:00+02:00 ${last} ${day} 01:00+03:00`,
      );
    });

    it(`join hours until 24:00 with hours that begin at 01:00 on ${date}, since no time lies between`, () => {
      const changes = {
        timeZone: 'Africa/Cairo',
        rules: [
          rule('FREQ=WEEKLY;BYDAY=TH', '23:15', '24:00'),
          rule('FREQ=WEEKLY;BYDAY=FR', '01:00', '02:00'),
        ],
        settings: { slotStepMinutes: 60 },
      };
      // One period from 23:15 on: 00:15 is skipped and becomes 01:15, which is a start already.
      assert.equal(
        list(changes, `${eve} 12:00`, `${date} 12:00`),
        `${eve.slice(8)} 23:15+02:00 ${day} 01:15+03:00`,
      );
    });
  }

  for (const date of ['2026-10-29', '2027-10-28']) {
    it(`stand in both of the two last hours of ${date}`, () => {
      const changes = { timeZone: 'Africa/Cairo', rules: [rule('FREQ=WEEKLY;BYDAY=TH', '22:30', '24:00')] };
      const day = date.slice(8);
      const next = String(Number(day) + 1);
      assert.equal(
        list(changes, `${date} 12:00`, `${date.slice(0, 8)}${next} 12:00`),
        `${day} 22:30+03:00 ${day} 23:00+03:00 ${day} 23:30+03:00 ${day} 23:00+02:00 ${day} 23:30+02:00`,
      );
      // The period lasts 2.5 hours.
      assert.equal(
        list(changes, `${date} 12:00`, `${date.slice(0, 8)}${next} 12:00`, 150),
        `${day} 22:30+03:00`,
      );
    });
  }
});

describe('starts in Morocco', () => {
  const changes = {
    timeZone: 'Africa/Casablanca',
    rules: [rule('FREQ=WEEKLY;BYDAY=SA,MO', '09:00', '09:30')],
  };

  it('keep their wall time when the country moves to +00:00 for good on 2026-09-20', () => {
    assert.equal(list(changes, '2026-09-19 00:00', '2026-09-22 00:00'), '19 09:00+01:00 21 09:00+00:00');
  });

  it('have no change for Ramadan from 2027 on, as they had before', () => {
    const daysOf = (from: string, to: string) =>
      new Set(list({ ...changes, rules: [daily('12:00', '12:30')] }, from, to).match(/[+-]\d\d:\d\d/g));
    assert.deepEqual([...daysOf('2026-01-01 00:00', '2026-12-31 00:00')], ['+01:00', '+00:00']);
    assert.deepEqual([...daysOf('2026-09-21 00:00', '2027-08-30 00:00')], ['+00:00']);
  });
});

describe('starts at the edges of the world', () => {
  for (const [zone, offset] of [
    ['Pacific/Kiritimati', '+14:00'],
    ['Pacific/Pago_Pago', '-11:00'],
    ['Asia/Kolkata', '+05:30'],
  ] as const) {
    it(`stand on the mentor's wall in ${zone}`, () => {
      const changes = {
        timeZone: zone,
        rules: [rule('FREQ=WEEKLY;BYDAY=MO', '00:00', '24:00')],
        settings: { slotStepMinutes: 240 },
      };
      const hours = ['00', '04', '08', '12', '16', '20'].map((hour) => `23 ${hour}:00${offset}`);
      assert.equal(list(changes, '2026-11-22 00:00', '2026-11-25 00:00'), hours.join(' '));
    });
  }

  it('come before the clock goes back over midnight (Newfoundland, 2010-11-07 at 00:01)', () => {
    const changes = {
      timeZone: 'America/St_Johns',
      rules: [rule('FREQ=DAILY', '00:00', '02:00', { dtstart: '2010-11-01' })],
    };
    const settings = { durations: [15] };
    const found = list({ ...changes, settings }, '2010-11-06 12:00', '2010-11-06T23:10:00-03:30', 15);
    assert.equal(found, '07 00:00-02:30');
  });
});

describe('starts around the date that Samoa skipped, 2011-12-30', () => {
  const samoa = (...rules: Rule[]) => ({
    timeZone: 'Pacific/Apia',
    rules: rules.map((each) => ({ ...each, dtstart: '2011-12-20' })),
  });

  it('move to the next date', () => {
    const changes = samoa(rule('FREQ=WEEKLY;BYDAY=FR', '09:00', '10:00'));
    assert.equal(list(changes, '2011-12-31 08:00', '2012-01-01 00:00'), '31 09:00+14:00 31 09:30+14:00');
  });

  it('come once where the next date has the same', () => {
    const changes = samoa(daily('09:00', '09:30'));
    assert.equal(
      list(changes, '2011-12-28 00:00', '2012-01-02 00:00'),
      '28 09:00-10:00 29 09:00-10:00 31 09:00+14:00 01 09:00+14:00',
    );
  });

  it('count on from before it in a period that runs over it', () => {
    const changes = samoa(
      rule('FREQ=DAILY;COUNT=1', '09:10', '24:00'),
      rule('FREQ=DAILY', '00:00', '24:00', { exdate: ['2011-12-20'] }),
    );
    assert.equal(list(changes, '2012-01-01 00:00', '2012-01-01 01:00'), '01 00:10+14:00 01 00:40+14:00');
  });
});
