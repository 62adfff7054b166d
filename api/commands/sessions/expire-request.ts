import type { Knex } from 'knex';
import { inTransaction } from '../../database/in-transaction.ts';
import { Mentor } from '../../models/mentor.ts';
import type { MentorSession, WholeSession } from '../../models/mentor-session.ts';
import { joined, selectSessions } from '../../queries/find-session.ts';
import { nearestStarts } from '../../queries/nearest-starts.ts';
import { auditSystem } from '../audit.ts';
import { inTurn } from '../in-turn.ts';
import { notify } from '../notify.ts';
import { endSessions } from './cancel-session.ts';
import { requestsOfSeries } from './requested-session.ts';

/**
 * Ends a request that its mentor has not answered in time, and those of its series, and tells both people; one that was
 * answered meanwhile, or ended by another process, is left as it is.
 *
 * @param now epoch ms
 */
export async function expireRequest(knex: Knex, sessionId: number, now: number): Promise<void> {
  await inTransaction(knex, async (trx) => {
    const find = async () => {
      const [row] = await selectSessions(trx).where('s.id', sessionId);
      return row ? joined(row) : null;
    };
    const seen = await find();
    if (!seen) return;
    const found = await inTurn(trx, find, () => seen.session);
    const isDue = ({ session }: WholeSession): boolean =>
      session.status === 'requested' && session.decideBy !== null && session.decideBy.getTime() <= now;
    if (!found || !isDue(found)) return;
    const due = (await requestsOfSeries(trx, found)).filter(isDue);
    const ending = { reason: 'expired', actorId: null, now };
    const { cancelled, changes } = await endSessions(trx, due, ending);
    const [session] = cancelled as [MentorSession];
    const { mentor, student } = found;
    const freeStarts = await nearestStarts(trx, session, now);
    const expired = { kind: 'session_expired', session, now } as const;
    await notify(trx, { ...expired, to: student.id, who: mentor.name, freeStarts });
    const { userId } = await Mentor.query(trx).findById(mentor.id).throwIfNotFound();
    await notify(trx, { ...expired, to: userId, who: student.name });
    const { partnerId } = mentor;
    const entry = { partnerId, operation: 'cancelSession', now };
    for (const change of changes) await auditSystem(trx, entry, change);
  });
}
