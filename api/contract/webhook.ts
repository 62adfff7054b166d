import type { FromSchema } from 'json-schema-to-ts';
import { cursor, id, instant, paging } from './primitives.ts';

/** What a partner can be told of. */
export const eventTypes = [
  'session.requested',
  'session.booked',
  'session.cancelled',
  'session.rescheduled',
  'session.completed',
  'session.no_show',
  'review.created',
  'mentor.updated',
] as const;

export type EventType = (typeof eventTypes)[number];

/** Most webhooks of one partner. */
export const mostWebhooks = 20;

const deliveryStates = ['queued', 'delivered', 'failed', 'skipped'] as const;

/** Why an attempt failed. */
export const attemptErrors = ['status', 'redirect', 'too_slow', 'no_answer', 'private', 'address'] as const;

export type AttemptError = (typeof attemptErrors)[number];

const nullableInstant = (description: string) =>
  ({ type: ['string', 'null'], format: 'date-time', description }) as const;

const address = {
  type: 'string',
  minLength: 1,
  maxLength: 2000,
  // No user or password before the host, no fragment, nothing that is not printed.
  pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@\\\\]+(?:[/?][^\\s#]*)?$',
  description:
    'Where events are sent: https, without a user, a password or a fragment, on the public web. A demo on your own machine takes http and addresses of that machine too.',
} as const;

const types = {
  type: 'array',
  minItems: 1,
  maxItems: eventTypes.length,
  uniqueItems: true,
  items: { type: 'string', enum: eventTypes },
  description: 'What it is told of.',
} as const;

const state = {
  type: 'string',
  enum: ['active', 'disabled'],
  description: 'A disabled webhook is sent nothing; what happens meanwhile is not kept for it.',
} as const;

const deliveryState = {
  type: 'string',
  enum: deliveryStates,
  description:
    'queued: still to be tried; delivered: answered by 2xx; failed: given up; skipped: its webhook was disabled first.',
} as const;

const secret = {
  type: 'string',
  pattern: '^whsec_[A-Za-z0-9+/]+=*$',
  description: 'What its events are signed with (Standard Webhooks). Told once: keep it.',
} as const;

const error = {
  type: ['string', 'null'],
  enum: [...attemptErrors, null],
  description:
    'Why it failed; null when it did not. status: answered by other than 2xx; redirect: by 3xx, which is not followed; too_slow: not within 15 seconds; no_answer: no connection, or it broke off; private: the address leads into a private network; address: it is none that anything is sent to.',
} as const;

const status = {
  type: ['integer', 'null'],
  description: 'HTTP status of the answer; null without one.',
} as const;

const webhook = {
  id,
  url: { type: 'string', description: 'Where events are sent.' },
  types,
  state,
  disabled_reason: {
    type: ['string', 'null'],
    enum: ['admin', 'gone', 'failing', null],
    description:
      'Why it is disabled: an admin did it; it answered 410; everything failed for five days. Null while it is active.',
  },
  disabled_at: nullableInstant('Since when it is disabled.'),
  failing_since: nullableInstant('The first failure after which nothing arrived; null while the latest did.'),
  old_secret_until: nullableInstant('Until then the secret before this one signs too; null: it does not.'),
  created_at: instant,
  last_attempt: {
    type: ['object', 'null'],
    description: 'How the latest attempt to send it something went; null before the first.',
    additionalProperties: false,
    required: ['at', 'status', 'error'],
    properties: {
      at: { ...instant, description: 'When it was made.' },
      status,
      error,
    },
  },
} as const;

const webhookNames = [
  ...(['id', 'url', 'types', 'state', 'disabled_reason', 'disabled_at', 'failing_since'] as const),
  ...(['old_secret_until', 'created_at', 'last_attempt'] as const),
] as const;

export const webhookSchema = {
  type: 'object',
  description: 'An address of a partner that is told what happens.',
  additionalProperties: false,
  required: webhookNames,
  properties: webhook,
} as const;

export const newWebhookSchema = {
  type: 'object',
  description: 'A webhook with its new secret. This is the only time that `secret` is told.',
  additionalProperties: false,
  required: [...webhookNames, 'secret'],
  properties: { ...webhook, secret },
} as const;

export const webhookListSchema = {
  type: 'object',
  description: 'The webhooks of a partner.',
  additionalProperties: false,
  required: ['webhooks'],
  properties: {
    webhooks: { type: 'array', items: webhookSchema, description: 'Webhooks, the oldest first.' },
  },
} as const;

export const createWebhookSchema = {
  type: 'object',
  description: 'A webhook to make.',
  required: ['url', 'types'],
  properties: { url: address, types },
} as const;

export const updateWebhookSchema = {
  type: 'object',
  description: 'What to change; the rest stays.',
  minProperties: 1,
  properties: {
    url: address,
    types,
    state: {
      ...state,
      description:
        'disabled: what waits is skipped, and what happens from now on is not sent. active: events from now on are sent, and the five days of nothing but failures begin anew.',
    },
  },
} as const;

const attemptSchema = {
  type: 'object',
  description: 'One attempt to deliver it.',
  additionalProperties: false,
  required: ['number', 'at', 'duration_ms', 'request_headers', 'status', 'answer', 'error', 'detail'],
  properties: {
    number: { type: 'integer', minimum: 1, description: '1 is the first.' },
    at: { ...instant, description: 'When it began.' },
    duration_ms: { type: 'integer', description: 'How long it took, milliseconds.' },
    request_headers: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Headers that were sent, without the signature.',
    },
    status,
    answer: {
      type: ['string', 'null'],
      description: 'The first 2,048 characters of the answer; null without one.',
    },
    error,
    detail: { type: ['string', 'null'], description: 'What is known of it beyond that, in English.' },
  },
} as const;

