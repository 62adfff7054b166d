import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { PhoneCodePayload } from '../commands/phones/set-phone.ts';
import { codeText } from '../domain/sms/session-text.ts';
import { User } from '../models/user.ts';
import { findPartner } from '../queries/find-partner.ts';
import { phoneCode } from '../secrets/sign-in-code.ts';
import { gatewayOf, type TextServices } from './gateway-of.ts';

export interface PhoneCodeOptions extends TextServices {
  readonly knex: Knex;
  readonly log: Logger;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Sends the code that confirms a number, unless it has expired, was used or replaced. What may have gone out is not
 * sent again: she can ask for another.
 */
export async function sendPhoneCode(options: PhoneCodeOptions, payload: PhoneCodePayload): Promise<void> {
  const { knex, log, now, tokenSecret } = options;
  const { user_id: userId } = payload;
  const seed = Buffer.from(payload.seed, 'hex');
  const live = await knex('phone_code')
    .where({ user_id: userId, seed })
    .where('expires_at', '>', new Date(now))
    .where('tries_left', '>', 0)
    .first();
  if (!live) return;
  const user = await User.query(knex).findById(userId).throwIfNotFound();
  const partner = await findPartner(knex, user.partnerId);
  const found = gatewayOf(partner, 'sms', options);
  if (!found) return;
  const phoneNumber = live.phone_number;
  const outcome = await found.gateway.send({
    to: phoneNumber,
    text: codeText(phoneCode(tokenSecret, { userId, phoneNumber, seed }), user.locale, partner.name),
    form: null,
    messageId: null,
    reportUrl: found.reportUrl,
  });
  if (outcome.kind === 'accepted') return;
  log.warn({ partner: partner.id, reason: outcome.reason }, 'a code was not sent');
  if (outcome.kind === 'later' || outcome.kind === 'unreachable')
    throw new Error('the gateway takes no code now');
}
