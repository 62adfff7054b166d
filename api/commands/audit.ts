import type { Knex } from 'knex';
import type { AuditSubject } from '../contract/audit.ts';
import { prepared } from '../database/prepared.ts';
import type { CommandContext } from './commit.ts';

/** What a command changed. */
export interface Change {
  readonly subject: AuditSubject;
  /** Null where the subject is the partner as a whole. */
  readonly id: number | null;
  /** The values before and after, by name; `null` for a value that is personal or long: then only its name is kept. */
  readonly changes?: Readonly<Record<string, readonly [before: unknown, after: unknown] | null>>;
}

/** Writes down who changed what, in the transaction that changes it. Every command that writes calls it. */
export async function audit(trx: Knex.Transaction, context: CommandContext, change: Change): Promise<void> {
  await prepared(trx, 'insert_audit_entry', insertion, auditValues(context, change));
}

/** Writes down what nobody's request changed, but the system by itself. */
export async function auditSystem(
  trx: Knex.Transaction,
  {
    partnerId,
    operation,
    now,
  }: { readonly partnerId: number; readonly operation: string; readonly now: number },
  { subject, id, changes = {} }: Change,
): Promise<void> {
  await trx('audit_entry').insert({
    partner_id: partnerId,
    actor_id: null,
    actor_role: 'system',
    action: operation,
    subject,
    subject_id: id,
    changes,
    created_at: new Date(now),
  });
}

/** The values of an audit row, in the order of `auditInsertion`: for statements that write more than this. */
export function auditValues({ actor, now, operation }: CommandContext, change: Change): unknown[] {
  const { subject, id, changes = {} } = change;
  const role = actor.scopes ? 'api_key' : actor.role;
  const values = [actor.partnerId, actor.userId, role, operation, subject, id];
  return [...values, JSON.stringify(changes), new Date(now)];
}

/**
 * The insertion of an audit row as a part of a longer statement, which saves a round trip.
 *
 * @param first number of the statement's parameter at which `auditValues` start
 * @param made name of the part of the statement that returns the changed row, where its id is not known beforehand
 */
export function auditInsertion(first: number, made?: string): string {
  const types = ['bigint', 'bigint', 'text', 'text', 'text', 'bigint', 'jsonb', 'timestamptz'];
  const values = types.map((type, index) => `$${first + index}::${type}`);
  if (made) values[5] = `coalesce(${values[5]}, ${made}.id)`;
  return `INSERT INTO audit_entry (${columns}) SELECT ${values.join(', ')} ${made ? `FROM ${made}` : ''}`;
}

const columns = 'partner_id, actor_id, actor_role, action, subject, subject_id, changes, created_at';

const insertion = auditInsertion(1);

/**
 * What differs between two records, by name in snake_case. For the names in `unseen` it tells only that they differ.
 */
export function changesBetween<Thing extends object>(
  before: Thing,
  after: Thing,
  names: readonly (keyof Thing & string)[],
  unseen: readonly (keyof Thing & string)[] = [],
): Record<string, readonly [unknown, unknown] | null> {
  const differs = (name: keyof Thing): boolean =>
    JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  const named = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries([
    ...names.filter(differs).map((name) => [named(name), [before[name], after[name]]] as const),
    ...unseen.filter(differs).map((name) => [named(name), null] as const),
  ]);
}
