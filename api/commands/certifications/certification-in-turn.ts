import type { Knex } from 'knex';
import type { Mentor } from '../../models/mentor.ts';
import { notFound } from '../../problems.ts';
import type { CommandContext } from '../commit.ts';
import { mentorInTurn } from '../in-turn.ts';

/** Which certification, of which mentor. */
export interface CertificationOfMentor {
  readonly mentorId: number;
  readonly certificationId: number;
}

/** The kinds of event that are written down; that a certification expired is seen from its dates. */
export interface WrittenEvent {
  readonly type: 'applied' | 'granted' | 'renewed' | 'declined' | 'withdrawn';
  readonly granted_at?: Date | null;
  readonly expires_at?: Date | null;
  readonly evidence_url?: string | null;
  readonly note?: string | null;
}

/**
 * The mentor whose certification is changed, in her turn.
 *
 * @throws Problem `not_found`, also for a certification of another partner; `forbidden`.
 */
export async function certificationInTurn(
  trx: Knex.Transaction,
  { actor }: CommandContext,
  { mentorId, certificationId }: CertificationOfMentor,
): Promise<Mentor> {
  const mentor = await mentorInTurn(trx, actor, mentorId);
  const known = await trx('certification')
    .where({ id: certificationId, partner_id: actor.partnerId })
    .first('id');
  if (!known) throw notFound('certification');
  return mentor;
}

/** Writes down what happened, which stays when the certification goes. */
export async function recordEvent(
  trx: Knex.Transaction,
  { actor, now }: CommandContext,
  { mentorId, certificationId }: CertificationOfMentor,
  event: WrittenEvent,
): Promise<void> {
  await trx('certification_event').insert({
    mentor_id: mentorId,
    certification_id: certificationId,
    actor_id: actor.userId,
    created_at: new Date(now),
    ...event,
  });
}
