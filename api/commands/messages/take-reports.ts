import type { Knex } from 'knex';
import { inTransaction } from '../../database/in-transaction.ts';
import { wishOf } from '../../domain/sms/stop-words.ts';
import type { DeliveryReport, Incoming, IncomingText } from '../../gateways/gateway.ts';
import { Message } from '../../models/message.ts';
import { applyReport, lockProviderId } from './apply-report.ts';
import { startNumber, stopNumber } from './stop-number.ts';

export interface Reporting {
  readonly knex: Knex;
  readonly partnerId: number;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Takes in what a partner's provider reports: what became of texts, and what people wrote back. Reports may come twice,
 * out of order, and before the answer that tells the id which they name; those about ids that nobody knows are kept for
 * two days, and mean nothing.
 */
export async function takeReports(reporting: Reporting, { reports, texts }: Incoming): Promise<void> {
  for (const report of reports) await takeReport(reporting, report);
  for (const text of texts) await takeText(reporting, text);
}

async function takeReport({ knex, partnerId, now }: Reporting, report: DeliveryReport): Promise<void> {
  const { providerId, messageId } = report;
  await inTransaction(knex, async (trx) => {
    await lockProviderId(trx, partnerId, providerId);
    const known =
      (await Message.query(trx).findOne({ partner_id: partnerId, provider_id: providerId })) ??
      (messageId !== null && (await findInDoubt(trx, partnerId, messageId)));
    if (known) await applyReport(trx, known.id, report, now);
    else await keepEarly(trx, { partnerId, report, now });
  });
}

/** The message that a report names by our id, where no answer ever told its provider's; locked. */
async function findInDoubt(trx: Knex.Transaction, partnerId: number, id: number) {
  const message = await Message.query(trx).findOne({ id, partner_id: partnerId }).forUpdate();
  return message?.state === 'in_doubt' && message.providerId === null ? message : undefined;
}

async function keepEarly(
  trx: Knex.Transaction,
  { partnerId, report, now }: { partnerId: number; report: DeliveryReport; now: number },
): Promise<void> {
  const { providerId, messageId, state, reason, isStopped } = report;
  await trx('early_report')
    .insert({
      partner_id: partnerId,
      provider_id: providerId,
      message_id: messageId,
      state,
      reason,
      is_stopped: isStopped,
      received_at: new Date(now),
    })
    .onConflict(['partner_id', 'provider_id', 'state'])
    .ignore();
}

async function takeText({ knex, partnerId, now }: Reporting, { from, text }: IncomingText): Promise<void> {
  const wish = /^\+[1-9]\d{5,14}$/.test(from) ? wishOf(text) : null;
  const number = { partnerId, phoneNumber: from, now };
  if (wish === 'stop') await stopNumber(knex, number);
  if (wish === 'start') await startNumber(knex, number);
}
