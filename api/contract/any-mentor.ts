import type { FromSchema } from 'json-schema-to-ts';
import { id } from './primitives.ts';
import { bookSchema } from './session.ts';
import { holdInputSchema, slotListSchema, slotQuerySchema, slotSchema } from './slot.ts';

/** How many mentors a set may name. */
const maxMentorIds = 500;

const mentorSubject = {
  type: 'string',
  minLength: 1,
  maxLength: 80,
  pattern: '\\S',
  description:
    'Any mentor of the partner with exactly this subject, whatever its accents and case. Either this or `mentor_ids`.',
} as const;

const mentorIds = {
  type: 'array',
  minItems: 1,
  maxItems: maxMentorIds,
  uniqueItems: true,
  items: id,
  description:
    'Any of these mentors, of one partner. Who is unknown, inactive or takes no bookings does not fit.',
} as const;

/** Which mentors will do; one of the two members. */
const choice = { mentor_subject: mentorSubject, mentor_ids: mentorIds } as const;

// Who is picked in the end may meet otherwise than the one for whom a start was listed.
const { mode: _mode, ...slotQuery } = slotQuerySchema.properties;

export const anySlotQuerySchema = {
  type: 'object',
  properties: {
    mentor_subject: mentorSubject,
    mentor_ids: {
      type: 'string',
      maxLength: 8500,
      pattern: `^[1-9][0-9]{0,15}(?:,[1-9][0-9]{0,15}){0,${maxMentorIds - 1}}$`,
      description: `Any of these mentors, of one partner: 1 to ${maxMentorIds} ids with commas between.`,
    },
    partner: {
      type: 'string',
      maxLength: 63,
      description:
        'Whose mentors (its slug). Needed with `mentor_subject` where no token says it and the server has several partners.',
    },
    ...slotQuery,
    timezone: {
      ...slotQuerySchema.properties.timezone,
      description: "What the student's clock shows; default the partner's zone.",
    },
    duration: {
      ...slotQuerySchema.properties.duration,
      description: 'One of the durations that the mentors offer, minutes; default the shortest.',
    },
  },
} as const;

const anySlotSchema = {
  ...slotSchema,
  description: 'A start at which at least one of the mentors is free.',
  required: [...slotSchema.required, 'mentors_free'],
  properties: {
    ...slotSchema.properties,
    max_duration_minutes: {
      type: 'integer',
      description: 'Longest duration that one of the free mentors offers there, minutes.',
    },
    mentors_free: { type: 'integer', minimum: 1, description: 'How many of the mentors are free.' },
  },
} as const;

const {
  mentor_id: _id,
  paused_until: _until,
  stand_in: _standIn,
  ...listProperties
} = slotListSchema.properties;

export const anySlotListSchema = {
  type: 'object',
  description:
    'The free starts of all mentors who will do, as one list. What is listed as available can be booked without saying with whom.',
  additionalProperties: false,
  required: [
    'mentors',
    'timezone',
    'mentor_timezone',
    'timezone_offset',
    'mentor_timezone_offset',
    'clock_changes',
    'from',
    'to',
    'durations',
    'next_available',
    'slots',
  ],
  properties: {
    mentors: { type: 'integer', minimum: 0, description: 'How many mentors will do and take bookings.' },
    ...listProperties,
    mentor_timezone: {
      ...listProperties.mentor_timezone,
      description: "The mentors' zone where all have the same one, else that of the answer.",
    },
    durations: {
      ...listProperties.durations,
      description: 'The durations that one of the mentors offers, ascending, minutes.',
    },
    slots: { type: 'array', items: anySlotSchema, description: 'Free starts, ascending, each once.' },
  },
} as const;

export const anyHoldInputSchema = {
  ...holdInputSchema,
  description: 'The slot to keep, and which mentors will do.',
  properties: { ...choice, ...holdInputSchema.properties },
} as const;

export const anyBookSchema = {
  ...bookSchema,
  description: 'The session to book, and which mentors will do.',
  properties: { ...choice, ...bookSchema.properties },
} as const;

export type AnySlotQuery = FromSchema<typeof anySlotQuerySchema>;
export type AnySlotList = FromSchema<typeof anySlotListSchema>;
export type AnyHoldInput = FromSchema<typeof anyHoldInputSchema>;
export type AnyBookInput = FromSchema<typeof anyBookSchema>;
