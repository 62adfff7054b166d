import type { FromSchema } from 'json-schema-to-ts';
import { date, endWallTime, id, instant, mode, place, timeZone, wallTime } from './primitives.ts';

const dates = (description: string) => ({ type: 'array', maxItems: 500, items: date, description }) as const;

const rule = {
  rrule: {
    type: 'string',
    format: 'rrule',
    maxLength: 500,
    description:
      "RFC 5545 recurrence of days: FREQ DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT, UNTIL, WKST. An UNTIL in UTC (`20261210T045959Z`) means its date in the mentor's zone, and is given back as that date.",
  },
  dtstart: { ...date, description: 'The first date the rule may fall on.' },
  exdate: dates('Dates left out.'),
  rdate: dates('Dates added.'),
  start_time: wallTime,
  end_time: endWallTime,
  capacity: {
    type: 'integer',
    minimum: 1,
    maximum: 500,
    description:
      'How many students may share a session in these hours; a new rule has 1. Lowered below what is booked, it cancels nobody: the sessions beyond it are told as conflicts.',
  },
  mode,
  place,
} as const;

const dayOfWeek = {
  type: ['integer', 'null'],
  minimum: 0,
  maximum: 6,
  description: 'Weekday, 0 = Monday to 6 = Sunday. Null or the weekday of `rrule` may stand beside `rrule`.',
} as const;

const isActive = { type: 'boolean', description: 'Whether the rule counts at present.' } as const;

export const availabilitySchema = {
  type: 'object',
  description: "A recurring rule in the mentor's wall time.",
  additionalProperties: false,
  required: [
    'id',
    'mentor_id',
    'day_of_week',
    'rrule',
    'dtstart',
    'exdate',
    'rdate',
    'start_time',
    'end_time',
    'capacity',
    'mode',
    'place',
    'is_active',
    'created_at',
  ],
  properties: {
    id,
    mentor_id: id,
    day_of_week: {
      type: ['integer', 'null'],
      minimum: 0,
      maximum: 6,
      description: 'Weekday, 0 = Monday; null when the rule is not one plain weekday.',
    },
    ...rule,
    is_active: isActive,
    created_at: instant,
  },
} as const;

export const availabilityListSchema = {
  type: 'object',
  description: "All of a mentor's rules.",
  additionalProperties: false,
  required: ['availabilities'],
  properties: {
    availabilities: {
      type: 'array',
      items: availabilitySchema,
      description: 'Rules, in the order of their ids.',
    },
  },
} as const;

/** One rule as it is sent: a weekday, or an RRULE with its dtstart. */
export const ruleInputSchema = {
  type: 'object',
  description: 'One rule: either `day_of_week`, or `rrule` with `dtstart`.',
  required: ['start_time', 'end_time'],
  properties: {
    day_of_week: dayOfWeek,
    ...rule,
    is_active: isActive,
  },
} as const;

export const createAvailabilitySchema = {
  type: 'object',
  description: 'One rule to add, or `availabilities`: the whole set, which replaces what stands.',
  properties: {
    mentor_id: { ...id, description: 'Whose rules: needed from a partner admin, else the caller.' },
    availabilities: {
      type: 'array',
      maxItems: 100,
      items: ruleInputSchema,
      description: 'The whole set of rules.',
    },
    ...ruleInputSchema.properties,
  },
  if: { required: ['availabilities'] },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema's conditional keyword.
  then: {},
  else: { required: ['start_time', 'end_time'] },
} as const;

export const updateAvailabilitySchema = {
  type: 'object',
  description: 'The fields to change; the others stay.',
  minProperties: 1,
  properties: ruleInputSchema.properties,
} as const;

/** A booked session that the new rules no longer cover. */
export const conflictSchema = {
  type: 'object',
  description: 'A booked session outside the rules, or beyond the places of its hours. It stays booked.',
  additionalProperties: false,
  required: [
    'session_id',
    'session_date',
    'date',
    'time',
    'end_time',
    'timezone',
    'duration_minutes',
    'subject',
    'student',
  ],
  properties: {
    session_id: id,
    session_date: instant,
    date: { ...date, description: 'The date of the start in `timezone`, YYYY-MM-DD.' },
    time: { ...wallTime, description: 'The wall time of the start in `timezone`, HH:MM.' },
    end_time: { ...wallTime, description: 'The wall time of the end in `timezone`, HH:MM.' },
    timezone: { ...timeZone, description: "The mentor's zone." },
    duration_minutes: { type: 'integer', description: 'Length, minutes.' },
    subject: { type: 'string', description: 'What the session is about.' },
    student: {
      type: 'object',
      description: 'Who booked it.',
      additionalProperties: false,
      required: ['id', 'name'],
      properties: { id, name: { type: 'string', description: "The student's name." } },
    },
  },
} as const;

const conflicts = {
  type: 'array',
  items: conflictSchema,
  description: 'Booked sessions outside the rules.',
} as const;

export const changedAvailabilitySchema = {
  ...availabilitySchema,
  description: 'The rule as it now stands, and the booked sessions that the rules no longer cover.',
  required: [...availabilitySchema.required, 'conflicts'],
  properties: { ...availabilitySchema.properties, conflicts },
} as const;

export const replacedAvailabilitiesSchema = {
  type: 'object',
  description: 'The rules that now stand, and the booked sessions they no longer cover.',
  additionalProperties: false,
  required: ['availabilities', 'conflicts'],
  properties: {
    availabilities: availabilityListSchema.properties.availabilities,
    conflicts,
  },
} as const;

const range = {
  type: 'object',
  description: 'A part of the day, [start_time, end_time).',
  required: ['start_time', 'end_time'],
  properties: { start_time: wallTime, end_time: endWallTime },
} as const;

const ranges = {
  type: 'array',
  maxItems: 24,
  items: range,
  description: 'The hours of that date; an empty list closes it.',
} as const;

export const overrideSchema = {
  type: 'object',
  description: 'What replaces the rules of one date.',
  additionalProperties: false,
  required: ['date', 'ranges'],
  properties: { date, ranges },
} as const;

export const overrideListSchema = {
  type: 'object',
  description: "A mentor's overrides.",
  additionalProperties: false,
  required: ['overrides'],
  properties: { overrides: { type: 'array', items: overrideSchema, description: 'Overrides, by date.' } },
} as const;

export const overrideQuerySchema = {
  type: 'object',
  properties: {
    from: { ...date, description: 'First date; default today.' },
    to: { ...date, description: 'Last date; default a year after `from`.' },
  },
} as const;

export const putOverrideSchema = {
  type: 'object',
  description: 'The hours of one date.',
  required: ['ranges'],
  properties: { ranges },
} as const;

export type Availability = FromSchema<typeof availabilitySchema>;
export type ChangedAvailability = FromSchema<typeof changedAvailabilitySchema>;
export type AvailabilityList = FromSchema<typeof availabilityListSchema>;
export type RuleInput = FromSchema<typeof ruleInputSchema>;
export type CreateAvailability = RuleInput & { mentor_id?: number; availabilities?: RuleInput[] };
export type UpdateAvailability = FromSchema<typeof updateAvailabilitySchema>;
export type Conflict = FromSchema<typeof conflictSchema>;
export type ReplacedAvailabilities = FromSchema<typeof replacedAvailabilitiesSchema>;
export type AvailabilityOverride = FromSchema<typeof overrideSchema>;
export type OverrideQuery = FromSchema<typeof overrideQuerySchema>;
export type PutOverride = FromSchema<typeof putOverrideSchema>;
