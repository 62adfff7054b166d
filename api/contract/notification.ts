import type { FromSchema } from 'json-schema-to-ts';
import { reminderMinutes } from './message.ts';
import { cursor, id, instant, paging } from './primitives.ts';

export const notificationSchema = {
  type: 'object',
  description: 'Something that happened and that a person should know.',
  additionalProperties: false,
  required: ['id', 'type', 'title', 'message', 'link', 'is_read', 'created_at'],
  properties: {
    id,
    type: {
      type: 'string',
      enum: [
        ...(['session_booking', 'session_cancelled', 'session_rescheduled', 'session_review'] as const),
        ...(['session_requested', 'session_accepted', 'session_declined', 'session_expired'] as const),
        'waiting_list_offer',
      ],
      description:
        'What kind of event. Requests and their acceptance ring as `session_booking` does, and their ends as `session_cancelled`.',
    },
    title: { type: 'string', description: "One line in the person's language." },
    message: { type: 'string', description: "One sentence in the person's language." },
    link: { type: 'string', description: 'Path of the thing it is about, such as /mentorship/sessions/7.' },
    is_read: { type: 'boolean', description: 'Whether she has read it.' },
    created_at: instant,
  },
} as const;

export const notificationListSchema = {
  type: 'object',
  description: 'One page of notifications.',
  additionalProperties: false,
  required: ['notifications', 'unread_count', 'next_cursor'],
  properties: {
    notifications: {
      type: 'array',
      items: notificationSchema,
      description: 'Notifications, the newest first.',
    },
    unread_count: {
      type: 'integer',
      description: 'All that she has not read, on this page or not.',
    },
    next_cursor: cursor,
  },
} as const;

export const notificationQuerySchema = {
  type: 'object',
  properties: {
    unread: {
      type: 'string',
      enum: ['true', 'false', '1', '0'],
      description: 'true or 1: only those not read yet.',
    },
    ...paging,
  },
} as const;

export const readAllSchema = {
  type: 'object',
  description: 'What to mark as read.',
  additionalProperties: false,
  properties: {
    up_to: {
      ...id,
      description: 'The newest that she has seen; default all. What came after it stays unread.',
    },
  },
} as const;

export const unreadCountSchema = {
  type: 'object',
  description: 'What is left to read.',
  additionalProperties: false,
  required: ['unread_count'],
  properties: { unread_count: { type: 'integer', description: 'All that she has not read.' } },
} as const;

const live = {
  type: 'boolean',
  description:
    'Whether it rings: false leaves it out of the stream and of the unread count; it stands in the list all the same.',
} as const;

const mail = { type: 'boolean', description: 'Whether it is mailed.' } as const;

const sms = { type: 'boolean', description: 'Whether it may come by SMS.' } as const;

const whatsapp = { type: 'boolean', description: 'Whether it may come by WhatsApp.' } as const;

/** Each message goes by one of them: `queries/open-channels.ts`. */
const carried = { mail, sms, whatsapp } as const;

/** The channels of one type of message. */
const channels = <Channels extends { readonly [channel: string]: object }>(
  description: string,
  properties: Channels,
) =>
  ({
    type: 'object',
    description,
    additionalProperties: false,
    required: Object.keys(properties) as unknown as readonly (keyof Channels & string)[],
    properties,
  }) as const;

export const notificationPreferencesSchema = {
  type: 'object',
  description:
    'By type of message, the channels it has and whether they are on; all are on until turned off. A message goes by one channel: what carries a calendar file, and requests for reviews, by mail, else WhatsApp, else SMS; reminders and the rest by WhatsApp, else SMS, else mail; by the next where one fails. What opens on the waiting list comes by mail too. And when reminders come.',
  additionalProperties: false,
  required: [
    ...(['session_booking', 'session_cancelled', 'session_rescheduled', 'session_review'] as const),
    ...(['session_reminder', 'review_requested', 'waiting_list_offer', 'reminder_minutes'] as const),
  ],
  properties: {
    session_booking: channels('Somebody booked a session; to the student, the message that confirms it.', {
      live,
      ...carried,
    }),
    session_cancelled: channels('A session was cancelled.', { live, ...carried }),
    session_rescheduled: channels('A session was moved.', { live, ...carried }),
    session_review: channels('A student reviewed a session.', { live }),
    session_reminder: channels('A session is coming up.', carried),
    review_requested: channels('A session is over, and its student may review it.', carried),
    waiting_list_offer: channels('Time opened that the student waits for, and is kept for her.', {
      live,
      ...carried,
    }),
    reminder_minutes: {
      ...reminderMinutes,
      type: ['array', 'null'],
      description:
        "How long before a session reminders come, minutes; [] for none; null for when the partner's people are reminded.",
    },
  },
} as const;

/** What is sent to change some of them: the same, with nothing required. */
export const setNotificationPreferencesSchema = {
  ...withoutRequired(notificationPreferencesSchema),
  description: 'What is to change: a type, channel or member that is left out stays as it is.',
  properties: Object.fromEntries(
    Object.entries(notificationPreferencesSchema.properties).map(([name, schema]) => [
      name,
      withoutRequired(schema),
    ]),
  ),
};

function withoutRequired(schema: object): object {
  const { required: _, ...rest } = schema as { readonly required?: unknown };
  return rest;
}

export type Notification = FromSchema<typeof notificationSchema>;
export type NotificationList = FromSchema<typeof notificationListSchema>;
export type NotificationQuery = FromSchema<typeof notificationQuerySchema>;
export type NotificationPreferences = FromSchema<typeof notificationPreferencesSchema>;
/** A type of message that a person turns off by channel. */
export type PreferenceType = Exclude<keyof NotificationPreferences, 'reminder_minutes'>;
/** Some of a person's preferences. */
export type SetNotificationPreferences = {
  readonly [Type in PreferenceType]?: Readonly<Partial<NotificationPreferences[Type]>>;
} & { readonly reminder_minutes?: readonly number[] | null };
export type ReadAll = FromSchema<typeof readAllSchema>;
export type UnreadCount = FromSchema<typeof unreadCountSchema>;
