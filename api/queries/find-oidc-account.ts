import type { Knex } from 'knex';
import type { Account } from '../contract/account.ts';
import { Partner } from '../models/partner.ts';
import { placeOf, type SecretBox } from '../secrets/secret-box.ts';
import { hasAddress, maySignIn, presentAccount, selectAccounts } from './find-account.ts';

/** A partner that signs its people in by itself (OpenID Connect). */
export interface OidcPartner {
  readonly id: number;
  readonly slug: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
}

export async function findOidcPartner(
  knex: Knex,
  slug: string,
  secretBox: SecretBox,
): Promise<OidcPartner | undefined> {
  const partner = await Partner.query(knex).findOne({ slug });
  if (!partner?.oidcIssuer || !partner.oidcClientId) return undefined;
  const { id, oidcIssuer, oidcClientId, oidcClientSecret } = partner;
  const clientSecret = oidcClientSecret && secretBox.open(oidcClientSecret, placeOf.oidcClientSecret(slug));
  return { id, slug, issuer: oidcIssuer, clientId: oidcClientId, clientSecret };
}

/** Who signed in at her partner, as its provider says. */
export interface OidcPerson {
  readonly sub: string;
  /** Only where the provider says that it is verified. */
  readonly email: string | null;
}

/**
 * The mentor or admin of the partner who signed in there: by her id at the partner, else by her address; undefined when
 * she is none, or when several have the address.
 */
export async function findOidcAccount(
  knex: Knex,
  partnerId: number,
  { sub, email }: OidcPerson,
): Promise<Account | undefined> {
  const mine = () => selectAccounts(knex).where({ 'p.id': partnerId }).whereRaw(maySignIn);
  const bySub = await mine().where({ 'u.external_id': sub }).first();
  if (bySub) return presentAccount(bySub);
  const byEmail = email === null ? [] : await mine().whereRaw(hasAddress, { email }).limit(2);
  const [only, another] = byEmail;
  return only && !another ? presentAccount(only) : undefined;
}
