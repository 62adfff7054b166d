import type { RecommendationWeightsInput } from '../../contract/directory.ts';
import { invalidRequest } from '../../problems.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/**
 * Sets what recommendations at the caller's partner give weight to.
 *
 * @throws Problem `invalid_request` where nothing would count.
 */
export async function replaceRecommendation(
  context: CommandContext,
  weights: RecommendationWeightsInput,
): Promise<void> {
  if (Object.values(weights).every((weight) => weight === 0)) {
    throw invalidRequest([{ pointer: '', detail: 'must give weight to one part at least' }]);
  }
  await commit(context, async (trx) => {
    const partner = await lockPartner(trx, context.actor.partnerId);
    const before: Readonly<Record<string, number>> = partner.recommendation;
    const after: Readonly<Record<string, number>> = weights;
    await partner.$query(trx).patch({ recommendation: weights });
    const changes = Object.keys(after)
      .filter((name) => before[name] !== after[name])
      .map((name) => [`weight_of_${name}`, [before[name] ?? null, after[name]]] as const);
    await audit(trx, context, { subject: 'partner', id: null, changes: Object.fromEntries(changes) });
  });
}
