import type { Review, ReviewInput } from '../../contract/session.ts';
import { brokenConstraint } from '../../database/sql-errors.ts';
import { formatInstant } from '../../domain/wall-time.ts';
import { Mentor } from '../../models/mentor.ts';
import { SessionReview } from '../../models/session-review.ts';
import { Problem } from '../../problems.ts';
import { findSession } from '../../queries/find-session.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { notify } from '../notify.ts';
import { queueEvent } from '../queue-event.ts';
import { otherParty } from './other-party.ts';

/**
 * The student reviews a completed session, once; the mentor's rating counts it.
 *
 * @throws Problem `not_found`, `forbidden`, `not_completed`, `already_reviewed`.
 */
export async function reviewSession(
  context: CommandContext,
  sessionId: number,
  input: ReviewInput,
): Promise<Review> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const { session, mentor } = await findSession(trx, actor, sessionId, 'review_session');
    if (session.status !== 'completed') {
      throw new Problem(
        'not_completed',
        `The session is ${session.status}; only completed ones are reviewed.`,
      );
    }
    const review = await SessionReview.query(trx)
      .insert({
        mentorId: mentor.id,
        sessionId,
        studentId: actor.userId,
        rating: input.rating,
        comment: input.comment?.trim() || null,
        createdAt: new Date(now),
      })
      .catch((error) => {
        if (brokenConstraint(error) !== 'session_review_pkey') throw error;
        throw new Problem('already_reviewed', 'The session has a review already.');
      });
    await Mentor.query(trx)
      .findById(mentor.id)
      .patch({
        ratingSum: Mentor.raw('rating_sum + ?', input.rating),
        ratingCount: Mentor.raw('rating_count + 1'),
      });
    await notify(trx, {
      kind: 'session_review',
      session,
      to: await otherParty(trx, actor, session),
      who: actor.name,
      now,
    });
    const changes = { rating: [null, review.rating], ...(review.comment && { comment: null }) } as const;
    await audit(trx, context, { subject: 'session', id: sessionId, changes });
    const data: Review = {
      session_id: sessionId,
      rating: review.rating,
      comment: review.comment,
      created_at: formatInstant(now, 'UTC'),
    };
    const { partnerId } = mentor;
    await queueEvent(trx, { partnerId, type: 'review.created', about: `session ${sessionId}`, data, now });
    return data;
  });
}
