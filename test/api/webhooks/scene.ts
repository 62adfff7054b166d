import assert from 'node:assert/strict';
import { pino } from 'pino';
import { operations } from '../../../api/contract/operations.ts';
import {
  type EventType,
  eventTypes,
  type NewWebhook,
  type WebhookDelivery,
} from '../../../api/contract/webhook.ts';
import { makeWebhookDoor } from '../../../api/feeds/webhook-door.ts';
import { sendWebhooks } from '../../../api/jobs/send-webhooks.ts';
import { SecretBox } from '../../../api/secrets/secret-box.ts';
import { call, type TestApi, token, tokenSecret } from '../../support/api.ts';
import { until } from '../../support/until.ts';

/** A token of the admin that stands whatever time the API's clock was moved to. */
export const adminNow = (api: Pick<TestApi, 'now'>): Promise<string> =>
  token({ sub: 'a1', role: 'partner_admin', exp: Math.floor(api.now / 1000) + 3600 });

export async function addWebhook(
  api: TestApi,
  url: string,
  types: readonly EventType[] = eventTypes,
): Promise<NewWebhook> {
  const options = { token: await adminNow(api), body: { url, types } };
  const { status, body } = await call(api, operations.createWebhook, options);
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

export interface SenderOptions {
  readonly name?: string;
  readonly mayBeLocal?: boolean;
  readonly timeoutMs?: number;
}

/** Sends what is due by the API's clock, as a worker does, until stopped. */
export function startSender(
  api: TestApi,
  { name = 'worker', mayBeLocal = true, timeoutMs = 60_000 }: SenderOptions = {},
): { stop(): Promise<void> } {
  return sendWebhooks({
    knex: api.knex,
    clock: () => api.now,
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    name,
    secretBox: new SecretBox([tokenSecret]),
    webhookDoor: makeWebhookDoor({ mayBeLocal, httpsOnly: false, version: '1.2.3', timeoutMs }),
    restMs: 20,
  });
}

export async function deliveriesOf(api: TestApi, id: number, query = {}): Promise<WebhookDelivery[]> {
  const options = { token: await adminNow(api), id, query };
  const { status, body } = await call(api, operations.listWebhookDeliveries, options);
  assert.equal(status, 200, JSON.stringify(body));
  return body.deliveries;
}

export async function webhookNow(api: TestApi, id: number) {
  const { body } = await call(api, operations.listWebhooks, { token: await adminNow(api) });
  return body.webhooks.find((webhook) => webhook.id === id) ?? assert.fail(`no webhook ${id}`);
}

/** Waits until the latest delivery of a webhook was tried so often. */
export const tried = (api: TestApi, id: number, count: number): Promise<WebhookDelivery> =>
  until(async () => {
    const [latest] = await deliveriesOf(api, id);
    return latest && latest.attempt_count >= count && latest;
  }, `${count} attempts`);
