import { webhookEventSchema } from './webhook.ts';

/** What a partner's server is sent, as OpenAPI tells requests that we make. */
export const sentEvent = {
  operationId: 'sendEvent',
  tags: ['Webhooks'],
  summary: 'What a webhook is sent',
  description: `Signed as [Standard Webhooks](https://www.standardwebhooks.com) has it: verify it with one of its libraries.

**At least once.** Every event of an active webhook is sent until it is answered by 2xx within 15 seconds, and may come again although it was: take \`webhook-id\` to tell. All else is a failure, a redirect too. It is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h (each up to a fifth longer), then given up, and can be sent again by hand. \`410\` disables the webhook at once, five days of nothing but failures disable it too, and its admins get a mail.

**In order.** Events about one session, its review among them, or one mentor come one after the other: a later one waits while the one before is still to be tried, and goes once that arrived or was given up. Events about different things come in any order.`,
  security: [],
  parameters: [
    ['webhook-id', 'Names the event: the same for every attempt, and for every webhook of the partner.'],
    ['webhook-timestamp', 'When this attempt was made, Unix time in seconds.'],
    [
      'webhook-signature',
      'One or, for 24 hours after the secret was renewed, two signatures with a space between: `v1,` and the base64 of the HMAC-SHA256 over `id.timestamp.body`.',
    ],
  ].map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  })),
  requestBody: {
    required: true,
    content: { 'application/json': { schema: webhookEventSchema } },
  },
  responses: {
    '2XX': { description: 'It arrived.' },
    410: { description: 'The address is gone: nothing more is sent to it.' },
  },
};
