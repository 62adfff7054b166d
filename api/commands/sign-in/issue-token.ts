import { SignJWT } from 'jose';
import type { OwnToken } from '../../contract/sign-in.ts';
import { formatInstant } from '../../domain/wall-time.ts';
import { maySignIn, presentAccount, selectAccounts } from '../../queries/find-account.ts';
import { hashOf } from '../../secrets/hash.ts';
import { audience, ownIssuer } from '../../secrets/own-token.ts';
import type { SignInContext } from './request-sign-in-code.ts';
import { signInLifeMs } from './sign-in.ts';

const tokenLifeMs = 10 * 60_000;

/** A token for a browser that is signed in; its 30 days start again. Undefined for one that is not. */
export async function issueToken(
  { knex, now, tokenSecret }: SignInContext,
  secret: string,
): Promise<OwnToken | undefined> {
  const [used] = await knex('sign_in')
    .where({ secret_hash: hashOf(secret) })
    .where('expires_at', '>', new Date(now))
    .update({ last_used_at: new Date(now), expires_at: new Date(now + signInLifeMs) })
    .returning('user_id');
  if (!used) return undefined;
  const row = await selectAccounts(knex).where({ 'u.id': used.user_id }).whereRaw(maySignIn).first();
  if (!row) return undefined;
  const account = presentAccount(row);
  const token = await new SignJWT({ role: account.role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(ownIssuer)
    .setSubject(String(account.id))
    .setAudience(audience)
    // With its milliseconds, so that what was issued before a sign-out can be told from what came after it.
    .setIssuedAt(now / 1000)
    .setExpirationTime(Math.floor((now + tokenLifeMs) / 1000))
    .sign(new TextEncoder().encode(tokenSecret));
  return { token, expires_at: formatInstant(now + tokenLifeMs, 'UTC'), account };
}
