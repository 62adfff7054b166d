import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SeriesEvent } from '../../../../api/domain/ics/series-calendar.ts';
import { seriesInvitation } from '../../../../api/domain/ics/session-invitation.ts';
import { seriesCalendar, seriesSessionCalendar } from '../../../../api/domain/ics/sessions-calendar.ts';
import { movedBy, seriesStarts } from '../../../../api/domain/series.ts';
import { examples } from '../../../support/examples.ts';
import { datesIn, eventsIn } from '../../series/read-series.ts';

const hour = 3_600_000;

/** A series of four hours from a first start, with what differs by session. */
function seriesOf(
  timeZone: string,
  first: string,
  changes: readonly object[] = [{}, {}, {}, {}],
  everyWeeks = 1,
): SeriesEvent {
  const starts = seriesStarts(timeZone, Date.parse(first), { everyWeeks, count: changes.length });
  const sessions = changes.map((change, occurrence) => ({
    sessionId: 10 + occurrence,
    partnerSlug: 'demo',
    startsAt: new Date(starts[occurrence] as number),
    endsAt: new Date((starts[occurrence] as number) + hour),
    cancelled: false,
    subject: 'Thesis',
    description: null,
    mentorName: 'Awa',
    studentName: 'Kofi',
    meetingLink: null,
    place: null,
    sequence: 0,
    createdAt: new Date('2026-11-01T00:00:00Z'),
    updatedAt: new Date('2026-11-01T00:00:00Z'),
    occurrence,
    ...change,
  }));
  return { seriesId: 3, partnerSlug: 'demo', timeZone, everyWeeks, sessions };
}

const at = (start: string) => ({
  startsAt: new Date(start),
  endsAt: new Date(Date.parse(start) + hour),
  sequence: 1,
});
const gone = { cancelled: true, sequence: 1 };
const shown = ({ sessions }: SeriesEvent): string[] =>
  sessions
    .filter(({ cancelled }) => !cancelled)
    .map(({ startsAt }) => startsAt.toISOString().slice(5, 16).replace('T', ' '))
    .sort();

describe('a series in a calendar', () => {
  it('is one rule, in the wall time that it keeps over a clock change', () => {
    const series = seriesOf('Europe/Paris', '2027-03-16T08:00:00Z');
    const content = seriesCalendar(series);
    assert.equal(eventsIn(content).length, 1);
    assert.deepEqual(datesIn(content), ['03-16 08:00', '03-23 08:00', '03-30 07:00', '04-06 07:00']);
    assert.match(content, /RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=4/);
  });

  it('leaves out what was cancelled, and tells what was moved by its RECURRENCE-ID', () => {
    const changes = [{}, gone, at('2027-04-01T10:00:00Z'), {}, {}];
    const series = seriesOf('Europe/Paris', '2027-03-16T08:00:00Z', changes);
    const content = seriesCalendar(series);
    assert.deepEqual(datesIn(content), shown(series));
    const [master, moved, ...more] = eventsIn(content);
    assert.deepEqual(more, []);
    assert.match(String(master?.getFirstProperty('exdate')?.toICALString()), /20270323T090000/);
    assert.match(String(moved?.getFirstProperty('recurrence-id')?.toICALString()), /20270330T090000/);
    assert.deepEqual(
      [master, moved].map((event) => [
        event?.getFirstPropertyValue('uid'),
        event?.getFirstPropertyValue('sequence'),
      ]),
      Array(2).fill(['series-3@demo.mentor-booking', 2]),
    );
  });

  it('moves its rule with most of its sessions, and begins and ends with the first and last that stand', () => {
    const moved = ['11-26', '12-03', '12-10'].map((date) => at(`2026-${date}T09:00:00Z`));
    const series = seriesOf('Africa/Dakar', '2026-11-17T08:00:00Z', [gone, ...moved, gone]);
    const content = seriesCalendar(series);
    assert.equal(eventsIn(content).length, 1);
    assert.deepEqual(datesIn(content), shown(series));
    assert.match(content, /COUNT=3/);
    assert.doesNotMatch(content, /EXDATE/);
  });

  it('gives each session its own link', () => {
    const links = ['a', 'b', 'c'].map((each) => ({ meetingLink: `https://booking.example/join/${each}` }));
    const content = seriesCalendar(seriesOf('Africa/Dakar', '2026-11-17T08:00:00Z', links));
    assert.deepEqual(
      eventsIn(content).map((event) => event.getFirstPropertyValue('location')),
      links.map(({ meetingLink }) => meetingLink),
    );
    assert.equal(datesIn(content).length, 3);
  });

  it('is cancelled once none of it stands', () => {
    const series = seriesOf('Africa/Dakar', '2026-11-17T08:00:00Z', [gone, gone]);
    const reader = { name: 'Kofi', email: 'kofi@example.edu', timeZone: 'Europe/Paris' };
    const told = seriesInvitation(series, reader, { name: 'Demo', email: 'x@example.edu' });
    assert.equal(told.method, 'CANCEL');
    const [event, ...others] = eventsIn(told.content);
    assert.deepEqual(others, []);
    assert.equal(event?.getFirstPropertyValue('status'), 'CANCELLED');
    assert.equal(event?.getAllProperties('attendee').length, 1);
  });

  it('has one VEVENT for one session', () => {
    const series = seriesOf('Europe/Paris', '2027-03-16T08:00:00Z', [{}, gone, {}]);
    for (const [id, method, status] of [
      [10, 'PUBLISH', 'CONFIRMED'],
      [11, 'CANCEL', 'CANCELLED'],
    ] as const) {
      const content = seriesSessionCalendar(series, id);
      const events = eventsIn(content);
      assert.equal(events.length, 1);
      assert.equal(events[0]?.getFirstPropertyValue('uid'), 'series-3@demo.mentor-booking');
      assert.equal(events[0]?.getFirstPropertyValue('status'), status);
      assert.ok(events[0]?.getFirstProperty('recurrence-id'));
      assert.match(content, new RegExp(`METHOD:${method}`));
    }
  });

  it('is read as it stands, whatever was cancelled and moved', () => {
    const zone = fc.constantFrom('Africa/Dakar', 'Africa/Nairobi', 'Europe/Paris', 'America/New_York', 'UTC');
    const change = fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      fc.constant('gone' as const),
      fc.integer({ min: -60, max: 60 }).map((hours) => hours * hour),
    );
    const whole = fc.record({
      timeZone: zone,
      // Hours that no clock change touches.
      first: fc.integer({ min: 0, max: 500 }).map((days) => Date.UTC(2026, 10, 1 + days, 16)),
      everyWeeks: fc.constantFrom(1, 2),
      changes: fc
        .array(change, { minLength: 2, maxLength: 12 })
        .filter((all) => all.some((each) => each !== 'gone')),
    });
    fc.assert(
      fc.property(whole, ({ timeZone, first, everyWeeks, changes }) => {
        const plain = seriesOf(
          timeZone,
          new Date(first).toISOString(),
          changes.map(() => ({})),
          everyWeeks,
        );
        const sessions = plain.sessions.map((session, occurrence) => {
          const changed = changes[occurrence];
          if (changed === 'gone') return { ...session, ...gone };
          if (!changed) return session;
          const days = Math.round(changed / hour / 24) * 24 * hour;
          return {
            ...session,
            ...at(new Date(movedBy(timeZone, session.startsAt.getTime(), days)).toISOString()),
          };
        });
        const series = { ...plain, sessions };
        assert.deepEqual(datesIn(seriesCalendar(series)), shown(series));
      }),
      { numRuns: examples(200) },
    );
  });
});
