import assert from 'node:assert/strict';
import { UnreadableCalendar } from '../../../api/domain/ics/busy-periods.ts';
import { expandCalendar } from '../../../api/feeds/expand-calendar.ts';
import { calendar, event } from '../domain/ics/calendar-files.ts';

const query = {
  timeZone: 'UTC',
  window: { start: Date.UTC(2026, 10, 23), end: Date.UTC(2026, 10, 30) },
  except: new Set<string>(),
};

/** Rules that are counted from the year 1: a second and more, on the quickest machine. */
const endless = calendar(
  ...Array.from({ length: 60 }, (_, n) =>
    event(`X-N:${n}`, 'DTSTART:00010101T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYDAY=20MO;COUNT=9999'),
  ).flat(),
);

describe('expandCalendar', () => {
  it('works on four at a time, and on the next when one is given up', async () => {
    const began = performance.now();
    const slow = Array.from({ length: 8 }, () => expandCalendar(endless, query, 300).catch((error) => error));
    const last = expandCalendar(calendar(...event('DTSTART:20261123T060000Z', 'DURATION:PT1H')), query);
    for (const error of await Promise.all(slow)) {
      assert.ok(error instanceof UnreadableCalendar);
      assert.equal(error.reason, 'too_complex');
    }
    assert.equal((await last).periods.length, 1);
    assert.ok(performance.now() - began >= 600, 'the second four came after the first');
  });
});
