import { notFound } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { queueMentorEvent } from '../mentors/queue-mentor-event.ts';
import { type CertificationOfMentor, certificationInTurn, recordEvent } from './certification-in-turn.ts';

/**
 * Takes a certification from a mentor; the history keeps it.
 *
 * @throws Problem `not_found`, also where she was not granted it.
 */
export async function withdrawCertification(
  context: CommandContext,
  which: CertificationOfMentor,
): Promise<void> {
  await commit(context, async (trx) => {
    await certificationInTurn(trx, context, which);
    const [gone] = await trx('mentor_certification')
      .where({ mentor_id: which.mentorId, certification_id: which.certificationId })
      .delete()
      .returning('*');
    if (!gone) throw notFound('certification of this mentor');
    const { granted_at, expires_at, evidence_url } = gone;
    await recordEvent(trx, context, which, { type: 'withdrawn', granted_at, expires_at, evidence_url });
    await queueMentorEvent(trx, which.mentorId, context.now);
    const changes = { mentor_id: [which.mentorId, null] } as const;
    await audit(trx, context, { subject: 'certification', id: which.certificationId, changes });
  });
}
