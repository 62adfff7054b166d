import type { FromSchema } from 'json-schema-to-ts';
import { cursor, id, instant, nullableText, paging } from './primitives.ts';
import { sessionSchema } from './session.ts';

const personFields = {
  id,
  external_id: { type: 'string', description: 'Her id at the partner: the `sub` of her tokens.' },
  name: { type: 'string', description: 'Her name.' },
  email: nullableText(320, 'Her mail address, where it is known.'),
  is_admin: { type: 'boolean', description: 'Whether she is an admin of the partner.' },
  mail_bounced_at: {
    ...instant,
    type: ['string', 'null'],
    description: 'Since when mail to her address comes back, so that it is not used; null while it does not.',
  },
  mail_bounce_reason: {
    type: ['string', 'null'],
    description: 'The codes of the mail server that did not take it, such as 550 5.1.1.',
  },
  mentor_id: { ...id, type: ['integer', 'null'], description: 'The mentor that she is, if she is one.' },
  sessions_count: { type: 'integer', description: 'Sessions that she booked or gave, of every status.' },
  created_at: { ...instant, description: 'When she was first seen.' },
  erased_at: {
    ...instant,
    type: ['string', 'null'],
    description: 'When she was erased; null while she is not.',
  },
} as const;

const names = [
  'id',
  'external_id',
  'name',
  'email',
  'mail_bounced_at',
  'mail_bounce_reason',
  'is_admin',
  'mentor_id',
  'sessions_count',
  'created_at',
  'erased_at',
] as const;

export const personSchema = {
  type: 'object',
  description: 'A person of the partner, as its admins see her.',
  additionalProperties: false,
  required: names,
  properties: personFields,
} as const;

export const personListSchema = {
  type: 'object',
  description: 'One page of people.',
  additionalProperties: false,
  required: ['people', 'next_cursor'],
  properties: {
    people: { type: 'array', items: personSchema, description: 'People, who came last first.' },
    next_cursor: cursor,
  },
} as const;

export const personWithSessionsSchema = {
  type: 'object',
  description: 'A person and the latest of her sessions.',
  additionalProperties: false,
  required: [...names, 'sessions'],
  properties: {
    ...personFields,
    sessions: {
      type: 'array',
      maxItems: 20,
      items: sessionSchema,
      description: 'The 20 latest that she booked or gave; `listSessions` has the others.',
    },
  },
} as const;

export const personQuerySchema = {
  type: 'object',
  properties: {
    q: {
      type: 'string',
      maxLength: 100,
      description: 'Words to find in name, address and id at the partner, whatever their accents and case.',
    },
    role: {
      type: 'string',
      enum: ['student', 'mentor', 'partner_admin'],
      description: 'Only mentors, only admins, or only those who are neither.',
    },
    mail: {
      type: 'string',
      enum: ['bounced'],
      description: 'bounced: only those whose address mail comes back from.',
    },
    ...paging,
  },
} as const;

export type Person = FromSchema<typeof personSchema>;
export type PersonList = FromSchema<typeof personListSchema>;
export type PersonWithSessions = FromSchema<typeof personWithSessionsSchema>;
export type PersonQuery = FromSchema<typeof personQuerySchema>;
