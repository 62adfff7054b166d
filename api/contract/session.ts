import type { FromSchema } from 'json-schema-to-ts';
import {
  cursor,
  date,
  id,
  instant,
  mode,
  nullableText,
  offsetIfTwice,
  place,
  timeZone,
  viewer as viewerOfSlots,
  wallTime,
} from './primitives.ts';

export const statuses = ['requested', 'scheduled', 'completed', 'cancelled', 'no_show'] as const;

/** Those that take up time: of the mentor, of the student and of her limits. */
export const liveStatuses = ['requested', 'scheduled', 'completed'] as const;

/** Those that may still take place. */
export const comingStatuses = ['requested', 'scheduled'] as const;

const party = (description: string) =>
  ({
    type: 'object',
    description,
    additionalProperties: false,
    required: ['id', 'name'],
    properties: { id, name: { type: 'string', description: 'Name.' } },
  }) as const;

const meetingLink = {
  type: ['string', 'null'],
  format: 'uri',
  maxLength: 2000,
  pattern: '^https?://[^\\s/?#]',
  description: 'Address of the video meeting.',
} as const;

const metadata = {
  type: 'object',
  maxProperties: 50,
  description: "The partner's own data about the session; kept and given back as it is.",
} as const;

export const zoneShown = {
  timezone: {
    ...timeZone,
    description:
      "Zone of the sessions' wall times; default the reader's as her tokens tell it, else the mentor's.",
  },
} as const;

const viewer = {
  ...viewerOfSlots,
  timezone: {
    ...timeZone,
    description:
      "Zone of the session's wall times, default the reader's as her tokens tell it, else the mentor's; and of the alternatives', default the mentor's.",
  },
} as const;

const reviewFields = {
  rating: { type: 'integer', minimum: 1, maximum: 5, description: '1 (poor) to 5 (excellent).' },
  comment: nullableText(2000, 'A few words.'),
} as const;

const durationMinutes = { type: 'integer', description: "One of the mentor's durations, minutes." } as const;

const joinedAt = (whose: string) =>
  ({
    ...instant,
    type: ['string', 'null'],
    description: `When the ${whose} first went into the meeting, with the offset of \`timezone\`; null: not that we know.`,
  }) as const;

const attendance = {
  type: ['object', 'null'],
  description:
    'Who went into the meeting by the links of ours; null where nobody is seen to. Shown to the mentor only.',
  additionalProperties: false,
  required: ['mentor_joined_at', 'student_joined_at', 'proposal'],
  properties: {
    mentor_joined_at: joinedAt('mentor'),
    student_joined_at: joinedAt('student'),
    proposal: {
      type: ['string', 'null'],
      enum: ['completed', 'no_show', null],
      description:
        'What that proposes once the session is over and not closed: both came, or the mentor came and the student did not. The mentor decides.',
    },
  },
} as const;

export const sessionSchema = {
  type: 'object',
  description: 'A booked session, as its student, its mentor and the partner see it.',
  additionalProperties: false,
  required: [
    'id',
    'mentor_id',
    'student_id',
    'mentor',
    'student',
    'session_date',
    'ends_at',
    'date',
    'time',
    'end_time',
    'timezone',
    'duration_minutes',
    'subject',
    'description',
    'status',
    'meeting_link',
    'mode',
    'place',
    'group_id',
    'capacity',
    'cancel_reason',
    'review',
    'metadata',
    'series_id',
    'created_at',
    'updated_at',
  ],
  properties: {
    id,
    mentor_id: id,
    student_id: id,
    mentor: party('The mentor.'),
    student: party('The student.'),
    session_date: { ...instant, description: 'The start.' },
    ends_at: { ...instant, description: 'The end.' },
    date: { ...date, description: 'The date of the start in `timezone`, YYYY-MM-DD.' },
    time: { ...wallTime, description: 'The wall time of the start in `timezone`, HH:MM.' },
    end_time: {
      ...wallTime,
      description: 'The wall time of the end in `timezone`, HH:MM; past midnight it is one of the next date.',
    },
    timezone: { ...timeZone, description: 'IANA zone of `date`, `time` and `end_time`.' },
    timezone_offset: offsetIfTwice,
    duration_minutes: { type: 'integer', description: 'Length, minutes.' },
    subject: { type: 'string', description: 'What the session is about.' },
    description: nullableText(5000, 'More about it.'),
    status: {
      type: 'string',
      enum: statuses,
      description: 'Where the session stands; `requested` keeps the time until the mentor has answered.',
    },
    decide_by: {
      ...instant,
      description:
        'Until when the mentor answers the request, or could have; then it expires. Only of what is `requested`, and of what was cancelled before it was accepted.',
    },
    meeting_link: {
      ...meetingLink,
      description:
        'Address of the video meeting: the one that the mentor set, else `PUBLIC_URL/join/<token>`, which is different for each of the two people and shown to them only. Null where there is none.',
    },
    mode,
    place,
    group_id: {
      ...id,
      type: ['integer', 'null'],
      description:
        'What the sessions of one group have in common, each of another student; null of one alone.',
    },
    capacity: {
      type: ['integer', 'null'],
      description:
        'How many students may share the session, by the hours when this one was booked; null of one alone.',
    },
    own_meeting_link: {
      ...meetingLink,
      description:
        'The address that the mentor set; null where none, or one that is made by itself. Shown to the mentor only.',
    },
    attendance,
    notes: nullableText(10000, "The mentor's private notes. Shown to the mentor only."),
    cancel_reason: nullableText(
      1000,
      'Why it was cancelled; `expired` for a request that the mentor did not answer in time.',
    ),
    reopen_until: {
      ...instant,
      type: ['string', 'null'],
      description:
        'Until then the mentor may take back that it was held or missed; null where she may not. Shown to the mentor only.',
    },
    review: {
      type: ['object', 'null'],
      description: "The student's review; null while there is none.",
      additionalProperties: false,
      required: ['rating', 'comment', 'created_at'],
      properties: { ...reviewFields, created_at: instant },
    },
    metadata,
    series_id: {
      ...id,
      type: ['integer', 'null'],
      description: 'The series that it was booked with; null for a session of its own.',
    },
    created_at: instant,
    updated_at: instant,
  },
} as const;

