import * as availability from './availability.ts';
import { eventSchema, type WidgetEvent } from './event.ts';
import * as mentor from './mentor.ts';
import { type Metrics, type MetricsQuery, metricsQuerySchema, metricsSchema } from './metrics.ts';
import * as notification from './notification.ts';
import type { ProblemCode } from './problem.ts';
import * as session from './session.ts';
import * as slot from './slot.ts';

/** Who may call: `anyone` needs no token; the rest do, and the command or route checks the thing itself. */
export type Who = 'anyone' | 'person' | 'student' | 'mentor' | 'mentor_or_admin' | 'partner_admin';

/** What a handler is given and gives back: the types of one operation. */
export interface OperationTypes {
  query?: unknown;
  body?: unknown;
  result?: unknown;
}

export interface Operation<T extends OperationTypes = OperationTypes> {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Koa's form: `:id` and `:mentor` are identifiers, `:date` is a date. */
  readonly path: string;
  readonly tag: 'Mentors' | 'Availability' | 'Slots' | 'Sessions' | 'Notifications' | 'Insight';
  readonly who: Who;
  readonly summary: string;
  readonly description?: string;
  readonly query?: object;
  readonly body?: object;
  /** True when a request without a body counts as `{}`. */
  readonly bodyOptional?: boolean;
  readonly idempotent?: boolean;
  readonly status: 200 | 201 | 202 | 204;
  readonly response?: object;
  readonly mediaType?: 'text/calendar' | 'text/event-stream';
  readonly problems: readonly ProblemCode[];
  /** Carries the types only; never set. */
  readonly types?: T;
}

const define = <T extends OperationTypes>(operation: Omit<Operation<T>, 'types'>): Operation<T> => operation;

/** What booking, holding and moving a session may answer instead of success. */
const slotProblems = [
  'own_session',
  'not_found',
  'slot_taken',
  'slot_held',
  'student_busy',
  'mentor_unavailable',
  'invalid_duration',
  'in_past',
  'too_soon',
  'too_far',
  'outside_availability',
] as const satisfies readonly ProblemCode[];

