import type { Session } from '../../contract/session.ts';
import { presentSession } from '../../models/mentor-session.ts';
import { type CommandContext, commit } from '../commit.ts';
import { bookInTurn } from '../sessions/book-session.ts';
import { wantedBy } from '../sessions/require-bookable.ts';
import { entryInTurn, requireOffer } from './entry-in-turn.ts';

/**
 * Books what the caller is offered, as she would book it herself: that ends the offer and the entry.
 *
 * @param offerId the one she means, where she was told of several
 * @throws Problem as `bookSession` does, and `not_found`, `not_waiting`, `no_offer`, `offer_expired`.
 */
export function acceptOffer(context: CommandContext, entryId: number, offerId?: number): Promise<Session> {
  return commit(context, async (trx) => {
    const found = await entryInTurn(trx, context, entryId);
    const { mentorId, startsAt } = await requireOffer(trx, found, { now: context.now, offerId });
    const { durationMinutes, subject, description } = found.entry;
    const start = { session_date: startsAt.toISOString(), duration_minutes: durationMinutes };
    const wanted = wantedBy(context.actor, mentorId, start);
    const whole = await bookInTurn(trx, context, wanted, { ...start, subject, description });
    return presentSession(whole, context.actor, context);
  });
}
