import type { FromSchema } from 'json-schema-to-ts';
import { heldCertificationSchema } from './certification.ts';
import { mentorMeetingInputSchema, mentorMeetingSchema } from './meeting.ts';
import { cursor, date, id, instant, language, nullableText, paging, timeZone } from './primitives.ts';
import { sessionSchema } from './session.ts';

/** Booking settings of a mentor, shared by the answer and by what may be written. */
export const settings = {
  slot_step_minutes: {
    type: 'integer',
    minimum: 5,
    maximum: 240,
    description: 'Distance between two starts, minutes.',
  },
  min_notice_minutes: {
    type: 'integer',
    minimum: 0,
    maximum: 525600,
    description: 'A start is listed while it is at least this many minutes ahead.',
  },
  booking_window_days: {
    type: 'integer',
    minimum: 1,
    maximum: 730,
    description: "Starts are listed up to and including today + this many days, in the mentor's time zone.",
  },
  buffer_minutes: {
    type: 'integer',
    minimum: 0,
    maximum: 480,
    description: 'Gap kept between two sessions, minutes. It may reach outside the hours.',
  },
  durations: {
    type: 'array',
    minItems: 1,
    maxItems: 8,
    uniqueItems: true,
    items: { type: 'integer', minimum: 5, maximum: 480 },
    description: 'Session lengths that can be booked, minutes.',
  },
} as const;

/** How much a mentor takes on; null: as much as fits. Shown to herself and her admins. */
const limits = {
  max_sessions_per_day: {
    type: ['integer', 'null'],
    minimum: 1,
    maximum: 100,
    description:
      'Most sessions on a day of her zone; null: as many as fit. Seats of one group are one session.',
  },
  max_sessions_per_week: {
    type: ['integer', 'null'],
    minimum: 1,
    maximum: 500,
    description: 'Most sessions from Monday to Sunday of her zone; null: as many as fit.',
  },
  max_new_students_per_month: {
    type: ['integer', 'null'],
    minimum: 0,
    maximum: 1000,
    description:
      'Most students whose first session with her is in a month of her zone; null: as many as fit, 0: nobody new.',
  },
} as const;

/** When a mentor is away, and who is offered meanwhile. */
const absence = {
  paused_until: {
    ...date,
    type: ['string', 'null'],
    description:
      'She is away until then: the first date, in her zone, that can be booked again. Her sessions stay. Null: she is not.',
  },
  stand_in_mentor_id: {
    ...id,
    type: ['integer', 'null'],
    description:
      'Another mentor of the partner, who is offered while she is away; not one for whom she stands in herself.',
  },
} as const;

/** Whether and until when a mentor answers what students ask of her. */
const confirmation = {
  requires_confirmation: {
    type: 'boolean',
    description: 'Whether a booking is a request first, which the mentor accepts or declines.',
  },
  confirmation_hours: {
    type: 'integer',
    minimum: 1,
    maximum: 336,
    description:
      'How long a request waits for her answer, hours, and at most until its start; then it expires. Default 48.',
  },
} as const;

/** What a mentor has who is created without them: the one place that says so. */
export const defaultSettings = {
  is_available: true,
  slot_step_minutes: 30,
  min_notice_minutes: 0,
  booking_window_days: 60,
  buffer_minutes: 0,
  durations: [30, 60, 90, 120],
} as const;

const profile = {
  name: {
    type: 'string',
    minLength: 1,
    maxLength: 200,
    pattern: '\\S',
    description: 'Name shown to students.',
  },
  bio: nullableText(5000, 'A few sentences about the mentor.'),
  subjects: {
    type: 'array',
    maxItems: 30,
    items: { type: 'string', minLength: 1, maxLength: 80, pattern: '\\S' },
    description: 'What the mentor helps with.',
  },
  languages: {
    type: 'array',
    maxItems: 20,
    uniqueItems: true,
    items: language,
    description: 'Languages that sessions can be held in, BCP 47.',
  },
  timezone: { ...timeZone, description: "IANA time zone of the mentor's wall times." },
  avatar_url: {
    type: ['string', 'null'],
    format: 'uri',
    maxLength: 2000,
    pattern: '^https?://[^\\s/?#]',
    description: 'Address of a picture.',
  },
  is_available: { type: 'boolean', description: 'Whether the mentor takes bookings at present.' },
} as const;

const nullableInstant = { ...instant, type: ['string', 'null'] } as const;

const locale = { ...language, description: 'Language of her mail, BCP 47; French unless given.' } as const;

export const mentorSchema = {
  type: 'object',
  description: 'A mentor as everyone may see her. No personal data beyond the public profile.',
  additionalProperties: false,
  required: [
    'id',
    'name',
    'bio',
    'subjects',
    'languages',
    'timezone',
    'avatar_url',
    'is_available',
    'total_sessions',
    'rating_average',
    'rating_count',
    'certifications',
    'slot_step_minutes',
    'min_notice_minutes',
    'booking_window_days',
    'buffer_minutes',
    'durations',
  ],
  properties: {
    id,
    external_id: {
      type: 'string',
      description: "The mentor's id at the partner. Shown to the partner's admins only.",
    },
    email: {
      type: ['string', 'null'],
      description: 'Where her mail goes. In the view of admins only.',
    },
    locale: {
      type: ['string', 'null'],
      description: 'Language of her mail, BCP 47; null: French. In the view of admins only.',
    },
    invited_at: {
      ...nullableInstant,
      description: 'When she was last invited by mail; null: never. In the view of admins only.',
    },
    deactivated_at: {
      ...nullableInstant,
      description:
        'Since when she is deactivated: listed to nobody else, and not bookable. Null while active. In the view of admins only.',
    },
    ...profile,
    total_sessions: { type: 'integer', minimum: 0, description: 'Sessions booked and not cancelled.' },
    rating_average: {
      type: ['number', 'null'],
      description: 'Mean rating 1 to 5, one decimal; null before the first.',
    },
    rating_count: { type: 'integer', minimum: 0, description: 'Number of reviews.' },
    certifications: {
      type: 'array',
      items: heldCertificationSchema,
      description: 'What her partner certifies of her: what holds now.',
    },
    ...settings,
    ...limits,
    ...absence,
    ...confirmation,
    meeting: mentorMeetingSchema,
  },
} as const;

