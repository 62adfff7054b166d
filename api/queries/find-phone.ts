import type { Knex } from 'knex';
import type { Phone } from '../contract/phone.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { User } from '../models/user.ts';

/** Where texts to a person go, as she is told. @param now epoch ms */
export async function findPhone(knex: Knex, userId: number, now: number): Promise<Phone> {
  const user = await User.query(knex).findById(userId).throwIfNotFound();
  const { partnerId, phoneNumber, phoneSource, phoneConfirmedAt } = user;
  const pending = await knex('phone_code')
    .where({ user_id: userId })
    .where('expires_at', '>', new Date(now))
    .where('tries_left', '>', 0)
    .first();
  const isStopped = phoneNumber !== null && (await isStoppedNumber(knex, partnerId, phoneNumber));
  return {
    phone_number: phoneNumber,
    source: phoneSource,
    confirmed_at: phoneConfirmedAt && formatInstant(phoneConfirmedAt.getTime(), 'UTC'),
    is_stopped: isStopped,
    pending: pending
      ? { phone_number: pending.phone_number, expires_at: formatInstant(pending.expires_at.getTime(), 'UTC') }
      : null,
  };
}

/** Whether a partner's messages to a number were ended. */
export async function isStoppedNumber(knex: Knex, partnerId: number, phoneNumber: string): Promise<boolean> {
  const found = await knex('stopped_number')
    .where({ partner_id: partnerId, phone_number: phoneNumber })
    .first('stopped_at');
  return found !== undefined;
}
