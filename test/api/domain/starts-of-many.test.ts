import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StartsOfMany } from '../../../api/domain/starts-of-many.ts';

const noticeMs = 2;
const far = { noticeMs, timeZone: 'UTC', validUntil: 1_000 };
const slotsArbitrary = fc
  .uniqueArray(fc.record({ startsAt: fc.nat(20), maxDurationMinutes: fc.constantFrom(30, 60, 90) }), {
    selector: ({ startsAt }) => startsAt,
  })
  .map((slots) => slots.sort((a, b) => a.startsAt - b.startsAt));

const step = fc.oneof(
  fc.record({ mentorId: fc.integer({ min: 1, max: 4 }), slots: slotsArbitrary }),
  fc.record({ mentorId: fc.integer({ min: 1, max: 4 }), slots: fc.constant(null) }),
);

describe('the starts of many mentors', () => {
  it('are those of each, whatever was put in and taken out before, without what passes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), slotsArbitrary, (steps, others) => {
        const starts = new StartsOfMany();
        const expected = new Map<number, readonly { startsAt: number; maxDurationMinutes: number }[]>();
        for (const [now, { mentorId, slots }] of steps.entries()) {
          if (slots) {
            starts.put(mentorId, { ...far, version: 1, slots });
            expected.set(mentorId, slots);
          } else {
            starts.remove(mentorId);
            expected.delete(mentorId);
          }
          assert.deepEqual(starts.list(now), merged([...expected.values()], now));
        }
        const now = steps.length;
        const withOthers = new Map(expected).set(2, others);
        const seen = new Map([[2, { ...far, version: 2, slots: others }]]);
        assert.deepEqual(starts.listWith(seen, now), merged([...withOthers.values()], now));
        assert.deepEqual(starts.list(now), merged([...expected.values()], now));
        const next = merged([...expected.values()], now).map(({ startsAt }) => startsAt - noticeMs + 1);
        const until = expected.size === 0 ? Infinity : Math.min(far.validUntil, ...next);
        assert.equal(starts.validUntil, until);
      }),
    );
  });

  it('are known while the version and the time are good', () => {
    const starts = new StartsOfMany();
    starts.put(1, { ...far, version: 5, slots: [] });
    assert.deepEqual(
      [
        [1, 5, 0],
        [1, 4, 0],
        [1, 6, 0],
        [1, 5, 1_000],
        [2, 5, 0],
      ].map(([id, version, now]) => starts.isKnown(id as number, version as number, now as number)),
      [true, true, false, false, false],
    );
  });
});

/** The list as it would be made anew. */
function merged(all: readonly (readonly { startsAt: number; maxDurationMinutes: number }[])[], now: number) {
  const listed = all.flat().filter(({ startsAt }) => startsAt >= now + noticeMs);
  return [...new Set(listed.map(({ startsAt }) => startsAt))]
    .sort((a, b) => a - b)
    .map((startsAt) => {
      const here = listed.filter((slot) => slot.startsAt === startsAt);
      const maxDurationMinutes = Math.max(...here.map((slot) => slot.maxDurationMinutes));
      return { startsAt, maxDurationMinutes, mentorsFree: here.length };
    });
}
