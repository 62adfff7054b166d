import type { Knex } from 'knex';
import type { Actor } from '../domain/permissions.ts';
import { WaitingListEntry, type WholeEntry } from '../models/waiting-list-entry.ts';
import { notFound } from '../problems.ts';

/** SQL: whether entry `e` stands. */
const stands = `e.state IN ('waiting', 'offered')`;

// A line is kept for each mentor and for each subject.
const columns = `e.*, m.name AS mentor_name, u.name AS student_name,
  o.mentor_id AS offer_mentor_id, om.name AS offer_mentor_name, o.starts_at AS offer_starts_at,
  o.ends_at AS offer_ends_at, o.expires_at AS offer_expires_at,
  CASE WHEN ${stands} THEN 1 + (SELECT count(*) FROM waiting_list_entry f
    WHERE f.partner_id = e.partner_id AND f.state IN ('waiting', 'offered') AND f.id < e.id
      AND CASE WHEN e.mentor_id IS NULL THEN f.search_subject = e.search_subject AND f.mentor_id IS NULL
        ELSE f.mentor_id = e.mentor_id END) END AS position`;

const tables = `waiting_list_entry e JOIN app_user u ON u.id = e.student_id
  LEFT JOIN mentor m ON m.id = e.mentor_id
  LEFT JOIN waiting_list_offer o ON o.entry_id = e.id AND o.outcome IS NULL
  LEFT JOIN mentor om ON om.id = o.mentor_id`;

interface EntryRow {
  readonly mentor_name: string | null;
  readonly student_name: string;
  readonly position: number | null;
  readonly offer_mentor_id: number | null;
  readonly offer_mentor_name: string;
  readonly offer_starts_at: Date;
  readonly offer_ends_at: Date;
  readonly offer_expires_at: Date;
}

const selectEntries = (knex: Knex) => knex.from(knex.raw(tables)).select<EntryRow[]>(knex.raw(columns));

function wholeEntry(found: EntryRow): WholeEntry {
  const { mentor_name, student_name, position, offer_mentor_id, offer_mentor_name, ...more } = found;
  const { offer_starts_at, offer_ends_at, offer_expires_at, ...row } = more;
  return {
    entry: WaitingListEntry.fromDatabaseJson(row),
    mentorName: mentor_name,
    studentName: student_name,
    position,
    offer:
      offer_mentor_id === null
        ? null
        : {
            mentorId: offer_mentor_id,
            mentorName: offer_mentor_name,
            startsAt: offer_starts_at,
            endsAt: offer_ends_at,
            expiresAt: offer_expires_at,
          },
  };
}

/**
 * An entry of the student.
 *
 * @throws Problem `not_found`.
 */
export async function findEntry(knex: Knex, studentId: number, id: number): Promise<WholeEntry> {
  const row = await selectEntries(knex).where({ 'e.id': id, 'e.student_id': studentId }).first();
  if (!row) throw notFound('entry of the waiting list');
  return wholeEntry(row);
}

const keptDays = 30;

/** What the student waits for, the earliest first, and what ended of late, the latest first. */
export async function entriesOf(knex: Knex, studentId: number, now: number): Promise<WholeEntry[]> {
  const rows = await selectEntries(knex)
    .where({ 'e.student_id': studentId })
    .whereRaw(`(${stands} OR e.updated_at > ?)`, [new Date(now - keptDays * 86_400_000)])
    .orderByRaw(`${stands} DESC, CASE WHEN ${stands} THEN e.id ELSE -e.id END`)
    .limit(100);
  return rows.map(wholeEntry);
}

export interface LineRequest {
  readonly mentorId: number | undefined;
  readonly limit: number;
  /** Only who stands behind the entry with this id. */
  readonly after: number;
}

/**
 * Who waits at a partner, or for one of its mentors and her subjects, the first in line first.
 *
 * @returns a page of them, and how many they are
 */
export async function readLine(
  knex: Knex,
  { partnerId }: Pick<Actor, 'partnerId'>,
  { mentorId, limit, after }: LineRequest,
): Promise<{ readonly entries: WholeEntry[]; readonly count: number }> {
  const narrowed = (query: Knex.QueryBuilder): Knex.QueryBuilder => {
    query.where('e.partner_id', partnerId).whereRaw(stands);
    if (mentorId !== undefined) query.whereRaw(waitsFor('?'), [mentorId, mentorId]);
    return query;
  };
  const rows = await narrowed(selectEntries(knex)).where('e.id', '>', after).orderBy('e.id').limit(limit);
  const [counted] = await narrowed(knex.from('waiting_list_entry AS e')).count();
  return { entries: rows.map(wholeEntry), count: counted.count };
}

/**
 * SQL: whether entry `e` waits for a mentor or a subject of hers, whatever its accents and case.
 *
 * @param mentorId an SQL expression, which stands in it twice
 */
export const waitsFor = (mentorId: string): string => `(e.mentor_id = ${mentorId} OR EXISTS (
  SELECT FROM mentor w
  WHERE w.id = ${mentorId} AND w.partner_id = e.partner_id AND e.search_subject = ANY (w.subject_keys)))`;
