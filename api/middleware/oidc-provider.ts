import { LRUCache } from 'lru-cache';
import * as client from 'openid-client';
import type { FetchProvider } from '../feeds/fetch-provider.ts';
import type { OidcPartner, OidcPerson } from '../queries/find-oidc-account.ts';

/** What the browser keeps while the person is at her provider. */
export interface OidcAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** How providers are asked. */
export interface ProviderAccess {
  readonly fetch: FetchProvider;
  /** By https alone, but in tests and the demo. */
  readonly mayBeHttp: boolean;
}

/** What providers say about themselves, read again every hour; failures are not kept. */
const known = new LRUCache<string, Promise<client.Configuration>>({ max: 500, ttl: 60 * 60_000 });

/**
 * Where to send the browser, and what to remember until it comes back. Source: OpenID Connect Core §3.1, RFC 7636.
 */
export async function beginSignIn(
  partner: OidcPartner,
  redirectUri: string,
  access: ProviderAccess,
): Promise<{ readonly url: string; readonly attempt: OidcAttempt }> {
  const provider = await discovered(partner, access);
  const attempt = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: 'openid email',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, attempt };
}

/**
 * The person who came back from her provider. Checks state, nonce, PKCE, and the ID token's issuer, audience and
 * times.
 *
 * @throws whatever openid-client throws for an answer that is not right.
 */
export async function completeSignIn(
  partner: OidcPartner,
  answer: URL,
  { state, nonce, verifier }: OidcAttempt,
  access: ProviderAccess,
): Promise<OidcPerson> {
  const provider = await discovered(partner, access);
  const tokens = await client.authorizationCodeGrant(provider, answer, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const { sub, email, email_verified } = tokens.claims() as client.IDToken;
  if (email !== undefined) return personOf(sub, email, email_verified);
  // Many providers tell the address at their userinfo endpoint alone (OpenID Connect Core §5.4).
  if (!provider.serverMetadata().userinfo_endpoint) return personOf(sub, undefined, undefined);
  const info = await client.fetchUserInfo(provider, tokens.access_token, sub);
  return personOf(sub, info.email, info.email_verified);
}

/** True when the provider did not answer; false when it, or what came back through the browser, refused. */
export const isProviderAway = (error: unknown): boolean =>
  error instanceof TypeError || (error as { code?: unknown } | null)?.code === 'OAUTH_TIMEOUT';

const personOf = (sub: string, email: unknown, isVerified: unknown): OidcPerson => ({
  sub,
  email: typeof email === 'string' && isVerified === true ? email : null,
});

function discovered(
  partner: OidcPartner,
  { fetch, mayBeHttp }: ProviderAccess,
): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = partner;
  const key = JSON.stringify([issuer, clientId, clientSecret, mayBeHttp]);
  const found = known.get(key);
  if (found) return found;
  const asked = client.discovery(
    new URL(issuer),
    clientId,
    {},
    clientSecret ? secretAuth(clientSecret) : client.None(),
    {
      timeout: 10,
      [client.customFetch]: fetch,
      ...(mayBeHttp && { execute: [client.allowInsecureRequests] }),
    },
  );
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

/** In the body where the provider says that it takes it there, else in the header (OpenID Connect Discovery §3). */
function secretAuth(secret: string): client.ClientAuth {
  const inBody = client.ClientSecretPost(secret);
  const inHeader = client.ClientSecretBasic(secret);
  return (server, ...rest) =>
    server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
      ? inBody(server, ...rest)
      : inHeader(server, ...rest);
}
