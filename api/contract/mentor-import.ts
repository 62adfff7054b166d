import type { FromSchema } from 'json-schema-to-ts';
import { createMentorSchema, updateMentorSchema } from './mentor.ts';

/** Lines of mentors that one file may hold. */
export const maxImportLines = 5_000;

/** One line of a file, read: what it leaves out or leaves empty stays as it is. */
export const importRowSchema = {
  type: 'object',
  description: 'One mentor of a file.',
  required: ['external_id'],
  properties: { external_id: createMentorSchema.properties.external_id, ...updateMentorSchema.properties },
} as const;

export const mentorImportSchema = {
  type: 'object',
  description:
    'Mentors as a CSV file. It may also be sent as it is, as text/csv (UTF-8, UTF-16, or Windows-1252 as older spreadsheets save it), up to 2 MB.',
  required: ['csv'],
  properties: {
    csv: {
      type: 'string',
      minLength: 1,
      maxLength: 2_000_000,
      description: `The file: a line of column names (external_id, name, email, timezone, locale, subjects, languages, bio, avatar_url, is_available, slot_step_minutes, min_notice_minutes, booking_window_days, buffer_minutes, durations, max_sessions_per_day, max_sessions_per_week, max_new_students_per_month, paused_until, stand_in_mentor_id; in any order), then a line a mentor, at most ${maxImportLines}. Commas, semicolons or tabs part the cells, which a first line sep=; may tell; semicolons or | part subjects, languages and durations.`,
    },
  },
} as const;

export const mentorImportQuerySchema = {
  type: 'object',
  properties: {
    dry_run: { type: 'boolean', default: false, description: 'Only tell what would be done.' },
    all_or_nothing: {
      type: 'boolean',
      default: false,
      description: 'Write nothing when one line is bad; otherwise the good lines are written.',
    },
    invite: {
      type: 'boolean',
      default: false,
      description: 'Whether new mentors are sent a mail that tells them where to sign in.',
    },
  },
} as const;

export const mentorImportReportSchema = {
  type: 'object',
  description: 'What became of a file of mentors, or would become of it.',
  additionalProperties: false,
  required: ['written', 'created', 'updated', 'unchanged', 'ignored_columns', 'errors'],
  properties: {
    written: { type: 'boolean', description: 'Whether the good lines were written, all in one transaction.' },
    created: { type: 'integer', minimum: 0, description: 'Lines that make a new mentor.' },
    updated: { type: 'integer', minimum: 0, description: 'Lines that change a mentor.' },
    unchanged: { type: 'integer', minimum: 0, description: 'Lines that say what is known already.' },
    ignored_columns: {
      type: 'array',
      items: { type: 'string' },
      description: 'Columns whose names mean nothing here.',
    },
    errors: {
      type: 'array',
      description: 'Every fault of every bad line.',
      items: {
        type: 'object',
        description: 'One fault.',
        additionalProperties: false,
        required: ['line', 'column', 'code', 'detail'],
        properties: {
          line: {
            type: 'integer',
            minimum: 1,
            description: 'Line of the file on which the mentor begins; 1 is the line of column names.',
          },
          column: { type: ['string', 'null'], description: 'Name of the column; null: the line as a whole.' },
          code: {
            type: 'string',
            enum: ['invalid', 'needed', 'repeated', 'cells'],
            description:
              'Kind of fault: a value that is not allowed, one that a new mentor needs, an `external_id` that stands on a line before, a line with too many or too few cells.',
          },
          detail: { type: 'string', description: 'What is wrong there, and what was expected.' },
        },
      },
    },
  },
} as const;

export type ImportRow = FromSchema<typeof importRowSchema>;
export type MentorImport = FromSchema<typeof mentorImportSchema>;
export type MentorImportQuery = FromSchema<typeof mentorImportQuerySchema>;
export type MentorImportReport = FromSchema<typeof mentorImportReportSchema>;
export type ImportFault = MentorImportReport['errors'][number];
