import type { Knex } from 'knex';
import { languageOf } from '../domain/messages.ts';

/** What a student asks for. */
export interface Wish {
  readonly subject?: string | undefined;
  readonly goal?: string | undefined;
  /** Language of both, BCP 47. */
  readonly locale: string;
}

/** How near a mentor is to a wish, each 0 to 1. */
export interface Likeness {
  readonly mentorId: number;
  readonly subject: number;
  readonly goal: number;
  /** The subject of hers that is nearest to the wish. */
  readonly nearest: string | null;
}

/** The columns of `mentor_words`, by our languages; what PostgreSQL has no words of is compared as it is written. */
const configurations = { fr: 'french', en: 'english', pt: 'simple', ar: 'simple', sw: 'simple' } as const;

/**
 * How near each active mentor of a partner is to a wish; who is far from all of it is left out.
 *
 * A goal is like her by how much of what it says her words say too. Each word counts by how rare it is among the
 * mentors, and more in subjects than in past sessions, and there more than in a bio. Words that only begin alike count
 * half: what languages share (`entrepreneuriat`, `entrepreneurship`), and what a stemmer does not bring together.
 * Subjects are also looked for in the goal by trigrams, so that a slip of the pen finds them.
 */
export async function findLikeness(
  knex: Knex,
  partnerId: number,
  { subject = '', goal = '', locale }: Wish,
): Promise<Likeness[]> {
  const configuration = configurations[languageOf(locale)];
  const { rows } = await knex.raw(
    `WITH wanted AS (SELECT DISTINCT lexeme FROM unnest(to_tsvector('${configuration}', searchable(:goal)))),
      active AS (SELECT m.id, m.subjects FROM mentor m WHERE m.partner_id = :partnerId AND m.deactivated_at IS NULL),
      hit AS (
        SELECT w.mentor_id, q.lexeme, max(
          CASE WHEN l.lexeme = q.lexeme THEN 1.0 ELSE 0.5 END
          * CASE WHEN 'A' = ANY(l.weights) THEN 1.0 WHEN 'B' = ANY(l.weights) THEN 0.8 ELSE 0.6 END) AS weight
        FROM mentor_words w JOIN active ON active.id = w.mentor_id, unnest(w.${configuration}) l
        JOIN wanted q ON left(q.lexeme, 5) = left(l.lexeme, 5) AND (q.lexeme = l.lexeme OR length(q.lexeme) > 5)
        GROUP BY w.mentor_id, q.lexeme
      ),
      worth AS (
        SELECT lexeme, ln(1 + (SELECT count(*) FROM active)::float / count(*)) AS worth FROM hit GROUP BY lexeme
      ),
      said AS (
        SELECT h.mentor_id, sum(h.weight * w.worth) / (SELECT sum(worth) FROM worth) AS said
        FROM hit h JOIN worth w USING (lexeme) GROUP BY h.mentor_id
      ),
      near AS (
        SELECT a.id, s.subject,
          CASE WHEN :subject = '' THEN 0 ELSE similarity(searchable(s.subject), searchable(:subject)) END AS to_subject,
          CASE WHEN :goal = '' THEN 0 ELSE word_similarity(searchable(s.subject), searchable(:goal)) END AS to_goal
        FROM active a, unnest(a.subjects) s(subject)
      ),
      nearest AS (
        SELECT DISTINCT ON (id) id, subject, max(to_subject) OVER of_hers AS to_subject, max(to_goal) OVER of_hers AS to_goal
        FROM near WINDOW of_hers AS (PARTITION BY id)
        ORDER BY id, (CASE WHEN :subject = '' THEN near.to_goal ELSE near.to_subject END) DESC, subject
      )
    SELECT a.id AS "mentorId", coalesce(n.to_subject, 0)::float AS subject,
      greatest(coalesce(s.said, 0), 0)::float * 0.75
        + CASE WHEN n.to_goal > 0.6 THEN n.to_goal::float ELSE 0 END * 0.25 AS goal, n.subject AS nearest
    FROM active a LEFT JOIN said s ON s.mentor_id = a.id LEFT JOIN nearest n ON n.id = a.id
    WHERE s.said > 0 OR n.to_subject > 0.3 OR n.to_goal > 0.6`,
    { partnerId, subject: subject.trim(), goal: goal.trim() },
  );
  return rows;
}
