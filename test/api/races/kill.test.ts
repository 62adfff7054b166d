import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import type { Session } from '../../../api/contract/session.ts';
import { connectDatabase } from '../../../api/database/connect.ts';
import { findEmbeddedPostgres } from '../../../api/embedded/embedded-postgres.ts';
import {
  endChildren,
  isAlive,
  postmasterOf,
  type RunningChild,
  startedDataFolder,
  startMain,
  stopChild,
} from '../../main/child.ts';
import { bookAt, makeWorld, noonIn, tokenNow, type World } from '../../main/world.ts';
import { until } from '../../support/until.ts';
import { assertSound, liveSessions } from './ledger.ts';

describe('a booking that was acknowledged', () => {
  let folder: string;
  let server: RunningChild;
  let world: World;

  beforeEach(async () => {
    folder = await startedDataFolder();
    server = await startMain({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
    world = await makeWorld((await findEmbeddedPostgres(folder)) as string);
  });
  afterEach(async () => {
    await world.knex.destroy();
    await stopChild(server);
  });
  after(endChildren);

  /** Books one half hour after the other, eight at a time, until told to stop. */
  function keepBooking(): { acknowledged: Session[]; statuses: Set<number>; stop(): Promise<void> } {
    const acknowledged: Session[] = [];
    const statuses = new Set<number>();
    let stopped = false;
    let next = 0;
    const book = async (student: number): Promise<void> => {
      const token = await tokenNow({ sub: `s${student}` });
      while (!stopped) {
        const startsAt = noonIn(1) + next++ * 30 * 60_000;
        const { status, body } = await bookAt(server.url, { mentorId: world.mentorId, startsAt, token });
        statuses.add(status);
        if (status === 201) acknowledged.push(body);
        if (status === 0) return;
      }
    };
    const bookers = Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(book));
    return {
      acknowledged,
      statuses,
      async stop() {
        stopped = true;
        await bookers;
      },
    };
  }

  /**
   * Every acknowledged session stands, nothing is half done, and each session's mail went out or will, but for the one
   * that nobody knows of where the process was killed with it.
   */
  async function assertKept(knex: Knex, acknowledged: readonly Session[]): Promise<void> {
    await assertSound(knex);
    const sessions = await liveSessions(knex);
    const known = new Map(sessions.map((session) => [session.id, session]));
    for (const { id, session_date } of acknowledged) {
      assert.equal(known.get(id)?.starts_at.getTime(), Date.parse(session_date), `session ${id}`);
    }
    await until(async () => {
      const mails = await knex('kept_mail').where({ recipient: 'm1@example.edu' }).distinct('calendar');
      const unknown = await knex('message').where({ recipient: 'm1@example.edu', state: 'in_doubt' });
      assert.ok(unknown.length <= 1, `${unknown.length} mails in doubt`);
      return mails.length + unknown.length >= sessions.length;
    }, `mail about ${sessions.length} sessions`);
  }

  it('survives kill -9 of the API', async () => {
    const { acknowledged, stop } = keepBooking();
    await until(() => acknowledged.length >= 40, 'forty bookings');
    server.process.kill('SIGKILL');
    await server.ended;
    await stop();
    await world.knex.destroy();

    server = await startMain({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
    world = { ...world, ...(await reopened(folder)) };
    await assertKept(world.knex, acknowledged);
    const booked = await bookAt(server.url, {
      mentorId: world.mentorId,
      startsAt: noonIn(40),
      token: await tokenNow(),
    });
    assert.equal(booked.status, 201);
  });

  it('survives kill -9 of the database, after which the same API goes on', async () => {
    const { acknowledged, statuses, stop } = keepBooking();
    await until(() => acknowledged.length >= 40, 'forty bookings');
    const postmaster = (await postmasterOf(folder)) as number;
    process.kill(postmaster, 'SIGKILL');
    await until(async () => (await postmasterOf(folder)) !== postmaster, 'another database server');
    const before = acknowledged.length;
    await until(() => acknowledged.length >= before + 10, 'bookings after it');
    await stop();
    assert.ok(isAlive(server.pid));
    assert.deepEqual(
      [...statuses].filter((status) => ![201, 409, 422, 503].includes(status)),
      [],
    );
    await world.knex.destroy();
    world = { ...world, ...(await reopened(folder)) };
    await assertKept(world.knex, acknowledged);
  });
});

async function reopened(folder: string): Promise<Pick<World, 'knex'>> {
  return { knex: connectDatabase({ url: (await findEmbeddedPostgres(folder)) as string, poolSize: 3 }) };
}
