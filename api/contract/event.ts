import type { FromSchema } from 'json-schema-to-ts';
import { id } from './primitives.ts';

/** A step of the widget's funnel. Counts only: no person, no address, no cookie. */
export const eventSchema = {
  type: 'object',
  description: "A step of the widget's funnel.",
  required: ['partner', 'mentor_id', 'type'],
  properties: {
    partner: { type: 'string', minLength: 1, maxLength: 63, description: 'Slug of the partner.' },
    mentor_id: id,
    type: {
      type: 'string',
      enum: ['view', 'open', 'slot_selected', 'booked'],
      description: 'The step: shown, opened, a slot chosen, booked.',
    },
  },
} as const;

/** One step, or those of a while together. */
export const eventInputSchema = {
  if: { type: 'object', required: ['events'] },
  // biome-ignore lint/suspicious/noThenProperty: `then` of JSON Schema
  then: {
    type: 'object',
    description: 'Several steps, in the order in which they happened.',
    required: ['events'],
    properties: {
      events: {
        type: 'array',
        minItems: 1,
        maxItems: 20,
        items: eventSchema,
        description: 'The steps.',
      },
    },
  },
  else: eventSchema,
} as const;

export type WidgetEvent = FromSchema<typeof eventSchema>;
