import type { FromSchema } from 'json-schema-to-ts';
import { cursor, date, id, instant, paging, separator, timeZone } from './primitives.ts';

/** What an audit entry can be about. */
export const auditSubjects = [
  'partner',
  'person',
  'mentor',
  'certification',
  'availability',
  'override',
  'hold',
  'session',
  'waiting_list_entry',
  'notification',
  'busy_feed',
  'api_key',
  'webhook',
  'message',
] as const;

export type AuditSubject = (typeof auditSubjects)[number];

const subject = {
  type: 'string',
  enum: auditSubjects,
  description: 'What kind of thing was changed.',
} as const;

const operationId = {
  type: 'string',
  maxLength: 60,
  pattern: '^[A-Za-z]+$',
  description: 'The operation that changed it, by its `operationId`: bookSession.',
} as const;

/** What narrows the list and the CSV alike. */
const filters = {
  subject,
  subject_id: { ...id, description: 'Only changes of the thing with this id; give `subject` with it.' },
  actor_id: { ...id, description: 'Only what this person, or this program, did.' },
  action: operationId,
  from: { ...date, description: "Only changes on this date or later, in the partner's zone." },
  to: { ...date, description: "Only changes up to this date, included, in the partner's zone." },
} as const;

export const auditQuerySchema = { type: 'object', properties: { ...filters, ...paging } } as const;

export const auditExportQuerySchema = { type: 'object', properties: { ...filters, separator } } as const;

const auditEntrySchema = {
  type: 'object',
  description: 'One change: who made it, when, and what is different since.',
  additionalProperties: false,
  required: ['id', 'at', 'date', 'time', 'actor', 'action', 'subject', 'subject_id', 'changes'],
  properties: {
    id,
    at: { ...instant, description: 'When it was made.' },
    date: { ...date, description: 'The date of `at` in `timezone`.' },
    time: { type: 'string', description: 'The wall time of `at` in `timezone`, HH:MM.' },
    actor: {
      type: 'object',
      description: 'Who made it.',
      additionalProperties: false,
      required: ['id', 'name', 'role'],
      properties: {
        id: {
          ...id,
          type: ['integer', 'null'],
          description: 'Her id; null for what the system does by itself.',
        },
        name: { type: ['string', 'null'], description: 'Her name as it is now.' },
        role: {
          type: 'string',
          enum: ['student', 'mentor', 'partner_admin', 'api_key', 'system'],
          description: 'Who she was then.',
        },
      },
    },
    action: operationId,
    subject,
    subject_id: { ...id, type: ['integer', 'null'], description: 'Its id; null for the partner as a whole.' },
    changes: {
      type: 'object',
      description:
        'By name, the values before and after; null instead of them for what is personal or long, of which only is told that it changed.',
      additionalProperties: {
        type: ['array', 'null'],
        maxItems: 2,
        items: {},
        description: 'The values before and after.',
      },
    },
  },
} as const;

export const auditListSchema = {
  type: 'object',
  description: 'One page of changes.',
  additionalProperties: false,
  required: ['entries', 'timezone', 'next_cursor'],
  properties: {
    entries: { type: 'array', items: auditEntrySchema, description: 'Changes, the latest first.' },
    timezone: { ...timeZone, description: "The partner's zone, of `date` and `time`." },
    next_cursor: cursor,
  },
} as const;

export type AuditQuery = FromSchema<typeof auditQuerySchema>;
export type AuditExportQuery = FromSchema<typeof auditExportQuerySchema>;
/** The filters that a page and a table share. */
export type AuditFilters = Pick<AuditQuery, keyof typeof filters>;
export type AuditEntry = FromSchema<typeof auditEntrySchema>;
export type AuditList = FromSchema<typeof auditListSchema>;
