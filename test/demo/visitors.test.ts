import assert from 'node:assert/strict';
import { freeSlots } from '../../api/domain/slots.ts';
import { demoMentors } from '../../demo/seed-mentors.ts';
import { demoStudents, demoVisitors } from '../../demo/seed-people.ts';
import { seededRandom } from '../../demo/seed-random.ts';
import { calendarOf, planSessions } from '../../demo/seed-sessions.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Every three hours of `hours` from an instant on. */
const everyThreeHours = (from: string, hours: number): number[] =>
  Array.from({ length: hours / 3 + 1 }, (_, index) => Date.parse(from) + 3 * index * HOUR_MS);

/** A whole week, and what is unlike it. */
const starts: Readonly<Record<string, readonly number[]>> = {
  'at any hour of a week': everyThreeHours('2026-11-22T00:07:13.250Z', 7 * 24),
  'in the night of the clock change of Paris, spring': everyThreeHours('2027-03-27T19:30:00Z', 12),
  'in the night of the clock change of Paris, autumn': everyThreeHours('2027-10-30T19:30:00Z', 12),
  'in the night of the clock change of Cairo, spring': everyThreeHours('2027-04-29T16:30:00Z', 12),
  'in the night of the clock change of Cairo, autumn': everyThreeHours('2027-10-28T16:30:00Z', 12),
  'at the end of a year': everyThreeHours('2026-12-31T20:50:00Z', 6),
  'on a leap day': everyThreeHours('2028-02-29T00:00:00Z', 24),
};

describe('a visitor of the demo pages', () => {
  for (const [when, instants] of Object.entries(starts))
    it(`can book whatever any mentor lists, first slot or last, when the demo starts ${when}`, () => {
      for (const now of instants) {
        const mentors = demoMentors(now);
        const sessions = planSessions({ mentors, students: demoStudents, random: seededRandom(2026), now });
        const listed = mentors.flatMap((mentor) => {
          const booked = sessions.filter(
            (session) => session.mentor === mentor && session.status === 'scheduled',
          );
          const calendar = calendarOf(mentor, booked);
          const window = { start: now, end: now + 60 * DAY_MS };
          // As listed in the days to come too, when notice and window have moved on.
          const settings = { ...calendar.settings, minNoticeMinutes: 0, bookingWindowDays: 60 };
          const durationMinutes = Math.min(...settings.durations);
          return freeSlots({ ...calendar, settings }, { ...window, durationMinutes }, now);
        });
        for (const visitor of demoVisitors) {
          const hers = sessions.filter(({ student }) => student === visitor);
          const coming = hers.filter(({ status }) => status === 'scheduled');
          assert.equal(coming.length, 1, `${visitor.name} has a session to come`);
          assert.ok(hers.length > 3, `${visitor.name} has some behind her`);
          const barred = listed.filter(({ startsAt, maxDurationMinutes }) =>
            coming.some(({ start, end }) => startsAt < end && start < startsAt + maxDurationMinutes * 60_000),
          );
          assert.deepEqual(
            barred.map(({ startsAt }) => new Date(startsAt).toISOString()),
            [],
            `${visitor.name} is busy, as seen at ${new Date(now).toISOString()}`,
          );
        }
      }
    });
});
