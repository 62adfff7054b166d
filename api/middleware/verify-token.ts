import { createSecretKey } from 'node:crypto';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import type { Context } from 'koa';
import jwt from 'koa-jwt';
import type { FetchProvider } from '../feeds/fetch-provider.ts';
import { audience } from '../secrets/own-token.ts';
import { unauthenticated } from './authenticate.ts';

/** A token may not live longer than this from now on, seconds. */
const maxLifeSeconds = 24 * 60 * 60;

/** Clocks differ a little, seconds. */
const toleranceSeconds = 5;

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
): Promise<JWTPayload> {
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
  return withBoundedLife(ctx.state.claims as JWTPayload, now);
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
): Promise<JWTPayload> {
  try {
    const keys = source.url ? remoteKeys(source.url, source.fetch) : storedKeys(source.jwks as JSONWebKeySet);
    const { payload } = await jwtVerify(token, keys, {
      algorithms: [source.algorithm],
      audience,
      issuer,
      clockTolerance: toleranceSeconds,
      currentDate: new Date(now),
    });
    return withBoundedLife(payload, now);
  } catch {
    throw unauthenticated('The token is not valid: its signature, key, audience or time is wrong.');
  }
}

function withBoundedLife(claims: JWTPayload, now: number): JWTPayload {
  const { exp } = claims;
  if (typeof exp !== 'number') throw unauthenticated('The token must have `exp`.');
  if (exp > now / 1000 + maxLifeSeconds + toleranceSeconds) {
    throw unauthenticated('The token expires more than 24 hours ahead.');
  }
  return claims;
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