export const mentorListSchema = {
  type: 'object',
  description: 'One page of mentors.',
  additionalProperties: false,
  required: ['mentors', 'next_cursor'],
  properties: {
    mentors: { type: 'array', items: mentorSchema, description: 'Mentors, in the order of their ids.' },
    next_cursor: cursor,
    counts: {
      type: 'object',
      description:
        'How many mentors the search finds, on all pages. In the view of admins only, on its first page.',
      additionalProperties: false,
      required: ['active', 'inactive'],
      properties: {
        active: { type: 'integer', minimum: 0, description: 'Of those, how many are active.' },
        inactive: { type: 'integer', minimum: 0, description: 'Of those, how many are deactivated.' },
      },
    },
  },
} as const;

const view = {
  type: 'string',
  enum: ['public', 'admin'],
  default: 'public',
  description: "`admin`: also what is known of the mentor as a person; to the partner's admins only.",
} as const;

export const mentorViewSchema = { type: 'object', properties: { view } } as const;

export const mentorQuerySchema = {
  type: 'object',
  properties: {
    view,
    q: { type: 'string', maxLength: 100, description: 'Words to find in name, bio and subjects.' },
    subject: {
      type: 'string',
      maxLength: 80,
      description: 'Exactly one of the subjects, whatever its accents and case.',
    },
    partner: { type: 'string', maxLength: 63, description: 'Only the mentors of this partner (its slug).' },
    ids: {
      type: 'string',
      maxLength: 1700,
      pattern: '^[1-9][0-9]{0,15}(?:,[1-9][0-9]{0,15}){0,99}$',
      description: 'Only these mentors, 1 to 100 ids with commas between, all on one page.',
    },
    status: {
      type: 'string',
      enum: ['active', 'inactive', 'all'],
      description:
        "Deactivated mentors are listed to the partner's admins only; to others by `ids`, as not available. Default active, with `ids` all.",
    },
    ...paging,
  },
} as const;

export const createMentorSchema = {
  type: 'object',
  description: 'A new mentor.',
  required: ['external_id', 'name', 'email', 'timezone'],
  properties: {
    external_id: {
      type: 'string',
      minLength: 1,
      maxLength: 255,
      pattern: '\\S',
      description: "The person's id at the partner: the `sub` of her tokens.",
    },
    email: {
      type: 'string',
      format: 'email',
      maxLength: 320,
      description: 'Where her mail goes. Shown to nobody but the admins of the partner, in their view.',
    },
    locale,
    invite: {
      type: 'boolean',
      description: 'Whether she is sent a mail that tells her where to sign in.',
    },
    ...profile,
    is_available: { ...profile.is_available, default: defaultSettings.is_available },
    slot_step_minutes: { ...settings.slot_step_minutes, default: defaultSettings.slot_step_minutes },
    min_notice_minutes: { ...settings.min_notice_minutes, default: defaultSettings.min_notice_minutes },
    booking_window_days: { ...settings.booking_window_days, default: defaultSettings.booking_window_days },
    buffer_minutes: { ...settings.buffer_minutes, default: defaultSettings.buffer_minutes },
    durations: { ...settings.durations, default: defaultSettings.durations },
    ...limits,
    ...absence,
    ...confirmation,
    meeting: mentorMeetingInputSchema,
  },
} as const;

export const updateMentorSchema = {
  type: 'object',
  description: 'The fields to change; the others stay.',
  minProperties: 1,
  properties: {
    email: createMentorSchema.properties.email,
    locale,
    meeting: mentorMeetingInputSchema,
    ...profile,
    ...settings,
    ...limits,
    ...absence,
    ...confirmation,
  },
} as const;

export const deactivatedMentorSchema = {
  type: 'object',
  description: 'A mentor who was deactivated, and what she still has to do.',
  additionalProperties: false,
  required: ['mentor', 'sessions', 'session_count'],
  properties: {
    mentor: mentorSchema,
    sessions: {
      type: 'array',
      items: sessionSchema,
      description: 'Her sessions to come, which stay as they are: the first hundred.',
    },
    session_count: { type: 'integer', minimum: 0, description: 'How many sessions are to come in all.' },
  },
} as const;

export type Mentor = FromSchema<typeof mentorSchema>;
export type MentorList = FromSchema<typeof mentorListSchema>;
export type MentorView = FromSchema<typeof mentorViewSchema>;
export type MentorQuery = FromSchema<typeof mentorQuerySchema>;
export type CreateMentor = FromSchema<typeof createMentorSchema>;
export type UpdateMentor = FromSchema<typeof updateMentorSchema>;
export type DeactivatedMentor = FromSchema<typeof deactivatedMentorSchema>;
