import type { FromSchema } from 'json-schema-to-ts';

const text = (maxLength: number, description: string) =>
  ({ type: 'string', minLength: 1, maxLength, pattern: '^[!-~](?:[ -~]*[!-~])?$', description }) as const;

const orNull = (maxLength: number, description: string) =>
  ({ ...text(maxLength, description), type: ['string', 'null'] }) as const;

const written =
  'Written, and never read back: left out, the one that stands there stays, as long as the provider does.';

/** Told by the server alone; sent back, they mean nothing. */
const told = {
  configured: { type: 'boolean', description: 'true: its credentials stand here. They are never told.' },
  callback_url: {
    type: 'string',
    description:
      'The address to set at the provider for delivery reports and incoming messages (Twilio: for incoming messages alone). It holds a secret.',
  },
} as const;

const smsFields = {
  provider: { type: 'string', enum: ['africas_talking', 'twilio'], description: 'Who sends.' },
  username: text(100, "africas_talking: the application's username; `sandbox` for the sandbox."),
  account_sid: text(64, 'twilio: the SID of the account.'),
  messaging_service_sid: orNull(64, 'twilio: the SID of a messaging service, instead of `from`.'),
  from: orNull(20, 'The sender: a number, a short code or a registered name. twilio needs it or a service.'),
} as const;

const template = { type: 'string', pattern: '^[a-z0-9_]{1,512}$' } as const;

const templates = {
  type: 'object',
  description:
    'By event, the name of a template that Meta has approved in fr, en, pt_PT, ar and sw, as far as people read them. Its body has three variables: the other person, the time, a link. An event without one goes by another channel.',
  additionalProperties: false,
  properties: {
    session_booked: { ...template, description: 'Somebody booked a session.' },
    session_cancelled: { ...template, description: 'A session was cancelled.' },
    session_rescheduled: { ...template, description: 'A session was moved.' },
    session_reminder: { ...template, description: 'A session is coming up.' },
    review_requested: { ...template, description: 'A session is over.' },
    request_received: { ...template, description: 'A session was asked for.' },
    waiting_list_offer: { ...template, description: 'Time opened that somebody waits for.' },
    zone_data_changed: { ...template, description: 'Clocks show a session at another time than was told.' },
  },
} as const;

const whatsappFields = {
  provider: { type: 'string', enum: ['whatsapp'], description: 'The Cloud API of Meta.' },
  phone_number_id: {
    type: 'string',
    pattern: '^[0-9]{1,30}$',
    description: 'The id of the number that sends.',
  },
  templates,
} as const;

const secret = (maxLength: number, description: string) =>
  ({ ...text(maxLength, `${description} ${written}`), writeOnly: true }) as const;

/** What may be written. Which provider needs which field is told by the command. */
export const gatewaysInputSchema = {
  type: 'object',
  description:
    'What texts go out by, by channel. A channel that is left out stays as it is; null removes it.',
  additionalProperties: false,
  properties: {
    sms: {
      type: ['object', 'null'],
      description: 'SMS.',
      required: ['provider'],
      properties: {
        ...smsFields,
        api_key: secret(200, 'africas_talking: the API key.'),
        auth_token: secret(200, 'twilio: the auth token.'),
      },
    },
    whatsapp: {
      type: ['object', 'null'],
      description: 'WhatsApp.',
      required: ['provider', 'phone_number_id', 'templates'],
      properties: {
        ...whatsappFields,
        access_token: secret(1000, 'The token of a system user.'),
        app_secret: secret(200, 'The secret of the app, by which reports are signed.'),
      },
    },
  },
} as const;

export const gatewaysSchema = {
  type: 'object',
  description: 'What texts go out by, by channel; null where nothing is set.',
  additionalProperties: false,
  required: ['sms', 'whatsapp'],
  properties: {
    sms: {
      type: ['object', 'null'],
      description: 'SMS.',
      additionalProperties: false,
      required: ['provider', 'configured', 'callback_url'],
      properties: { ...smsFields, ...told },
    },
    whatsapp: {
      type: ['object', 'null'],
      description: 'WhatsApp.',
      additionalProperties: false,
      required: ['provider', 'phone_number_id', 'templates', 'configured', 'callback_url', 'verify_token'],
      properties: {
        ...whatsappFields,
        ...told,
        verify_token: { type: 'string', description: 'What to type beside the address at Meta.' },
      },
    },
  },
} as const;

const wallTime = (description: string) =>
  ({ type: 'string', pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$', description }) as const;

export const quietHoursSchema = {
  type: ['object', 'null'],
  description:
    'When no SMS or WhatsApp message comes, by the clock of whoever is told; null for never. What is due then comes at their end. Where the session would have begun by then it comes by mail, and to whom has no address when it is due.',
  additionalProperties: false,
  required: ['start_time', 'end_time'],
  properties: {
    start_time: wallTime('When they begin, HH:MM.'),
    end_time: wallTime('When they end, HH:MM; on the next day where it is not after the start.'),
  },
} as const;

export type GatewaysInput = FromSchema<typeof gatewaysInputSchema>;
export type Gateways = FromSchema<typeof gatewaysSchema>;
