import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Account } from '../../contract/account.ts';
import type { SignInInput } from '../../contract/sign-in.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { User } from '../../models/user.ts';
import { Problem, unauthenticated } from '../../problems.ts';
import { findAccountsByEmail } from '../../queries/find-account.ts';
import { hashOf } from '../../secrets/hash.ts';
import { isSame } from '../../secrets/is-same.ts';
import { addressHash, signInCode } from '../../secrets/sign-in-code.ts';
import type { SignInContext } from './request-sign-in-code.ts';

/** How long a browser stays signed in after its last use, ms. */
export const signInLifeMs = 30 * 24 * 60 * 60_000;

/** A browser that was signed in. */
export interface NewSignIn {
  readonly account: Account;
  /** What the browser keeps in its cookie; the database keeps its hash. */
  readonly secret: string;
}

/**
 * Signs a browser in with a mailed code, which it uses up. The code is good in the browser alone that asked for it,
 * which shows by its cookie: what others try costs it nothing.
 *
 * @param secret what the browser has in its cookie; empty without one
 * @throws Problem `other_browser`; `wrong_code`, which takes one of the browser's tries; `partner_needed`.
 */
export async function signIn(
  { knex, now, tokenSecret }: SignInContext,
  { email, code, partner }: SignInInput,
  secret: string,
): Promise<NewSignIn> {
  const address = addressHash(tokenSecret, email);
  const browser = hashOf(secret);
  // A refusal is returned and not thrown, because the try that it took must be committed.
  const outcome = await inTransaction(knex, async (trx): Promise<NewSignIn | Problem> => {
    // Locked until the commit, so that guesses that come at once are counted one after the other.
    const asked = await trx('sign_in_code')
      .where({ browser_hash: browser, address_hash: address })
      .forUpdate()
      .first();
    if (!asked) return otherBrowser();
    if (asked.tries_left === 0 || asked.expires_at.getTime() <= now) return wrongCode();
    const leave = (tries: number) =>
      trx('sign_in_code').where({ browser_hash: browser }).update({ tries_left: tries });
    await leave(asked.tries_left - 1);
    if (!isSame(code, signInCode(tokenSecret, address, asked))) return wrongCode();
    const accounts = await findAccountsByEmail(trx, email);
    if (accounts.length === 0) return wrongCode();
    const meant = accounts.length === 1 && !partner ? accounts : accounts.filter(isAt(partner));
    const [account] = meant;
    if (!account) {
      await leave(asked.tries_left);
      return new Problem('partner_needed', 'Send `partner` too: one of these.', {
        partners: accounts.map(({ partner }) => partner),
      });
    }
    await leave(0);
    // The code came to her by mail.
    await User.query(trx)
      .findById(account.id)
      .whereNotNull('mail_bounced_at')
      .patch({ mailBouncedAt: null, mailBounceReason: null });
    return { account, secret: await startSignIn(trx, account.id, now) };
  });
  if (outcome instanceof Problem) throw outcome;
  return outcome;
}

/**
 * Writes down that a browser is signed in.
 *
 * @returns the secret that it keeps
 * @throws Problem `unauthenticated` for a person who is being erased.
 */
export async function startSignIn(knex: Knex, userId: number, now: number): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const times = { now: new Date(now), until: new Date(now + signInLifeMs) };
  const { rowCount } = await knex.raw(insertion, { userId, hash: hashOf(secret), ...times });
  if (rowCount === 0) throw unauthenticated('The person was erased.');
  return secret;
}

const insertion = `
  INSERT INTO sign_in (user_id, secret_hash, created_at, last_used_at, expires_at)
    SELECT id, :hash, :now, :now, :until FROM app_user WHERE id = :userId AND erased_at IS NULL FOR KEY SHARE`;

const isAt =
  (slug: string | undefined) =>
  ({ partner }: Account): boolean =>
    partner.slug === slug;

const wrongCode = (): Problem =>
  new Problem(
    'wrong_code',
    'This is not the code of the last mail, or its ten minutes or five tries are over.',
  );

const otherBrowser = (): Problem =>
  new Problem('other_browser', 'This browser has asked for no code for this address, or too long ago.');
