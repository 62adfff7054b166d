import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Agent, get, request } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { freshDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import {
  dataFolder,
  endChildren,
  isAlive,
  listening,
  postmasterOf,
  type RunningChild,
  spawnChild,
  spawnMain,
  startedDataFolder,
  startMain,
  stopChild,
} from './child.ts';
import { makeWorld, noonIn, tokenNow, type World } from './world.ts';

/** What it says when connections did not end by themselves. */
const connectionsCut = /connections were cut/;

describe('stopping the server', () => {
  let databaseUrl: string;
  let world: World;

  before(async () => {
    databaseUrl = await freshDatabase();
    world = await makeWorld(databaseUrl);
  });
  after(async () => {
    await world.knex.destroy();
    await endChildren();
  });

  const start = async (): Promise<RunningChild> =>
    startMain({ DATABASE_URL: databaseUrl, DATA_DIR: await dataFolder(), LOG_LEVEL: 'warn' });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends at ${signal} with exit code 0, an open notification stream too`, async () => {
      const server = await start();
      const stream = await openStream(server.url, world.mentorToken);
      assert.deepEqual(await stopChild(server, signal), { code: 0, signal: null }, server.output());
      assert.doesNotMatch(server.output(), connectionsCut);
      assert.equal(await stream.ended, 'whole', 'the stream ends, it does not break');
    });
  }

  it('answers the request that is under way, though its connection is kept alive', async () => {
    const server = await start();
    const agent = new Agent({ keepAlive: true });
    const trx = await world.knex.transaction();
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('mentor ' || ?::text, 0))`, [
      world.mentorId,
    ]);
    const answered = book(server.url, agent, world.mentorId, await tokenNow());
    await until(() => someoneWaits(world), 'the booking to wait for its turn');

    server.process.kill('SIGTERM');
    await until(() => refuses(server.url), 'the server to take no more connections');
    await trx.commit();
    assert.equal((await answered).status, 201);
    assert.deepEqual(await server.ended, { code: 0, signal: null }, server.output());
    assert.doesNotMatch(server.output(), connectionsCut);
    agent.destroy();
  });

  it('takes signals that come together for one, as Ctrl-C under npm sends them', async () => {
    const server = await start();
    server.process.kill('SIGINT');
    server.process.kill('SIGTERM');
    assert.deepEqual(await stopChild(server, 'SIGINT'), { code: 0, signal: null }, server.output());
  });

  it('ends its database too, when the signal comes while it still starts', async () => {
    const folder = await dataFolder();
    const server = spawnMain({ DATA_DIR: folder });
    const postmaster = await until(() => postmasterOf(folder), 'the database to start');
    assert.deepEqual(await stopChild(server), { code: 0, signal: null }, server.output());
    await until(() => !isAlive(postmaster), 'the database to end');
    assert.equal(server.output(), '');
  });

  for (const to of ['npm alone', 'its process group, as a terminal or a container does'] as const) {
    it(`leaves nothing running when npm start is told to end: ${to}`, async () => {
      const folder = await startedDataFolder();
      const npm = await listening(spawnChild('npm', ['start'], { DATA_DIR: folder }, { group: true }));
      const { pid } = JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'));
      const postmaster = (await postmasterOf(folder)) as number;
      assert.ok(isAlive(pid) && isAlive(postmaster));

      process.kill(to === 'npm alone' ? npm.pid : -npm.pid, to === 'npm alone' ? 'SIGTERM' : 'SIGINT');
      // Its pipes close when the last process that holds them has ended.
      await npm.ended;
      await until(() => !isAlive(pid) && !isAlive(postmaster), 'the server and its database to end');
      assert.equal(await postmasterOf(folder), undefined, 'the database was shut down in good order');
      assert.doesNotMatch(npm.output(), /"level":50/);
    });
  }
});

/** Opens the notification stream and waits for its first bytes. `ended` tells how it went. */
async function openStream(url: string, token: string): Promise<{ ended: Promise<'whole' | 'broken'> }> {
  const { promise: ended, resolve } = Promise.withResolvers<'whole' | 'broken'>();
  await new Promise<void>((open, fail) => {
    get(`${url}/api/notifications/stream`, { headers: { Authorization: `Bearer ${token}` } }, (response) => {
      response.once('data', () => open());
      response.on('error', () => {});
      response.on('close', () => resolve(response.complete ? 'whole' : 'broken'));
    }).on('error', fail);
  });
  return { ended };
}

function book(url: string, agent: Agent, mentorId: number, token: string): Promise<{ status: number }> {
  const body = {
    session_date: new Date(noonIn(2)).toISOString(),
    duration_minutes: 30,
    subject: 'Orientation',
  };
  return new Promise((resolve, reject) => {
    request(
      `${url}/api/mentors/${mentorId}/book`,
      {
        agent,
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      },
      async (response) => {
        await json(response);
        resolve({ status: response.statusCode as number });
      },
    )
      .on('error', reject)
      .end(JSON.stringify(body));
  });
}

async function someoneWaits({ knex }: World): Promise<boolean> {
  const waiting = await knex('pg_locks')
    .where({ locktype: 'advisory', granted: false })
    .whereRaw('database = (SELECT oid FROM pg_database WHERE datname = current_database())');
  return waiting.length > 0;
}

const refuses = (url: string): Promise<boolean> =>
  fetch(`${url}/livez`).then(
    () => false,
    () => true,
  );
