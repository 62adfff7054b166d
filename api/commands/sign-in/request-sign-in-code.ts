import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { SignInCodeInput } from '../../contract/sign-in.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { hasAddress, maySignIn } from '../../queries/find-account.ts';
import { hashOf } from '../../secrets/hash.ts';
import { addressHash } from '../../secrets/sign-in-code.ts';
import { queueJob } from '../queue-job.ts';

/** What the sign-in commands are given: there is no actor yet. */
export interface SignInContext {
  readonly knex: Knex;
  /** The time of the request, epoch ms. */
  readonly now: number;
  /** Key for everything that is derived from addresses and seeds. */
  readonly tokenSecret: string;
}

/** Payload of the job `send-sign-in-code`: no address and no code, which the job finds and computes. */
export interface SignInCodePayload {
  /** Null for an unknown address: the job is queued all the same, and does nothing. */
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

/** How often a browser may try its code. */
const codeTries = 5;

/**
 * Codes of six digits for one address in an hour, each with a mail of its own. With five tries each, somebody who asks
 * and guesses without end is right once in 4,400 hours.
 */
const plainAnHour = 45;

/** How long one code is shared by all who ask for more than that, ms: so far apart are the mails then. */
const sharedMs = 5 * 60_000;

const hourMs = 60 * 60_000;

/** A browser that asked for a code. */
export interface AskingBrowser {
  /** What it has in its cookie of an earlier request; empty without one. */
  readonly before: string;
}

/**
 * Makes a code for an address and queues the mail; it is good in this browser alone. An address that nobody has takes
 * the same statements and the same answer.
 *
 * Nobody is ever refused here for what others asked: a limit by address would let a stranger lock its owner out.
 * Instead an address that is asked for more than 45 times in an hour gets codes of ten digits, which nobody guesses,
 * and a mail every five minutes at most, whose code is good in every browser that asked meanwhile: 57 mails an hour
 * at the worst.
 *
 * @returns what the browser is to keep in its cookie; the database keeps its hash.
 */
export async function requestSignInCode(
  { knex, now, tokenSecret }: SignInContext,
  { email, locale }: SignInCodeInput,
  { before }: AskingBrowser,
): Promise<string> {
  const address = addressHash(tokenSecret, email);
  const secret = randomBytes(32).toString('base64url');
  await inTransaction(knex, async (trx) => {
    const { seed, digits, isNew } = await seedFor(trx, address, now);
    await trx('sign_in_code')
      .where({ browser_hash: hashOf(before) })
      .delete();
    await trx('sign_in_code').insert({
      browser_hash: hashOf(secret),
      address_hash: address,
      seed,
      digits,
      tries_left: codeTries,
      expires_at: new Date(now + codeLifeMs),
    });
    const found = await trx.raw(findReader, { email });
    if (!isNew) return;
    const payload: SignInCodePayload = {
      user_id: found.rows[0]?.id ?? null,
      address_hash: address.toString('hex'),
      seed: seed.toString('hex'),
      locale: locale ?? null,
    };
    await queueJob(trx, 'send-sign-in-code', payload);
  });
  return secret;
}

interface CodeSeed {
  readonly seed: Buffer;
  readonly digits: number;
  /** Whether its code is still to be mailed. */
  readonly isNew: boolean;
}

/** Counts the request, and says what its code is made of. The row is locked until the commit, so that none is lost. */
async function seedFor(trx: Knex.Transaction, address: Buffer, now: number): Promise<CodeSeed> {
  const times = { now: new Date(now), hourAgo: new Date(now - hourMs) };
  const { rows } = await trx.raw(count, { address, ...times });
  const { asked, shared_seed: shared, shared_since: since } = rows[0];
  if (asked <= plainAnHour) return { seed: randomBytes(16), digits: 6, isNew: true };
  if (shared && since.getTime() > now - sharedMs) return { seed: shared, digits: 10, isNew: false };
  const seed = randomBytes(16);
  await trx('sign_in_address')
    .where({ address_hash: address })
    .update({ shared_seed: seed, shared_since: times.now });
  return { seed, digits: 10, isNew: true };
}

// One statement, which counts and reads however many ask at once.
const count = `
  INSERT INTO sign_in_address AS known (address_hash, asked, asked_since) VALUES (:address, 1, :now)
    ON CONFLICT (address_hash) DO UPDATE SET
      asked = CASE WHEN known.asked_since < :hourAgo THEN 1 ELSE known.asked + 1 END,
      asked_since = CASE WHEN known.asked_since < :hourAgo THEN excluded.asked_since ELSE known.asked_since END
    RETURNING asked, shared_seed, shared_since`;

// By the conditions of find-account.ts, which are SQL.
const findReader = `
  SELECT u.id FROM app_user u LEFT JOIN mentor m ON m.user_id = u.id
    WHERE ${hasAddress} AND ${maySignIn} ORDER BY u.locale IS NULL, u.id LIMIT 1`;
