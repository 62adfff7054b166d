import type { Knex } from 'knex';

export interface GatherPastWordsOptions {
  readonly knex: Knex;
  /** Ends the round when the process ends. */
  readonly signal?: AbortSignal;
}

/** Mentors at a time: no statement may take long. */
const batchSize = 200;

/**
 * Finds anew by which words of their held sessions' subjects mentors are recommended: those that two of a mentor's
 * students wrote at least, each by herself. Never part of a name of any of them, a number or an address; nothing of
 * who was erased.
 */
export async function gatherPastWords({ knex, signal }: GatherPastWordsOptions): Promise<void> {
  let after = 0;
  while (!signal?.aborted) {
    const { rows } = await knex.raw(gather, { after, batchSize });
    const [{ last }] = rows;
    if (last === null) break;
    after = last;
  }
}

/** A new profile version lets no kept answer outlive the words that it was ranked by. */
const gather = `
  WITH batch AS MATERIALIZED (SELECT id, user_id FROM mentor WHERE id > :after ORDER BY id LIMIT :batchSize),
    held AS MATERIALIZED (
      SELECT b.id, b.user_id, s.student_id, s.search_text FROM batch b
      JOIN mentor_session s ON s.mentor_id = b.id AND s.status = 'completed'
      JOIN app_user student ON student.id = s.student_id AND student.erased_at IS NULL
      JOIN app_user mentor ON mentor.id = b.user_id AND mentor.erased_at IS NULL
    ),
    named AS (
      SELECT p.id, n.lexeme FROM (
        SELECT h.id, u.name FROM (SELECT DISTINCT id, user_id, student_id FROM held) h
        JOIN app_user u ON u.id IN (h.user_id, h.student_id)
        UNION SELECT m.id, m.name FROM mentor m JOIN batch b ON b.id = m.id
      ) p, unnest(to_tsvector('simple', searchable(p.name))) n
    ),
    used AS (
      SELECT h.id, w.lexeme FROM held h, unnest(to_tsvector('simple', h.search_text)) w
      WHERE length(w.lexeme) > 2 AND w.lexeme !~ '[0-9@./_]'
      GROUP BY h.id, w.lexeme HAVING count(DISTINCT h.student_id) > 1
      EXCEPT SELECT id, lexeme FROM named
    ),
    past AS (
      SELECT b.id, coalesce(string_agg(u.lexeme, ' ' ORDER BY u.lexeme), '') AS words
      FROM batch b LEFT JOIN used u ON u.id = b.id GROUP BY b.id
    ),
    changed AS (
      UPDATE mentor_words w SET past = p.words FROM past p WHERE w.mentor_id = p.id AND w.past <> p.words
      RETURNING w.mentor_id
    ),
    renewed AS (
      UPDATE mentor m SET profile_version = nextval('profile_version') FROM changed c WHERE m.id = c.mentor_id
    )
  SELECT max(id) AS last FROM batch`;
