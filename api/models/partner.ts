import type { JSONWebKeySet } from 'jose';
import type { Knex } from 'knex';
import type { Theme } from '../contract/partner.ts';
import type { ProgrammeRules } from '../contract/programme.ts';
import { hashOf } from '../secrets/hash.ts';
import { BaseModel } from './base-model.ts';

export type PartnerAlgorithm = 'HS256' | 'RS256' | 'ES256' | 'EdDSA';

/** A university or other site that embeds the widget and signs tokens for its people. */
export class Partner extends BaseModel {
  static override tableName = 'partner';
  static override jsonAttributes = ['jwks', 'rules', 'theme'];

  declare id: number;
  declare slug: string;
  declare name: string;
  /** The one signature algorithm this partner's tokens may have. */
  declare algorithm: PartnerAlgorithm;
  /** HS256 only: at most two live secrets, so that one can be rotated. */
  declare sharedSecrets: string[];
  declare jwks: JSONWebKeySet | null;
  declare jwksUrl: string | null;
  /** Origins whose pages may call the API and frame the embed page. */
  declare origins: string[];
  /** Days, weeks and terms of its rules and figures are counted in this zone. */
  declare timezone: string;
  declare rules: ProgrammeRules;
  /** Looks of the widget; {} for its own. */
  declare theme: Theme;
  /** Its own sign-in for mentors and admins (OpenID Connect); null without one. */
  declare oidcIssuer: string | null;
  declare oidcClientId: string | null;
  declare oidcClientSecret: string | null;
  declare createdAt: Date;
}

/** The partner of this short name; undefined for every other text, some of which PostgreSQL would refuse to look for. */
export async function findPartnerBySlug(knex: Knex, slug: string): Promise<Partner | undefined> {
  return /^[a-z0-9-]{1,63}$/.test(slug) ? Partner.query(knex).findOne({ slug }) : undefined;
}

/** The partner, locked until the transaction ends: for changes that depend on what stands there. */
export async function lockPartner(trx: Knex.Transaction, partnerId: number): Promise<Partner> {
  const partner = await Partner.query(trx).findById(partnerId).forNoKeyUpdate();
  if (!partner) throw new Error(`partner ${partnerId} of an actor is not there`);
  return partner;
}

/** Tells one secret from another, and nothing about it. */
export const fingerprintOf = (secret: string): string => hashOf(secret).toString('hex').slice(0, 8);
