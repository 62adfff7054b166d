import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Grant } from 'oidc-provider';

export interface TestProvider {
  readonly issuer: string;
  /** Who is signed in there, by `sub`; an empty text refuses. */
  person: string;
  /** How often it was asked what it is. */
  readonly discoveries: number;
  stop(): Promise<void>;
}

interface Claims {
  readonly email?: string;
  readonly email_verified?: boolean;
}

export const client = { client_id: 'mentor-booking', client_secret: 'a-client-secret-of-the-test' };

/** A real OpenID provider, whose people are signed in already. */
export async function startProvider(
  redirectUri: string,
  people: Readonly<Record<string, Claims>>,
): Promise<TestProvider> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = { issuer, person: '', discoveries: 0 };
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [redirectUri], token_endpoint_auth_method: 'client_secret_post' }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a-cookie-key-of-the-test'] },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub, ...people[sub] }) }),
    // Nobody is asked whether this client may know her address.
    async loadExistingGrant(ctx): Promise<Grant> {
      const { accountId } = ctx.oidc.session ?? {};
      const grant = new ctx.oidc.provider.Grant({ accountId, clientId: client.client_id } as never);
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  server.on('request', async (request, response) => {
    if (request.url?.startsWith('/.well-known/')) state.discoveries++;
    if (!request.url?.startsWith('/interaction/')) return callback(request, response);
    const result = state.person
      ? { login: { accountId: state.person } }
      : { error: 'access_denied', error_description: 'She said no.' };
    await provider.interactionFinished(request, response, result);
  });
  return Object.assign(state, {
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  });
}

/** A browser's cookies and redirects, as far as a sign-in needs them. */
export class RedirectFollower {
  readonly #jar = new Map<string, Map<string, string>>();

  /** The cookies that it would send to an address's origin. */
  cookies(address: string): string {
    const known = this.#jar.get(new URL(address).origin) ?? new Map();
    return [...known].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** One request. @returns the answer, with the address that it redirects to. */
  async visit(address: string): Promise<{ readonly response: Response; readonly next: string | null }> {
    const { origin } = new URL(address);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { Cookie: this.cookies(address) },
    });
    const known = this.#jar.get(origin) ?? new Map<string, string>();
    this.#jar.set(origin, known);
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) known.delete(pair.slice(0, at));
      else known.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get('location');
    return { response, next: location && new URL(location, address).href };
  }

  /** Follows redirects until an address that `ends`. @returns it. */
  async follow(address: string, ends: (address: string) => boolean): Promise<string> {
    let at = address;
    for (let hops = 0; hops < 12; hops++) {
      if (ends(at)) return at;
      const { next, response } = await this.visit(at);
      if (!next) throw new Error(`${at} answered ${response.status}: ${await response.text()}`);
      at = next;
    }
    throw new Error(`too many redirects, the last to ${at}`);
  }
}
