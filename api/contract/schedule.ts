import type { FromSchema } from 'json-schema-to-ts';
import {
  availabilitySchema,
  conflictSchema,
  overrideSchema,
  putOverrideSchema,
  ruleInputSchema,
} from './availability.ts';
import { mentorSchema, settings } from './mentor.ts';
import { date, id } from './primitives.ts';
import { slotListSchema, slotQuerySchema } from './slot.ts';

/** What a mentor sets beside her hours. */
const allSettings = {
  timezone: mentorSchema.properties.timezone,
  is_available: mentorSchema.properties.is_available,
  ...settings,
} as const;

const required = [
  'timezone',
  'is_available',
  'slot_step_minutes',
  'min_notice_minutes',
  'booking_window_days',
  'buffer_minutes',
  'durations',
  'availabilities',
  'overrides',
] as const;

const document = {
  ...allSettings,
  availabilities: {
    type: 'array',
    items: availabilitySchema,
    description: 'Every rule, in the order of their ids.',
  },
  overrides: {
    type: 'array',
    items: overrideSchema,
    description: "Overrides from today in the mentor's zone on, by date.",
  },
} as const;

export const scheduleSchema = {
  type: 'object',
  description: 'All that decides when a mentor is free, but for what is booked.',
  additionalProperties: false,
  required,
  properties: document,
} as const;

const conflicts = {
  type: 'array',
  items: conflictSchema,
  description: 'Booked sessions outside the hours of the schedule. They stay booked.',
} as const;

export const savedScheduleSchema = {
  type: 'object',
  description: 'The schedule that now stands, and the booked sessions that it no longer covers.',
  additionalProperties: false,
  required: [...required, 'conflicts'],
  properties: { ...document, conflicts },
} as const;

export const scheduleInputSchema = {
  type: 'object',
  description: 'The whole schedule: what is not in it goes.',
  required,
  properties: {
    ...allSettings,
    availabilities: {
      type: 'array',
      maxItems: 100,
      items: {
        ...ruleInputSchema,
        description:
          'One rule: either `day_of_week`, or `rrule` with `dtstart`. With the `id` of a rule that stands it takes its place; a rule that says what one says that stands is left as it is.',
        properties: {
          id: { ...id, description: 'Of the rule that this one is, or replaces.' },
          ...ruleInputSchema.properties,
        },
      },
      description: 'Every rule.',
    },
    overrides: {
      type: 'array',
      maxItems: 2000,
      items: {
        type: 'object',
        description: 'What replaces the rules of one date.',
        required: ['date', 'ranges'],
        properties: {
          date: { ...date, description: 'Each date once; those past are neither changed nor looked at.' },
          ranges: putOverrideSchema.properties.ranges,
        },
      },
      description: "Every override from today in the mentor's zone on.",
    },
  },
} as const;

export const schedulePreviewInputSchema = {
  type: 'object',
  description: 'A schedule that is not saved, and what students would ask.',
  required: ['schedule'],
  properties: {
    schedule: scheduleInputSchema,
    query: { ...slotQuerySchema, description: 'As of a list of free starts.' },
  },
} as const;

export const schedulePreviewSchema = {
  ...slotListSchema,
  description: 'The free starts that students would see, and the booked sessions that it would not cover.',
  required: [...slotListSchema.required, 'conflicts'],
  properties: { ...slotListSchema.properties, conflicts },
} as const;

export type Schedule = FromSchema<typeof scheduleSchema>;
/** All of a schedule but its hours. */
export type ScheduleSettings = Omit<Schedule, 'availabilities' | 'overrides'>;
export type SavedSchedule = FromSchema<typeof savedScheduleSchema>;
export type ScheduleInput = FromSchema<typeof scheduleInputSchema>;
export type SchedulePreviewInput = FromSchema<typeof schedulePreviewInputSchema>;
export type SchedulePreview = FromSchema<typeof schedulePreviewSchema>;
