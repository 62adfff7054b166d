import type { FromSchema } from 'json-schema-to-ts';
import { id, instant } from './primitives.ts';

/** Why a calendar could not be read, each with what to say about it. */
export const feedFailures = {
  address: 'is no address that begins with https://, http:// or webcal://',
  private: 'leads into a private network; only addresses of the public web are read',
  too_large: 'gives more than 5 MiB',
  too_slow: 'did not answer within 10 seconds',
  no_answer: 'gives no answer',
  refused: 'answers that there is no such calendar, or that it is not shared',
  not_calendar: 'gives no calendar (iCalendar, RFC 5545)',
  too_complex: 'gives a calendar with rules or events beyond what we can count',
} as const;

/** Why something in a calendar was left out, or read otherwise than it stands, each with what it is. */
const skipReasons = {
  no_start: 'an event without a start that can be read',
  no_end: 'an event whose end cannot be read, or lies before its start',
  bad_rule: 'a rule of recurrence that cannot be read; the date of the event itself counts',
  bad_date: 'one date of a series, or one published period, that cannot be read; the others count',
  too_often: 'a series of more dates than we can count',
  unknown_zone: "an event in a time zone that nobody knows; it counts, in the mentor's zone",
} as const;

export type SkipReason = keyof typeof skipReasons;

export type FeedFailure = keyof typeof feedFailures;

export const feedFailureCodes = Object.keys(feedFailures) as FeedFailure[];

const nullableInstant = (description: string) =>
  ({ type: ['string', 'null'], format: 'date-time', description }) as const;

export const busyFeedSchema = {
  type: 'object',
  description:
    'Another calendar of a mentor, read every ten minutes: nobody books her while she is busy there. Its address is a secret and is not told again.',
  additionalProperties: false,
  required: [
    ...['id', 'mentor_id', 'name', 'host', 'created_at', 'read_at', 'succeeded_at', 'failure'],
    ...['skipped_events', 'skipped_reasons'],
  ],
  properties: {
    id,
    mentor_id: { ...id, description: 'The mentor whose calendar it is.' },
    name: { type: 'string', description: 'What the mentor calls it; the host without one.' },
    host: { type: 'string', description: 'Host of its address, such as calendar.google.com.' },
    created_at: instant,
    read_at: nullableInstant('When it was last tried.'),
    succeeded_at: nullableInstant('When it was last read; its busy times are as they were then.'),
    failure: {
      type: ['string', 'null'],
      enum: [...feedFailureCodes, null],
      description: 'Why it could not be read the last time; null when it was.',
    },
    skipped_events: {
      type: 'integer',
      description: 'Events in it, and single dates of them, that could not be read and do not count as busy.',
    },
    skipped_reasons: {
      type: 'array',
      description: `Why, each reason once: ${Object.entries(skipReasons)
        .map(([reason, text]) => `\`${reason}\`: ${text}`)
        .join('; ')}.`,
      items: {
        type: 'object',
        description: 'A reason, and how often it came.',
        additionalProperties: false,
        required: ['reason', 'count'],
        properties: {
          reason: {
            type: 'string',
            enum: Object.keys(skipReasons) as SkipReason[],
            description: 'A stable code; others may be added.',
          },
          count: { type: 'integer', minimum: 1, description: 'Events, or single dates of them.' },
        },
      },
    },
  },
} as const;

export const busyFeedListSchema = {
  type: 'object',
  description: "All of a mentor's other calendars, the oldest first.",
  additionalProperties: false,
  required: ['busy_feeds'],
  properties: {
    busy_feeds: { type: 'array', items: busyFeedSchema, description: 'At most ten.' },
  },
} as const;

export const createBusyFeedSchema = {
  type: 'object',
  description: 'A calendar to be read from now on.',
  additionalProperties: false,
  required: ['url'],
  properties: {
    url: {
      type: 'string',
      minLength: 1,
      maxLength: 2000,
      description:
        'Address of an iCalendar file on the public web: https://, http:// or webcal:// (read as https).',
    },
    name: { type: 'string', maxLength: 100, description: 'What to call it.' },
  },
} as const;

export const calendarFeedSchema = {
  type: 'object',
  description: "The secret address of a mentor's sessions as a calendar to subscribe to.",
  additionalProperties: false,
  required: ['url', 'webcal_url'],
  properties: {
    url: { type: 'string', format: 'uri', description: 'For Google and Outlook. Who has it can read it.' },
    webcal_url: { type: 'string', format: 'uri', description: 'The same, as Apple opens it with a click.' },
  },
} as const;

export type BusyFeed = FromSchema<typeof busyFeedSchema>;
export type BusyFeedList = FromSchema<typeof busyFeedListSchema>;
export type CreateBusyFeed = FromSchema<typeof createBusyFeedSchema>;
export type CalendarFeed = FromSchema<typeof calendarFeedSchema>;
