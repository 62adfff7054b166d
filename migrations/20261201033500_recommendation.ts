import type { Knex } from 'knex';

/**
 * The words of each mentor in the forms in which goals are compared with them, and what a partner gives weight to when
 * mentors are recommended. In a table of their own, because every booking writes the mentor's row.
 */
export async function up(knex: Knex): Promise<void> {
  const vector = (language: string) => `
    ${language} tsvector NOT NULL GENERATED ALWAYS AS (
      setweight(to_tsvector('${language}', searchable(subjects)), 'A') ||
      setweight(to_tsvector('${language}', searchable(past)), 'B') ||
      setweight(to_tsvector('${language}', searchable(bio)), 'C')) STORED`;
  await knex.raw(`
    ALTER TABLE partner ADD COLUMN recommendation jsonb NOT NULL DEFAULT '{}';

    CREATE TABLE mentor_words (
      mentor_id bigint PRIMARY KEY REFERENCES mentor ON DELETE CASCADE,
      subjects text NOT NULL DEFAULT '',
      bio text NOT NULL DEFAULT '',
      -- Words that stand in the subjects of sessions of several students, without order; they are shown to nobody.
      past text NOT NULL DEFAULT '',
      ${['french', 'english', 'simple'].map(vector).join(',')}
    );

    CREATE FUNCTION copy_mentor_words() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO mentor_words (mentor_id, subjects, bio)
          VALUES (NEW.id, array_to_string(NEW.subjects, ' '), coalesce(NEW.bio, ''))
          ON CONFLICT (mentor_id) DO UPDATE SET subjects = excluded.subjects, bio = excluded.bio;
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER mentor_copy_words AFTER INSERT OR UPDATE OF subjects, bio ON mentor
      FOR EACH ROW EXECUTE FUNCTION copy_mentor_words();
    INSERT INTO mentor_words (mentor_id, subjects, bio)
      SELECT id, array_to_string(subjects, ' '), coalesce(bio, '') FROM mentor;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER mentor_copy_words ON mentor;
    DROP FUNCTION copy_mentor_words;
    DROP TABLE mentor_words;
    ALTER TABLE partner DROP COLUMN recommendation;
  `);
}
