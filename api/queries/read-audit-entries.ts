import type { Knex } from 'knex';
import type { AuditEntry, AuditFilters } from '../contract/audit.ts';
import { addDays, formatInstant, instantToWallTime, startOfDay } from '../domain/wall-time.ts';

export interface AuditRequest {
  readonly partnerId: number;
  /** The partner's zone: dates of the query and of the answer are counted in it. */
  readonly timeZone: string;
  readonly query: AuditFilters;
  readonly limit: number;
  /** Only entries before the one with this id. */
  readonly before?: number | undefined;
}

/** A partner's audit entries, the latest first. */
export async function readAuditEntries(knex: Knex, request: AuditRequest): Promise<AuditEntry[]> {
  const { partnerId, timeZone, query, limit, before } = request;
  const { subject, subject_id, actor_id, action, from, to } = query;
  const found = knex('audit_entry AS e')
    .leftJoin('app_user AS u', 'u.id', 'e.actor_id')
    .where('e.partner_id', partnerId)
    .orderBy('e.id', 'desc')
    .limit(limit)
    .select('e.*', 'u.name AS actor_name');
  if (subject) found.where('e.subject', subject);
  if (subject_id) found.where('e.subject_id', subject_id);
  if (actor_id) found.where('e.actor_id', actor_id);
  if (action) found.where('e.action', action);
  if (from) found.where('e.created_at', '>=', new Date(startOfDay(timeZone, from)));
  if (to) found.where('e.created_at', '<', new Date(startOfDay(timeZone, addDays(to, 1))));
  if (before) found.where('e.id', '<', before);
  return (await found).map((row) => present(row, timeZone));
}

interface Row {
  readonly id: number;
  readonly actor_id: number | null;
  readonly actor_name: string | null;
  readonly actor_role: AuditEntry['actor']['role'];
  readonly action: string;
  readonly subject: AuditEntry['subject'];
  readonly subject_id: number | null;
  readonly changes: AuditEntry['changes'];
  readonly created_at: Date;
}

function present(row: Row, timeZone: string): AuditEntry {
  const at = row.created_at.getTime();
  const { date, time } = instantToWallTime(timeZone, at);
  return {
    id: row.id,
    at: formatInstant(at, 'UTC'),
    date,
    time,
    actor: { id: row.actor_id, name: row.actor_name, role: row.actor_role },
    action: row.action,
    subject: row.subject,
    subject_id: row.subject_id,
    changes: Object.fromEntries(
      Object.entries(row.changes).map(([name, values]) => [
        name,
        values === null ? null : values.map(inZone(timeZone)),
      ]),
    ),
  };
}

/**
 * An instant among the values, with the offset of the zone, so that its wall time can be read off; all else as it is.
 */
const inZone =
  (timeZone: string) =>
  (value: unknown): unknown =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
      ? formatInstant(Date.parse(value), timeZone)
      : value;
