import type { FromSchema } from 'json-schema-to-ts';
import { date, id, separator, timeZone } from './primitives.ts';

const rate = (description: string) => ({ type: ['number', 'null'], minimum: 0, description }) as const;
const count = (description: string) => ({ type: 'integer', minimum: 0, description }) as const;

export const metricsQuerySchema = {
  type: 'object',
  properties: {
    from: { ...date, description: "First date, in the partner's zone; default 29 days before `to`." },
    to: { ...date, description: 'Last date, included; default today. At most 731 days after `from`.' },
    group: {
      type: 'string',
      enum: ['day', 'week', 'month'],
      default: 'day',
      description: 'Width of a period.',
    },
  },
} as const;

const conversion = {
  type: 'object',
  description: 'The funnel, from seeing the widget to a booking.',
  additionalProperties: false,
  required: ['views', 'opens', 'slots_selected', 'bookings', 'open_rate', 'booking_rate'],
  properties: {
    views: count('Times the widget was shown.'),
    opens: count('Times it was opened.'),
    slots_selected: count('Times a slot was chosen.'),
    bookings: count('Bookings completed in the widget.'),
    open_rate: rate('opens / views; null without views.'),
    booking_rate: rate('bookings / views; null without views.'),
  },
} as const;

const sessions = count('Sessions that were not cancelled.');

const meanDuration = rate('Mean length, minutes; null without sessions.');

const quality = {
  type: 'object',
  description: 'How well it goes.',
  additionalProperties: false,
  required: ['cancellation_rate', 'no_show_rate', 'rating_average', 'rating_count', 'ratings'],
  properties: {
    cancellation_rate: rate('cancelled / all sessions; null without sessions.'),
    no_show_rate: rate('no-shows / sessions that were held or missed; null without any.'),
    rating_average: rate('Mean rating 1 to 5; null without reviews.'),
    rating_count: count('Reviews.'),
    ratings: {
      type: 'array',
      minItems: 5,
      maxItems: 5,
      items: count('Reviews with this rating.'),
      description: 'How many reviews gave 1, 2, 3, 4 and 5, in this order.',
    },
  },
} as const;

export const metricsTableQuerySchema = {
  type: 'object',
  properties: { ...metricsQuerySchema.properties, separator },
} as const;

export const metricsSchema = {
  type: 'object',
  description: "How a partner's programme does: conversion, use, quality.",
  additionalProperties: false,
  required: ['from', 'to', 'timezone', 'group', 'conversion', 'use', 'quality', 'previous'],
  properties: {
    from: date,
    to: date,
    timezone: { ...timeZone, description: "The partner's zone, in which all dates are counted." },
    group: metricsQuerySchema.properties.group,
    conversion,
    use: {
      type: 'object',
      description: 'How much the programme is used. Sessions count by the date of their start.',
      additionalProperties: false,
      required: ['sessions', 'sessions_by_period', 'mean_duration_minutes', 'most_requested_mentors'],
      properties: {
        sessions,
        sessions_by_period: {
          type: 'array',
          description: 'One row for each period, also for those without sessions.',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['period', 'sessions'],
            properties: {
              period: { ...date, description: 'First date of the period (weeks start on Monday).' },
              sessions,
            },
          },
        },
        mean_duration_minutes: meanDuration,
        most_requested_mentors: {
          type: 'array',
          maxItems: 10,
          description: 'The ten mentors with the most sessions.',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['mentor_id', 'name', 'sessions'],
            properties: {
              mentor_id: id,
              name: { type: 'string', description: 'Name of the mentor.' },
              sessions,
            },
          },
        },
      },
    },
    quality,
    previous: {
      type: 'object',
      description: 'The same figures of as many days just before, to compare with.',
      additionalProperties: false,
      required: ['from', 'to', 'conversion', 'use', 'quality'],
      properties: {
        from: date,
        to: date,
        conversion,
        use: {
          type: 'object',
          description: 'How much the programme was used.',
          additionalProperties: false,
          required: ['sessions', 'mean_duration_minutes'],
          properties: { sessions, mean_duration_minutes: meanDuration },
        },
        quality,
      },
    },
  },
} as const;

export type MetricsQuery = FromSchema<typeof metricsQuerySchema>;
export type MetricsTableQuery = FromSchema<typeof metricsTableQuerySchema>;
export type Metrics = FromSchema<typeof metricsSchema>;
