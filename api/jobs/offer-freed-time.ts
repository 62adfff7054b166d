import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { offerTime } from '../commands/waiting-list/offer-time.ts';
import { expireEntries, passOn } from '../commands/waiting-list/pass-on.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { takeMentorsTurn } from '../database/turns.ts';

export interface OfferFreedTimeOptions {
  readonly knex: Knex;
  readonly clock: () => number;
  readonly tokenSecret: string;
  readonly log: Logger;
}

/** How many mentors are looked at in one round. */
const batchSize = 50;

/**
 * Looks at the lines of those mentors whose calendar is another than the one seen last, where somebody called, where
 * time alone may have changed something, and where an offer has ended. What is due stands in the tables: whoever dies
 * here is followed by the next who looks, in whatever process.
 *
 * @returns whether there may be more
 */
export async function offerFreedTime(
  { knex, clock, tokenSecret, log }: OfferFreedTimeOptions,
  signal: AbortSignal,
): Promise<boolean> {
  await inTransaction(knex, (trx) => expireEntries(trx, clock()));
  const { rows } = await knex.raw(due, { now: new Date(clock()), batchSize });
  for (const { mentor_id: mentorId } of rows as { mentor_id: number }[]) {
    if (signal.aborted) return false;
    try {
      await inTransaction(knex, async (trx) => {
        await takeMentorsTurn(trx, mentorId);
        const now = clock();
        await passOn(trx, mentorId, now);
        await offerTime(trx, { now, tokenSecret }, mentorId);
      });
    } catch (error) {
      log.warn({ err: error, mentor: mentorId }, 'a waiting list was not looked at');
    }
  }
  return rows.length === batchSize;
}

const due = `
  SELECT mentor_id FROM waiting_list_call
  UNION SELECT mentor_id FROM waiting_list_offer WHERE outcome IS NULL AND expires_at <= :now
  UNION SELECT l.mentor_id FROM waiting_list_look l JOIN mentor m ON m.id = l.mentor_id
    WHERE l.seen_version <> m.calendar_version OR l.look_at <= :now
  ORDER BY mentor_id LIMIT :batchSize`;
