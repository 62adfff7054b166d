import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Knex } from 'knex';
import { operations } from '../../../api/contract/operations.ts';
import { call, monday, refused, type TestApi } from '../../support/api.ts';

export type PublicAlgorithm = 'RS256' | 'ES256' | 'EdDSA';

/** Seconds of the API's time. */
export const nowSeconds = monday / 1000;

/** A key pair as a partner has it. */
export interface Signer {
  readonly alg: PublicAlgorithm;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export async function makeSigner(alg: PublicAlgorithm, kid: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** Claims that are right in every way; an undefined one is left out. */
export const goodClaims = (claims: object = {}): Record<string, unknown> => ({
  iss: 'demo',
  aud: 'mentor-booking',
  sub: 's1',
  iat: nowSeconds,
  exp: nowSeconds + 3600,
  name: 'Awa Diop',
  email: 'awa@example.edu',
  ...claims,
});

/** Signs claims; `header` is added to `alg` and `kid`. */
export const signed = (signer: Signer, claims: object, header: object = {}): Promise<string> =>
  new SignJWT(goodClaims(claims))
    .setProtectedHeader({ alg: signer.alg, kid: signer.kid, ...header })
    .sign(signer.privateKey);

/** Adds a partner that signs by a JWKS. */
export async function addKeyPartner(
  knex: Knex,
  slug: string,
  algorithm: PublicAlgorithm,
  source: { jwks?: object; jwks_url?: string },
): Promise<number> {
  const jwks = source.jwks ? JSON.stringify(source.jwks) : null;
  const row = { slug, name: slug, algorithm, jwks, jwks_url: source.jwks_url ?? null };
  const [{ id }] = await knex('partner').insert(row).returning('id');
  return id;
}

/** The status of an ordinary request with this token. */
export const statusOf = async (api: TestApi, token: string): Promise<number> =>
  (await call(api, operations.listNotifications, { token })).status;

/** Asserts that this token is refused as every bad one is. */
export const refuses = (api: TestApi, token: string) =>
  refused(api, operations.listNotifications, { token }, 401, 'unauthenticated');

/** An address on this machine that serves a JWKS; `answer` can be changed at any time. */
export async function serveKeys(answer: (response: ServerResponse) => void) {
  const served = { url: '', fetches: 0, answer, stop: () => {} };
  const server = createServer((_request, response) => {
    served.fetches++;
    served.answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  served.stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return served;
}

/** An answer for `serveKeys`: these signers' public keys. */
export const keysOf =
  (...signers: readonly Signer[]) =>
  (response: ServerResponse): void => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ keys: signers.map(({ jwk }) => jwk) }));
  };
