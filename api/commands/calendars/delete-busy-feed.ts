import { BusyFeed } from '../../models/busy-feed.ts';
import { findBusyFeed } from '../../queries/find-busy-feed.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { inTurn } from '../in-turn.ts';

/**
 * Takes no more busy times from another calendar; those that were taken go with it.
 *
 * @throws Problem `not_found`.
 */
export async function deleteBusyFeed(context: CommandContext, id: number): Promise<void> {
  await commit(context, async (trx) => {
    const { mentorId } = await inTurn(
      trx,
      () => findBusyFeed(trx, context.actor, id),
      (feed) => feed,
    );
    await BusyFeed.query(trx).deleteById([mentorId, id]);
    await audit(trx, context, { subject: 'busy_feed', id });
  });
}
