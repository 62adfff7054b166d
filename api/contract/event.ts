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

/** One step, or several that were gathered. */
export const eventInputSchema = {
  type: 'object',
  description: 'One step, or `events`: those of a visit, in the order in which they happened.',
  properties: {
    events: { type: 'array', minItems: 1, maxItems: 20, items: eventSchema, description: 'Several steps.' },
    ...eventSchema.properties,
  },
  if: { required: ['events'] },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema's conditional keyword.
  then: {},
  else: { required: ['partner', 'mentor_id', 'type'] },
} as const;

export type WidgetEvent = FromSchema<typeof eventSchema>;
export type EventInput = WidgetEvent & { events?: WidgetEvent[] };
