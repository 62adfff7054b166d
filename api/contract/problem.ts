import type { FromSchema } from 'json-schema-to-ts';
import { partnerNameSchema } from './account.ts';
import { feedFailureCodes } from './busy-feed.ts';
import { occurrenceSchema } from './occurrence.ts';
import { date, id, instant, modes, offsetIfTwice } from './primitives.ts';
import { quotaNames } from './programme.ts';

/** Every kind of problem: its stable code, HTTP status and title. Match on the code, never on words. */
export const problemKinds = {
  malformed_json: { status: 400, title: 'The body is not JSON' },
  malformed_body: { status: 400, title: 'The body cannot be read' },
  unauthenticated: { status: 401, title: 'A valid token is needed' },
  forbidden: { status: 403, title: 'Not allowed' },
  missing_scope: { status: 403, title: 'The API key does not cover this' },
  own_session: { status: 403, title: 'A mentor cannot book herself' },
  booking_suspended: { status: 403, title: 'The student may not book at present' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  slot_taken: { status: 409, title: 'The slot is taken' },
  slot_held: { status: 409, title: 'The slot is held for somebody else' },
  student_busy: { status: 409, title: 'The student has another session at that time' },
  series_conflict: { status: 409, title: 'Not every date of the series is free' },
  mentor_full: { status: 409, title: 'The mentor takes no more sessions in that day or week' },
  mentor_full_for_new: { status: 409, title: 'The mentor meets no more new students in that month' },
  mentor_paused: { status: 409, title: 'The mentor is away' },
  mentor_unavailable: { status: 409, title: 'The mentor takes no bookings at present' },
  certification_exists: { status: 409, title: 'There is such a certification already' },
  too_many_certifications: { status: 409, title: 'The partner has too many certifications' },
  mentor_exists: { status: 409, title: 'There is such a mentor already' },
  not_scheduled: { status: 409, title: 'The session is not scheduled any more' },
  not_requested: { status: 409, title: 'The session waits for no answer' },
  session_past: { status: 409, title: 'The session has begun or is over' },
  cancellation_closed: { status: 409, title: 'It is too late to cancel or move the session' },
  session_not_started: { status: 409, title: 'The session has not begun' },
  not_closed: { status: 409, title: 'The session is not marked as held or missed' },
  reopen_too_late: { status: 409, title: 'The mark stands for good' },
  not_completed: { status: 409, title: 'The session is not completed' },
  already_waiting: { status: 409, title: 'The student waits for the same already' },
  too_many_waiting_list_entries: { status: 409, title: 'The student waits for too much already' },
  not_waiting: { status: 409, title: 'The entry of the waiting list has ended' },
  no_offer: { status: 409, title: 'Nothing is offered at present' },
  offer_expired: { status: 409, title: 'The offer has ended' },
  already_reviewed: { status: 409, title: 'The session has a review already' },
  no_address: { status: 409, title: 'The person has no mail address' },
  address_bounced: { status: 409, title: 'Mail to the address comes back' },
  no_shared_secret: { status: 409, title: 'The partner has public keys and no shared secret' },
  last_secret: { status: 409, title: 'The last secret cannot be removed' },
  too_many_secrets: { status: 409, title: 'Two secrets are live already' },
  too_many_api_keys: { status: 409, title: 'The partner has too many API keys' },
  too_many_webhooks: { status: 409, title: 'The partner has too many webhooks' },
  no_gateway: { status: 409, title: 'The partner sends no SMS' },
  number_stopped: { status: 409, title: 'Messages to this number were ended' },
  message_under_way: { status: 409, title: 'The message is being sent' },
  webhook_disabled: { status: 409, title: 'The webhook is disabled' },
  busy_feed_exists: { status: 409, title: 'The calendar is read already' },
  too_many_busy_feeds: { status: 409, title: 'The mentor has too many other calendars' },
  too_many_availabilities: { status: 409, title: 'The mentor has too many rules' },
  precondition_failed: { status: 412, title: 'It was changed meanwhile' },
  sessions_to_come: { status: 409, title: 'There are sessions still to come' },
  partner_needed: { status: 409, title: 'The address is known at several partners' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  invalid_request: { status: 422, title: 'The request is not valid' },
  unreadable_calendar: { status: 422, title: 'The address gives no calendar that can be read' },
  invalid_duration: { status: 422, title: 'The mentor does not offer that duration' },
  in_past: { status: 422, title: 'The time is past' },
  too_soon: { status: 422, title: "The time is inside the mentor's notice" },
  too_far: { status: 422, title: 'The time is beyond the booking window' },
  blackout_date: { status: 422, title: 'Nothing is booked on that date' },
  outside_term: { status: 422, title: 'The date is outside the terms of the programme' },
  quota_exceeded: { status: 422, title: 'The student has booked all that she may' },
  outside_availability: { status: 422, title: "The time is outside the mentor's availability" },
  idempotency_mismatch: { status: 422, title: 'The idempotency key was used for another request' },
  precondition_required: { status: 428, title: 'The request must say what it changes' },
  other_browser: { status: 422, title: 'The code was asked for in another browser' },
  wrong_code: { status: 422, title: 'The code is wrong or has expired' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  try_again: { status: 503, title: 'Not possible at this moment; try again' },
  unavailable: { status: 503, title: 'Not available at present' },
} as const;

export type ProblemCode = keyof typeof problemKinds;

/** What booking, holding and moving a session may answer instead of success. */
export const slotProblems = [
  'own_session',
  'not_found',
  'slot_taken',
  'slot_held',
  'student_busy',
  'mentor_unavailable',
  'mentor_full',
  'mentor_full_for_new',
  'mentor_paused',
  'invalid_duration',
  'in_past',
  'too_soon',
  'too_far',
  'blackout_date',
  'outside_term',
  'quota_exceeded',
  'outside_availability',
] as const satisfies readonly ProblemCode[];

/** One fault in the input. Source: RFC 9457 §3 (extension member `errors`), RFC 6901 (pointer). */
export const faultSchema = {
  type: 'object',
  description: 'One fault in what was sent.',
  required: ['pointer', 'detail'],
  properties: {
    pointer: {
      type: 'string',
      description: 'JSON Pointer into the body, or `/name` of the query parameter or header.',
    },
    detail: { type: 'string', description: 'What is wrong there, and what was expected.' },
  },
} as const;

/** A free start of the wanted duration, offered beside a conflict. */
export const alternativeSchema = {
  type: 'object',
  description: 'A free start near the wanted one.',
  required: ['datetime', 'date', 'time', 'day_name', 'available', 'max_duration_minutes'],
  properties: {
    datetime: instant,
    date,
    time: { type: 'string', description: 'Wall time HH:MM in the time zone of the answer.' },
    timezone_offset: offsetIfTwice,
    day_name: { type: 'string', description: 'Name of the weekday in the language of the answer.' },
    available: { type: 'boolean', const: true, description: 'Always true: only free starts are offered.' },
    max_duration_minutes: {
      type: 'integer',
      description: "Longest of the mentor's durations that fits, minutes.",
    },
    capacity: {
      type: 'integer',
      minimum: 2,
      maximum: 500,
      description: 'How many students share the session; missing where it is one.',
    },
    places_left: {
      type: 'integer',
      minimum: 1,
      description: 'How many of them may still book; with `capacity`.',
    },
    mode: { type: 'string', enum: modes, description: 'How the session is held, where the hours say it.' },
    place: { type: 'string', description: 'Where the session is held, where the hours say it.' },
  },
} as const;

/** Another mentor who is offered while one is away. */
export const standInSchema = {
  type: 'object',
  description: 'Another mentor who is offered meanwhile.',
  additionalProperties: false,
  required: ['mentor_id', 'name'],
  properties: { mentor_id: id, name: { type: 'string', description: 'Name.' } },
} as const;

/** RFC 9457 problem details, as every error answer of the API is shaped. */
export const problemSchema = {
  type: 'object',
  description: 'What went wrong, for people (`title`, `detail`) and for programs (`code`).',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Stable URI of this kind of problem.' },
    title: { type: 'string', description: 'Short name of this kind of problem; the same every time.' },
    status: { type: 'integer', minimum: 400, maximum: 599, description: 'HTTP status code.' },
    detail: { type: 'string', description: 'What happened in this case.' },
    code: {
      type: 'string',
      pattern: '^[a-z_]+$',
      description: 'Stable machine name of this kind of problem.',
    },
    request_id: { type: 'string', description: 'Names this request in the server log.' },
    errors: { type: 'array', items: faultSchema, description: 'Every fault in the input, all at once.' },
    alternatives: {
      type: 'array',
      items: alternativeSchema,
      maxItems: 3,
      description:
        'The three free starts nearest to the wanted one (slot_taken, slot_held, mentor_full, mentor_full_for_new, mentor_paused).',
    },
    timezone: {
      type: 'string',
      description: 'Time zone of the wall times in `alternatives` and `occurrences`.',
    },
    occurrences: {
      type: 'array',
      items: occurrenceSchema,
      description: 'How the dates stand, ascending (series_conflict).',
    },
    reason: {
      type: 'string',
      enum: feedFailureCodes,
      description: 'Why the calendar cannot be read (unreadable_calendar).',
    },
    session_id: {
      ...id,
      description:
        "The student's own session that stands in the way (student_busy), or the one that is too near (cancellation_closed).",
    },
    rule: { type: 'string', enum: quotaNames, description: 'The limit that was reached (quota_exceeded).' },
    limit: { type: 'integer', description: 'What it allows, sessions or minutes (quota_exceeded).' },
    used: { type: 'integer', description: 'What the student has of it (quota_exceeded).' },
    left: { type: 'integer', description: 'What she may still book (quota_exceeded).' },
    resets_on: { ...date, description: 'First date that is counted anew (quota_exceeded).' },
    until: {
      ...instant,
      description: 'When she may book again (booking_suspended), or when the mentor is back (mentor_paused).',
    },
    until_date: {
      ...date,
      description:
        "The date of `until`, in the partner's zone (booking_suspended) or the mentor's (mentor_paused).",
    },
    stand_in: {
      ...standInSchema,
      description: 'Who may be booked meanwhile, if anybody was named (mentor_paused).',
    },
    cutoff_minutes: {
      type: 'integer',
      description: 'How long before the start a student may still cancel or move it (cancellation_closed).',
    },
    dates: {
      type: 'object',
      description: 'The closed dates (blackout_date), or the next term if there is one (outside_term).',
      required: ['name', 'from', 'to'],
      properties: {
        name: { type: 'string', description: 'Their name.' },
        from: { ...date, description: 'First date.' },
        to: { ...date, description: 'Last date, included.' },
      },
    },
    partners: {
      type: 'array',
      items: partnerNameSchema,
      description: 'The partners to choose from (partner_needed).',
    },
  },
} as const;

export type Fault = FromSchema<typeof faultSchema>;
export type Alternative = FromSchema<typeof alternativeSchema>;
export type ProblemBody = FromSchema<typeof problemSchema>;