/** Every operation of the API under /api, in the order of the reference. */
export const operations = {
  listMentors: define<{ query: mentor.MentorQuery; result: mentor.MentorList }>({
    id: 'listMentors',
    method: 'get',
    path: '/api/mentors',
    tag: 'Mentors',
    who: 'anyone',
    summary: 'List mentors',
    description: 'With a token, only the mentors of its partner.',
    query: mentor.mentorQuerySchema,
    status: 200,
    response: mentor.mentorListSchema,
    problems: [],
  }),
  createMentor: define<{ body: mentor.CreateMentor; result: mentor.Mentor }>({
    id: 'createMentor',
    method: 'post',
    path: '/api/mentors',
    tag: 'Mentors',
    who: 'partner_admin',
    summary: 'Create a mentor',
    body: mentor.createMentorSchema,
    status: 201,
    response: mentor.mentorSchema,
    problems: ['mentor_exists'],
  }),
  getMentor: define<{ result: mentor.Mentor }>({
    id: 'getMentor',
    method: 'get',
    path: '/api/mentors/:id',
    tag: 'Mentors',
    who: 'anyone',
    summary: 'Get a mentor',
    status: 200,
    response: mentor.mentorSchema,
    problems: ['not_found'],
  }),
  updateMentor: define<{ body: mentor.UpdateMentor; result: mentor.Mentor }>({
    id: 'updateMentor',
    method: 'patch',
    path: '/api/mentors/:id',
    tag: 'Mentors',
    who: 'mentor_or_admin',
    summary: "Change a mentor's profile or settings",
    body: mentor.updateMentorSchema,
    status: 200,
    response: mentor.mentorSchema,
    problems: ['not_found'],
  }),
  listAvailabilities: define<{ result: availability.AvailabilityList }>({
    id: 'listAvailabilities',
    method: 'get',
    path: '/api/mentors/:id/availabilities',
    tag: 'Availability',
    who: 'anyone',
    summary: "List a mentor's rules",
    status: 200,
    response: availability.availabilityListSchema,
    problems: ['not_found'],
  }),
  createAvailability: define<{
    body: availability.CreateAvailability;
    result: availability.Availability | availability.ReplacedAvailabilities;
  }>({
    id: 'createAvailability',
    method: 'post',
    path: '/api/mentors/availabilities',
    tag: 'Availability',
    who: 'mentor_or_admin',
    summary: 'Add one rule, or replace the whole set',
    description:
      'With `availabilities` the whole set is replaced in one transaction; `conflicts` lists the booked sessions that the new rules no longer cover. They stay booked.',
    body: availability.createAvailabilitySchema,
    status: 201,
    response: { oneOf: [availability.availabilitySchema, availability.replacedAvailabilitiesSchema] },
    problems: ['not_found', 'too_many_availabilities'],
  }),
  updateAvailability: define<{ body: availability.UpdateAvailability; result: availability.Availability }>({
    id: 'updateAvailability',
    method: 'patch',
    path: '/api/mentors/availabilities/:id',
    tag: 'Availability',
    who: 'mentor_or_admin',
    summary: 'Change one rule',
    body: availability.updateAvailabilitySchema,
    status: 200,
    response: availability.availabilitySchema,
    problems: ['not_found'],
  }),
  deleteAvailability: define({
    id: 'deleteAvailability',
    method: 'delete',
    path: '/api/mentors/availabilities/:id',
    tag: 'Availability',
    who: 'mentor_or_admin',
    summary: 'Remove one rule',
    status: 204,
    problems: ['not_found'],
  }),
  listOverrides: define<{
    query: availability.OverrideQuery;
    result: { overrides: availability.AvailabilityOverride[] };
  }>({
    id: 'listOverrides',
    method: 'get',
    path: '/api/mentors/:id/overrides',
    tag: 'Availability',
    who: 'anyone',
    summary: "List a mentor's overrides",
    query: availability.overrideQuerySchema,
    status: 200,
    response: availability.overrideListSchema,
    problems: ['not_found'],
  }),
  putOverride: define<{ body: availability.PutOverride; result: availability.AvailabilityOverride }>({
    id: 'putOverride',
    method: 'put',
    path: '/api/mentors/:id/overrides/:date',
    tag: 'Availability',
    who: 'mentor_or_admin',
    summary: 'Set the hours of one date',
    body: availability.putOverrideSchema,
    status: 200,
    response: availability.overrideSchema,
    problems: ['not_found'],
  }),
  deleteOverride: define({
    id: 'deleteOverride',
    method: 'delete',
    path: '/api/mentors/:id/overrides/:date',
    tag: 'Availability',
    who: 'mentor_or_admin',
    summary: 'Let the rules hold for that date again',
    status: 204,
    problems: ['not_found'],
  }),
  listSlots: define<{ query: slot.SlotQueryString; result: slot.SlotList }>({
    id: 'listSlots',
    method: 'get',
    path: '/api/mentors/:id/available-slots',
    tag: 'Slots',
    who: 'anyone',
    summary: 'List free starts',
    description:
      "Dates and times are those of `timezone`. A wall time that a clock change skips moves forward by the gap; one that occurs twice means the first. With a student's token her own hold does not hide its slot.",
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
    problems: slotProblems,
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
  bookSession: define<{ body: session.BookInput; result: session.Session }>({
    id: 'bookSession',
    method: 'post',
    path: '/api/mentors/:id/book',
    tag: 'Sessions',
    who: 'student',
    summary: 'Book a session',
    body: session.bookSchema,
    idempotent: true,
    status: 201,
    response: session.sessionSchema,
    problems: [...slotProblems, 'idempotency_mismatch'],
  }),
  listSessions: define<{ query: session.SessionQuery; result: session.SessionList }>({
    id: 'listSessions',
    method: 'get',
    path: '/api/mentorship/sessions',
    tag: 'Sessions',
    who: 'person',
    summary: 'List my sessions',
    query: session.sessionQuerySchema,
    status: 200,
    response: session.sessionListSchema,
    problems: [],
  }),
  getSession: define<{ query: session.SessionView; result: session.Session }>({
    id: 'getSession',
    method: 'get',
    path: '/api/mentorship/sessions/:id',
    tag: 'Sessions',
    who: 'person',
    summary: 'Get a session',
    query: session.sessionViewSchema,
    status: 200,
    response: session.sessionSchema,
    problems: ['not_found'],
  }),
  updateSession: define<{ query: session.SessionView; body: session.UpdateSession; result: session.Session }>(
    {
      id: 'updateSession',
      method: 'patch',
      path: '/api/mentorship/sessions/:id',
      tag: 'Sessions',
      who: 'mentor',
      summary: 'Set notes or the meeting link',
      query: session.sessionViewSchema,
      body: session.updateSessionSchema,
      status: 200,
      response: session.sessionSchema,
      problems: ['not_found'],
    },
  ),
  cancelSession: define<{ query: session.SessionView; body: session.CancelInput; result: session.Session }>({
    id: 'cancelSession',
    method: 'post',
    path: '/api/mentorship/sessions/:id/cancel',
    tag: 'Sessions',
    who: 'person',
    summary: 'Cancel a session',
    query: session.sessionViewSchema,
    body: session.cancelSchema,
    bodyOptional: true,
    idempotent: true,
    status: 200,
    response: session.sessionSchema,
    problems: ['not_found', 'not_scheduled', 'session_past', 'idempotency_mismatch'],
  }),
  rescheduleSession: define<{ body: session.RescheduleInput; result: session.Session }>({
    id: 'rescheduleSession',
    method: 'post',
    path: '/api/mentorship/sessions/:id/reschedule',
    tag: 'Sessions',
    who: 'person',
    summary: 'Move a session',
    body: session.rescheduleSchema,
    idempotent: true,
    status: 200,
    response: session.sessionSchema,
    problems: [...slotProblems, 'not_scheduled', 'session_past', 'idempotency_mismatch'],
  }),
  completeSession: define<{ query: session.SessionView; result: session.Session }>({
    id: 'completeSession',
    method: 'post',
    path: '/api/mentorship/sessions/:id/complete',
    tag: 'Sessions',
    who: 'mentor',
    summary: 'Mark a session as held',
    query: session.sessionViewSchema,
    status: 200,
    response: session.sessionSchema,
    problems: ['not_found', 'not_scheduled', 'session_not_started'],
  }),
  markNoShow: define<{ query: session.SessionView; result: session.Session }>({
    id: 'markNoShow',
    method: 'post',
    path: '/api/mentorship/sessions/:id/no-show',
    tag: 'Sessions',
    who: 'mentor',
    summary: 'Mark that the student did not come',
    query: session.sessionViewSchema,
    status: 200,
    response: session.sessionSchema,
    problems: ['not_found', 'not_scheduled', 'session_not_started'],
  }),
  reviewSession: define<{ body: session.ReviewInput; result: session.Review }>({
    id: 'reviewSession',
    method: 'post',
    path: '/api/mentorship/sessions/:id/review',
    tag: 'Sessions',
    who: 'student',
    summary: 'Review a completed session',
    body: session.reviewInputSchema,
    status: 201,
    response: session.reviewSchema,
    problems: ['not_found', 'not_completed', 'already_reviewed'],
  }),
  getSessionCalendar: define<{ result: string }>({
    id: 'getSessionCalendar',
    method: 'get',
    path: '/api/mentorship/sessions/:id/calendar.ics',
    tag: 'Sessions',
    who: 'person',
    summary: 'Get a session as an iCalendar file',
    description: 'One VEVENT (RFC 5545) with a stable UID; SEQUENCE grows with every change.',
    status: 200,
    mediaType: 'text/calendar',
    problems: ['not_found'],
  }),
  listNotifications: define<{
    query: notification.NotificationQuery;
    result: notification.NotificationList;
  }>({
    id: 'listNotifications',
    method: 'get',
    path: '/api/notifications',
    tag: 'Notifications',
    who: 'person',
    summary: 'List my notifications',
    query: notification.notificationQuerySchema,
    status: 200,
    response: notification.notificationListSchema,
    problems: [],
  }),
  streamNotifications: define({
    id: 'streamNotifications',
    method: 'get',
    path: '/api/notifications/stream',
    tag: 'Notifications',
    who: 'person',
    summary: 'Receive notifications as they come',
    description:
      'Server-Sent Events: one `notification` event for each, its data a Notification. Send `Last-Event-ID` to receive first what was missed.',
    status: 200,
    mediaType: 'text/event-stream',
    problems: [],
  }),
  readNotification: define<{ result: notification.Notification }>({
    id: 'readNotification',
    method: 'post',
    path: '/api/notifications/:id/read',
    tag: 'Notifications',
    who: 'person',
    summary: 'Mark a notification as read',
    status: 200,
    response: notification.notificationSchema,
    problems: ['not_found'],
  }),
  recordEvent: define<{ body: WidgetEvent }>({
    id: 'recordEvent',
    method: 'post',
    path: '/api/events',
    tag: 'Insight',
    who: 'anyone',
    summary: 'Count a step of the widget’s funnel',
    body: eventSchema,
    status: 202,
    problems: ['not_found'],
  }),
  getMetrics: define<{ query: MetricsQuery; result: Metrics }>({
    id: 'getMetrics',
    method: 'get',
    path: '/api/metrics',
    tag: 'Insight',
    who: 'partner_admin',
    summary: 'Read conversion, use and quality',
    query: metricsQuerySchema,
    status: 200,
    response: metricsSchema,
    problems: [],
  }),
} as const;
