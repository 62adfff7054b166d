import type { CreateCertification } from '../../contract/certification.ts';
import { Problem } from '../../problems.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/** Most certifications of one partner. */
const most = 100;

/**
 * Defines what the admin's partner certifies. @returns its id.
 *
 * @throws Problem `certification_exists`, `too_many_certifications`.
 */
export async function createCertification(
  context: CommandContext,
  { name, description }: CreateCertification,
): Promise<number> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    // The partner's row is locked, so that two at once cannot both be the last.
    const { id: partner_id } = await lockPartner(trx, actor.partnerId);
    const all = await trx('certification').where({ partner_id }).select('id');
    if (all.length >= most) {
      throw new Problem('too_many_certifications', `A partner may have ${most} certifications.`);
    }
    const row = {
      partner_id,
      name: name.trim(),
      description: description ?? null,
      created_at: new Date(now),
    };
    const [made] = await trx('certification').insert(row).onConflict().ignore().returning('id');
    if (!made) throw new Problem('certification_exists', `There is a certification ${row.name} already.`);
    await audit(trx, context, { subject: 'certification', id: made.id, changes: { name: [null, row.name] } });
    return made.id;
  });
}
