import type { FromSchema } from 'json-schema-to-ts';
import { gatewaysInputSchema, gatewaysSchema, quietHoursSchema } from './gateway.ts';
import { meetingInputSchema, meetingSchema } from './meeting.ts';
import { cursor, id, instant, paging, timeZone } from './primitives.ts';

export const messageEvents = [
  'session_booked',
  'session_cancelled',
  'session_rescheduled',
  'session_reminder',
  'review_requested',
  'request_received',
  'waiting_list_offer',
  'zone_data_changed',
] as const;

export const messageChannels = ['mail', 'sms', 'whatsapp', 'push'] as const;

export const messageStates = ['queued', 'sent', 'delivered', 'failed', 'skipped', 'in_doubt'] as const;

const nullableInstant = (description: string) =>
  ({ type: ['string', 'null'], format: 'date-time', description }) as const;

const state = {
  type: 'string',
  enum: messageStates,
  description:
    'queued: still to be sent; sent: the provider has taken it; delivered: it says that it arrived; failed: given up; skipped: not worth sending any more; in_doubt: it was handed over and no answer came, so it is not sent again by itself.',
} as const;

const error = {
  type: ['string', 'null'],
  description:
    'Why it was not sent. Of a skipped one: bounced, changed, erased, late, no_address, overtaken, told_already, turned_off; no_gateway, stopped (messages to the number were ended). Of others what the provider said, in its codes, for texts behind one of wrong_credentials, wrong_number, stopped, no_credit, sender_refused, template_refused, not_on_whatsapp, not_delivered, refused; broken_off when our side was interrupted, not_written when it could not be put in words.',
} as const;

const fields = {
  id,
  event: { type: 'string', enum: messageEvents, description: 'What it tells.' },
  channel: { type: 'string', enum: messageChannels, description: 'By what.' },
  person_id: { ...id, description: 'Who is told.' },
  person: {
    type: 'object',
    description: 'The same, with her name as it is now.',
    additionalProperties: false,
    required: ['id', 'name'],
    properties: { id, name: { type: 'string', description: 'Her name.' } },
  },
  to: {
    type: ['string', 'null'],
    description: 'The address, masked: `a…@example.edu`; null where she has none.',
  },
  session_id: {
    ...id,
    type: ['integer', 'null'],
    description: 'The session that it is about; null for an offer of the waiting list.',
  },
  starts_at: { ...instant, description: 'The start that it tells of.' },
  state,
  segments: {
    type: ['integer', 'null'],
    minimum: 1,
    description: 'How many SMS it took; null where it is none, and before it is sent.',
  },
  attempts: { type: 'integer', minimum: 0, description: 'How often a provider was asked to take it.' },
  error,
  due_at: { ...instant, description: 'When it is due, or was.' },
  sent_at: nullableInstant('When the provider took it.'),
  delivered_at: nullableInstant('When it arrived, where the provider says so.'),
} as const;

const names = [
  ...(['id', 'event', 'channel', 'person_id', 'person', 'to', 'session_id', 'starts_at'] as const),
  ...(['state', 'segments', 'attempts', 'error', 'due_at', 'sent_at', 'delivered_at'] as const),
] as const;

export const messageSchema = {
  type: 'object',
  description: 'What a person is to be told of a session, or was: one a person, event and channel.',
  additionalProperties: false,
  required: names,
  properties: fields,
} as const;

export const messageWithContentSchema = {
  type: 'object',
  description: 'A message and what it looked like.',
  additionalProperties: false,
  required: [...names, 'content'],
  properties: {
    ...fields,
    content: {
      type: ['object', 'null'],
      description:
        'What was sent last, with the tokens of its links left out: they are good for its reader alone. Null before it is sent and from 30 days after it was written.',
      additionalProperties: false,
      required: ['subject', 'text', 'html'],
      properties: {
        subject: { type: 'string', description: 'The subject.' },
        text: { type: 'string', description: 'The text.' },
        html: {
          type: ['string', 'null'],
          description: 'The same as a whole HTML document; null where it has none.',
        },
      },
    },
  },
} as const;

export const messageListSchema = {
  type: 'object',
  description: 'One page of messages.',
  additionalProperties: false,
  required: ['messages', 'next_cursor'],
  properties: {
    messages: { type: 'array', items: messageSchema, description: 'Messages, the latest written first.' },
    next_cursor: cursor,
  },
} as const;

