import type { Knex } from 'knex';
import type { AuditSubject } from '../contract/audit.ts';
import { prepared } from '../models/prepared.ts';
import type { CommandContext } from './commit.ts';

/** What a command changed. */
export interface Change {
  readonly subject: AuditSubject;
  /** Null where the subject is the partner as a whole. */
  readonly id: number | null;
  /** By name, the values before and after; `null` for what is personal or long: then the name alone is kept. */
  readonly changes?: Readonly<Record<string, readonly [before: unknown, after: unknown] | null>>;
}

/** Writes down who changed what, in the transaction that changes it. Every command that writes calls it. */
export async function audit(trx: Knex.Transaction, context: CommandContext, change: Change): Promise<void> {
  await prepared(trx, 'insert_audit_entry', insertion, auditValues(context, change));
}

/** The values of an audit row, in the order of its columns: for statements that write more than this. */
export function auditValues({ actor, now, operation }: CommandContext, change: Change): unknown[] {
  const { subject, id, changes = {} } = change;
  const role = actor.scopes ? 'api_key' : actor.role;
  const values = [actor.partnerId, actor.userId, role, operation, subject, id];
  return [...values, JSON.stringify(changes), new Date(now)];
}

/** The columns that `auditValues` fills. */
export const auditColumns =
  'partner_id, actor_id, actor_role, action, subject, subject_id, changes, created_at';

const insertion = `INSERT INTO audit_entry (${auditColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** What differs between two records, by name; of names in `unseen` only that they differ. */
export function changesBetween<Thing extends object>(
  before: Thing,
  after: Thing,
  names: readonly (keyof Thing & string)[],
  unseen: readonly (keyof Thing & string)[] = [],
): Record<string, readonly [unknown, unknown] | null> {
  const differs = (name: keyof Thing): boolean =>
    JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  return Object.fromEntries([
    ...names.filter(differs).map((name) => [name, [before[name], after[name]]] as const),
    ...unseen.filter(differs).map((name) => [name, null] as const),
  ]);
}
