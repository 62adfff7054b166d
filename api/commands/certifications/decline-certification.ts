import type { Decline } from '../../contract/certification.ts';
import { notFound } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { type CertificationOfMentor, certificationInTurn, recordEvent } from './certification-in-turn.ts';

/**
 * Declines what a mentor asks for; what she holds she keeps.
 *
 * @throws Problem `not_found`, also where she asks for nothing.
 */
export async function declineCertification(
  context: CommandContext,
  which: CertificationOfMentor,
  { note = null }: Decline,
): Promise<void> {
  await commit(context, async (trx) => {
    await certificationInTurn(trx, context, which);
    const declined = await trx('certification_application')
      .where({ mentor_id: which.mentorId, certification_id: which.certificationId })
      .delete();
    if (declined === 0) throw notFound('application for it');
    await recordEvent(trx, context, which, { type: 'declined', note });
    const changes = { mentor_id: [which.mentorId, which.mentorId] } as const;
    await audit(trx, context, { subject: 'certification', id: which.certificationId, changes });
  });
}
