import { randomBytes, randomUUID } from 'node:crypto';
import type { CreateApiKey } from '../../contract/partner.ts';
import { ApiKey } from '../../models/api-key.ts';
import { User } from '../../models/user.ts';
import { notFound, Problem } from '../../problems.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { hashOf } from '../../secrets/hash.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/** Most live keys of one partner. */
const most = 50;

/** A new key, and its secret, of which only a hash is kept. */
export interface CreatedApiKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

/**
 * Creates an API key, and the person that it acts as.
 *
 * @throws Problem `too_many_api_keys`.
 */
export async function createApiKey(
  context: CommandContext,
  { name, scopes }: CreateApiKey,
): Promise<CreatedApiKey> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    // The partner's row is locked, so that two at once cannot both be the last.
    const { id: partnerId } = await lockPartner(trx, actor.partnerId);
    const live = await ApiKey.query(trx)
      .where({ partner_id: partnerId })
      .whereNull('revoked_at')
      .resultSize();
    if (live >= most) throw new Problem('too_many_api_keys', `${most} keys may be live at once.`);
    const user = await User.query(trx)
      .insert({ partnerId, externalId: `api-key:${randomUUID()}`, name: name.trim() })
      .returning('id');
    // 256 bits, in the form by which `authenticate` recognises a key.
    const secret = `mbk_${randomBytes(32).toString('base64url')}`;
    const apiKey = await ApiKey.query(trx)
      .insert({
        partnerId,
        userId: user.id,
        name: name.trim(),
        scopes: [...scopes],
        secretHash: hashOf(secret),
        createdAt: new Date(now),
      })
      .returning('*');
    await audit(trx, context, { subject: 'api_key', id: apiKey.id, changes: { scopes: [null, scopes] } });
    return { apiKey, secret };
  });
}

/**
 * Revokes an API key for good.
 *
 * @throws Problem `not_found` for one that is not live at the admin's partner.
 */
export async function revokeApiKey(context: CommandContext, id: number): Promise<void> {
  const { actor, now } = context;
  await commit(context, async (trx) => {
    const revoked = await ApiKey.query(trx)
      .where({ id, partner_id: actor.partnerId })
      .whereNull('revoked_at')
      .patch({ revokedAt: new Date(now) });
    if (revoked === 0) throw notFound('API key');
    await audit(trx, context, { subject: 'api_key', id, changes: { live: [true, false] } });
  });
}
