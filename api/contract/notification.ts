import type { FromSchema } from 'json-schema-to-ts';
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
      enum: ['session_booking', 'session_cancelled', 'session_rescheduled', 'session_review'],
      description: 'What kind of event.',
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
  required: ['notifications', 'next_cursor'],
  properties: {
    notifications: {
      type: 'array',
      items: notificationSchema,
      description: 'Notifications, the newest first.',
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

export type Notification = FromSchema<typeof notificationSchema>;
export type NotificationList = FromSchema<typeof notificationListSchema>;
export type NotificationQuery = FromSchema<typeof notificationQuerySchema>;
