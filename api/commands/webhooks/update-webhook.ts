import type { UpdateWebhook } from '../../contract/webhook.ts';
import type { WebhookDoor } from '../../feeds/webhook-door.ts';
import type { Webhook } from '../../models/webhook.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { disabled, skipQueued } from './disable-webhook.ts';
import { lockWebhook } from './lock-webhook.ts';
import { requireAddress } from './require-address.ts';

/**
 * Changes where and of what a webhook is told, disables it or makes it active again. What waits when its address
 * changes goes to the new one.
 *
 * @throws Problem `not_found`, `invalid_request` for an address that nothing is sent to.
 */
export async function updateWebhook(
  context: CommandContext,
  id: number,
  { url, types, state }: UpdateWebhook,
  door: WebhookDoor,
): Promise<Webhook> {
  if (url !== undefined) requireAddress(door, url);
  return commit(context, async (trx) => {
    const old = await lockWebhook(trx, context.actor.partnerId, id);
    const isChanged = state !== undefined && state !== old.state;
    const webhook = await old.$query(trx).patchAndFetch({
      url: url ?? old.url,
      types: types ? [...types] : old.types,
      ...(isChanged && (state === 'disabled' ? disabled('admin', context.now) : active)),
    });
    if (isChanged && state === 'disabled') await skipQueued(trx, id);
    const changes = changesBetween(old, webhook, ['url', 'types', 'state']);
    await audit(trx, context, { subject: 'webhook', id, changes });
    return webhook;
  });
}

const active = { state: 'active', disabledReason: null, disabledAt: null, failingSince: null } as const;
