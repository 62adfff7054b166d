import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Phone, SetPhone } from '../../contract/phone.ts';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import { User } from '../../models/user.ts';
import { invalidRequest, Problem, tooMany } from '../../problems.ts';
import { findPartner } from '../../queries/find-partner.ts';
import { findPhone, isStoppedNumber } from '../../queries/find-phone.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { queueJob } from '../queue-job.ts';

/** Payload of the job `send-phone-code`: no number and no code, which the job finds and computes. */
export interface PhoneCodePayload {
  readonly user_id: number;
  /** Hex: a code that was asked for later makes this one stale. */
  readonly seed: string;
}

/** How long a code is good, ms. */
const codeLifeMs = 10 * 60_000;

/** How often it may be tried. */
const codeTries = 5;

/** Codes in an hour: for one person, and to one number, whoever asks. Each is an SMS that the partner pays. */
const mostAnHour = { person: 5, number: 10 };

const hourMs = 60 * 60_000;

/**
 * Keeps a number that the caller gives, and queues the SMS whose code confirms it. Until then messages go where they
 * went before.
 *
 * @throws Problem `invalid_request` for what is no number, `no_gateway`, `number_stopped`, `rate_limited`.
 */
export async function setPhone(context: CommandContext, { phone_number }: SetPhone): Promise<Phone> {
  const { actor, now } = context;
  const read = readPhoneNumber(phone_number);
  if ('fault' in read) throw invalidRequest([{ pointer: '/phone_number', detail: read.fault }]);
  const { number } = read;
  return commit(context, async (trx) => {
    const { gateways } = await findPartner(trx, actor.partnerId);
    if (!gateways.sms) throw new Problem('no_gateway', 'The partner has set nothing that sends an SMS.');
    if (await isStoppedNumber(trx, actor.partnerId, number)) {
      throw new Problem('number_stopped', 'Send START from it by SMS to the sender of the messages first.');
    }
    const user = await User.query(trx).findById(actor.userId).forUpdate().throwIfNotFound();
    if (user.phoneNumber === number) {
      // Hers from now on, whatever tokens say.
      await user.$query(trx).patch({ phoneSource: 'person' });
      await trx('phone_code').where({ user_id: user.id }).delete();
    } else await askForCode(trx, user.id, number, now);
    await audit(trx, context, { subject: 'person', id: user.id, changes: { phone_number: null } });
    return findPhone(trx, user.id, now);
  });
}

async function askForCode(trx: Knex.Transaction, userId: number, number: string, now: number): Promise<void> {
  const times = { now: new Date(now), hourAgo: new Date(now - hourMs) };
  const seed = randomBytes(16);
  const row = { userId, number, seed, codeTries, expiresAt: new Date(now + codeLifeMs), ...times };
  const { rows } = await trx.raw(upsert, row);
  const { asked, asked_of_number: ofNumber } = rows[0];
  if (asked > mostAnHour.person || ofNumber >= mostAnHour.number) throw tooMany(hourMs);
  const payload: PhoneCodePayload = { user_id: userId, seed: seed.toString('hex') };
  await queueJob(trx, 'send-phone-code', payload);
}

const upsert = `
  INSERT INTO phone_code AS known (user_id, phone_number, seed, tries_left, expires_at, asked, asked_since)
    VALUES (:userId, :number, :seed, :codeTries, :expiresAt, 1, :now)
  ON CONFLICT (user_id) DO UPDATE SET phone_number = excluded.phone_number, seed = excluded.seed,
    tries_left = excluded.tries_left, expires_at = excluded.expires_at,
    asked = CASE WHEN known.asked_since < :hourAgo THEN 1 ELSE known.asked + 1 END,
    asked_since = CASE WHEN known.asked_since < :hourAgo THEN excluded.asked_since ELSE known.asked_since END
  RETURNING asked, (SELECT coalesce(sum(other.asked), 0)::int FROM phone_code other
    WHERE other.phone_number = :number AND other.asked_since >= :hourAgo AND other.user_id <> :userId
  ) AS asked_of_number`;
