import type Router from '@koa/router';
import type { Knex } from 'knex';
import { renewMailReportAddress } from '../commands/messages/renew-mail-report-address.ts';
import { takeMailReport } from '../commands/messages/take-mail-report.ts';
import type { MailReportAddress } from '../contract/message.ts';
import { operations } from '../contract/operations.ts';
import { readDeliveryReport } from '../domain/mail/delivery-report.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { Partner } from '../models/partner.ts';
import { invalidRequest, notFound } from '../problems.ts';
import { findPartner } from '../queries/find-partner.ts';
import { addressSecret, claimedOwner, isSecretOf } from '../secrets/address-secret.ts';

/** What mail servers report of the partner's mail, and where they do. */
export function mailReportRoutes(router: Router, services: Services): void {
  const { knex, tokenSecret, publicUrl } = services;

  const addressOf = (id: number, generation: number): MailReportAddress => ({
    url: `${publicUrl()}/api/gateways/mail/${addressSecret(tokenSecret, { kind: 'mail reports', id, generation })}`,
  });

  endpoint(router, services, operations.getMailReportAddress, async ({ command: { actor } }) => {
    const { mailReportGeneration } = await findPartner(knex, actor.partnerId);
    return addressOf(actor.partnerId, mailReportGeneration);
  });

  endpoint(router, services, operations.renewMailReportAddress, async ({ command }) =>
    addressOf(command.actor.partnerId, await renewMailReportAddress(command)),
  );

  endpoint(router, services, operations.reportMail, async ({ body, ctx, now }) => {
    const partnerId = await partnerBySecret(knex, String(ctx.params.secret), tokenSecret);
    if (partnerId === null) throw notFound('address');
    const report = readDeliveryReport(body.report);
    if (!report)
      throw invalidRequest([{ pointer: '/report', detail: 'must be a report as RFC 3464 has it' }]);
    await takeMailReport({ knex, now }, partnerId, report);
    return { recipients: report.recipients.length };
  });
}

/** The partner that a secret was made for; every other text, also one that was good before, finds none. */
async function partnerBySecret(knex: Knex, secret: string, tokenSecret: string): Promise<number | null> {
  const id = claimedOwner(secret);
  const partner = id && (await Partner.query(knex).findById(id).select('mail_report_generation'));
  if (!partner) return null;
  const owner = { kind: 'mail reports', id, generation: partner.mailReportGeneration } as const;
  return isSecretOf(secret, tokenSecret, owner) ? id : null;
}
