import type { Knex } from 'knex';
import type { SeriesScope } from '../../contract/session.ts';
import type { WholeSession } from '../../models/mentor-session.ts';
import { joined, selectSessions } from '../../queries/find-session.ts';
import type { CommandContext } from '../commit.ts';
import { requireChangeable } from './changeable-session.ts';

/**
 * The sessions of a series that a change of `found` means, ascending: itself, and of the others those that are still
 * to come. `found` was found to be changeable, in the turns of both its people.
 *
 * @throws Problem `cancellation_closed` where one of them is too near for its student.
 */
export async function sessionsInScope(
  trx: Knex.Transaction,
  context: CommandContext,
  found: WholeSession,
  scope: SeriesScope = 'this',
): Promise<WholeSession[]> {
  const { id, mentorId, seriesId, startsAt } = found.session;
  if (scope === 'this' || seriesId === null) return [found];
  const from = scope === 'all' ? new Date(context.now + 1) : startsAt;
  const rows = await selectSessions(trx)
    .where({ 's.mentor_id': mentorId, 's.series_id': seriesId })
    .where('s.status', found.session.status)
    .where('s.starts_at', '>=', from)
    .orderBy(['s.starts_at', 's.id']);
  const sessions = rows.map(joined);
  const [nearest] = sessions;
  if (nearest && nearest.session.id !== id) await requireChangeable(trx, context, nearest);
  return sessions;
}
