import type { FromSchema } from 'json-schema-to-ts';
import { id, instant, language, nullableText, timeZone } from './primitives.ts';

export const partnerNameSchema = {
  type: 'object',
  description: 'A partner as people know it.',
  additionalProperties: false,
  required: ['slug', 'name'],
  properties: {
    slug: { type: 'string', maxLength: 63, description: 'Its short name, the `iss` of its tokens.' },
    name: { type: 'string', maxLength: 200, description: 'Its name for people.' },
  },
} as const;

export const accountSchema = {
  type: 'object',
  description: 'The person who calls.',
  additionalProperties: false,
  required: ['id', 'name', 'email', 'role', 'is_admin', 'mentor_id', 'locale', 'timezone', 'partner'],
  properties: {
    id,
    name: { type: 'string', description: 'Her name.' },
    email: nullableText(320, 'Her mail address, where it is known.'),
    role: {
      type: 'string',
      enum: ['student', 'mentor', 'partner_admin'],
      description: 'What the token lets her do.',
    },
    is_admin: { type: 'boolean', description: 'Whether she is an admin of the partner.' },
    mentor_id: { ...id, type: ['integer', 'null'], description: 'The mentor that she is, if she is one.' },
    locale: nullableText(35, 'Her language, BCP 47.'),
    timezone: nullableText(64, 'IANA zone in which times are told to her.'),
    partner: partnerNameSchema,
  },
} as const;

export const updateAccountSchema = {
  type: 'object',
  description: 'What to change; what is left out stays.',
  additionalProperties: false,
  properties: {
    name: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      pattern: '\\S',
      description: "Her name; a mentor's public name too.",
    },
    locale: { ...language, description: 'Language of the page and of her mail.' },
    timezone: { ...timeZone, description: 'Zone in which times are told to her.' },
  },
} as const;

export const eraseSchema = {
  type: 'object',
  description: 'Says that this is no slip of the hand.',
  additionalProperties: false,
  required: ['confirm'],
  properties: {
    confirm: { type: 'string', enum: ['erase'], description: 'The word `erase`.' },
  },
} as const;

const records = (description: string) =>
  ({ type: 'array', items: { type: 'object', additionalProperties: true }, description }) as const;

export const personExportSchema = {
  type: 'object',
  description: 'All that is held of one person.',
  additionalProperties: false,
  required: [
    'exported_at',
    'person',
    'mentor',
    'availabilities',
    'overrides',
    'busy_feeds',
    'sessions',
    'attendance',
    'certifications',
    'reviews',
    'holds',
    'waiting_list',
    'notifications',
    'messages',
    'mails',
    'sign_ins',
    'audit',
  ],
  properties: {
    exported_at: instant,
    person: {
      type: 'object',
      additionalProperties: true,
      description: 'Name, address, settings and how the partner knows her.',
    },
    mentor: {
      type: ['object', 'null'],
      additionalProperties: true,
      description: 'Her profile and booking settings, if she is a mentor.',
    },
    availabilities: records('The recurring rules of the mentor.'),
    overrides: records('The dates on which other hours hold.'),
    busy_feeds: records('Calendars that her busy times are taken from.'),
    sessions: records('Sessions that she booked or gave; the notes only of those she gave.'),
    attendance: records('When she went into the meetings of her sessions.'),
    certifications: records('What she asked for and was granted as a mentor, and when.'),
    reviews: records('Reviews that she wrote.'),
    holds: records('Slots that are kept for her now.'),
    waiting_list: records('What she waits for or did, and what she was offered.'),
    notifications: records('What she was told.'),
    messages: records('What she was told of her sessions, or will be, and what became of it.'),
    mails: records('Mail to her that was kept because none is sent out.'),
    sign_ins: records('Browsers in which she is signed in.'),
    audit: records('What she changed, and when.'),
  },
} as const;

export type Account = FromSchema<typeof accountSchema>;
export type PartnerName = FromSchema<typeof partnerNameSchema>;
export type UpdateAccount = FromSchema<typeof updateAccountSchema>;
export type EraseInput = FromSchema<typeof eraseSchema>;
export type PersonExport = FromSchema<typeof personExportSchema>;
