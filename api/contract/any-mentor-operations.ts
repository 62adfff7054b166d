import * as any from './any-mentor.ts';
import { define } from './operation.ts';
import { slotProblems } from './problem.ts';
import { type Session, sessionSchema } from './session.ts';
import { type Hold, holdSchema } from './slot.ts';

const picks =
  'Of the mentors who are free at that start, the one with the fewest sessions in its week (Monday to Sunday in the zone of the partner) is picked, then the one with the fewest in all; the one whom the student holds there already comes first. When she is taken meanwhile, the next is.';

export const anyMentorOperations = {
  listAnySlots: define<{ query: any.AnySlotQuery; result: any.AnySlotList }>({
    id: 'listAnySlots',
    method: 'get',
    path: '/api/available-slots',
    tag: 'Slots',
    who: 'anyone',
    summary: 'List free starts of any mentor',
    description:
      "As one mentor's list, over all mentors with a subject or of a given set who take bookings. With a student's token she is told what she can book: a start that overlaps a session of hers has `available: false`, and she is never offered to herself.",
    query: any.anySlotQuerySchema,
    status: 200,
    response: any.anySlotListSchema,
    problems: ['not_found', 'invalid_duration'],
  }),
  holdAny: define<{ body: any.AnyHoldInput; result: Hold }>({
    id: 'holdAny',
    method: 'post',
    path: '/api/holds',
    tag: 'Slots',
    who: 'student',
    summary: 'Keep a slot of any mentor for a few minutes',
    description: `${picks} The answer says who it is; booking the same start goes to her. A student's new hold replaces the old one.`,
    body: any.anyHoldInputSchema,
    status: 201,
    response: holdSchema,
    problems: [...slotProblems, 'booking_suspended'],
  }),
  bookAny: define<{ body: any.AnyBookInput; result: Session }>({
    id: 'bookAny',
    method: 'post',
    path: '/api/book',
    tag: 'Sessions',
    who: 'student',
    summary: 'Book a session with any mentor',
    description: `${picks} The session says who it is.`,
    body: any.anyBookSchema,
    idempotent: true,
    status: 201,
    response: sessionSchema,
    problems: [...slotProblems, 'booking_suspended', 'idempotency_mismatch'],
  }),
} as const;
