import type { Knex } from 'knex';
import type { ApplicationList, Certification } from '../contract/certification.ts';
import { formatInstant } from '../domain/wall-time.ts';

/** What a partner certifies, by name, with how many mentors hold it or wait for it; `id` narrows it to one. */
export async function partnerCertifications(
  knex: Knex,
  partnerId: number,
  now: number,
  id: number | null = null,
): Promise<Certification[]> {
  const { rows } = await knex.raw(
    `SELECT c.id, c.name, c.description,
        (SELECT count(*)::int FROM mentor_certification g WHERE g.certification_id = c.id AND g.granted_at <= :now
          AND (g.expires_at IS NULL OR g.expires_at > :now)) AS holders,
        (SELECT count(*)::int FROM certification_application a WHERE a.certification_id = c.id) AS applications
      FROM certification c WHERE c.partner_id = :partnerId AND (c.id = :id OR :id::bigint IS NULL)
      ORDER BY searchable(c.name), c.id`,
    { partnerId, id, now: new Date(now) },
  );
  return rows;
}

/** An application with what its page goes on from. */
export interface FoundApplication {
  readonly id: number;
  readonly application: ApplicationList['applications'][number];
}

/** What mentors of a partner ask for and nobody has answered, who has waited longest first. */
export async function listApplications(
  knex: Knex,
  { partnerId, limit, after }: { readonly partnerId: number; readonly limit: number; readonly after: number },
): Promise<FoundApplication[]> {
  const rows = await knex('certification_application as a')
    .join('certification as c', 'c.id', 'a.certification_id')
    .join('mentor as m', 'm.id', 'a.mentor_id')
    .where('c.partner_id', partnerId)
    .where('a.id', '>', after)
    .orderBy('a.id')
    .limit(limit)
    .select('a.*', 'c.name as certification_name', 'm.name as mentor_name');
  return rows.map((row) => ({
    id: row.id,
    application: {
      mentor: { id: row.mentor_id, name: row.mentor_name },
      certification: { id: row.certification_id, name: row.certification_name },
      applied_at: formatInstant(row.applied_at.getTime(), 'UTC'),
      evidence_url: row.evidence_url,
      note: row.note,
    },
  }));
}