export const webhookDeliverySchema = {
  type: 'object',
  description: 'One event for one webhook, and what became of it.',
  additionalProperties: false,
  required: [
    ...(['id', 'webhook_id', 'event_id', 'type', 'session_id', 'body', 'state', 'attempt_count'] as const),
    ...(['next_attempt_at', 'created_at', 'delivered_at', 'attempts'] as const),
  ],
  properties: {
    id,
    webhook_id: { ...id, description: 'The webhook that it is for.' },
    event_id: {
      type: 'string',
      description:
        'Sent as `webhook-id`: the same for every attempt, so that a receiver can tell repetitions.',
    },
    type: { type: 'string', enum: [...eventTypes, 'test'], description: 'What happened.' },
    session_id: { ...id, type: ['integer', 'null'], description: 'The session that it is about, if any.' },
    body: { type: 'string', description: 'The JSON that is sent.' },
    state: deliveryState,
    attempt_count: { type: 'integer', description: 'How often it was tried.' },
    next_attempt_at: nullableInstant('When it is tried next; null when it is not.'),
    created_at: { ...instant, description: 'When it happened.' },
    delivered_at: nullableInstant('When it was answered by 2xx, the latest time.'),
    attempts: {
      type: 'array',
      items: attemptSchema,
      description: 'The latest 20 attempts, the latest first.',
    },
  },
} as const;

export const webhookDeliveryQuerySchema = {
  type: 'object',
  properties: {
    state: { ...deliveryState, description: 'Only those that stand so.' },
    type: { type: 'string', enum: [...eventTypes, 'test'], description: 'Only those of this type.' },
    ...paging,
  },
} as const;

export const webhookDeliveryListSchema = {
  type: 'object',
  description: 'One page of deliveries.',
  additionalProperties: false,
  required: ['deliveries', 'next_cursor'],
  properties: {
    deliveries: { type: 'array', items: webhookDeliverySchema, description: 'Deliveries, the latest first.' },
    next_cursor: cursor,
  },
} as const;

export const redeliverSinceSchema = {
  type: 'object',
  description: 'What to send again.',
  required: ['since'],
  properties: {
    since: { ...instant, description: 'All that happened then or later; deliveries are kept for 30 days.' },
    only_missing: {
      type: 'boolean',
      description: 'Only what did not arrive: failed or skipped. Default false: all of it.',
    },
  },
} as const;

export const redeliveredSchema = {
  type: 'object',
  description: 'What is sent again.',
  additionalProperties: false,
  required: ['count'],
  properties: { count: { type: 'integer', description: 'How many deliveries were queued.' } },
} as const;

/** What is sent to a webhook. */
export const webhookEventSchema = {
  type: 'object',
  description: 'The body of every request to a webhook.',
  required: ['type', 'timestamp', 'data'],
  properties: {
    type: { type: 'string', enum: [...eventTypes, 'test'], description: 'What happened.' },
    timestamp: { ...instant, description: 'When it happened.' },
    data: {
      type: 'object',
      description:
        'session.*: the Session, without notes; review.created: the Review; mentor.updated: the Mentor; test: a greeting.',
    },
  },
} as const;

export type Webhook = FromSchema<typeof webhookSchema>;
export type NewWebhook = FromSchema<typeof newWebhookSchema>;
export type WebhookList = FromSchema<typeof webhookListSchema>;
export type CreateWebhook = FromSchema<typeof createWebhookSchema>;
export type UpdateWebhook = FromSchema<typeof updateWebhookSchema>;
export type WebhookDelivery = FromSchema<typeof webhookDeliverySchema>;
export type WebhookDeliveryQuery = FromSchema<typeof webhookDeliveryQuerySchema>;
export type WebhookDeliveryList = FromSchema<typeof webhookDeliveryListSchema>;
export type RedeliverSince = FromSchema<typeof redeliverSinceSchema>;
export type Redelivered = FromSchema<typeof redeliveredSchema>;
