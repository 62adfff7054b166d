import type { FromSchema } from 'json-schema-to-ts';

const time = { type: 'number' } as const;

const identifier = { type: 'string', minLength: 1, maxLength: 255 } as const;

/** What a token may say of its person; null is the same as not to say it. */
const said = (maxLength: number) => ({ type: ['string', 'null'], maxLength }) as const;

/** Roles that a token may give. */
const roles = ['student', 'mentor', 'partner_admin'] as const;

/**
 * The claims of a token (RFC 7519), a partner's or our own; others may stand beside them and mean nothing here.
 *
 * It holds kinds and lengths, which the program that signs gets right or wrong for everybody: such a token is refused.
 * What one person's record says may still be of no use (a locale that is no language tag, an unknown zone, no mail
 * address): that claim counts as not said, for it must not keep her from booking.
 */
export const claimsSchema = {
  type: 'object',
  required: ['iss', 'sub', 'aud', 'exp'],
  properties: {
    iss: { ...identifier, description: 'Slug of the partner; `mentor-booking` for our own.' },
    sub: { ...identifier, description: "The person's id at the partner; for our own her id here." },
    aud: {
      anyOf: [identifier, { type: 'array', items: identifier }],
      description: '`mentor-booking`, or a list with it.',
    },
    exp: { ...time, description: 'When it ends, epoch seconds; at most 24 hours ahead.' },
    iat: { ...time, description: 'When it was issued, epoch seconds.' },
    nbf: { ...time, description: 'When it begins, epoch seconds.' },
    role: { type: ['string', 'null'], enum: [...roles, null], description: 'Default student.' },
    name: { ...said(1_000), description: 'Name for people; 200 characters of it are kept.' },
    email: { ...said(320), description: 'Mail address.' },
    locale: { ...said(35), description: 'Language, BCP 47; also written with `_`.' },
    timezone: { ...said(64), description: 'IANA time zone.' },
    phone_number: { ...said(32), description: 'Phone number, E.164.' },
    phone_number_verified: { description: 'false: `phone_number` counts as not said.' },
  },
} as const;

export type Claims = FromSchema<typeof claimsSchema>;
