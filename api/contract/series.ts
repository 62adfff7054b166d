import type { FromSchema } from 'json-schema-to-ts';
import { occurrenceSchema } from './occurrence.ts';
import { id, timeZone } from './primitives.ts';
import { bookSchema, sessionSchema } from './session.ts';

const { session_date, duration_minutes, subject, ...rest } = bookSchema.properties;

export const bookSeriesSchema = {
  type: 'object',
  description: 'The sessions to book.',
  required: ['session_date', 'duration_minutes', 'subject', 'every_weeks', 'count', 'mode'],
  properties: {
    session_date: { ...session_date, description: 'The start of the first: the `datetime` of a slot.' },
    duration_minutes,
    subject,
    every_weeks: { type: 'integer', enum: [1, 2], description: 'Every week, or every two weeks.' },
    count: {
      type: 'integer',
      minimum: 2,
      maximum: 12,
      description: 'How many dates, the first one included.',
    },
    mode: {
      type: 'string',
      enum: ['all', 'free'],
      description: 'all: every date or none; free: those that are free, and the others are skipped.',
    },
    dry_run: { type: 'boolean', description: 'Only tells how the dates stand; default false.' },
    ...rest,
  },
} as const;

const occurrences = { type: 'array', items: occurrenceSchema, description: 'The dates, ascending.' } as const;

export const seriesSchema = {
  type: 'object',
  description: 'What was booked.',
  additionalProperties: false,
  required: ['series_id', 'sessions', 'skipped', 'timezone'],
  properties: {
    series_id: id,
    sessions: { type: 'array', items: sessionSchema, description: 'The sessions, ascending.' },
    skipped: { ...occurrences, description: 'The dates that were not free, ascending; none in mode `all`.' },
    timezone: { ...timeZone, description: 'Zone of the wall times in `skipped`.' },
  },
} as const;

export const seriesDryRunSchema = {
  type: 'object',
  description: 'How the dates stand now.',
  additionalProperties: false,
  required: ['occurrences', 'timezone'],
  properties: {
    occurrences,
    timezone: { ...timeZone, description: 'Zone of the wall times.' },
  },
} as const;

export type BookSeriesInput = FromSchema<typeof bookSeriesSchema>;
export type Series = FromSchema<typeof seriesSchema>;
export type SeriesDryRun = FromSchema<typeof seriesDryRunSchema>;
