import type { Knex } from 'knex';
import type { DeactivatedMentor } from '../../contract/mentor.ts';
import { comingStatuses } from '../../contract/session.ts';
import type { Mentor } from '../../models/mentor.ts';
import { presentSession } from '../../models/mentor-session.ts';
import { joined, selectSessions } from '../../queries/find-session.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { mentorInTurn } from '../in-turn.ts';
import { queueMentorEvent } from './queue-mentor-event.ts';

/** How many upcoming sessions the answer lists at most. */
const shown = 100;

export interface Deactivated extends Omit<DeactivatedMentor, 'mentor'> {
  readonly mentor: Mentor;
}

/**
 * Takes a mentor off the lists and closes her for bookings. Her upcoming sessions stay booked and are returned.
 *
 * @throws Problem `not_found`.
 */
export async function deactivateMentor(context: CommandContext, mentorId: number): Promise<Deactivated> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const mentor = await setDeactivated(context, trx, mentorId, new Date(now));
    const toCome = selectSessions(trx)
      .where({ 's.mentor_id': mentorId })
      .whereIn('s.status', comingStatuses)
      .where('s.starts_at', '>', new Date(now));
    const [counted] = await toCome.clone().clearSelect().count({ count: '*' });
    const rows = await toCome.orderBy('s.starts_at').limit(shown);
    return {
      mentor,
      sessions: rows.map((row) => presentSession(joined(row), actor, context)),
      session_count: Number((counted as unknown as { count: number }).count),
    };
  });
}

/**
 * Undoes `deactivateMentor`.
 *
 * @throws Problem `not_found`.
 */
export async function activateMentor(context: CommandContext, mentorId: number): Promise<Mentor> {
  return commit(context, (trx) => setDeactivated(context, trx, mentorId, null));
}

/** In the mentor's turn, so that no booking that was checked before it is committed after it. */
async function setDeactivated(
  context: CommandContext,
  trx: Knex.Transaction,
  mentorId: number,
  deactivatedAt: Date | null,
): Promise<Mentor> {
  const old = await mentorInTurn(trx, context.actor, mentorId);
  if (Boolean(old.deactivatedAt) === Boolean(deactivatedAt)) return old;
  const mentor = await old.$query(trx).patchAndFetch({ deactivatedAt });
  await queueMentorEvent(trx, mentorId, context.now);
  await audit(trx, context, {
    subject: 'mentor',
    id: mentorId,
    changes: { active: [deactivatedAt !== null, deactivatedAt === null] },
  });
  return mentor;
}
