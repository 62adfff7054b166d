import type { FromSchema } from 'json-schema-to-ts';
import {
  cursor,
  date,
  endWallTime,
  id,
  instant,
  nullableText,
  paging,
  timeZone,
  wallTime,
} from './primitives.ts';

/** How many a student may have at a time. */
export const mostWaitingListEntries = 10;

/** An entry ends after this many offers that she let pass. */
export const mostMissedOffers = 3;

export const waitingListStates = ['waiting', 'offered', 'booked', 'left', 'expired'] as const;

const days = {
  type: 'array',
  minItems: 1,
  maxItems: 7,
  uniqueItems: true,
  items: { type: 'integer', minimum: 0, maximum: 6 },
} as const;

const wishes = {
  duration_minutes: {
    type: 'integer',
    minimum: 5,
    maximum: 480,
    description: 'Length of the session, minutes.',
  },
  from: { ...date, description: 'First date that suits her, in `timezone`.' },
  to: { ...date, description: 'Last date that suits her, included. The entry expires after it.' },
} as const;

const subject = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
} as const;

export const joinWaitingListSchema = {
  type: 'object',
  description:
    'Whom she waits for, either a mentor or any mentor of a subject, and when she could come. The session lies within one of the dates and within the times of day.',
  required: ['duration_minutes', 'from', 'to'],
  properties: {
    mentor_id: { ...id, description: 'The mentor; or give `mentor_subject`.' },
    mentor_subject: {
      ...subject,
      description: "One of the mentors' `subjects`, whatever its accents and case: any of them will do.",
    },
    ...wishes,
    days_of_week: { ...days, description: 'Days that suit her, 0 = Monday; default all.' },
    start_time: {
      ...wallTime,
      description: 'From when on she could come, wall time in `timezone`; default 00:00.',
    },
    end_time: {
      ...endWallTime,
      description: 'When the session is to be over, wall time in `timezone`; default 24:00.',
    },
    timezone: {
      ...timeZone,
      description: "Zone of the dates and times; default that of the student's token, else the mentor's.",
    },
    subject: {
      ...subject,
      description: 'What the session will be about; default the subject of its mentor.',
    },
    description: nullableText(5000, 'What the mentor should know before it.'),
  },
} as const;

const offerSchema = {
  type: ['object', 'null'],
  description: 'The start that is kept for her alone until it expires; null while there is none.',
  additionalProperties: false,
  required: ['mentor_id', 'mentor', 'session_date', 'ends_at', 'expires_at'],
  properties: {
    mentor_id: id,
    mentor: {
      type: 'object',
      description: 'Whose time it is.',
      additionalProperties: false,
      required: ['id', 'name'],
      properties: { id, name: { type: 'string', description: 'Her name.' } },
    },
    session_date: { ...instant, description: 'The start, with the offset of `timezone`.' },
    ends_at: { ...instant, description: 'The end.' },
    expires_at: { ...instant, description: 'Until when it can be accepted; then it is passed on.' },
  },
} as const;

const entryFields = {
  id,
  state: {
    type: 'string',
    enum: waitingListStates,
    description:
      'waiting; offered: a start is kept for her; booked: she accepted; left: she left; expired: the last date is past, or she let three offers pass.',
  },
  position: {
    type: ['integer', 'null'],
    description:
      'Her place among those who wait for the same mentor or the same subject, 1 for the first; null once it has ended.',
  },
  mentor_id: {
    ...id,
    type: ['integer', 'null'],
    description: 'The mentor she waits for; null for any of a subject.',
  },
  mentor: {
    type: ['object', 'null'],
    description: 'The same mentor.',
    additionalProperties: false,
    required: ['id', 'name'],
    properties: { id, name: { type: 'string', description: 'Her name.' } },
  },
  mentor_subject: { type: ['string', 'null'], description: 'The subject, where any of its mentors will do.' },
  ...wishes,
  days_of_week: {
    ...days,
    type: ['array', 'null'],
    description: 'Days that suit her, 0 = Monday; null for all.',
  },
  start_time: { ...wallTime, description: 'From when on she could come, wall time in `timezone`.' },
  end_time: { ...endWallTime, description: 'When the session is to be over, wall time in `timezone`.' },
  timezone: { ...timeZone, description: 'Zone of the dates and times.' },
  subject: { type: 'string', description: 'What the session will be about.' },
  description: { type: ['string', 'null'], description: 'What the mentor should know before it.' },
  offer: offerSchema,
  missed_offers: { type: 'integer', description: 'Offers that she let pass.' },
  session_id: { ...id, type: ['integer', 'null'], description: 'The session, once it is booked.' },
  created_at: { ...instant, description: 'When she joined.' },
} as const;

const entryNames = [
  ...([
    'id',
    'state',
    'position',
    'mentor_id',
    'mentor',
    'mentor_subject',
    'duration_minutes',
    'from',
    'to',
  ] as const),
  ...(['days_of_week', 'start_time', 'end_time', 'timezone', 'subject', 'description', 'offer'] as const),
  ...(['missed_offers', 'session_id', 'created_at'] as const),
] as const;

export const waitingListEntrySchema = {
  type: 'object',
  description: 'A student who waits for time, what she wishes, and what she is offered.',
  additionalProperties: false,
  required: entryNames,
  properties: entryFields,
} as const;

export const waitingListSchema = {
  type: 'object',
  description: 'What the student waits for.',
  additionalProperties: false,
  required: ['entries'],
  properties: {
    entries: {
      type: 'array',
      items: waitingListEntrySchema,
      description:
        'Those that stand, in the order in which she joined, then what ended in the last 30 days, the latest first.',
    },
  },
} as const;

export const studentOnWaitingListSchema = {
  ...waitingListEntrySchema,
  description: 'Somebody who waits, as mentors and admins see her.',
  required: [...entryNames, 'student'],
  properties: {
    ...entryFields,
    student: {
      type: 'object',
      description: 'Who waits.',
      additionalProperties: false,
      required: ['id', 'name'],
      properties: { id, name: { type: 'string', description: 'Her name.' } },
    },
  },
} as const;

export const partnersWaitingListQuerySchema = {
  type: 'object',
  properties: {
    mentor_id: { ...id, description: 'Only who waits for this mentor or for a subject of hers.' },
    ...paging,
  },
} as const;

export const partnersWaitingListSchema = {
  type: 'object',
  description: 'One page of those who wait, the first in line first.',
  additionalProperties: false,
  required: ['entries', 'count', 'next_cursor'],
  properties: {
    entries: {
      type: 'array',
      items: studentOnWaitingListSchema,
      description: 'Who waits, and what is offered to whom.',
    },
    count: { type: 'integer', description: 'How many wait, on this page or not.' },
    next_cursor: cursor,
  },
} as const;

export type JoinWaitingList = FromSchema<typeof joinWaitingListSchema>;
export type WaitingListEntry = FromSchema<typeof waitingListEntrySchema>;
export type WaitingList = FromSchema<typeof waitingListSchema>;
export type StudentOnWaitingList = FromSchema<typeof studentOnWaitingListSchema>;
export type PartnersWaitingListQuery = FromSchema<typeof partnersWaitingListQuerySchema>;
export type PartnersWaitingList = FromSchema<typeof partnersWaitingListSchema>;
