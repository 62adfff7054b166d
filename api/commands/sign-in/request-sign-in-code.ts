import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { SignInCodeInput } from '../../contract/sign-in.ts';
import { tooMany } from '../../problems.ts';
import { hasAddress, maySignIn } from '../../queries/find-account.ts';
import { addressHash } from '../../secrets/sign-in-code.ts';

/** What the commands of the sign-in are given: nobody acts yet. */
export interface SignInContext {
  readonly knex: Knex;
  /** The time of the request, epoch ms. */
  readonly now: number;
  /** Key of all that is derived from addresses and seeds. */
  readonly tokenSecret: string;
}

/** Payload of the job `send-sign-in-code`: no address and no code, which the job finds and computes. */
export interface SignInCodePayload {
  /** Null for an address that nobody has: the job is queued all the same, and does nothing. */
  readonly user_id: number | null;
  /** Hex. */
  readonly address_hash: string;
  /** Hex: a code that was asked for later makes this one stale. */
  readonly seed: string;
  /** BCP 47, for whom no language is known. */
  readonly locale: string | null;
}

/** How long a code is good, ms. */
export const codeLifeMs = 10 * 60_000;

/** How often a code may be tried. */
export const codeTries = 5;

/** Codes for one address in an hour, on all processes together: with five tries each, a guess hits once in 7,000 hours. */
const codesPerHour = 30;

const hourMs = 60 * 60_000;

/**
 * Makes a new code for an address and queues the mail. An address that nobody has takes the same statements and the same
 * answer.
 *
 * @throws Problem `rate_limited`.
 */
export async function requestSignInCode(
  { knex, now, tokenSecret }: SignInContext,
  { email, locale }: SignInCodeInput,
): Promise<void> {
  const address = addressHash(tokenSecret, email);
  const seed = randomBytes(16);
  await knex.transaction(async (trx) => {
    const { rows } = await trx.raw(upsert, {
      address,
      seed,
      tries: codeTries,
      now: new Date(now),
      expiresAt: new Date(now + codeLifeMs),
      hourAgo: new Date(now - hourMs),
      codesPerHour,
    });
    if (rows.length === 0) throw tooMany(hourMs);
    const found = await trx.raw(findReader, { email });
    const payload: SignInCodePayload = {
      user_id: found.rows[0]?.id ?? null,
      address_hash: address.toString('hex'),
      seed: seed.toString('hex'),
      locale: locale ?? null,
    };
    await trx.raw(`SELECT graphile_worker.add_job('send-sign-in-code', ?::json)`, [JSON.stringify(payload)]);
  });
}

const upsert = `
  INSERT INTO sign_in_code AS known (address_hash, seed, tries_left, expires_at, asked, asked_since)
    VALUES (:address, :seed, :tries, :expiresAt, 1, :now)
    ON CONFLICT (address_hash) DO UPDATE SET seed = excluded.seed, tries_left = excluded.tries_left,
      expires_at = excluded.expires_at,
      asked = CASE WHEN known.asked_since < :hourAgo THEN 1 ELSE known.asked + 1 END,
      asked_since = CASE WHEN known.asked_since < :hourAgo THEN excluded.asked_since ELSE known.asked_since END
    WHERE known.asked < :codesPerHour OR known.asked_since < :hourAgo
    RETURNING asked`;

const findReader = `
  SELECT u.id FROM app_user u LEFT JOIN mentor m ON m.user_id = u.id
    WHERE ${hasAddress} AND ${maySignIn} ORDER BY u.locale IS NULL, u.id LIMIT 1`;
