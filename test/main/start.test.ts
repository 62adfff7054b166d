import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { findEmbeddedPostgres } from '../../api/embedded/embedded-postgres.ts';
import { freshDatabase } from '../support/database.ts';
import {
  type Child,
  dataFolder,
  endChildren,
  isAlive,
  postmasterOf,
  spawnMain,
  startedDataFolder,
  startMain,
  stopChild,
} from './child.ts';
import { bookAt, makeWorld, noonIn, tokenNow } from './world.ts';

/** Everything a child said to a person: the lines that are no structured log. */
const saidBy = (child: Child): string[] =>
  child
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'));

/** Waits for a child that must refuse to start. @returns the one line it said. */
async function refusal(child: Child): Promise<string> {
  assert.deepEqual(await child.ended, { code: 1, signal: null }, child.output());
  const lines = saidBy(child);
  assert.equal(lines.length, 1, child.output());
  return lines[0] as string;
}

describe('node api/main.ts', () => {
  after(endChildren);

  it('refuses a wrong setting in one line', async () => {
    assert.match(await refusal(spawnMain({ PORT: 'abc' })), /^PORT="abc" is not a port/);
  });

  it('refuses an unknown command in one line', async () => {
    assert.match(await refusal(spawnMain({}, ['launch'])), /^Unknown command launch/);
  });

  it('refuses a production start without a database or with a secret that everybody knows', async () => {
    const production = { NODE_ENV: 'production', TOKEN_SECRET: 't'.repeat(32) };
    assert.match(await refusal(spawnMain(production)), /DATABASE_URL is not set/);
    const withDemo = { ...production, DATABASE_URL: 'postgres://localhost:1/none', DEMO: '1' };
    assert.match(await refusal(spawnMain(withDemo)), /default DEMO_PARTNER_SECRET/);
  });

  it('says in one line that the database cannot be reached, and never its password', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    const line = await refusal(
      spawnMain({ DATABASE_URL: `postgres://app:hunter2@127.0.0.1:${port}/mentors` }),
    );
    assert.match(
      line,
      new RegExp(`^DATABASE_URL: PostgreSQL at 127.0.0.1:${port}, database mentors.*ECONNREFUSED`),
    );
    assert.ok(!line.includes('hunter2'));
  });

  it('says in one line that there is no such database', async () => {
    const url = new URL(await freshDatabase());
    url.pathname = '/nowhere';
    const line = await refusal(spawnMain({ DATABASE_URL: url.href, DATA_DIR: await dataFolder() }));
    assert.match(line, /database nowhere.*does not exist/);
  });

  it('says in one line that the port is in use, and leaves no database running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const folder = await startedDataFolder();
    const child = spawnMain({ PORT: String(port), DATA_DIR: folder });
    assert.equal(await refusal(child), `PORT: 127.0.0.1:${port} is in use by another program.`);
    assert.equal(await postmasterOf(folder), undefined);
    other.close();
  });

  it('picks a free port, prints it, and keeps all data over a restart', async () => {
    const folder = await dataFolder();
    const first = await startMain({ DATA_DIR: folder });
    assert.equal((await fetch(`${first.url}/readyz`)).status, 200);
    const postmaster = (await postmasterOf(folder)) as number;
    assert.ok(isAlive(postmaster));

    const second = await refusal(spawnMain({ DATA_DIR: folder }));
    assert.match(second, new RegExp(`already running at ${first.url} \\(process ${first.pid}\\)`));
    assert.equal((await fetch(`${first.url}/readyz`)).status, 200, 'the first is unharmed');
    assert.equal(await postmasterOf(folder), postmaster);

    const { knex, mentorId } = await makeWorld(await embeddedUrl(folder));
    const wanted = { mentorId, startsAt: noonIn(2), token: await tokenNow() };
    assert.equal((await bookAt(first.url, wanted)).status, 201);
    await knex.destroy();

    assert.deepEqual(await stopChild(first), { code: 0, signal: null });
    assert.ok(!isAlive(postmaster), 'the database ended with the server');
    const again = await startMain({ DATA_DIR: folder });
    assert.equal((await bookAt(again.url, { ...wanted, token: await tokenNow({ sub: 's2' }) })).status, 409);
    assert.deepEqual(await stopChild(again), { code: 0, signal: null });
    assert.equal(saidBy(again).length, 4, again.output());
  });

  it('lets two servers start at once on one empty database', async () => {
    const url = await emptyDatabase();
    const started = await Promise.all(
      [1, 2].map(async () => startMain({ DATABASE_URL: url, DATA_DIR: await dataFolder() })),
    );
    for (const server of started) {
      const ready = await fetch(`${server.url}/readyz`);
      assert.equal(ready.status, 200, await ready.text());
      assert.deepEqual(await stopChild(server), { code: 0, signal: null });
      assert.doesNotMatch(server.output(), /error/i);
    }
  });
});

/** An address on the tests' server of a database without any table. */
async function emptyDatabase(): Promise<string> {
  const url = new URL(await freshDatabase());
  const client = new pg.Client(url.href);
  await client.connect();
  const name = `${url.pathname.slice(1)}_empty`;
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

async function embeddedUrl(folder: string): Promise<string> {
  return (await findEmbeddedPostgres(folder)) as string;
}
