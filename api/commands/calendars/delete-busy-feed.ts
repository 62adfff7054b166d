import { BusyFeed } from '../../models/busy-feed.ts';
import { findBusyFeed } from '../../queries/find-busy-feed.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { inTurn } from '../in-turn.ts';

/**
 * Removes one of a mentor's other calendars, together with the busy times that came from it.
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