export const sessionMessageListSchema = {
  type: 'object',
  description: 'What the people of a session are told of it.',
  additionalProperties: false,
  required: ['messages'],
  properties: {
    messages: {
      type: 'array',
      maxItems: 100,
      description: 'The latest messages, the one that is due last first.',
      items: {
        type: 'object',
        description: 'One message, without what its reader keeps to herself.',
        additionalProperties: false,
        required: ['id', 'event', 'channel', 'reader', 'state', 'error', 'due_at', 'sent_at', 'delivered_at'],
        properties: {
          id: fields.id,
          event: fields.event,
          channel: fields.channel,
          reader: { type: 'string', enum: ['student', 'mentor'], description: 'Who is told.' },
          state,
          error,
          due_at: fields.due_at,
          sent_at: fields.sent_at,
          delivered_at: fields.delivered_at,
        },
      },
    },
  },
} as const;

export const messageViewSchema = {
  type: 'object',
  properties: { timezone: { ...timeZone, description: 'Zone whose offset instants have; default UTC.' } },
} as const;

export const messageQuerySchema = {
  type: 'object',
  properties: {
    session_id: { ...id, description: 'Only those about this session.' },
    person_id: { ...id, description: 'Only those to this person.' },
    channel: { type: 'string', enum: messageChannels, description: 'Only those of this channel.' },
    state: { ...state, description: 'Only those in this state.' },
    ...messageViewSchema.properties,
    ...paging,
  },
} as const;

/** Most reminders of one session. */
export const mostReminders = 5;

/** How long before a session reminders come. */
export const reminderMinutes = {
  type: 'array',
  maxItems: mostReminders,
  uniqueItems: true,
  items: { type: 'integer', minimum: 5, maximum: 43_200 },
  description:
    'How long before a session reminders come, minutes; [] for none. A person may have set others for herself.',
} as const;

export const messagingSchema = {
  type: 'object',
  description: 'How a partner has its people told.',
  additionalProperties: false,
  required: ['reminder_minutes', 'meeting', 'gateway', 'quiet_hours'],
  properties: {
    reminder_minutes: reminderMinutes,
    meeting: meetingSchema,
    gateway: gatewaysSchema,
    quiet_hours: quietHoursSchema,
  },
} as const;

export const replaceMessagingSchema = {
  type: 'object',
  description:
    'How a partner has its people told, and where their sessions take place. What is left out stays as it is.',
  additionalProperties: false,
  properties: {
    reminder_minutes: reminderMinutes,
    meeting: meetingInputSchema,
    gateway: gatewaysInputSchema,
    quiet_hours: quietHoursSchema,
  },
} as const;

export const mailReportAddressSchema = {
  type: 'object',
  description: 'Where reports about undelivered mail go.',
  additionalProperties: false,
  required: ['url'],
  properties: {
    url: { type: 'string', description: 'The address to POST them to; whoever knows it can report.' },
  },
} as const;

export const mailReportSchema = {
  type: 'object',
  description: 'A report of a mail server.',
  additionalProperties: false,
  required: ['report'],
  properties: {
    report: { type: 'string', minLength: 1, maxLength: 2_000_000, description: 'Its text, as it came.' },
  },
} as const;

export const mailReportTakenSchema = {
  type: 'object',
  description: 'What was in a report.',
  additionalProperties: false,
  required: ['recipients'],
  properties: {
    recipients: { type: 'integer', minimum: 0, description: 'Of how many recipients it told something.' },
  },
} as const;

export type MailReportAddress = FromSchema<typeof mailReportAddressSchema>;
export type MailReport = FromSchema<typeof mailReportSchema>;
export type MailReportTaken = FromSchema<typeof mailReportTakenSchema>;
export type Message = FromSchema<typeof messageSchema>;
export type MessageWithContent = FromSchema<typeof messageWithContentSchema>;
export type SessionMessageList = FromSchema<typeof sessionMessageListSchema>;
export type MessageView = FromSchema<typeof messageViewSchema>;
export type MessageList = FromSchema<typeof messageListSchema>;
export type MessageQuery = FromSchema<typeof messageQuerySchema>;
export type Messaging = FromSchema<typeof messagingSchema>;
export type ReplaceMessaging = FromSchema<typeof replaceMessagingSchema>;
