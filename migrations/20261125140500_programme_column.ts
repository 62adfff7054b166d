import type { Knex } from 'knex';

/** The word "rules" is left to availability: what a partner allows its students is its programme. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE partner RENAME COLUMN rules TO programme;
    UPDATE audit_entry SET action = 'replaceProgramme' WHERE action = 'replaceRules';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE partner RENAME COLUMN programme TO rules;
    UPDATE audit_entry SET action = 'replaceRules' WHERE action = 'replaceProgramme';
  `);
}
