import { Partner } from '../../models/partner.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/**
 * Gives the partner another address for reports about mail; the one before stops working.
 *
 * @returns the new generation, from which `addressSecret` makes the address.
 */
export async function renewMailReportAddress(context: CommandContext): Promise<number> {
  return commit(context, async (trx) => {
    const { mailReportGeneration } = await Partner.query(trx).patchAndFetchById(context.actor.partnerId, {
      mailReportGeneration: Partner.raw('mail_report_generation + 1'),
    });
    await audit(trx, context, { subject: 'partner', id: null, changes: { mail_report_address: null } });
    return mailReportGeneration;
  });
}
