import { define } from './operation.ts';
import { slotProblems } from './problem.ts';
import * as slot from './slot.ts';

export const slotOperations = {
  listSlots: define<{ query: slot.SlotQueryString; result: slot.SlotList }>({
    id: 'listSlots',
    method: 'get',
    path: '/api/mentors/:id/available-slots',
    tag: 'Slots',
    who: 'anyone',
    summary: 'List free starts',
    description:
      "Dates and times are those of `timezone`. A wall time that a clock change skips moves forward by the gap; one that occurs twice is listed twice, told apart by the offset in `datetime`. With a student's token her own hold does not hide its slot, and starts that overlap a session of hers have `available: false` and `reason: student_busy`. A token that is not valid is refused (401) as everywhere: leave it out to read what everybody reads.",
    query: slot.slotQuerySchema,
    status: 200,
    response: slot.slotListSchema,
    problems: ['not_found', 'invalid_duration'],
  }),
  createHold: define<{ body: slot.HoldInput; result: slot.Hold }>({
    id: 'createHold',
    method: 'post',
    path: '/api/mentors/:id/holds',
    tag: 'Slots',
    who: 'student',
    summary: 'Keep a slot for a few minutes',
    description: "A student's new hold replaces the old one.",
    body: slot.holdInputSchema,
    status: 201,
    response: slot.holdSchema,
    problems: [...slotProblems, 'booking_suspended'],
  }),
  deleteHold: define({
    id: 'deleteHold',
    method: 'delete',
    path: '/api/holds/:id',
    tag: 'Slots',
    who: 'student',
    summary: 'Let go of a hold',
    status: 204,
    problems: ['not_found'],
  }),
} as const;
