import assert from 'node:assert/strict';
import pg from 'pg';
import { connectDatabase } from '../../../api/database/connect.ts';
import { isPooled } from '../../../api/database/reach.ts';
import { setRoleDefaults } from '../../../api/database/role-defaults.ts';
import {
  dataFolder,
  endChildren,
  type RunningChild,
  spawnMain,
  startMain,
  stopChild,
} from '../../main/child.ts';
import { bookAt, makeWorld, noonIn, post, tokenNow, type World } from '../../main/world.ts';
import { freshDatabase } from '../../support/database.ts';
import { findPgBouncer, type PgBouncer, startPgBouncer } from '../../support/pgbouncer.ts';
import { until } from '../../support/until.ts';
import { assertSound, liveSessions } from '../races/ledger.ts';

describe('through PgBouncer in transaction mode', function () {
  this.timeout(120_000);

  let program: string;
  let databaseUrl: string;
  let world: World;
  let bouncer: PgBouncer;
  let servers: RunningChild[];

  before(async function () {
    const found = await findPgBouncer();
    if (!found) {
      console.log(
        '      PgBouncer is not installed here (Debian: apt-get install pgbouncer): nothing of it is tested',
      );
      return this.skip();
    }
    program = found;
    databaseUrl = await freshDatabase();
    world = await makeWorld(databaseUrl);
    bouncer = await startPgBouncer(program, databaseUrl);
    servers = await Promise.all([start(), start()]);
  });
  after(async () => {
    await endChildren();
    await world?.knex.destroy();
    await bouncer?.stop();
  });

  const start = async (settings: NodeJS.ProcessEnv = {}): Promise<RunningChild> =>
    startMain({
      DATABASE_URL: bouncer.url,
      DATABASE_DIRECT_URL: databaseUrl,
      DATA_DIR: await dataFolder(),
      ...settings,
    });

  const urlOf = (index: number): string => (servers[index % 2] as RunningChild).url;
  const minutes = (count: number): number => count * 60_000;

  /** Sends one statement through the pooler. @returns its only row. */
  async function ask(text: string): Promise<Record<string, unknown>> {
    const client = new pg.Client(bouncer.url);
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query(text).finally(() => client.end());
    return rows[0];
  }

  it('is found out, and told from PostgreSQL itself', async () => {
    assert.equal(await isPooled(bouncer.url), true);
    assert.equal(await isPooled(databaseUrl), false);
  });

  it('is ready, lists, holds and books, whichever session a transaction gets', async () => {
    const { mentorId } = world;
    for (const [index, server] of servers.entries()) {
      assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
      const from = new Date(noonIn(2)).toISOString().slice(0, 10);
      const slots = await fetch(`${server.url}/api/mentors/${mentorId}/available-slots?from=${from}&days=2`);
      assert.equal(slots.status, 200);
      const token = await tokenNow({ sub: `holder${index}` });
      const startsAt = noonIn(2) + minutes(60 * index);
      const wanted = { session_date: new Date(startsAt).toISOString(), duration_minutes: 30 };
      const held = await post(server.url, `/api/mentors/${mentorId}/holds`, token, wanted);
      assert.equal(held.status, 201, JSON.stringify(held.body));
      const other = await bookAt(server.url, { mentorId, startsAt, token: await tokenNow({ sub: 'other' }) });
      assert.equal(other.status, 409, 'held for somebody else');
      assert.equal((await bookAt(server.url, { mentorId, startsAt, token })).status, 201);
    }
  });

  it('gives one slot to one of 50 students at two processes, round after round', async () => {
    const { mentorId, knex } = world;
    const before = (await liveSessions(knex)).length;
    const students = await Promise.all(
      Array.from({ length: 50 }, (_, index) => tokenNow({ sub: `s${index}` })),
    );
    for (let round = 0; round < 4; round++) {
      const startsAt = noonIn(3) + round * minutes(30);
      const replies = await Promise.all(
        students.map((token, index) => bookAt(urlOf(index), { mentorId, startsAt, token })),
      );
      assert.deepEqual(replies.map(({ status }) => status).sort(), [201, ...Array(49).fill(409)]);
    }
    await assertSound(knex);
    assert.equal((await liveSessions(knex)).length, before + 4);
  });

  it('names no statement in sessions that others get', async () => {
    const { count } = await ask('SELECT count(*)::int AS count FROM pg_prepared_statements');
    assert.equal(count, 0);
  });

  it('bounds statements and locks by defaults of the role', async () => {
    // Sessions that began before they were set are of no use for this.
    await world.knex.raw(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'timezone'];
    const limits = await until(
      () =>
        ask(`SELECT ${names.map((name) => `current_setting('${name}')`).join(" || ' ' || ")} AS all`).catch(
          () => undefined,
        ),
      'another session',
    );
    assert.equal(limits.all, '20s 15s 30s UTC');
  });

  it('goes on where the role may not set its defaults, and says what an administrator should run', async () => {
    const knex = connectDatabase({ url: await freshDatabase(), poolSize: 1 });
    const lines: string[] = [];
    await knex.raw('SET default_transaction_read_only = on');
    await setRoleDefaults(knex, (line) => lines.push(line));
    await knex.destroy();
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? '',
      /administrator run ALTER ROLE \S+ IN DATABASE \S+ SET statement_timeout = '20000';/,
    );
  });

  it('is no place for LISTEN and jobs, which the start says in one line', async () => {
    const child = spawnMain({ DATABASE_URL: bouncer.url, DATA_DIR: await dataFolder() });
    const { code } = await child.ended;
    assert.equal(code, 1);
    const [line = '', ...others] = child.output().trimEnd().split('\n');
    assert.deepEqual(others, []);
    assert.match(line, /^DATABASE_URL leads through a pooler in transaction mode.* set DATABASE_DIRECT_URL /);
  });

  it('takes a pooler in session mode for the direct address', async () => {
    const lasting = await startPgBouncer(program, databaseUrl, { mode: 'session', sessions: 20 });
    const server = await start({ DATABASE_DIRECT_URL: lasting.url });
    const wanted = { mentorId: world.mentorId, startsAt: noonIn(6), token: await tokenNow({ sub: 'late' }) };
    assert.equal((await bookAt(server.url, wanted)).status, 201);
    assert.deepEqual(await stopChild(server), { code: 0, signal: null }, server.output());
    await lasting.stop();
  });
});
