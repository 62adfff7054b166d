import { createSecretKey } from 'node:crypto';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Context } from 'koa';
import jwt from 'koa-jwt';
import { type Claims, claimsSchema } from '../contract/claims.ts';
import type { FetchProvider } from '../feeds/fetch-provider.ts';
import { unauthenticated } from '../problems.ts';
import { audience } from '../secrets/own-token.ts';
import { faultsOf } from './validate.ts';

/** A token may not live longer than this from now on, seconds. */
const maxLifeSeconds = 24 * 60 * 60;

/** Clocks differ a little, seconds. */
const toleranceSeconds = 5;

/** How far ahead of our clock a token may say that it was issued, seconds. */
const issuedAheadSeconds = 60;

export interface TokenRules {
  readonly issuer: string;
  /** Epoch ms. */
  readonly now: number;
}

/** HS256 by one of the secrets: two are live while a partner rotates. */
export async function verifyBySecret(
  ctx: Context,
  secrets: readonly string[],
  { issuer, now }: TokenRules,
): Promise<Claims> {
  const verify = jwt({
    // Key objects: a text would be tried as a public key first, which costs more than the signature.
    secret: secrets.map((secret) => createSecretKey(secret, 'utf8')),
    algorithms: ['HS256'],
    audience,
    issuer,
    clockTolerance: toleranceSeconds,
    clockTimestamp: Math.floor(now / 1000),
    key: 'claims',
  } as unknown as jwt.Options);
  try {
    await verify(ctx as never, async () => {});
  } catch {
    throw unauthenticated('The token is not valid: its signature, audience or time is wrong.');
  }
  return checked(ctx.state.claims, now);
}

/** Where the keys of a partner are. */
export interface KeySource {
  readonly url: string | null;
  readonly jwks: object | null;
  readonly algorithm: string;
  /** Asks the address, which the partner's admin has set. */
  readonly fetch: FetchProvider;
}

/**
 * RS256, ES256 or EdDSA by the partner's JWKS, stored or at a URL.
 *
 * By jose and not by koa-jwt: the library beneath koa-jwt knows no EdDSA, and jose keeps a fetched JWKS, reads it again
 * when a new `kid` turns up, and gives up on an address that hangs.
 */
export async function verifyByJwks(
  token: string,
  source: KeySource,
  { issuer, now }: TokenRules,
): Promise<Claims> {
  let verified: unknown;
  try {
    const keys = source.url ? remoteKeys(source.url, source.fetch) : storedKeys(source.jwks as JSONWebKeySet);
    const { payload } = await jwtVerify(token, keys, {
      algorithms: [source.algorithm],
      audience,
      issuer,
      clockTolerance: toleranceSeconds,
      currentDate: new Date(now),
    });
    verified = payload;
  } catch {
    throw unauthenticated('The token is not valid: its signature, key, audience or time is wrong.');
  }
  return checked(verified, now);
}

/** The claims of a token whose signature is right, once their kinds, lengths and times are. */
function checked(claims: unknown, now: number): Claims {
  const faults = faultsOf(claimsSchema, claims);
  if (faults.length > 0) {
    const told = faults.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
    throw unauthenticated(`The claims of the token are not valid: ${told.slice(0, 500)}.`);
  }
  const { exp, iat } = claims as Claims;
  const seconds = now / 1000;
  if (exp > seconds + maxLifeSeconds + toleranceSeconds) {
    throw unauthenticated('The token expires more than 24 hours ahead.');
  }
  if (iat !== undefined && iat > seconds + issuedAheadSeconds) {
    throw unauthenticated('The token says that it was issued in the future: compare your clock.');
  }
  return claims as Claims;
}

type KeySet = ReturnType<typeof createRemoteJWKSet> | ReturnType<typeof createLocalJWKSet>;

const keySets = new Map<string, KeySet>();

const remoteKeys = (url: string, fetch: FetchProvider): KeySet =>
  remembered(url, () =>
    createRemoteJWKSet(new URL(url), {
      timeoutDuration: 2_500,
      // How soon an unknown `kid` may make us ask again: soon enough for a rotation, and no lever for a flood.
      cooldownDuration: 1_000,
      cacheMaxAge: 10 * 60_000,
      [customFetch]: fetch,
    }),
  );

const storedKeys = (jwks: JSONWebKeySet): KeySet =>
  remembered(JSON.stringify(jwks), () => createLocalJWKSet(jwks));

function remembered(key: string, make: () => KeySet): KeySet {
  const known = keySets.get(key);
  if (known) return known;
  if (keySets.size >= 500) keySets.clear();
  const made = make();
  keySets.set(key, made);
  return made;
}
