import type { Knex } from 'knex';
import type { DirectoryQuery, MeetingMode } from '../contract/directory.ts';
import type { Mentor } from '../models/mentor.ts';
import { hasSubject } from './has-subject.ts';
import { likeWords } from './like-words.ts';

/** A mentor as far as her place in a list depends on it. */
export interface Candidate
  extends Pick<Mentor, 'id' | 'timezone' | 'languages' | 'certifications' | 'ratingSum' | 'ratingCount'> {
  readonly version: number;
  readonly isAvailable: boolean;
  /** Her name as names are sorted and searched. */
  readonly searchName: string;
}

export type DirectoryFilters = Pick<DirectoryQuery, 'q' | 'subject' | 'language' | 'certified' | 'mode'>;

/** How her sessions take place by a rule that does not say it: online where a meeting is made for them. */
const modeOf = `coalesce(a.mode, CASE WHEN coalesce(m.meeting, p.meeting) ->> 'kind' <> 'none' THEN 'online' END)`;

const holds = (at: string): string =>
  `EXISTS (SELECT FROM jsonb_to_recordset(m.certifications) AS c(granted_at numeric, expires_at numeric)
    WHERE c.granted_at <= ${at} AND (c.expires_at IS NULL OR c.expires_at > ${at}))`;

/** The active mentors of a partner whom the filters leave, in the order of their names. */
export async function findCandidates(
  knex: Knex,
  partnerId: number,
  { q, subject, language, certified, mode }: DirectoryFilters,
  now: number,
): Promise<Candidate[]> {
  const found = knex('mentor as m')
    .where('m.partner_id', partnerId)
    .whereNull('m.deactivated_at')
    .orderBy(['m.search_name', 'm.id']);
  likeWords(found, q, ['m.search_text']);
  if (subject) found.whereRaw(hasSubject('m', '?'), [subject]);
  if (language) {
    const wanted = language.toLowerCase();
    found.whereRaw(
      `EXISTS (SELECT FROM unnest(m.languages) l WHERE lower(l) = ? OR starts_with(lower(l), ?))`,
      [wanted, `${wanted}-`],
    );
  }
  if (certified) found.whereRaw(holds('?'), [now, now]);
  if (mode) {
    found
      .join('partner as p', 'p.id', 'm.partner_id')
      .whereRaw(
        `EXISTS (SELECT FROM mentor_availability a WHERE a.mentor_id = m.id AND a.is_active AND ${modeOf} = ?)`,
        [mode],
      );
  }
  const rows = await found.select(
    'm.id',
    'm.calendar_version as version',
    'm.is_available as isAvailable',
    'm.search_name as searchName',
    'm.rating_sum as ratingSum',
    'm.rating_count as ratingCount',
    'm.timezone',
    'm.languages',
    'm.certifications',
  );
  return rows;
}

/** What each of these mentors' active rules say of how sessions take place. */
export async function findModes(
  knex: Knex,
  mentorIds: readonly number[],
): Promise<ReadonlyMap<number, MeetingMode[]>> {
  const { rows } = await knex.raw(
    `SELECT m.id, array_agg(DISTINCT ${modeOf}) FILTER (WHERE ${modeOf} IS NOT NULL) AS modes
      FROM mentor m JOIN partner p ON p.id = m.partner_id JOIN mentor_availability a ON a.mentor_id = m.id
      WHERE m.id = ANY(:mentorIds) AND a.is_active GROUP BY m.id`,
    { mentorIds: [...mentorIds] },
  );
  return new Map(rows.map(({ id, modes }: { id: number; modes: MeetingMode[] | null }) => [id, modes ?? []]));
}

/** What there is to choose from among the active mentors of a partner. */
export interface DirectoryChoices {
  readonly subjects: string[];
  readonly languages: string[];
  readonly modes: MeetingMode[];
  readonly certified: boolean;
}

export async function findChoices(knex: Knex, partnerId: number, now: number): Promise<DirectoryChoices> {
  const { rows } = await knex.raw(
    `WITH active AS (SELECT * FROM mentor m WHERE m.partner_id = :partnerId AND m.deactivated_at IS NULL)
      SELECT
        ARRAY(SELECT subject FROM (
          SELECT min(s) AS subject, count(*) FROM active, unnest(subjects) s GROUP BY searchable(s)
          ORDER BY count(*) DESC, 1 LIMIT 40) often ORDER BY searchable(subject), 1) AS subjects,
        ARRAY(SELECT l FROM active, unnest(languages) l GROUP BY l ORDER BY count(*) DESC, l LIMIT 40) AS languages,
        ARRAY(SELECT DISTINCT ${modeOf} FROM active m JOIN partner p ON p.id = m.partner_id
          JOIN mentor_availability a ON a.mentor_id = m.id AND a.is_active
          WHERE ${modeOf} IS NOT NULL ORDER BY 1) AS modes,
        EXISTS (SELECT FROM active m WHERE ${holds(':now')}) AS certified`,
    { partnerId, now },
  );
  return rows[0];
}
