import type { FromSchema } from 'json-schema-to-ts';
import { cursor, id, instant, paging } from './primitives.ts';
import { statuses } from './session.ts';

const wallTime = (description: string) =>
  ({ type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$', description }) as const;

const person = (description: string) =>
  ({
    type: 'object',
    description,
    additionalProperties: false,
    required: ['id', 'name'],
    properties: { id, name: { type: 'string', description: 'Her name.' } },
  }) as const;

export const zoneChangeSchema = {
  type: 'object',
  description:
    'A session that one of its people was told by older zone data, and that her wall shows at another time by the data of now. It was not moved; both people were told.',
  additionalProperties: false,
  required: [
    ...(['id', 'session_id', 'session_date', 'status', 'mentor', 'student', 'person_id'] as const),
    ...(['timezone', 'told_time', 'new_time', 'zone_data', 'found_at'] as const),
  ],
  properties: {
    id,
    session_id: { ...id, description: 'The session.' },
    session_date: { ...instant, description: 'When it starts now; it may have been moved since.' },
    status: { type: 'string', enum: statuses, description: 'Where the session stands now.' },
    mentor: person('Its mentor; the id is that of the mentor.'),
    student: person('Its student; the id is that of the person.'),
    person_id: { ...id, description: 'Whose wall shows another time: the mentor’s person or the student.' },
    timezone: { type: 'string', description: 'The zone that she was told the time in.' },
    told_time: wallTime('The wall time that she was told.'),
    new_time: wallTime('The wall time of the same instant by the data of now.'),
    zone_data: {
      type: 'string',
      description: 'Version of the zone data by which it was found, such as 2026c.',
    },
    found_at: { ...instant, description: 'When it was found.' },
  },
} as const;

export const zoneChangeListSchema = {
  type: 'object',
  description: 'One page of such sessions.',
  additionalProperties: false,
  required: ['zone_changes', 'next_cursor'],
  properties: {
    zone_changes: { type: 'array', items: zoneChangeSchema, description: 'The latest found first.' },
    next_cursor: cursor,
  },
} as const;

export const zoneChangeQuerySchema = {
  type: 'object',
  properties: {
    upcoming: {
      type: 'string',
      enum: ['true', 'false'],
      description: 'true: only those of sessions that are still to come at the same start.',
    },
    ...paging,
  },
} as const;

export type ZoneChange = FromSchema<typeof zoneChangeSchema>;
export type ZoneChangeList = FromSchema<typeof zoneChangeListSchema>;
export type ZoneChangeQuery = FromSchema<typeof zoneChangeQuerySchema>;
