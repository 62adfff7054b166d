import type { Knex } from 'knex';
import type { WholeSession } from '../../models/mentor-session.ts';
import { Problem } from '../../problems.ts';
import { joined, selectSessions } from '../../queries/find-session.ts';
import type { CommandContext } from '../commit.ts';
import { sessionInTurn } from '../in-turn.ts';

/**
 * The request that its mentor answers, in the turns of both its people; a series was asked for as one and is answered
 * as one, so that its other requests come with it, ascending.
 *
 * @throws Problem `not_found`, `forbidden`, `not_requested`.
 */
export async function requestsAnswered(
  trx: Knex.Transaction,
  { actor, now }: CommandContext,
  sessionId: number,
): Promise<WholeSession[]> {
  const found = await sessionInTurn(trx, actor, sessionId, 'conduct_session');
  requireRequested(found, now);
  const all = await requestsOfSeries(trx, found);
  return all.filter(({ session }) => isWaiting(session, now));
}

/** A request and the others of its series, ascending. */
export async function requestsOfSeries(trx: Knex.Transaction, found: WholeSession): Promise<WholeSession[]> {
  const { mentorId, seriesId } = found.session;
  if (seriesId === null) return [found];
  const rows = await selectSessions(trx)
    .where({ 's.mentor_id': mentorId, 's.series_id': seriesId, 's.status': 'requested' })
    .orderBy(['s.starts_at', 's.id']);
  return rows.map(joined);
}

/**
 * Whether a session still waits for its mentor's answer at `now`, epoch ms: the moment decides, not the job that
 * writes down what has expired.
 *
 * @throws Problem `not_requested`.
 */
export function requireRequested({ session }: WholeSession, now: number): void {
  if (session.status !== 'requested') throw new Problem('not_requested', `The session is ${session.status}.`);
  if (!isWaiting(session, now)) throw new Problem('not_requested', 'The request has expired.');
}

const isWaiting = ({ decideBy }: WholeSession['session'], now: number): boolean =>
  decideBy !== null && decideBy.getTime() > now;
