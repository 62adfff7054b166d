import type { FromSchema } from 'json-schema-to-ts';
import { accountSchema } from './account.ts';
import { instant, language } from './primitives.ts';

const email = {
  type: 'string',
  format: 'email',
  maxLength: 320,
  description: 'Her mail address, any letter case.',
} as const;

const partner = {
  type: 'string',
  maxLength: 63,
  pattern: '^[a-z0-9][a-z0-9-]*$',
  description: 'Slug of the partner.',
} as const;

export const signInCodeInputSchema = {
  type: 'object',
  description: 'Who wants a code.',
  additionalProperties: false,
  required: ['email'],
  properties: {
    email,
    locale: { ...language, description: 'Language of the mail, where hers is not known.' },
  },
} as const;

export const signInSchema = {
  type: 'object',
  description: 'The code that came by mail.',
  additionalProperties: false,
  required: ['email', 'code'],
  properties: {
    email,
    code: {
      type: 'string',
      pattern: '^[0-9]{6}(?:[0-9]{4})?$',
      description: 'Six digits; ten while somebody keeps asking for codes for the address.',
    },
    partner: { ...partner, description: 'Which of her partners, after `partner_needed`.' },
  },
} as const;

export const signedInSchema = {
  type: 'object',
  description: 'Who is signed in now; the cookie comes along.',
  additionalProperties: false,
  required: ['account'],
  properties: { account: accountSchema },
} as const;

export const ownTokenSchema = {
  type: 'object',
  description: 'A token of this API, to be kept in memory and sent as `Authorization: Bearer`.',
  additionalProperties: false,
  required: ['token', 'expires_at', 'account'],
  properties: {
    token: { type: 'string', description: 'JWT.' },
    expires_at: { ...instant, description: 'When it ends, RFC 3339; ask again before.' },
    account: accountSchema,
  },
} as const;

export const demoSignInSchema = {
  type: 'object',
  description: 'As whom to try the demo.',
  additionalProperties: false,
  required: ['role'],
  properties: {
    role: {
      type: 'string',
      enum: ['mentor', 'partner_admin'],
      description: 'The demo mentor or the demo admin.',
    },
  },
} as const;

export const signInOptionsQuerySchema = {
  type: 'object',
  properties: { partner: { ...partner, description: 'Slug: only how this partner signs in.' } },
} as const;

export const signInOptionsSchema = {
  type: 'object',
  description: 'Ways to sign in beside a code by mail.',
  additionalProperties: false,
  required: ['demo', 'oidc'],
  properties: {
    demo: { type: 'boolean', description: 'Whether the demo can be tried.' },
    oidc: {
      type: 'array',
      description:
        'Partners with a sign-in of their own: send the browser to `/api/sign-in/oidc/<partner>`, and it comes back to the hosted page.',
      items: {
        type: 'object',
        description: 'One partner.',
        additionalProperties: false,
        required: ['partner', 'name'],
        properties: {
          partner: { type: 'string', description: 'Slug.' },
          name: { type: 'string', description: 'Name for people.' },
        },
      },
    },
  },
} as const;

export type SignInCodeInput = FromSchema<typeof signInCodeInputSchema>;
export type SignInInput = FromSchema<typeof signInSchema>;
export type SignedIn = FromSchema<typeof signedInSchema>;
export type OwnToken = FromSchema<typeof ownTokenSchema>;
export type DemoSignIn = FromSchema<typeof demoSignInSchema>;
export type SignInOptionsQuery = FromSchema<typeof signInOptionsQuerySchema>;
export type SignInOptions = FromSchema<typeof signInOptionsSchema>;

/** Why the sign-in at the partner's own provider came to nothing: `sign_in` in the address of the hosted page. */
export type SignInRefusal = 'unknown_person' | 'refused' | 'expired' | 'unavailable';
