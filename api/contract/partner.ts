import type { FromSchema } from 'json-schema-to-ts';
import { scopes } from './operation.ts';
import { id, instant, timeZone } from './primitives.ts';

const colour = (description: string) =>
  ({ type: 'string', pattern: '^#[0-9A-Fa-f]{6}$', description: `${description} As #RRGGBB.` }) as const;

/** What stands between quotes in CSS, or a plain name: nothing that ends a declaration. */
const fontName = `(?:"[A-Za-z0-9][A-Za-z0-9 _-]*"|[A-Za-z][A-Za-z0-9-]*)`;

export const themeSchema = {
  type: 'object',
  description: 'Looks of the widget; what is left out is as the widget has it.',
  additionalProperties: false,
  properties: {
    primary: colour('Buttons and headings.'),
    accent: colour('Progress, countdown and focus rings.'),
    background: colour('Behind the slots.'),
    success: colour('The mark of success.'),
    radius: { type: 'integer', minimum: 0, maximum: 32, description: 'Corners, CSS px.' },
    font: {
      type: 'string',
      maxLength: 200,
      pattern: `^${fontName}(?:, ?${fontName}){0,9}$`,
      description: 'CSS font families: names with spaces in double quotes, commas between.',
    },
  },
} as const;

const algorithm = {
  type: 'string',
  enum: ['HS256', 'RS256', 'ES256', 'EdDSA'],
  description:
    'The one signature that tokens of this partner have. HS256: a shared secret; the others: JWKS.',
} as const;

const httpsAddress = {
  type: ['string', 'null'],
  format: 'uri',
  maxLength: 2000,
  pattern: '^https://[^\\s/?#@]+(?:[/?][^\\s#]*)?$',
} as const;

const jwks = {
  type: ['object', 'null'],
  description: 'The public keys (RFC 7517), in place of their address.',
  required: ['keys'],
  properties: {
    keys: {
      type: 'array',
      minItems: 1,
      maxItems: 10,
      items: {
        type: 'object',
        required: ['kty'],
        properties: { kty: { type: 'string', maxLength: 20, description: 'Kind of key.' } },
        description: 'One public key.',
      },
      description: 'Public keys.',
    },
  },
} as const;

const settings = {
  name: {
    type: 'string',
    minLength: 1,
    maxLength: 200,
    pattern: '\\S',
    description: 'Name that mentors and students read.',
  },
  timezone: { ...timeZone, description: 'Zone that days, weeks and terms of the rules are counted in.' },
  origins: {
    type: 'array',
    maxItems: 50,
    uniqueItems: true,
    items: {
      type: 'string',
      maxLength: 300,
      // A host in lower case, as browsers write it in Origin; plain HTTP on one's own machine alone.
      pattern:
        '^(?:https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9][0-9]{0,4})?|http://(?:localhost|127\\.0\\.0\\.1)(?::[1-9][0-9]{0,4})?)$',
      description: 'Origin: scheme, host and port alone, such as https://www.example.edu.',
    },
    description:
      'Origins whose pages may call the API and frame the embed page: https, or http on localhost.',
  },
  theme: themeSchema,
  algorithm,
  jwks,
  jwks_url: {
    ...httpsAddress,
    description: 'Address of the public keys, read again every ten minutes and for unknown keys.',
  },
  oidc_issuer: {
    ...httpsAddress,
    description: "Issuer of the partner's own sign-in (OpenID Connect); null: mentors sign in by mail alone.",
  },
  oidc_client_id: {
    type: ['string', 'null'],
    minLength: 1,
    maxLength: 300,
    description: 'What this product is called at that issuer.',
  },
} as const;

export const partnerSchema = {
  type: 'object',
  description: 'A partner as its admins see it. No secret is ever among it.',
  additionalProperties: false,
  required: [
    'id',
    'slug',
    ...(Object.keys(settings) as (keyof typeof settings)[]),
    'has_oidc_client_secret',
    'secrets',
    'doctor_url',
  ],
  properties: {
    id,
    slug: { type: 'string', description: 'Its name in tokens (`iss`), in the element and in addresses.' },
    ...settings,
    has_oidc_client_secret: { type: 'boolean', description: 'Whether a client secret is kept.' },
    secrets: {
      type: 'array',
      maxItems: 2,
      description: 'The shared secrets that are live, older first.',
      items: {
        type: 'object',
        description: 'A shared secret, without itself.',
        additionalProperties: false,
        required: ['number', 'fingerprint'],
        properties: {
          number: { type: 'integer', minimum: 1, maximum: 2, description: '1 is the older.' },
          fingerprint: {
            type: 'string',
            pattern: '^[0-9a-f]{8}$',
            description: 'First eight hexadecimal digits of its SHA-256.',
          },
        },
      },
    },
    doctor_url: {
      type: ['string', 'null'],
      description: 'Where the embed doctor is; null where this server has none.',
    },
    new_secret: {
      type: 'string',
      description: 'Told once: the shared secret that was made because `algorithm` became HS256.',
    },
  },
} as const;

