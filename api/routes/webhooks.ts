import type Router from '@koa/router';
import { createWebhook } from '../commands/webhooks/create-webhook.ts';
import { deleteWebhook } from '../commands/webhooks/delete-webhook.ts';
import { redeliver, redeliverSince } from '../commands/webhooks/redeliver.ts';
import { rotateWebhookSecret } from '../commands/webhooks/rotate-webhook-secret.ts';
import { testWebhook } from '../commands/webhooks/test-webhook.ts';
import { updateWebhook } from '../commands/webhooks/update-webhook.ts';
import { operations } from '../contract/operations.ts';
import type { Webhook as WireWebhook } from '../contract/webhook.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { decodeCursor, pageOf } from '../http/page.ts';
import { presentWebhook, Webhook } from '../models/webhook.ts';
import { presentDelivery } from '../models/webhook-delivery.ts';
import { findWebhook, lastAttempts, listDeliveries } from '../queries/find-webhook.ts';

export function webhookRoutes(router: Router, services: Services): void {
  const { knex, clock, webhookDoor, secretBox } = services;
  const sending = { knex, clock, webhookDoor, secretBox };

  const present = async (webhooks: readonly Webhook[], now: number): Promise<WireWebhook[]> => {
    const last = await lastAttempts(
      knex,
      webhooks.map(({ id }) => id),
    );
    return webhooks.map((webhook) => presentWebhook(webhook, last.get(webhook.id) ?? null, now));
  };
  const presentOne = async (webhook: Webhook, now: number): Promise<WireWebhook> =>
    (await present([webhook], now))[0] as WireWebhook;

  endpoint(router, services, operations.listWebhooks, async ({ command: { actor }, now }) => ({
    webhooks: await present(
      await Webhook.query(knex).where({ partner_id: actor.partnerId }).orderBy('id'),
      now,
    ),
  }));

  endpoint(router, services, operations.createWebhook, async ({ body, command, now }) => {
    const { webhook, secret } = await createWebhook(command, body, services);
    return { ...presentWebhook(webhook, null, now), secret };
  });

  endpoint(router, services, operations.updateWebhook, async ({ body, command, id, now }) =>
    presentOne(await updateWebhook(command, id, body, webhookDoor), now),
  );

  endpoint(router, services, operations.deleteWebhook, async ({ command, id }) => {
    await deleteWebhook(command, id);
    return undefined;
  });

  endpoint(router, services, operations.testWebhook, async ({ command, id }) =>
    presentDelivery(await testWebhook(command, id, sending)),
  );

  endpoint(router, services, operations.rotateWebhookSecret, async ({ command, id, now }) => {
    const { webhook, secret } = await rotateWebhookSecret(command, id, secretBox);
    return { ...(await presentOne(webhook, now)), secret };
  });

  endpoint(router, services, operations.redeliverSince, async ({ body, command, id }) => ({
    count: await redeliverSince(command, id, body),
  }));

  endpoint(router, services, operations.listWebhookDeliveries, async ({ command: { actor }, id, query }) => {
    const { limit = 20, cursor, ...filters } = query;
    const { id: webhookId } = await findWebhook(knex, actor.partnerId, id);
    const before = decodeCursor(cursor, 1)?.[0];
    const found = await listDeliveries(knex, { webhookId, query: filters, limit: limit + 1, before });
    const { rows, next_cursor } = pageOf(found, limit, ({ delivery }) => [delivery.id]);
    return { deliveries: rows.map(presentDelivery), next_cursor };
  });

  endpoint(router, services, operations.redeliver, async ({ command, id }) =>
    presentDelivery(await redeliver(command, id)),
  );
}
