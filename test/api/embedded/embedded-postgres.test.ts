import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  EmbeddedDatabaseError,
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../api/embedded/embedded-postgres.ts';
import { fillDataFolder } from '../../support/data-folder.ts';
import { until } from '../../support/until.ts';

describe('startEmbeddedPostgres', () => {
  let dataDir: string;
  let started: EmbeddedPostgres[];
  let told: string[];
  const tell = (message: string) => void told.push(message);
  const log = { info: tell, warn: tell, error: tell };

  const start = async (): Promise<EmbeddedPostgres> => {
    const database = await startEmbeddedPostgres({ dataDir, log });
    started.push(database);
    return database;
  };

  beforeEach(async () => {
    // Mode 0700, so as root this also shows that PostgreSQL's own account gets through.
    dataDir = join(await mkdtemp(join(tmpdir(), 'mentor-booking-')), 'data');
    started = [];
    told = [];
  });

  afterEach(async () => {
    await Promise.all(started.map((database) => database.stop()));
    assert.equal(await postmasterPid(dataDir), undefined, 'a database was left behind');
    await rm(join(dataDir, '..'), { recursive: true });
  });

  it('makes a UTF-8 database that keeps its rows over a stop and a start', async () => {
    const first = await start();
    await query(first.url, 'create table note (body text)');
    await query(first.url, "insert into note values ('Élodie, ليلى')");
    await first.stop();
    await assert.rejects(query(first.url, 'select 1'), { code: 'ECONNREFUSED' });

    const second = await start();
    assert.deepEqual(await query(second.url, 'select body from note'), [{ body: 'Élodie, ليلى' }]);
    assert.match(second.url, /^postgres:\/\/mentor_booking:[\w-]{43}@127\.0\.0\.1:\d+\/mentor_booking$/);
  });

  it('is durable, counts in UTC and can hold the exclusion constraints', async () => {
    const { url } = await start();
    await query(url, 'create extension btree_gist');
    const setting = async (name: string) => Object.values((await query(url, `show ${name}`))[0] ?? {})[0];
    assert.equal(await setting('fsync'), 'on');
    assert.equal(await setting('synchronous_commit'), 'on');
    assert.equal(await setting('timezone'), 'UTC');
    assert.equal(await setting('server_encoding'), 'UTF8');
    assert.equal(await setting('listen_addresses'), '127.0.0.1');
  });

  it('refuses a wrong password and keeps the right one to its owner', async () => {
    const { url } = await start();
    const wrong = Object.assign(new URL(url), { password: 'guess' }).href;
    await assert.rejects(query(wrong, 'select 1'), { code: '28P01' });
    assert.equal((await stat(join(dataDir, 'secrets.json'))).mode & 0o777, 0o600);
    assert.equal((await stat(join(dataDir, 'postgres'))).mode & 0o777, 0o700);
    assert.ok(!told.join().includes(new URL(url).password));
  });

  it('replaces the database of a process that was killed, and keeps what it had committed', async () => {
    await fillDataFolder(dataDir);
    const { pid, url } = await killedStarter(dataDir);
    assert.equal((await query(url, 'select 1')).length, 1, 'the orphan should still run');

    const next = await start();
    assert.ok(told.some((message) => message.includes(`left behind (process ${pid})`)));
    assert.deepEqual(await query(next.url, 'select id from booking'), [{ id: 7 }]);
    await assert.rejects(query(url, 'select 1'));
  });

  it('comes up again on the same port after its main process was killed', async () => {
    await fillDataFolder(dataDir);
    const { url } = await start();
    await query(url, 'create table kept (id int)');
    const killed = await postmasterPid(dataDir);
    process.kill(killed ?? assert.fail('no pid'), 'SIGKILL');

    await until(() => told.includes('the database is up again'), 'the database to be up again');
    assert.deepEqual(await query(url, 'select * from kept'), []);
    assert.notEqual(await postmasterPid(dataDir), killed);
  });

  it('starts although its old process id now belongs to another process of the same account', async () => {
    await fillDataFolder(dataDir);
    const killed = await killedStarter(dataDir);
    process.kill(killed.pid, 'SIGKILL');
    const { uid } = await stat(join(dataDir, 'postgres'));
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(process.getuid?.() === 0 && { uid }) });
    await once(stranger, 'spawn');
    try {
      const file = join(dataDir, 'postgres', 'postmaster.pid');
      const stale = await readFile(file, 'utf8');
      await writeFile(file, stale.replace(`${killed.pid}\n`, `${stranger.pid}\n`));
      const next = await start();
      assert.deepEqual(await query(next.url, 'select id from booking'), [{ id: 7 }]);
      assert.equal(stranger.exitCode ?? stranger.signalCode, null, 'the stranger should be left alone');
    } finally {
      stranger.kill();
    }
  });

  it('is found by other commands while it runs', async () => {
    assert.equal(await findEmbeddedPostgres(dataDir), undefined);
    const { url, stop } = await start();
    assert.equal(await findEmbeddedPostgres(dataDir), url);
    await stop();
    assert.equal(await findEmbeddedPostgres(dataDir), undefined);
  });

  it('makes the data anew when the first start was cut off in the middle', async () => {
    await mkdir(join(dataDir, 'postgres.new-0badcafe', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'postgres.new-0badcafe', 'PG_VERSION'), '18\n');
    await writeFile(join(dataDir, 'postgres.new-0badcafe.password'), 'left over');
    await start();
    assert.deepEqual((await readdir(dataDir)).sort(), ['postgres', 'postgres.log', 'secrets.json']);
  });

  it('says in one line what is wrong with the data, and leaves no process behind', async () => {
    await fillDataFolder(dataDir);
    const control = join(dataDir, 'postgres', 'global', 'pg_control');
    await rename(control, `${control}.away`);
    await assert.rejects(start(), (error: Error) => {
      assert.ok(error instanceof EmbeddedDatabaseError);
      assert.match(error.message, /^The embedded database does not start: .*pg_control/);
      assert.ok(!error.message.includes('\n'));
      return true;
    });
  });

  it('says so when the secrets no longer belong to the data', async () => {
    await fillDataFolder(dataDir);
    await rm(join(dataDir, 'secrets.json'));
    await assert.rejects(start(), /secrets\.json/);
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(dataDir: string): Promise<number | undefined> {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text.split('\n')[0]);
}

/** Starts a database in another process, commits a booking there, and kills that process with -9. */
async function killedStarter(dataDir: string): Promise<{ pid: number; url: string }> {
  const module = new URL('../../../api/embedded/embedded-postgres.ts', import.meta.url).href;
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    import pg from ${JSON.stringify(import.meta.resolve('pg'))};
    const log = { info() {}, warn() {}, error() {} };
    const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('create table booking (id int)');
    await client.query('insert into booking values (7)');
    process.stdout.write(url);
    setInterval(() => {}, 1000);`;
  const args = ['--input-type=module', '--eval', script];
  const starter = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(starter.stdout, 'data')) as [Buffer];
  starter.kill('SIGKILL');
  await once(starter, 'exit');
  return { pid: (await postmasterPid(dataDir)) ?? assert.fail('no orphan'), url: url.toString() };
}