export const updatePartnerSchema = {
  type: 'object',
  description:
    'The settings to change; the others stay. `algorithm`, `jwks` and `jwks_url` change together: HS256 takes neither, the others exactly one of the two.',
  minProperties: 1,
  properties: {
    ...settings,
    oidc_client_secret: {
      type: ['string', 'null'],
      minLength: 1,
      maxLength: 500,
      description: 'Secret of this product at the issuer. It can be written and removed, never read.',
    },
  },
} as const;

export const newSecretSchema = {
  type: 'object',
  description: 'A new shared secret. This is the only time that it is told.',
  additionalProperties: false,
  required: ['number', 'fingerprint', 'secret'],
  properties: {
    ...partnerSchema.properties.secrets.items.properties,
    secret: { type: 'string', description: 'The secret, to sign tokens with (HS256).' },
  },
} as const;

export const removeSecretQuerySchema = {
  type: 'object',
  properties: {
    fingerprint: {
      ...partnerSchema.properties.secrets.items.properties.fingerprint,
      description: 'Remove it only if it is this one: numbers move up when another was removed meanwhile.',
    },
  },
} as const;

const keyName = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  pattern: '\\S',
  description: 'What the key is for.',
} as const;

const keyScopes = {
  type: 'array',
  minItems: 1,
  maxItems: scopes.length,
  uniqueItems: true,
  items: { type: 'string', enum: scopes },
  description: 'What a program may do with it.',
} as const;

const apiKey = {
  id,
  name: keyName,
  scopes: keyScopes,
  created_at: instant,
  last_used_at: {
    ...instant,
    type: ['string', 'null'],
    description: 'When it was last used, to the minute; null: never.',
  },
  revoked_at: {
    ...instant,
    type: ['string', 'null'],
    description: 'Since when it is good for nothing; null while it is live.',
  },
} as const;

export const apiKeySchema = {
  type: 'object',
  description: 'A key for a program of the partner, without itself.',
  additionalProperties: false,
  required: ['id', 'name', 'scopes', 'created_at', 'last_used_at', 'revoked_at'],
  properties: apiKey,
} as const;

export const newApiKeySchema = {
  type: 'object',
  description: 'A new API key. This is the only time that `key` is told.',
  additionalProperties: false,
  required: ['id', 'name', 'scopes', 'created_at', 'last_used_at', 'revoked_at', 'key'],
  properties: {
    ...apiKey,
    key: { type: 'string', description: 'To be sent as `Authorization: Bearer`.' },
  },
} as const;

export const apiKeyListSchema = {
  type: 'object',
  description: 'The API keys of a partner.',
  additionalProperties: false,
  required: ['api_keys'],
  properties: {
    api_keys: { type: 'array', items: apiKeySchema, description: 'Live keys first, then the revoked.' },
  },
} as const;

export const createApiKeySchema = {
  type: 'object',
  description: 'An API key to make.',
  required: ['name', 'scopes'],
  properties: { name: keyName, scopes: keyScopes },
} as const;

export type Theme = FromSchema<typeof themeSchema>;
export type Partner = FromSchema<typeof partnerSchema>;
export type UpdatePartner = FromSchema<typeof updatePartnerSchema>;
export type NewSecret = FromSchema<typeof newSecretSchema>;
export type RemoveSecretQuery = FromSchema<typeof removeSecretQuerySchema>;
export type ApiKey = FromSchema<typeof apiKeySchema>;
export type NewApiKey = FromSchema<typeof newApiKeySchema>;
export type ApiKeyList = FromSchema<typeof apiKeyListSchema>;
export type CreateApiKey = FromSchema<typeof createApiKeySchema>;
