import type { Knex } from 'knex';
import { inTransaction } from '../../database/in-transaction.ts';
import { isAboutAddress } from '../../domain/mail/bounce.ts';
import type { DeliveryReport, ReportedRecipient } from '../../domain/mail/delivery-report.ts';
import { Message } from '../../models/message.ts';
import { fallBack } from './fall-back.ts';
import { markBounced } from './mark-bounced.ts';

/** Writes down what a mail server reports about the partner's mail. The same report again changes nothing. */
export async function takeMailReport(
  { knex, now }: { readonly knex: Knex; readonly now: number },
  partnerId: number,
  { messageIds, recipients }: DeliveryReport,
): Promise<void> {
  await inTransaction(knex, async (trx) => {
    const sent = Message.query(trx)
      .where({ partner_id: partnerId, channel: 'mail' })
      .whereIn('id', messageIds);
    // Our mails have one reader each, so that a report is about one of them.
    const message = messageIds.length > 0 ? await sent.orderBy('id').first() : undefined;
    for (const recipient of recipients) {
      if (message) await note(trx, message.id, recipient, now);
      const { action, addresses, refusal } = recipient;
      if (action !== 'failed' || !isAboutAddress(refusal)) continue;
      const reason = codesOf(recipient);
      const known = message?.recipient ? [message.recipient] : addresses;
      for (const address of known)
        await markBounced(trx, { partnerId, address, personId: message?.personId ?? null, reason }, now);
    }
  });
}

/**
 * What was sent and came back has failed, and what the servers are still trying is told; the next channel follows what
 * failed.
 */
async function note(
  trx: Knex.Transaction,
  id: number,
  recipient: ReportedRecipient,
  now: number,
): Promise<void> {
  // A report may be quicker than the answer that the worker waits for.
  const handedOver = Message.query(trx)
    .findById(id)
    .where((is) =>
      is
        .whereIn('state', ['sent', 'delivered', 'in_doubt'])
        .orWhere((open) => open.where({ state: 'queued' }).whereNotNull('handed_over_at')),
    );
  if (recipient.action === 'delivered')
    await handedOver.patch({ state: 'delivered', deliveredAt: new Date(now), error: null });
  else if (recipient.action === 'failed') {
    const failed = { state: 'failed', deliveredAt: null, error: codesOf(recipient) } as const;
    if ((await handedOver.patch(failed)) > 0) await fallBack(trx, id, now);
  } else await handedOver.where({ state: 'sent' }).patch({ error: codesOf(recipient) });
}

const codesOf = ({ refusal: { reply, status }, action }: ReportedRecipient): string =>
  [reply, status].filter((code) => code !== null).join(' ') || action;
