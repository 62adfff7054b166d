import type { FromSchema } from 'json-schema-to-ts';

const instantOrNull = (description: string) =>
  ({ type: ['string', 'null'], format: 'date-time', description }) as const;

export const phoneSchema = {
  type: 'object',
  description: 'Where SMS and WhatsApp messages to a person go.',
  additionalProperties: false,
  required: ['phone_number', 'source', 'confirmed_at', 'is_stopped', 'pending'],
  properties: {
    phone_number: { type: ['string', 'null'], description: 'The confirmed number, E.164; null without one.' },
    source: {
      type: ['string', 'null'],
      enum: ['token', 'person', null],
      description:
        "token: it stands in her partner's tokens; person: she gave it herself, and what tokens say counts no more, also once she has removed it.",
    },
    confirmed_at: instantOrNull('When it was confirmed, or first seen in a token.'),
    is_stopped: {
      type: 'boolean',
      description: 'Whether messages to it were ended by STOP; START, sent from it, lets them come again.',
    },
    pending: {
      type: ['object', 'null'],
      description: 'The number that still needs its code; null where there is none.',
      additionalProperties: false,
      required: ['phone_number', 'expires_at'],
      properties: {
        phone_number: { type: 'string', description: 'E.164.' },
        expires_at: { type: 'string', format: 'date-time', description: 'Until when the code is good.' },
      },
    },
  },
} as const;

export const setPhoneSchema = {
  type: 'object',
  description: 'A phone number.',
  additionalProperties: false,
  required: ['phone_number'],
  properties: {
    phone_number: {
      type: 'string',
      maxLength: 40,
      description: "With its country's code: +221 77 123 45 67. Spaces and the like may stand in it.",
    },
  },
} as const;

export const confirmPhoneSchema = {
  type: 'object',
  description: 'The code that came by SMS.',
  additionalProperties: false,
  required: ['code'],
  properties: { code: { type: 'string', pattern: '^[0-9]{6}$', description: 'Six digits.' } },
} as const;

export type Phone = FromSchema<typeof phoneSchema>;
export type SetPhone = FromSchema<typeof setPhoneSchema>;
export type ConfirmPhone = FromSchema<typeof confirmPhoneSchema>;
