import type { Knex } from 'knex';
import { inTransaction } from '../../database/in-transaction.ts';
import { closedReasons } from '../../domain/message-worth.ts';
import { Message } from '../../models/message.ts';
import { applyReport, takeEarlyReports } from './apply-report.ts';
import { fallBack } from './fall-back.ts';

/**
 * Notes what became of a message that a worker had under way, and lets it go. One that failed, or that reaches nobody
 * by its channel any more, is followed by one on the next channel, in the same transaction. So is what its provider
 * reported before it answered.
 *
 * @param now epoch ms
 */
export async function settleMessage(
  knex: Knex,
  id: number,
  outcome: Partial<Message>,
  now: number,
): Promise<void> {
  const settle = async (trx: Knex): Promise<number> =>
    // What went out is noted also where others gave the message up for lost meanwhile.
    Message.query(trx)
      .findById(id)
      .whereIn('state', ['queued', 'in_doubt'])
      .patch({ claimedBy: null, ...outcome });
  const { state, error, providerId } = outcome;
  const isClosed = state === 'skipped' && closedReasons.some((reason) => reason === error);
  const isReported = Boolean(providerId) || state === 'in_doubt';
  if (state !== 'failed' && !isClosed && !isReported) {
    await settle(knex);
    return;
  }
  await inTransaction(knex, async (trx) => {
    if ((await settle(trx)) === 0) return;
    if (!isReported) return fallBack(trx, id, now);
    for (const report of await takeEarlyReports(trx, id)) await applyReport(trx, id, report, now);
  });
}
