import type { FromSchema } from 'json-schema-to-ts';
import { date, id, instant, language, modes, offset, timeZone, viewer } from './primitives.ts';
import { alternativeSchema, standInSchema } from './problem.ts';

/** A free start, with its wall time where the student is. */
export const slotSchema = {
  ...alternativeSchema,
  description: 'A free start of the mentor.',
  additionalProperties: false,
  properties: {
    ...alternativeSchema.properties,
    available: {
      type: 'boolean',
      description:
        'False only where `reason` says why this student cannot book it. Always true without a token.',
    },
    reason: {
      type: 'string',
      enum: ['student_busy', 'mentor_full_for_new'],
      description:
        'Only with a token: `student_busy` where a session of the listed duration would overlap one that the student has already; `mentor_full_for_new` where the mentor meets as many new students in that month as she will, and has had no session with this one.',
    },
  },
} as const;

export const slotQuerySchema = {
  type: 'object',
  properties: {
    from: { ...date, description: 'First date, counted in `timezone`; default today.' },
    days: { type: 'integer', minimum: 1, maximum: 62, default: 7, description: 'Number of dates.' },
    timezone: { ...timeZone, description: "What the student's clock shows; default the mentor's zone." },
    duration: {
      type: 'integer',
      minimum: 1,
      maximum: 1440,
      description: "One of the mentor's durations, minutes; default the shortest.",
    },
    locale: { ...language, default: 'fr', description: 'Language of `day_name`, BCP 47.' },
    mode: {
      type: 'string',
      enum: modes,
      description:
        'Only starts that are held this way; default all. `next_available` counts these alone too.',
    },
  },
} as const;

/** An instant from which on at least one of the two offsets is different. */
const clockChangeSchema = {
  type: 'object',
  description: 'A clock change in one of the two zones, or in both.',
  additionalProperties: false,
  required: ['datetime', 'timezone_offset', 'mentor_timezone_offset'],
  properties: {
    datetime: { ...instant, description: 'From when on.' },
    timezone_offset: { ...offset, description: 'Of `timezone` from UTC, from then on.' },
    mentor_timezone_offset: { ...offset, description: 'Of `mentor_timezone` from UTC, from then on.' },
  },
} as const;

export const slotListSchema = {
  type: 'object',
  description:
    'The free starts of a mentor. What is listed as available can be booked, and what can be booked is listed.',
  additionalProperties: false,
  required: [
    'mentor_id',
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
    mentor_id: id,
    timezone: { ...timeZone, description: 'Zone of `date` and `time`.' },
    mentor_timezone: { ...timeZone, description: "The mentor's zone." },
    timezone_offset: { ...offset, description: 'Of `timezone` from UTC, at the start of `from`.' },
    mentor_timezone_offset: { ...offset, description: 'Of `mentor_timezone` from UTC, at the same instant.' },
    clock_changes: {
      type: 'array',
      items: clockChangeSchema,
      description: 'Where either offset changes before the end of `to`, ascending; mostly empty.',
    },
    from: date,
    to: { ...date, description: 'Last date of the list, included.' },
    durations: {
      type: 'array',
      items: { type: 'integer' },
      description: "The mentor's durations, ascending, minutes.",
    },
    next_available: {
      type: ['string', 'null'],
      format: 'date',
      description:
        'First date at or after `from` with a free start; null when there is none in the booking window.',
    },
    paused_until: {
      ...date,
      description: 'Only while the mentor is away: the first date, in her zone, on which she is back.',
    },
    stand_in: {
      ...standInSchema,
      description: 'Only while she is away: who is offered meanwhile, if she named one who takes bookings.',
    },
    requires_confirmation: {
      type: 'boolean',
      const: true,
      description: 'Where the mentor answers first: a booking is a request until then. Left out elsewhere.',
    },
    slots: { type: 'array', items: slotSchema, description: 'Free starts, ascending.' },
  },
} as const;

export const holdInputSchema = {
  type: 'object',
  description: 'The slot to keep.',
  required: ['session_date', 'duration_minutes'],
  properties: {
    session_date: { ...instant, description: 'The start.' },
    duration_minutes: { type: 'integer', description: "One of the mentor's durations, minutes." },
    ...viewer,
  },
} as const;

export const holdSchema = {
  type: 'object',
  description: 'A slot kept for a student for a few minutes.',
  additionalProperties: false,
  required: ['id', 'mentor_id', 'mentor', 'session_date', 'duration_minutes', 'expires_at'],
  properties: {
    id,
    mentor_id: id,
    mentor: {
      type: 'object',
      description: 'Whose slot it is.',
      additionalProperties: false,
      required: ['id', 'name'],
      properties: {
        id,
        name: { type: 'string', description: 'Name.' },
      },
    },
    session_date: instant,
    duration_minutes: { type: 'integer', description: 'Length, minutes.' },
    expires_at: { ...instant, description: 'When the hold ends by itself.' },
  },
} as const;

export type Slot = FromSchema<typeof slotSchema>;
/** A start that nothing bars, as alternatives are. */
export type FreeSlot = Slot & { readonly available: true };
export type SlotQueryString = FromSchema<typeof slotQuerySchema>;
export type SlotList = FromSchema<typeof slotListSchema>;
export type HoldInput = FromSchema<typeof holdInputSchema>;
export type Hold = FromSchema<typeof holdSchema>;
