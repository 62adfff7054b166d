import type { Knex } from 'knex';
import { isLive } from '../database/live-sessions.ts';
import { prepared } from '../database/prepared.ts';
import type { Period } from '../domain/calendar.ts';
import { hasSubject } from './has-subject.ts';

/** Which mentors will do: those with a subject, or those of a set. */
export type MentorChoice = { readonly subject: string } | { readonly ids: readonly number[] };

/** Whose they are: the partner of this id, the one of this slug, or the one that must be meant. */
export type ChoicePartner = { readonly id: number } | { readonly slug: string } | null;

export interface FittingQuestion {
  readonly choice: MentorChoice;
  readonly partner: ChoicePartner;
  /** Who asks with a token. */
  readonly personId?: number | undefined;
  /** The mark of an answer that is kept: while it is the same, nothing has changed. */
  readonly mark?: string | undefined;
  /** Holds that expired before this are ignored, epoch ms. */
  readonly now: number;
}

export interface FittingMentor {
  readonly id: number;
  /** Changes with all that decides when she is free. */
  readonly version: number;
  readonly durations: readonly number[];
  /** What the person who asks sees of her: what all see, something else, or nothing, because it is she. */
  readonly seen: 'by_all' | 'by_person' | 'not';
}

export interface Fitting {
  /** Zone of the partner. */
  readonly timeZone: string;
  /** Another one as soon as another mentor fits, or when one of them is free changes. */
  readonly mark: string;
  /** In the order of their ids; null when the mark is the one that was asked with. */
  readonly mentors: readonly FittingMentor[] | null;
}

/**
 * The mentors who will do and take bookings, in one statement; null when it is not clear whose are meant, as there is
 * no such partner, or several.
 *
 * Versions come from one sequence, so that the set of them stands for the mentors too: the exclusive or of their
 * hashes is the mark. Over 1,000 mentors it takes a third of what it takes to send their ids.
 */
export async function findFitting(knex: Knex, question: FittingQuestion): Promise<Fitting | null> {
  const { choice, partner, personId = null, mark = null, now } = question;
  const { name, text } = statementFor(choice, partner);
  const whose = partner === null ? null : 'id' in partner ? partner.id : partner.slug;
  const values = [
    chosen(choice),
    mark,
    personId,
    new Date(now).toISOString(),
    ...(whose === null ? [] : [whose]),
  ];
  const { rows } = await prepared(knex, name, text, values);
  const row = rows[0];
  if (!row) return null;
  return {
    timeZone: row.timezone,
    mark: row.mark,
    mentors: row.mentors?.map(toFitting) ?? null,
  };
}

const toFitting = ([id, version, durations, seen]: [number, number, number[], number]): FittingMentor => ({
  id,
  version,
  durations,
  seen: seen === 0 ? 'by_all' : seen === 1 ? 'by_person' : 'not',
});

const chosen = (choice: MentorChoice): string | readonly number[] =>
  'ids' in choice ? choice.ids : choice.subject;

/** SQL that says of a mentor `m` that she is one of those whom `$1` chooses. */
const isChosen = (choice: MentorChoice): string =>
  'ids' in choice ? 'm.id = ANY($1::bigint[])' : hasSubject('m', '$1');

const takesBookings = 'm.is_available AND m.deactivated_at IS NULL';

function statementFor(choice: MentorChoice, partner: ChoicePartner): { name: string; text: string } {
  const kind = 'ids' in choice ? 'ids' : 'subject';
  const by = partner === null ? 'meant' : 'id' in partner ? 'id' : 'slug';
  const meant = {
    id: 'p.id = $5',
    slug: 'p.slug = $5',
    meant:
      kind === 'ids'
        ? 'p.id = (SELECT min(partner_id) FROM mentor WHERE id = ANY($1::bigint[]))'
        : 'p.id = (SELECT min(id) FROM partner HAVING count(*) = 1)',
  }[by];
  const text = `
    WITH partner AS MATERIALIZED (SELECT p.id, p.timezone FROM partner p WHERE ${meant}),
      fitting AS MATERIALIZED (
        SELECT m.id, m.calendar_version, m.durations, m.user_id, m.max_new_students_per_month FROM mentor m
        WHERE m.partner_id = (SELECT id FROM partner) AND ${takesBookings} AND ${isChosen(choice)}
      ),
      marked AS (
        SELECT count(*) || ' ' || coalesce(bit_xor(hashint8extended(calendar_version, 0)), 0) AS mark FROM fitting
      )
    SELECT partner.timezone, marked.mark, CASE WHEN marked.mark IS DISTINCT FROM $2 THEN (
        SELECT coalesce(json_agg(json_build_array(f.id, f.calendar_version, f.durations,
          CASE WHEN f.user_id = $3::bigint THEN 2
            WHEN $3::bigint IS NOT NULL AND f.max_new_students_per_month IS NOT NULL
              OR f.id IN (SELECT mentor_id FROM slot_hold WHERE student_id = $3::bigint AND expires_at > $4::timestamptz)
            THEN 1 ELSE 0 END) ORDER BY f.id), '[]')
        FROM fitting f
      ) END AS mentors
    FROM partner, marked`;
  return { name: `find_fitting_${kind}_${by}`, text };
}

export interface RankingQuestion {
  readonly choice: MentorChoice;
  readonly partnerId: number;
  readonly studentId: number;
  /** The wanted start, epoch ms: whom she holds there comes first. */
  readonly startsAt: number;
  /** The week in which sessions are counted. */
  readonly week: Period;
  readonly now: number;
}

/**
 * Ids of the mentors who will do and take bookings, as they are tried: whom the student holds at that start, then
 * who has the fewest sessions in the week, then the fewest in all. Seats of one start are one session.
 */
export async function rankFitting(trx: Knex, question: RankingQuestion): Promise<number[]> {
  const { choice, partnerId, studentId, startsAt, week, now } = question;
  const text = `
    SELECT m.id FROM mentor m
    WHERE m.partner_id = $2 AND ${takesBookings} AND m.user_id <> $3 AND ${isChosen(choice)}
    ORDER BY EXISTS (SELECT FROM slot_hold h WHERE h.student_id = $3 AND h.mentor_id = m.id
        AND h.starts_at = $4::timestamptz AND h.expires_at > $5::timestamptz) DESC,
      (SELECT count(DISTINCT s.starts_at) FROM mentor_session s WHERE s.mentor_id = m.id AND ${isLive('s.status')}
        AND s.starts_at >= $6::timestamptz AND s.starts_at < $7::timestamptz),
      m.total_sessions, m.id`;
  const instants = [startsAt, now, week.start, week.end].map((instant) => new Date(instant).toISOString());
  const name = `rank_fitting_${'ids' in choice ? 'ids' : 'subject'}`;
  const { rows } = await prepared(trx, name, text, [chosen(choice), partnerId, studentId, ...instants]);
  return rows.map(({ id }) => id);
}

/** How many mentors would do, whether or not they take bookings: the person herself, and others. */
export async function countChosen(
  knex: Knex,
  { choice, partnerId, personId }: { choice: MentorChoice; partnerId: number; personId: number },
): Promise<{ herself: number; others: number }> {
  const text = `
    SELECT count(*) FILTER (WHERE m.user_id = $3)::int AS herself, count(*) FILTER (WHERE m.user_id <> $3)::int AS others
    FROM mentor m WHERE m.partner_id = $2 AND ${isChosen(choice)}`;
  const name = `count_chosen_${'ids' in choice ? 'ids' : 'subject'}`;
  const { rows } = await prepared(knex, name, text, [chosen(choice), partnerId, personId]);
  return rows[0];
}
