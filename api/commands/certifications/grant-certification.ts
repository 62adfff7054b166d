import type { Grant } from '../../contract/certification.ts';
import { invalidRequest } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { queueMentorEvent } from '../mentors/queue-mentor-event.ts';
import { type CertificationOfMentor, certificationInTurn, recordEvent } from './certification-in-turn.ts';

/**
 * Grants a mentor a certification, or renews it, and so answers her application where there is one.
 *
 * @throws Problem `not_found`, `invalid_request` for one that would expire before it holds.
 */
export async function grantCertification(
  context: CommandContext,
  which: CertificationOfMentor,
  input: Grant,
): Promise<void> {
  const { now } = context;
  const row = {
    granted_at: new Date(input.granted_at ?? now),
    expires_at: input.expires_at ? new Date(input.expires_at) : null,
    evidence_url: input.evidence_url ?? null,
    note: input.note ?? null,
  };
  if (row.expires_at && row.expires_at <= row.granted_at) {
    throw invalidRequest([{ pointer: '/expires_at', detail: 'must be later than granted_at' }]);
  }
  await commit(context, async (trx) => {
    await certificationInTurn(trx, context, which);
    const key = { mentor_id: which.mentorId, certification_id: which.certificationId };
    const before = await trx('mentor_certification').where(key).first();
    await trx('mentor_certification')
      .insert({ ...key, ...row })
      .onConflict(['mentor_id', 'certification_id'])
      .merge();
    await trx('certification_application').where(key).delete();
    await recordEvent(trx, context, which, { type: before ? 'renewed' : 'granted', ...row });
    await queueMentorEvent(trx, which.mentorId, now);
    const changes = {
      mentor_id: [which.mentorId, which.mentorId],
      granted_at: [before?.granted_at ?? null, row.granted_at],
      expires_at: [before?.expires_at ?? null, row.expires_at],
    } as const;
    await audit(trx, context, { subject: 'certification', id: which.certificationId, changes });
  });
}
