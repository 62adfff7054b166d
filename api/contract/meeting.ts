import type { FromSchema } from 'json-schema-to-ts';

const meetingKinds = ['none', 'fixed', 'jitsi', 'bigbluebutton'] as const;

const checksums = ['sha1', 'sha256', 'sha384', 'sha512'] as const;

const address = (description: string) =>
  ({ type: 'string', maxLength: 2000, pattern: '^https?://[^\\s/?#]\\S*$', description }) as const;

const fields = {
  kind: {
    type: 'string',
    enum: meetingKinds,
    description:
      'none: no room is made; fixed: the same room for every session; jitsi, bigbluebutton: a room of its own for each session.',
  },
  url: address(
    'fixed: the address of the room; bigbluebutton: the address of the server, as `bbb-conf --secret` tells it.',
  ),
  base_url: address('jitsi: the address of the server, before the name of a room.'),
  app_id: {
    type: ['string', 'null'],
    minLength: 1,
    maxLength: 200,
    description: "jitsi: the application's id, where the server asks for signed tokens; goes with `secret`.",
  },
  key_id: {
    type: ['string', 'null'],
    minLength: 1,
    maxLength: 200,
    description:
      'jitsi at 8x8.vc (JaaS): the id of the key, whose private key (PEM) is the `secret` then: tokens are signed by RS256.',
  },
  checksum: {
    type: 'string',
    enum: checksums,
    description: 'bigbluebutton: the hash that requests are signed by; sha256 unless told.',
  },
} as const;

/** What may be written as somebody's meetings. Which kind needs which field is told by the command. */
export const meetingInputSchema = {
  type: 'object',
  description: 'Where sessions take place by video.',
  required: ['kind'],
  properties: {
    ...fields,
    secret: {
      type: ['string', 'null'],
      minLength: 1,
      maxLength: 8000,
      pattern: '\\S',
      description:
        'bigbluebutton: the shared secret; jitsi: the secret of the application. Written, and never read back: left out, the one that stands there stays, as long as `kind` does; null removes it.',
    },
  },
} as const;

export const meetingSchema = {
  type: 'object',
  description: 'Where sessions take place by video: `{kind: none}` where no room is made.',
  additionalProperties: false,
  required: ['kind'],
  properties: {
    ...fields,
    has_secret: {
      type: 'boolean',
      description: 'jitsi, bigbluebutton: whether there is a secret. It is never told.',
    },
  },
} as const;

/** The same for one mentor, who may leave it to her partner. */
export const mentorMeetingInputSchema = {
  ...meetingInputSchema,
  type: ['object', 'null'],
  description: "Where her sessions take place by video; null: as the partner's.",
} as const;

export const mentorMeetingSchema = {
  ...meetingSchema,
  type: ['object', 'null'],
  description:
    "Where her sessions take place by video; null: as the partner's. Shown to her and to the partner's admins only.",
} as const;

export type MeetingInput = FromSchema<typeof meetingInputSchema>;
export type Meeting = FromSchema<typeof meetingSchema>;
/** What is stored beside the sealed secret. */
export type StoredMeeting = Omit<Meeting, 'has_secret'>;
