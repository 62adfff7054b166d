import type { ApplicationInput } from '../../contract/certification.ts';
import { Problem } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { type CertificationOfMentor, certificationInTurn, recordEvent } from './certification-in-turn.ts';

/**
 * Asks for a certification, as the mentor herself; what still waits is replaced.
 *
 * @throws Problem `not_found`, `forbidden` for everyone else.
 */
export async function applyForCertification(
  context: CommandContext,
  which: CertificationOfMentor,
  { note, evidence_url = null }: ApplicationInput,
): Promise<void> {
  const { actor, now } = context;
  await commit(context, async (trx) => {
    await certificationInTurn(trx, context, which);
    if (actor.mentorId !== which.mentorId) {
      throw new Problem('forbidden', 'Only the mentor herself may ask for a certification.');
    }
    const said = { evidence_url, note: note.trim() };
    await trx('certification_application')
      .insert({
        mentor_id: which.mentorId,
        certification_id: which.certificationId,
        applied_at: new Date(now),
        ...said,
      })
      .onConflict(['mentor_id', 'certification_id'])
      .merge(['evidence_url', 'note', 'applied_at']);
    await recordEvent(trx, context, which, { type: 'applied', ...said });
    const changes = { mentor_id: [which.mentorId, which.mentorId], note: null } as const;
    await audit(trx, context, { subject: 'certification', id: which.certificationId, changes });
  });
}
