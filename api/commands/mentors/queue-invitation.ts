import type { Knex } from 'knex';
import { Mentor } from '../../models/mentor.ts';
import { Problem } from '../../problems.ts';
import type { CommandContext } from '../commit.ts';
import { queueJob } from '../queue-job.ts';

/** Payload of the job `send-invitation`: no personal data waits in the queue. */
export interface InvitationPayload {
  readonly mentor_id: number;
}

/** How soon a mentor may be invited again, ms. */
const pauseMs = 10 * 60_000;

/**
 * Queues a mail that tells a mentor where to sign in, inside the transaction.
 *
 * @throws Problem `mentor_unavailable` for one who is deactivated, `no_address`, `rate_limited` within ten minutes of
 *   the last one.
 */
export async function queueInvitation(
  trx: Knex.Transaction,
  { now }: Pick<CommandContext, 'now'>,
  mentorId: number,
): Promise<Mentor> {
  // Locked, so that of two who invite her at once one is told that it was done.
  const mentor = await Mentor.query(trx).findById(mentorId).withGraphFetched('user').forNoKeyUpdate();
  if (!mentor) throw new Error(`mentor ${mentorId} vanished while she was invited`);
  if (mentor.deactivatedAt) throw new Problem('mentor_unavailable', `${mentor.name} is deactivated.`);
  if (!mentor.user?.email) throw new Problem('no_address', `No mail address of ${mentor.name} is known.`);
  const waitMs = (mentor.invitedAt?.getTime() ?? Number.NEGATIVE_INFINITY) + pauseMs - now;
  if (waitMs > 0) {
    throw new Problem('rate_limited', `${mentor.name} was invited a moment ago.`, {
      headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) },
    });
  }
  const payload: InvitationPayload = { mentor_id: mentorId };
  await queueJob(trx, 'send-invitation', payload);
  return Mentor.query(trx).patchAndFetchById(mentorId, { invitedAt: new Date(now) });
}
