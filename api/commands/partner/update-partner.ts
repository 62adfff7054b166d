import { randomBytes } from 'node:crypto';
import { importJWK, type JWK } from 'jose';
import type { UpdatePartner } from '../../contract/partner.ts';
import type { Fault } from '../../contract/problem.ts';
import { Partner, type PartnerAlgorithm } from '../../models/partner.ts';
import { invalidRequest } from '../../problems.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { placeOf, type SecretBox } from '../../secrets/secret-box.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/** A partner after a change, and the secret if the change created one. */
export interface UpdatedPartner {
  readonly partner: Partner;
  readonly newSecret?: string;
}

/** A shared secret that nobody guesses: 256 bits. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/**
 * Changes the settings of the admin's partner; what is not given stays.
 *
 * @throws Problem `invalid_request` where key and algorithm, or issuer and client, do not go together.
 */
export async function updatePartner(
  context: CommandContext,
  input: UpdatePartner,
  secretBox: SecretBox,
): Promise<UpdatedPartner> {
  const unreadable = [...originFaults(input.origins ?? []), ...(await jwksFaults(input))];
  return commit(context, async (trx) => {
    const old = await lockPartner(trx, context.actor.partnerId);
    const keys = keysAfter(old, input);
    const oidc = {
      oidcIssuer: given(input.oidc_issuer, old.oidcIssuer),
      oidcClientId: given(input.oidc_client_id, old.oidcClientId),
      oidcClientSecret: given(
        input.oidc_client_secret &&
          secretBox.seal(input.oidc_client_secret, placeOf.oidcClientSecret(old.slug)),
        old.oidcClientSecret,
      ),
    };
    const faults = [...unreadable, ...keyFaults(keys), ...oidcFaults(oidc)];
    if (faults.length > 0) throw invalidRequest(faults);

    const isNewSecret = keys.algorithm === 'HS256' && old.algorithm !== 'HS256';
    const newSecret = isNewSecret ? makeSecret() : undefined;
    const made = newSecret && secretBox.seal(newSecret, placeOf.sharedSecret(old.slug));
    const sharedSecrets = keys.algorithm === 'HS256' ? (made ? [made] : old.sharedSecrets) : [];
    const partner = await Partner.query(trx).patchAndFetchById(old.id, {
      ...keys,
      // A client secret is of no use without an issuer.
      ...(oidc.oidcIssuer ? oidc : { ...oidc, oidcClientSecret: null }),
      sharedSecrets,
      name: input.name?.trim() ?? old.name,
      timezone: input.timezone ?? old.timezone,
      origins: input.origins ?? old.origins,
      theme: input.theme ?? old.theme,
    });
    await audit(trx, context, {
      subject: 'partner',
      id: null,
      changes: changesBetween(old, partner, seenNames, ['jwks', 'sharedSecrets', 'oidcClientSecret']),
    });
    return { partner, ...(newSecret && { newSecret }) };
  });
}

const seenNames = [
  'name',
  'timezone',
  'origins',
  'theme',
  'algorithm',
  'jwksUrl',
  'oidcIssuer',
  'oidcClientId',
] as const;

const given = <T>(value: T | undefined, old: T): T => (value === undefined ? old : value);

/** The schema's pattern cannot check a port's range, nor whether a host is valid. */
function originFaults(origins: readonly string[]): Fault[] {
  return origins.flatMap((origin, index) =>
    URL.canParse(origin) && new URL(origin).origin === origin
      ? []
      : [
          {
            pointer: `/origins/${index}`,
            detail: 'must be an origin as browsers write it: no path, and no port 443',
          },
        ],
  );
}

interface Keys {
  readonly algorithm: PartnerAlgorithm;
  readonly jwks: Partner['jwks'];
  readonly jwksUrl: string | null;
}

/** A change to one kind of key (JWKS, JWKS URL or HS256) clears the others, so that the caller need not. */
function keysAfter(old: Partner, input: UpdatePartner): Keys {
  const algorithm = input.algorithm ?? old.algorithm;
  const isShared = algorithm === 'HS256';
  const keep = <T>(value: T, isReplaced: unknown): T | null => (isShared || isReplaced ? null : value);
  return {
    algorithm,
    jwks: given(input.jwks as Partner['jwks'] | undefined, keep(old.jwks, input.jwks_url)),
    jwksUrl: given(input.jwks_url, keep(old.jwksUrl, input.jwks)),
  };
}

function keyFaults({ algorithm, jwks, jwksUrl }: Keys): Fault[] {
  if (algorithm === 'HS256') {
    return [
      ...(jwks ? [{ pointer: '/jwks', detail: 'must be null with HS256, which has a shared secret' }] : []),
      ...(jwksUrl ? [{ pointer: '/jwks_url', detail: 'must be null with HS256' }] : []),
    ];
  }
  if (jwks && jwksUrl) return [{ pointer: '/jwks_url', detail: 'must be null beside jwks' }];
  if (!jwks && !jwksUrl) return [{ pointer: '/jwks_url', detail: `or jwks is needed with ${algorithm}` }];
  return wrongKeys(algorithm, (jwks?.keys ?? []) as JWK[]);
}

/** At least one key must be for the algorithm; others may stand beside it for other uses. */
function wrongKeys(algorithm: PartnerAlgorithm, keys: readonly JWK[]): Fault[] {
  if (keys.length === 0 || keys.some((key) => isFor(algorithm, key))) return [];
  return [{ pointer: '/jwks/keys', detail: `must hold a key for ${algorithm}` }];
}

function isFor(algorithm: PartnerAlgorithm, { kty, crv, alg }: JWK): boolean {
  if (alg !== undefined && alg !== algorithm) return false;
  if (algorithm === 'RS256') return kty === 'RSA';
  return algorithm === 'ES256' ? kty === 'EC' && crv === 'P-256' : kty === 'OKP' && crv === 'Ed25519';
}

/** The private members of a JWK, which only the signer may know (RFC 7518 §6). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

async function jwksFaults({ jwks }: UpdatePartner): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [index, key] of ((jwks?.keys ?? []) as JWK[]).entries()) {
    const pointer = `/jwks/keys/${index}`;
    const secret = privateMembers.find((name) => name in key);
    if (secret) faults.push({ pointer: `${pointer}/${secret}`, detail: 'must not be sent: it is private' });
    else if (!(await canBeRead(key))) faults.push({ pointer, detail: 'must be a public key (RFC 7517)' });
  }
  return faults;
}

async function canBeRead(key: JWK): Promise<boolean> {
  try {
    await importJWK(key, key.alg ?? (key.kty === 'RSA' ? 'RS256' : key.kty === 'EC' ? 'ES256' : 'EdDSA'));
    return true;
  } catch {
    return false;
  }
}

function oidcFaults({ oidcIssuer, oidcClientId }: Pick<Partner, 'oidcIssuer' | 'oidcClientId'>): Fault[] {
  if (oidcIssuer && !oidcClientId) {
    return [{ pointer: '/oidc_client_id', detail: 'is needed beside oidc_issuer' }];
  }
  if (!oidcIssuer && oidcClientId) {
    return [{ pointer: '/oidc_issuer', detail: 'is needed beside oidc_client_id' }];
  }
  return [];
}
