import type { Knex } from 'knex';
import { Partner } from '../models/partner.ts';

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
