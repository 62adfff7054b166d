import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Account } from '../../contract/account.ts';
import type { SignInInput } from '../../contract/sign-in.ts';
import { Problem } from '../../problems.ts';
import { findAccountsByEmail } from '../../queries/find-account.ts';
import { hashOf } from '../../secrets/hash.ts';
import { addressHash, isSame, signInCode } from '../../secrets/sign-in-code.ts';
import type { SignInContext } from './request-sign-in-code.ts';

/** How long a browser stays signed in after it was last used, ms. */
export const signInLifeMs = 30 * 24 * 60 * 60_000;

/** A browser that was signed in. */
export interface NewSignIn {
  readonly account: Account;
  /** What the browser keeps in its cookie; the database keeps its hash. */
  readonly secret: string;
}

/**
 * Signs a browser in by the code in a mail, which it uses up.
 *
 * @throws Problem `wrong_code`, which takes one of the code's tries; `partner_needed`.
 */
export async function signIn(
  { knex, now, tokenSecret }: SignInContext,
  { email, code, partner }: SignInInput,
): Promise<NewSignIn> {
  const address = addressHash(tokenSecret, email);
  // A refusal is returned and not thrown, because the try that it took must be committed.
  const outcome = await knex.transaction(async (trx): Promise<NewSignIn | Problem> => {
    const { rows } = await trx.raw(takeTry, { address, now: new Date(now) });
    const seed: Buffer | undefined = rows[0]?.seed;
    if (!seed || !isSame(code, signInCode(tokenSecret, address, seed))) return wrongCode();
    const accounts = await findAccountsByEmail(trx, email);
    if (accounts.length === 0) return wrongCode();
    const meant = accounts.length === 1 && !partner ? accounts : accounts.filter(isAt(partner));
    const [account] = meant;
    if (!account) {
      await trx('sign_in_code').where({ address_hash: address }).increment('tries_left', 1);
      return new Problem('partner_needed', 'Send `partner` too: one of these.', {
        partners: accounts.map(({ partner }) => partner),
      });
    }
    await trx('sign_in_code').where({ address_hash: address }).update({ tries_left: 0 });
    return { account, secret: await startSignIn(trx, account.id, now) };
  });
  if (outcome instanceof Problem) throw outcome;
  return outcome;
}

/** Writes down that a browser is signed in. @returns the secret that it keeps. */
export async function startSignIn(knex: Knex, userId: number, now: number): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await knex('sign_in').insert({
    user_id: userId,
    secret_hash: hashOf(secret),
    created_at: new Date(now),
    last_used_at: new Date(now),
    expires_at: new Date(now + signInLifeMs),
  });
  return secret;
}

const isAt =
  (slug: string | undefined) =>
  ({ partner }: Account): boolean =>
    partner.slug === slug;

const wrongCode = (): Problem =>
  new Problem(
    'wrong_code',
    'This is not the code of the last mail, or its ten minutes or five tries are over.',
  );

// The row stays locked until the commit, so guesses that come at once are counted one after the other.
const takeTry = `
  UPDATE sign_in_code SET tries_left = tries_left - 1
    WHERE address_hash = :address AND tries_left > 0 AND expires_at > :now RETURNING seed`;
