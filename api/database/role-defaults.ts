import type { Knex } from 'knex';
import { bounds } from './connect.ts';

/**
 * Behind a pooler that gives each transaction another session, the bounds of statements and locks cannot be set on
 * connecting; so they become defaults of our own role in this database, which every new session of it begins with.
 * Written once, and where the role may not, a warning says what an administrator should run.
 */
export async function setRoleDefaults(knex: Knex, warn: (line: string) => void): Promise<void> {
  const wanted = Object.entries({ ...bounds, timezone: 'UTC' }).map(([name, value]) => `${name}=${value}`);
  const { rows } = await knex.raw(`
    SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database,
      (SELECT setconfig FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole JOIN pg_database d ON d.oid = s.setdatabase
        WHERE r.rolname = current_user AND d.datname = current_database()) AS settings`);
  const [{ role, database, settings }] = rows as [
    { role: string; database: string; settings: string[] | null },
  ];
  const known = new Map((settings ?? []).map((setting) => [nameOf(setting), setting]));
  // What an administrator has set otherwise is hers to decide.
  const missing = wanted.filter((setting) => !known.has(nameOf(setting)));
  const statements = missing.map((setting) => {
    const [name, value] = setting.split('=');
    return `ALTER ROLE ${role} IN DATABASE ${database} SET ${name} = '${value}'`;
  });
  try {
    await knex.transaction(async (trx) => {
      for (const statement of statements) await trx.raw(statement);
    });
  } catch (error) {
    const { message } = error as Error;
    warn(`Statements have no time limit (${message}): let an administrator run ${statements.join('; ')}`);
  }
}

const nameOf = (setting: string): string => setting.slice(0, setting.indexOf('=')).toLowerCase();
