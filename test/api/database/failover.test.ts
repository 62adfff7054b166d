import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '../../../api/contract/operations.ts';
import { connectDatabase } from '../../../api/database/connect.ts';
import { inTransaction } from '../../../api/database/in-transaction.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../api/embedded/embedded-postgres.ts';
import { call, startApi, type TestApi, token } from '../../support/api.ts';
import { fillDataFolder } from '../../support/data-folder.ts';
import { headingOf, linkFor, open } from '../../support/links.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { assertSound, liveSessions } from '../races/ledger.ts';

describe('while the database is away', function () {
  this.timeout(180_000);

  let api: TestApi;
  let mentor: TestMentor;
  let student: string;

  beforeEach(async () => {
    api = await startApi();
    mentor = await addMentor(api, {
      hours: [['00:00', '24:00']],
      min_notice_minutes: 0,
      slot_step_minutes: 30,
    });
    student = await token();
  });
  afterEach(() => api.stop());

  const list = () => call(api, operations.listSlots, { id: mentor.id, query: { from: '2026-11-23' } });
  const book = (time: string, headers: Record<string, string> = {}) =>
    call(api, operations.bookSession, { id: mentor.id, token: student, body: bookingAt(time), headers });
  const readiness = async () => {
    const response = await fetch(`${api.url}/readyz`);
    return { status: response.status, detail: ((await response.json()) as { detail?: string }).detail ?? '' };
  };

  /** Asserts that an answer is 503 `try_again` and says when. */
  function assertTryAgain({ status, headers, body }: Awaited<ReturnType<typeof book>>): void {
    assert.equal(status, 503, JSON.stringify(body));
    assert.equal((body as unknown as { code: string }).code, 'try_again');
    assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/);
  }

  /** Another way to the same database, and so to its other sessions. */
  async function aside<T>(work: (knex: TestApi['knex']) => Promise<T>): Promise<T> {
    const knex = connectDatabase({ url: api.databaseUrl, poolSize: 1 });
    return work(knex).finally(() => knex.destroy());
  }

  const endSessions = (knex: TestApi['knex']) =>
    knex.raw(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);

  it('notices nothing where an administrator ends sessions in the middle of reads and bookings', async () => {
    await aside(async (knex) => {
      let ended = false;
      const statuses = new Set<number>();
      const reading = [1, 2, 3].map(async () => {
        while (!ended) statuses.add((await list()).status);
      });
      for (let round = 0; round < 12; round++) {
        const time = `${String(9 + Math.floor(round / 2)).padStart(2, '0')}:${round % 2 ? '30' : '00'}`;
        const booking = book(time, { 'Idempotency-Key': `round ${round}` });
        await new Promise((resolve) => setTimeout(resolve, round * 2));
        await endSessions(knex);
        assert.equal((await booking).status, 201);
      }
      ended = true;
      await Promise.all(reading);
      assert.deepEqual([...statuses], [200]);
    });
    assert.equal((await liveSessions(api.knex)).length, 12);
    await assertSound(api.knex);
  });

  it('answers 503, not 500, where nobody knows whether a booking without a key was done', async () => {
    // What ends the session at COMMIT, when all has been written: a constraint that waits until then.
    await api.knex.raw(`
      CREATE FUNCTION vanish() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
      CREATE CONSTRAINT TRIGGER vanish AFTER INSERT ON mentor_session DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION vanish()`);
    assertTryAgain(await book('09:00'));
    assertTryAgain(await book('09:00', { 'Idempotency-Key': 'one' }));
    await api.knex.raw('DROP TRIGGER vanish ON mentor_session');
    assert.equal((await book('09:00', { 'Idempotency-Key': 'one' })).status, 201);
  });

  it('runs what was lost at COMMIT again only where it is told that it may', async () => {
    const { knex } = api;
    await knex.raw('CREATE TABLE tally (id int)');
    const lostAtCommit = (repeatable: boolean, runs: { count: number }) =>
      inTransaction(
        knex,
        async (trx) => {
          await trx('tally').insert({ id: ++runs.count });
          const { rows } = await trx.raw('SELECT pg_backend_pid() AS pid');
          // All is written, and the connection is gone before the answer to COMMIT can come.
          if (runs.count === 1)
            await aside((other) => other.raw(`SELECT pg_terminate_backend(${rows[0].pid})`));
        },
        { repeatable },
      );
    const never = { count: 0 };
    await assert.rejects(lostAtCommit(false, never));
    assert.equal(never.count, 1);
    const again = { count: 0 };
    await lostAtCommit(true, again);
    assert.deepEqual(await knex('tally').pluck('id'), [2]);
  });

  it('drops all connections to a server that only reads now, and books over new ones', async () => {
    const { knex } = api;
    const sessions = await onEach(knex, 4, 'SET default_transaction_read_only = on');
    assert.equal((await book('09:00')).status, 201);
    const later = await onEach(knex, 4, 'SELECT');
    assert.deepEqual(
      later.filter((pid) => sessions.includes(pid)),
      [],
    );
  });

  it('answers 503 to what writes while every server only reads, and goes on reading', async () => {
    const name = new URL(api.databaseUrl).pathname.slice(1);
    await aside(async (knex) => {
      await knex.raw(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      await endSessions(knex);
      assertTryAgain(await book('09:00'));
      assertTryAgain(await book('09:00', { 'Idempotency-Key': 'two' }));
      assert.equal((await list()).status, 200);
      assert.deepEqual(await readiness(), {
        status: 503,
        detail: 'The database can be read and not written to.',
      });
      await knex.raw('SET default_transaction_read_only = off');
      await knex.raw(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    });
    assert.equal((await book('09:00', { 'Idempotency-Key': 'two' })).status, 201);
    assert.equal((await readiness()).status, 200);
  });

  it('leaves nobody waiting for a server whose machine has vanished', async () => {
    const gate = await makeGate(api.databaseUrl);
    const behind = await startApi({ databaseUrl: gate.url });
    const ready = () => fetch(`${behind.url}/readyz`);
    assert.equal((await ready()).status, 200);
    gate.vanish();
    const began = performance.now();
    await until(async () => (await ready()).status === 503, 'it to be missed');
    assert.ok(performance.now() - began < 20_000);
    gate.comeBack();
    // The connections that hang are ended by themselves.
    await until(async () => (await ready()).status === 200, 'a new connection');
    await behind.stop();
    gate.stop();
  });

  it('answers a page, in the language that is asked for, to whoever opens a link of a message', async () => {
    const gate = await makeGate(api.databaseUrl);
    const behind = await startApi({ databaseUrl: gate.url });
    const preferences = await linkFor(api, 'preferences', { person: 'm1' });
    const room = (await linkFor(api, 'join', { person: 'm1', mentorId: mentor.id, sessionId: 1 })).replace(
      '/m/',
      '/join/',
    );
    gate.stop();
    for (const path of [preferences, room]) {
      const page = await open(behind, path, { headers: { 'Accept-Language': 'ar' } });
      assert.deepEqual([page.status, headingOf(page)], [503, 'غير متاح حاليًا'], page.html);
      assert.match(page.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
      assert.match(page.html, /<html lang="ar" dir="rtl">/);
    }
    await behind.stop();
  });

  describe('because it was stopped', () => {
    let folder: string;
    let postgres: EmbeddedPostgres;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'mentor-booking-failover-'));
      await fillDataFolder(folder);
      postgres = await startEmbeddedPostgres({ dataDir: folder, log: { info() {}, warn() {}, error() {} } });
    });
    after(async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    });

    it('answers 503 and never 500, and books when it is up again', async () => {
      const real = await startApi({ databaseUrl: postgres.url });
      const { id } = await addMentor(real, { hours: [['00:00', '24:00']], min_notice_minutes: 0 });
      const statuses = new Set<number>();
      let ended = false;
      const asking = [1, 2].map(async () => {
        while (!ended) {
          statuses.add((await call(real, operations.listSlots, { id })).status);
          statuses.add((await fetch(`${real.url}/readyz`)).status);
          const options = { id, token: await token({ sub: 's2' }), body: bookingAt('11:00') };
          statuses.add((await call(real, operations.createHold, options)).status);
        }
      });
      const [postmaster] = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(postmaster), 'SIGINT');
      await until(async () => (await fetch(`${real.url}/readyz`)).status === 503, 'it to be down');
      await until(async () => (await fetch(`${real.url}/readyz`)).status === 200, 'it to be up');
      ended = true;
      await Promise.all(asking);
      const options = { id, token: await token(), body: bookingAt('10:00') };
      assert.equal((await call(real, operations.bookSession, options)).status, 201);
      assert.deepEqual(
        [...statuses].filter((status) => ![200, 201, 503].includes(status)),
        [],
      );
      await real.stop();
    });
  });
});

