import type { Knex } from 'knex';
import type { Actor } from '../../domain/permissions.ts';
import type { MentorSession, WholeSession } from '../../models/mentor-session.ts';
import { Problem } from '../../problems.ts';
import { findPartner } from '../../queries/find-partner.ts';
import type { CommandContext } from '../commit.ts';
import { sessionInTurn } from '../in-turn.ts';

/**
 * The session that the actor cancels or moves, in the turns of both its people. A student may do neither when it is too
 * near; its mentor may at any time before the start.
 *
 * @throws Problem `not_found`; `not_scheduled`; `session_past`; `cancellation_closed` later than the partner's
 * `cancellation_cutoff_minutes` before the start.
 */
export async function changeableSession(
  trx: Knex.Transaction,
  context: CommandContext,
  sessionId: number,
): Promise<WholeSession> {
  const found = await sessionInTurn(trx, context.actor, sessionId, 'change_session');
  await requireChangeable(trx, context, found);
  return found;
}

/**
 * Does what `changeableSession` asks of a session that was found already: without its turns, for those who only tell
 * whether it can be changed.
 */
export async function requireChangeable(
  knex: Knex,
  { actor, now }: Pick<CommandContext, 'actor' | 'now'>,
  { session }: WholeSession,
): Promise<void> {
  const { status, startsAt, studentId } = session;
  if (status !== 'scheduled' && status !== 'requested')
    throw new Problem('not_scheduled', `The session is ${status}.`);
  if (startsAt.getTime() <= now) throw new Problem('session_past', 'The session has begun or is over.');
  // What its mentor has not accepted yet may be taken back at any time.
  if (actor.userId === studentId && status === 'scheduled')
    await requireBeforeCutoff(knex, actor, session, now);
}

async function requireBeforeCutoff(
  trx: Knex,
  { partnerId }: Actor,
  { id, startsAt }: MentorSession,
  now: number,
): Promise<void> {
  const { programme } = await findPartner(trx, partnerId);
  const minutes = programme.cancellation_cutoff_minutes;
  if (!minutes || startsAt.getTime() - now >= minutes * 60_000) return;
  throw new Problem(
    'cancellation_closed',
    `A student cancels or moves a session at least ${minutes} minutes before its start.`,
    { cutoff_minutes: minutes, session_id: id },
  );
}
