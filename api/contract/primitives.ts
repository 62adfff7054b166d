/** The building blocks of every schema: each states its wire format, unit and bounds once. */

export const id = {
  type: 'integer',
  minimum: 1,
  maximum: 9007199254740991,
  description: 'Identifier: a positive integer that every JSON reader holds exactly.',
} as const;

export const instant = {
  type: 'string',
  format: 'date-time',
  description: 'Instant, RFC 3339 with an offset, such as 2026-11-23T06:00:00+00:00.',
} as const;

export const date = {
  type: 'string',
  format: 'date',
  description: 'Calendar date, YYYY-MM-DD, from 1900 to 2999.',
} as const;

export const wallTime = {
  type: 'string',
  pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
  description: "Wall time HH:MM in the mentor's time zone.",
} as const;

export const endWallTime = {
  type: 'string',
  pattern: '^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  description: "Wall time HH:MM in the mentor's time zone; 24:00 is the end of the day.",
} as const;

/** A distance from UTC, `+02:00`. */
export const offset = { type: 'string', pattern: '^[+-][0-9]{2}:[0-9]{2}$' } as const;

/** Which of the two it is, where a clock change makes a wall time occur twice. */
export const offsetIfTwice = {
  ...offset,
  description:
    'Only where a clock change makes `date` and `time` occur twice: which of the two, as the offset from UTC.',
} as const;

export const timeZone = {
  type: 'string',
  format: 'time-zone',
  maxLength: 64,
  description: 'IANA time zone name, such as Africa/Nairobi.',
} as const;

export const language = {
  type: 'string',
  format: 'language',
  maxLength: 35,
  pattern: '^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$',
  description: 'Language, BCP 47, such as fr or pt-AO.',
} as const;

/** The zone and language of wall times, where an answer may hold alternatives. */
export const viewer = {
  timezone: { ...timeZone, description: "Zone of the alternatives' wall times; default the mentor's." },
  locale: { ...language, description: "Language of the alternatives' day names; default fr." },
} as const;

export const nullableText = (maxLength: number, description: string) =>
  ({ type: ['string', 'null'], maxLength, description }) as const;

/** Ways to meet. */
export const modes = ['online', 'in_person', 'phone'] as const;

export type Mode = (typeof modes)[number];

export const mode = {
  type: ['string', 'null'],
  enum: [...modes, null],
  description: "How a session is held: `online`, `in_person` or `phone`; null as the mentor's are otherwise.",
} as const;

export const place = nullableText(
  500,
  'Where a session is held, such as a room or what to dial; null where there is nothing to say.',
);

export const cursor = {
  type: ['string', 'null'],
  description: 'Where the next page starts: give it back as `cursor`. Null on the last page.',
} as const;

/** Query parameters that every list takes. */
export const paging = {
  limit: { type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'Rows on a page.' },
  cursor: {
    type: 'string',
    maxLength: 200,
    pattern: '^[A-Za-z0-9_-]*$',
    description: 'The `next_cursor` of the page before; empty for the first page.',
  },
} as const;

/** Query parameters of every CSV export. */
export const separator = {
  type: 'string',
  enum: ['comma', 'semicolon'],
  default: 'comma',
  description: 'What stands between cells. Spreadsheets in French or Portuguese expect a semicolon.',
} as const;
