import type { FromSchema } from 'json-schema-to-ts';
import { date, timeZone } from './primitives.ts';

const limit = (maximum: number, description: string) =>
  ({
    type: ['integer', 'null'],
    minimum: 1,
    maximum,
    default: null,
    description: `${description} Null for no limit.`,
  }) as const;

const sessions = (period: string) =>
  limit(1000, `Sessions that a student may have in one ${period}, with all mentors together.`);

const minutes = (period: string) =>
  limit(100_000, `Minutes of sessions that a student may have in one ${period}, with all mentors together.`);

const named = (description: string, maxItems: number) =>
  ({
    type: 'array',
    maxItems,
    default: [],
    description,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'from', 'to'],
      properties: {
        name: {
          type: 'string',
          minLength: 1,
          maxLength: 100,
          pattern: '\\S',
          description: 'What students are told: Christmas holidays, Autumn term.',
        },
        from: { ...date, description: 'First date.' },
        to: { ...date, description: 'Last date, included.' },
      },
    },
  }) as const;

const properties = {
  timezone: {
    ...timeZone,
    description: 'Zone that days, weeks and terms of the limits are counted in; left out, it stays.',
  },
  sessions_per_day: sessions('day'),
  sessions_per_week: sessions('week, from Monday to Sunday'),
  sessions_per_term: sessions('term'),
  minutes_per_day: minutes('day'),
  minutes_per_week: minutes('week, from Monday to Sunday'),
  minutes_per_term: minutes('term'),
  cancellation_cutoff_minutes: limit(
    43_200,
    'A student may cancel or move a session up to this many minutes before its start; mentors always may.',
  ),
  no_show_limit: limit(
    100,
    'After this many sessions of the last `no_show_suspension_days` days that a student missed, she books none.',
  ),
  no_show_suspension_days: limit(
    366,
    'For how many days after its start a missed session counts; give it with `no_show_limit`.',
  ),
  waiting_list_offer_minutes: {
    type: 'integer',
    minimum: 5,
    maximum: 1440,
    default: 15,
    description: 'How long what opens is kept for the first in line of the waiting list, minutes.',
  },
  blackouts: named(
    'Dates, in each mentor’s zone, on which nothing is listed and nothing can be booked. Sessions that stand stay.',
    200,
  ),
  terms: named(
    'Terms, which do not overlap; where there are any, nothing is listed and nothing can be booked outside them.',
    50,
  ),
} as const;

export const programmeSchema = {
  type: 'object',
  description: 'What the partner allows its students, and when its programme runs.',
  additionalProperties: false,
  required: [
    'timezone',
    'sessions_per_day',
    'sessions_per_week',
    'sessions_per_term',
    'minutes_per_day',
    'minutes_per_week',
    'minutes_per_term',
    'cancellation_cutoff_minutes',
    'no_show_limit',
    'no_show_suspension_days',
    'waiting_list_offer_minutes',
    'blackouts',
    'terms',
  ],
  properties,
} as const;

export const savedProgrammeSchema = {
  ...programmeSchema,
  description: 'The programme as it is now, and the sessions that it no longer allows.',
  required: [...programmeSchema.required, 'sessions_on_closed_dates'],
  properties: {
    ...properties,
    sessions_on_closed_dates: {
      type: 'integer',
      minimum: 0,
      description: 'Sessions to come that stand on closed dates. They stay booked.',
    },
  },
} as const;

export const programmeInputSchema = {
  type: 'object',
  description: 'The whole programme: it replaces the one before, and what is left out is not limited.',
  additionalProperties: false,
  properties,
} as const;

/** The limits on what one student may have; their names are what `quota_exceeded` names. */
export const quotaNames = [
  'sessions_per_day',
  'sessions_per_week',
  'sessions_per_term',
  'minutes_per_day',
  'minutes_per_week',
  'minutes_per_term',
] as const;

export type QuotaName = (typeof quotaNames)[number];
export type Programme = FromSchema<typeof programmeSchema>;
export type SavedProgramme = FromSchema<typeof savedProgrammeSchema>;
export type ProgrammeInput = FromSchema<typeof programmeInputSchema>;
export type NamedDates = Programme['terms'][number];

/** A programme as it is stored, without what limits nothing: `{}` allows everything. */
export type StoredProgramme = Partial<Omit<Programme, 'timezone'>>;
