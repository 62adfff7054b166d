import type Router from '@koa/router';
import { createApiKey, revokeApiKey } from '../commands/partner/api-keys.ts';
import { createSecret, removeSecret } from '../commands/partner/rotate-secret.ts';
import { updatePartner } from '../commands/partner/update-partner.ts';
import { operations } from '../contract/operations.ts';
import type { ApiKey as WireApiKey, Partner as WirePartner } from '../contract/partner.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { ApiKey } from '../models/api-key.ts';
import { Partner } from '../models/partner.ts';
import { notFound } from '../problems.ts';
import { fingerprintOf } from '../secrets/hash.ts';
import { placeOf, type SecretBox } from '../secrets/secret-box.ts';

/** @param doctorUrl where the embed doctor is, if this server has one */
export function partnerRoutes(router: Router, services: Services, doctorUrl: string | null): void {
  const { knex, secretBox } = services;
  const present = (partner: Partner): WirePartner => presentPartner(partner, { doctorUrl, secretBox });

  endpoint(router, services, operations.getPartner, async ({ command: { actor } }) => {
    const partner = await Partner.query(knex).findById(actor.partnerId);
    if (!partner) throw notFound('partner');
    return present(partner);
  });

  endpoint(router, services, operations.updatePartner, async ({ body, command }) => {
    const { partner, newSecret } = await updatePartner(command, body, secretBox);
    return { ...present(partner), ...(newSecret && { new_secret: newSecret }) };
  });

  endpoint(router, services, operations.createSecret, async ({ command }) =>
    createSecret(command, secretBox),
  );

  endpoint(router, services, operations.removeSecret, async ({ command, id, query }) => {
    await removeSecret(command, id, query, secretBox);
    return undefined;
  });

  endpoint(router, services, operations.listApiKeys, async ({ command: { actor } }) => {
    const found = await ApiKey.query(knex)
      .where({ partner_id: actor.partnerId })
      .orderByRaw('revoked_at IS NOT NULL, id DESC')
      .limit(200);
    return { api_keys: found.map(presentApiKey) };
  });

  endpoint(router, services, operations.createApiKey, async ({ body, command }) => {
    const { apiKey, secret } = await createApiKey(command, body);
    return { ...presentApiKey(apiKey), key: secret };
  });

  endpoint(router, services, operations.revokeApiKey, async ({ command, id }) => {
    await revokeApiKey(command, id);
    return undefined;
  });
}

/** A partner for its admins; of its secrets only what tells them apart. */
function presentPartner(
  partner: Partner,
  { doctorUrl, secretBox }: { doctorUrl: string | null; secretBox: SecretBox },
): WirePartner {
  const { id, slug, name, timezone, origins, theme, algorithm, jwks } = partner;
  return {
    id,
    slug,
    name,
    timezone,
    origins,
    theme,
    algorithm,
    jwks: jwks as WirePartner['jwks'],
    jwks_url: partner.jwksUrl,
    oidc_issuer: partner.oidcIssuer,
    oidc_client_id: partner.oidcClientId,
    has_oidc_client_secret: partner.oidcClientSecret !== null,
    secrets: partner.sharedSecrets.map((secret, index) => ({
      number: index + 1,
      fingerprint: fingerprintOf(secretBox.open(secret, placeOf.sharedSecret(slug))),
    })),
    doctor_url: doctorUrl,
  };
}

function presentApiKey({ id, name, scopes, createdAt, lastUsedAt, revokedAt }: ApiKey): WireApiKey {
  return {
    id,
    name,
    scopes,
    created_at: utc(createdAt),
    last_used_at: lastUsedAt && utc(lastUsedAt),
    revoked_at: revokedAt && utc(revokedAt),
  };
}

const utc = (instant: Date): string => formatInstant(instant.getTime(), 'UTC');
