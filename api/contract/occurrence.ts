import type { FromSchema } from 'json-schema-to-ts';
import { date, instant, offsetIfTwice } from './primitives.ts';

const occurrenceStates = ['free', 'taken', 'held', 'student_busy', 'outside', 'closed'] as const;

/** A date of a series, and whether it can be booked. */
export const occurrenceSchema = {
  type: 'object',
  description: 'A date of a series, and whether a session fits there.',
  additionalProperties: false,
  required: ['session_date', 'date', 'time', 'state', 'code'],
  properties: {
    session_date: { ...instant, description: 'The start.' },
    date: { ...date, description: 'The date of the start in the time zone of the answer.' },
    time: { type: 'string', description: 'Wall time HH:MM in the time zone of the answer.' },
    timezone_offset: offsetIfTwice,
    state: {
      type: 'string',
      enum: occurrenceStates,
      description:
        'free: it can be booked; taken: the mentor is busy then; held: somebody else is booking it; student_busy: the student has another session; outside: past, within the notice, beyond the booking window or outside the hours; closed: the programme bars it, by its dates or by what it lets a student book.',
    },
    code: {
      type: ['string', 'null'],
      description:
        'The `code` that a booking of this date alone would be refused with; null where it is free.',
    },
  },
} as const;

export type Occurrence = FromSchema<typeof occurrenceSchema>;