export const sessionListSchema = {
  type: 'object',
  description: 'One page of sessions.',
  additionalProperties: false,
  required: ['sessions', 'next_cursor'],
  properties: {
    sessions: { type: 'array', items: sessionSchema, description: 'Sessions, in the `order` asked for.' },
    next_cursor: cursor,
    today: {
      ...date,
      description:
        'The date it is in the zone of the wall times; missing where each session has its own zone.',
    },
    preferences_url: {
      type: 'string',
      format: 'uri',
      description:
        'To the student whose list it is: a page where she chooses what she is told by mail and when she is reminded, good for a day at least. It is hers alone, and needs no sign-in.',
    },
  },
} as const;

/** The query of every operation that answers with one session and takes no zone in its body. */
export const sessionViewSchema = { type: 'object', properties: zoneShown } as const;

/** Which calendar of a session is asked for. */
export const sessionCalendarQuerySchema = {
  type: 'object',
  properties: {
    scope: {
      type: 'string',
      enum: ['this', 'all'],
      description: 'Of a series: this session alone, as when it is left out, or all as one event.',
    },
  },
} as const;

export const bookSchema = {
  type: 'object',
  description: 'The session to book.',
  required: ['session_date', 'duration_minutes', 'subject'],
  properties: {
    session_date: { ...instant, description: 'The start: the `datetime` of a slot.' },
    duration_minutes: durationMinutes,
    subject: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      pattern: '\\S',
      description: 'What the session is about; not blank.',
    },
    description: nullableText(5000, 'More about it.'),
    hold_id: {
      ...id,
      type: ['integer', 'null'],
      description: "The student's hold on the slot, if she has one.",
    },
    metadata: { ...metadata, type: ['object', 'null'] },
    ...viewer,
  },
} as const;

const scope = {
  type: 'string',
  enum: ['this', 'following', 'all'],
  description:
    'Of a series: this session alone, as when it is left out, this one and the following, or all. Only those still to come are meant.',
} as const;

export const rescheduleSchema = {
  type: 'object',
  description:
    "The new time. The other sessions that `scope` means move by as much, on the mentor's wall: all of them or none.",
  required: ['session_date'],
  properties: {
    session_date: { ...instant, description: 'The new start.' },
    duration_minutes: { ...durationMinutes, description: 'The new length, minutes; default as it was.' },
    scope,
    ...viewer,
  },
} as const;

export const cancelSchema = {
  type: 'object',
  description: 'Why.',
  properties: {
    reason: nullableText(1000, 'Why; the other person reads it.'),
    scope: {
      ...scope,
      enum: [...scope.enum, 'group'],
      description: `${scope.description} \`group\`: all sessions of its group, for the mentor only.`,
    },
  },
} as const;

export const declineSchema = {
  type: 'object',
  description: 'Why.',
  properties: { reason: nullableText(1000, 'Why; the student reads it.') },
} as const;

export const updateSessionSchema = {
  type: 'object',
  description: 'The fields to change; the others stay.',
  minProperties: 1,
  properties: {
    notes: sessionSchema.properties.notes,
    meeting_link: {
      ...meetingLink,
      description:
        'An address of her own for both people; null for the one that is made by itself, if there is one.',
    },
  },
} as const;

export const reviewInputSchema = {
  type: 'object',
  description: 'What the student thought of it.',
  required: ['rating'],
  properties: reviewFields,
} as const;

export const reviewSchema = {
  type: 'object',
  description: "A student's review of a session.",
  additionalProperties: false,
  required: ['session_id', 'rating', 'comment', 'created_at'],
  properties: {
    session_id: id,
    ...reviewFields,
    created_at: instant,
  },
} as const;

export type Session = FromSchema<typeof sessionSchema>;
export type SessionList = FromSchema<typeof sessionListSchema>;
export type SessionView = FromSchema<typeof sessionViewSchema>;
export type SessionCalendarQuery = FromSchema<typeof sessionCalendarQuerySchema>;
export type BookInput = FromSchema<typeof bookSchema>;
export type RescheduleInput = FromSchema<typeof rescheduleSchema>;
export type DeclineInput = FromSchema<typeof declineSchema>;
export type CancelInput = FromSchema<typeof cancelSchema>;
export type UpdateSession = FromSchema<typeof updateSessionSchema>;
export type ReviewInput = FromSchema<typeof reviewInputSchema>;
export type Review = FromSchema<typeof reviewSchema>;
export type SeriesScope = NonNullable<RescheduleInput['scope']>;
export type SessionStatus = (typeof statuses)[number];
