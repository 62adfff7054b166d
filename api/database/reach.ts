import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionSettings } from './connect.ts';

/** The database cannot be used; the message is one line for the person who starts the server. */
export class DatabaseError extends Error {}

/** The environment variable that gave an address. */
type Setting = 'DATABASE_URL' | 'DATABASE_DIRECT_URL';

/**
 * Whether a pooler stands between us and PostgreSQL: it names another process in its greeting than the one that
 * answers.
 *
 * @throws DatabaseError when nobody answers, or refuses us.
 */
export async function isPooled(url: string, setting: Setting = 'DATABASE_URL'): Promise<boolean> {
  const client = await reach(url, setting);
  try {
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    return rows[0].pid !== (client as pg.Client & { readonly processID: number }).processID;
  } finally {
    await client.end();
  }
}

/**
 * Makes sure that what is set for a session lasts over there, which LISTEN, jobs and the turn of migrations need.
 *
 * @throws DatabaseError when nobody answers, or a pooler gives each transaction another session.
 */
export async function requireSession(url: string, setting: Setting): Promise<void> {
  if (!(await isPooled(url, setting)) || (await hears(url, setting))) return;
  throw new DatabaseError(
    `${setting} leads through a pooler in transaction mode, where nothing can listen: set DATABASE_DIRECT_URL to an address of ` +
      'PostgreSQL itself, or of a pooler in session mode.',
  );
}

/** An open connection. @throws DatabaseError when nobody answers, or refuses us. */
export async function reach(url: string, setting: Setting): Promise<pg.Client> {
  const client = new pg.Client(connectionSettings(url));
  // What breaks later is told by the statement that meets it.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { host, port, database } = client;
    const { code, message } = error as { code?: string; message: string };
    throw new DatabaseError(
      `${setting}: PostgreSQL at ${host}:${port}, database ${database}, cannot be used: ${message || code}.`,
    );
  }
}

/** Whether one that listens is told what another says. */
async function hears(url: string, setting: Setting): Promise<boolean> {
  const channel = `hears_${randomBytes(8).toString('hex')}`;
  const [ear, mouth] = [await reach(url, setting), await reach(url, setting)];
  try {
    const heard = once(ear, 'notification').then(() => true);
    await ear.query(`LISTEN ${channel}`);
    await mouth.query(`NOTIFY ${channel}`);
    return await Promise.race([heard, sleep(2_000, false)]);
  } finally {
    await Promise.all([ear.end(), mouth.end()]);
  }
}