/** Runs a statement on so many connections of a pool at once. @returns the ids of their sessions. */
async function onEach(knex: TestApi['knex'], count: number, statement: string): Promise<number[]> {
  const all = Promise.withResolvers<void>();
  let arrived = 0;
  return Promise.all(
    Array.from({ length: count }, () =>
      knex.transaction(async (trx) => {
        const { rows } = await trx.raw('SELECT pg_backend_pid() AS pid');
        if (++arrived === count) all.resolve();
        await all.promise;
        await trx.raw(statement);
        return rows[0].pid as number;
      }),
    ),
  );
}

/** A way to a server that can vanish: connections stay open, and nothing comes any more. */
async function makeGate(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let gone = false;
  const server: Server = createServer((near) => {
    sockets.add(near.on('error', () => {}));
    if (gone) return;
    const far = connect(Number(target.port), target.hostname);
    sockets.add(far.on('error', () => {}));
    near.on('data', (chunk) => !gone && far.write(chunk)).on('close', () => far.destroy());
    far.on('data', (chunk) => !gone && near.write(chunk)).on('close', () => !gone && near.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: Object.assign(new URL(databaseUrl), { port }).href,
    vanish() {
      gone = true;
    },
    comeBack() {
      // New connections reach a server again; the old ones stay dumb.
      server.removeAllListeners('connection');
      server.on('connection', (near: Socket) => {
        const far = connect(Number(target.port), target.hostname);
        sockets.add(near.on('error', () => {})).add(far.on('error', () => {}));
        near.pipe(far).pipe(near);
      });
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
