import type { Knex } from 'knex';
import type { Account } from '../contract/account.ts';

interface AccountRow {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly is_admin: boolean;
  readonly locale: string | null;
  readonly timezone: string | null;
  readonly mentor_id: number | null;
  readonly partner_slug: string;
  readonly partner_name: string;
}

/** A person as she is told about herself; `role` is what her token lets her do, or else the most she can be. */
export async function findAccount(
  knex: Knex,
  userId: number,
  role?: Account['role'],
): Promise<Account | undefined> {
  const row = await selectAccounts(knex).where({ 'u.id': userId }).first();
  return row && presentAccount(row, role);
}

/** Accounts that may sign in on the hosted page with this address: one for each partner, an admin's before others. */
export async function findAccountsByEmail(knex: Knex, email: string): Promise<Account[]> {
  const rows = await selectAccounts(knex)
    .whereRaw(hasAddress, { email })
    .whereRaw(maySignIn)
    .distinctOn('p.id')
    .orderByRaw('p.id, u.is_admin DESC, u.id');
  return rows.map((row) => presentAccount(row));
}

/**
 * Condition on `u`: her address is :email, in any letter case. In the database's own folding, which the index knows, a
 * dotted capital I is an i too, and so an address at another host the same; in that of "C" only A to Z have a case.
 */
export const hasAddress = `lower(u.email) = lower(:email)
  AND lower(u.email COLLATE "C") = lower(CAST(:email AS text) COLLATE "C")`;

/** Condition on `u` and `m` of `selectAccounts`: only mentors and admins sign in here. */
export const maySignIn = 'u.erased_at IS NULL AND (u.is_admin OR m.id IS NOT NULL)';

/** Persons (`u`) with their partners (`p`) and the mentors that they are (`m`). */
export function selectAccounts(knex: Knex): Knex.QueryBuilder<object, AccountRow[]> {
  return knex
    .from('app_user AS u')
    .join('partner AS p', 'p.id', 'u.partner_id')
    .leftJoin('mentor AS m', 'm.user_id', 'u.id')
    .select('u.id', 'u.name', 'u.email', 'u.is_admin', 'u.locale', 'u.timezone')
    .select('m.id AS mentor_id', 'p.slug AS partner_slug', 'p.name AS partner_name');
}

/** The wire form. */
export function presentAccount(row: AccountRow, role?: Account['role']): Account {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: role ?? (row.is_admin ? 'partner_admin' : row.mentor_id ? 'mentor' : 'student'),
    is_admin: row.is_admin,
    mentor_id: row.mentor_id,
    locale: row.locale,
    timezone: row.timezone,
    partner: { slug: row.partner_slug, name: row.partner_name },
  };
}
