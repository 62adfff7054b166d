import type { Knex } from 'knex';
import { Partner } from '../models/partner.ts';

/**
 * The partner of this short name; undefined for every other text, some of which PostgreSQL would refuse to look for.
 */
export async function findPartnerBySlug(knex: Knex, slug: string): Promise<Partner | undefined> {
  return /^[a-z0-9-]{1,63}$/.test(slug) ? Partner.query(knex).findOne({ slug }) : undefined;
}

/** The partner of somebody who acts. */
export async function findPartner(knex: Knex, partnerId: number): Promise<Partner> {
  return Partner.query(knex).findById(partnerId).throwIfNotFound();
}

/** The partner, locked until the transaction ends: for changes that depend on what stands there. */
export async function lockPartner(trx: Knex.Transaction, partnerId: number): Promise<Partner> {
  return Partner.query(trx).findById(partnerId).forNoKeyUpdate().throwIfNotFound();
}
