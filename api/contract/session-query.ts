import type { FromSchema } from 'json-schema-to-ts';
import { id, paging, separator } from './primitives.ts';
import { statuses, zoneShown } from './session.ts';

const bound = (description: string) =>
  ({ type: 'string', anyOf: [{ format: 'date-time' }, { format: 'date' }], description }) as const;

const status = `(?:${statuses.join('|')})` as const;

/** Which sessions are meant, and how they are told: what the list and its table share. */
const filters = {
  as: {
    type: 'string',
    enum: ['student', 'mentor', 'partner'],
    description:
      'Sessions booked as a student, held as a mentor, or all of the partner (its admins only); default mentor for mentors, else student.',
  },
  status: {
    type: 'string',
    maxLength: 100,
    pattern: `^${status}(?:,${status})*$`,
    description: `Only sessions that stand so: of ${statuses.join(', ')}, one or several with commas between.`,
  },
  mentor_id: { ...id, description: 'Only sessions with this mentor.' },
  student_id: { ...id, description: 'Only sessions of this student.' },
  series_id: { ...id, description: 'Only sessions of this series.' },
  q: {
    type: 'string',
    maxLength: 100,
    description:
      "Words to find in the subject and the other person's name (as partner: both names), whatever their accents and case.",
  },
  from: bound(
    "Only sessions that start at or after this instant, or on this date or later. Dates count in `timezone`; without it in the zone that her tokens tell, else in that of the mentor whose sessions these are, else in the partner's.",
  ),
  to: bound(
    'Only sessions that start before this instant, or up to this date, included; dates as in `from`.',
  ),
  order: {
    type: 'string',
    enum: ['asc', 'desc'],
    default: 'desc',
    description: 'The earliest start first (asc) or the latest (desc).',
  },
  ...zoneShown,
} as const;

export const sessionQuerySchema = { type: 'object', properties: { ...filters, ...paging } } as const;

export const sessionTableQuerySchema = {
  type: 'object',
  properties: {
    ...filters,
    separator,
  },
} as const;

export type SessionQuery = FromSchema<typeof sessionQuerySchema>;
export type SessionTableQuery = FromSchema<typeof sessionTableQuerySchema>;
/** The filters that a list and a table share. */
export type SessionFilters = Pick<SessionQuery, keyof typeof filters>;
