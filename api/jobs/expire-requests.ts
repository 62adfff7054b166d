import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { expireRequest } from '../commands/sessions/expire-request.ts';
import { MentorSession } from '../models/mentor-session.ts';

export interface ExpireRequestsOptions {
  readonly knex: Knex;
  readonly clock: () => number;
  readonly log: Logger;
}

const batchSize = 100;

/**
 * Ends the requests whose time has passed, those that waited longest first, each in a transaction of its own. Several
 * workers may find the same: whoever comes second leaves it. @returns whether there may be more.
 */
export async function expireRequests(
  { knex, clock, log }: ExpireRequestsOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const due = await MentorSession.query(knex)
    .select('id')
    .where({ status: 'requested' })
    .where('decide_by', '<=', new Date(clock()))
    .orderBy('decide_by')
    .limit(batchSize);
  let ended = 0;
  for (const { id } of due) {
    if (signal.aborted) return false;
    try {
      await expireRequest(knex, id, clock());
      ended += 1;
    } catch (error) {
      log.warn({ err: error, session: id }, 'a request was not ended, it is tried again');
    }
  }
  // Where none could be, the next round comes after a rest.
  return due.length === batchSize && ended > 0;
}
