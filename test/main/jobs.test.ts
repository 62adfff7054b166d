import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Session } from '../../api/contract/session.ts';
import { freshDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { dataFolder, endChildren, type RunningChild, startMain, stopChild } from './child.ts';
import { addMentorRow, bookAt, makeWorld, noonIn, post, tokenNow, type World } from './world.ts';

const hourMs = 60 * 60_000;

interface Job {
  readonly id: string;
  readonly key: string | null;
  /** When it is due by the database's clock, which is not the tests': ms from now. */
  readonly due_in: number;
  readonly locked_at: Date | null;
  readonly payload: { kind: string; session_id: number };
}

interface Mail {
  readonly recipient: string;
  readonly subject: string;
  readonly calendar: string;
}

describe('what is queued with a booking', () => {
  let databaseUrl: string;
  let world: World;
  let server: RunningChild;
  let student: string;

  before(async () => {
    databaseUrl = await freshDatabase();
    world = await makeWorld(databaseUrl);
    student = await tokenNow();
    server = await start();
  });
  after(async () => {
    await world.knex.destroy();
    await endChildren();
  });

  const start = async (settings: NodeJS.ProcessEnv = {}): Promise<RunningChild> =>
    startMain({ DATABASE_URL: databaseUrl, DATA_DIR: await dataFolder(), ...settings });

  async function book(startsAt: number): Promise<Session> {
    const { status, body } = await bookAt(server.url, { mentorId: world.mentorId, startsAt, token: student });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }

  const jobsOf = async ({ id }: Session): Promise<Job[]> => {
    const { rows } = await world.knex.raw(
      `SELECT *, extract(epoch FROM run_at - now())::float8 * 1000 AS due_in
        FROM graphile_worker._private_jobs WHERE (payload->>'session_id')::bigint = ? ORDER BY id`,
      [id],
    );
    return rows;
  };

  const mailsAbout = async ({ id }: Session): Promise<Mail[]> => {
    const mails: Mail[] = await world.knex('kept_mail').orderBy('id');
    return mails.filter(({ calendar }) => new RegExp(`^UID:session-${id}@`, 'm').test(calendar));
  };

  const reminderOf = async (session: Session): Promise<Job> =>
    until(
      async () => (await jobsOf(session)).find(({ payload }) => payload.kind === 'reminder'),
      'the reminder',
    );

  /** Whether it is due at an instant, as told within the minute. */
  const assertDue = (job: Job | undefined, at: number): void =>
    assert.ok(job && Math.abs(Date.now() + job.due_in - at) < 60_000, `in ${job?.due_in} ms`);

  /** Makes a job due and lets the worker see it. */
  const runNow = (job: Job) =>
    world.knex.raw(`SELECT graphile_worker.reschedule_jobs(ARRAY[?::bigint], run_at := now())`, [job.id]);

  it('mails both people, with a calendar entry, and keeps the reminder for the day before', async () => {
    const session = await book(noonIn(3));
    const mails = await until(async () => {
      const found = await mailsAbout(session);
      return found.length >= 2 && found;
    }, 'two mails');
    assert.deepEqual(mails.map(({ recipient }) => recipient).sort(), ['m1@example.edu', 's1@example.edu']);
    for (const { calendar } of mails) assert.match(calendar, /^BEGIN:VCALENDAR\r?\n.*^BEGIN:VEVENT\r?\n/ms);
    const [job, ...others] = await until(async () => {
      const jobs = await jobsOf(session);
      return jobs.length === 1 && jobs;
    }, 'only the reminder to be left');
    assert.deepEqual(others, []);
    assert.equal(job?.key, `reminder ${session.id}`);
    assertDue(job, noonIn(2));
  });

  it('keeps no reminder of a session that is less than a day away', async () => {
    const session = await book(Math.ceil((Date.now() + 2 * hourMs) / (hourMs / 2)) * (hourMs / 2));
    await until(async () => (await mailsAbout(session)).length === 2, 'two mails');
    await until(async () => (await jobsOf(session)).length === 0, 'the queue to be empty');
  });

  it('moves the reminder with the session, and sends it in time', async () => {
    const session = await book(noonIn(5));
    const before = await reminderOf(session);
    const path = `/api/mentorship/sessions/${session.id}`;
    const to = { session_date: new Date(noonIn(6)).toISOString() };
    assert.equal((await post(server.url, `${path}/reschedule`, student, to)).status, 200);
    await until(async () => (await mailsAbout(session)).length === 4, 'mail about the move');
    const after = await reminderOf(session);
    assert.equal(after.key, before.key);
    assertDue(after, noonIn(5));

    // The link changes the calendar entry, and not the time that the reminder is about.
    await fetch(`${server.url}${path}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${world.mentorToken}` },
      body: JSON.stringify({ meeting_link: 'https://meet.example.edu/1' }),
    });
    await runNow(after);
    await until(async () => (await jobsOf(session)).length === 0, 'the reminder to run');
    const reminders = (await mailsAbout(session)).slice(4);
    assert.deepEqual(reminders.map(({ recipient }) => recipient).sort(), [
      'm1@example.edu',
      's1@example.edu',
    ]);
    assert.match(reminders[0]?.subject ?? '', /^Rappel de session : /);
  });

  it('sends no reminder of a session that was cancelled, or moved to so soon that it has none', async () => {
    const cancelled = await book(noonIn(8));
    const moved = await book(noonIn(9));
    const soon = Math.ceil((Date.now() + 5 * hourMs) / (hourMs / 2)) * (hourMs / 2);
    const path = (session: Session, verb: string) => `/api/mentorship/sessions/${session.id}/${verb}`;
    assert.equal((await post(server.url, path(cancelled, 'cancel'), student, {})).status, 200);
    const to = { session_date: new Date(soon).toISOString() };
    assert.equal((await post(server.url, path(moved, 'reschedule'), student, to)).status, 200);
    for (const session of [cancelled, moved]) {
      await until(async () => (await mailsAbout(session)).length === 4, 'mail about both events');
      await runNow(await reminderOf(session));
      await until(async () => (await jobsOf(session)).length === 0, 'the stale reminder to be dropped');
      assert.equal((await mailsAbout(session)).length, 4);
    }
  });

  describe('while the mail server hangs', () => {
    let smtp: Server;
    let callers: Set<Socket>;

    beforeEach(async () => {
      callers = new Set();
      smtp = createServer((socket) => void callers.add(socket.on('error', () => {}))).listen(0, '127.0.0.1');
      await once(smtp, 'listening');
      await stopChild(server);
      server = await start({ SMTP_URL: `smtp://127.0.0.1:${(smtp.address() as AddressInfo).port}` });
    });
    afterEach(() => {
      for (const socket of callers) socket.destroy();
      smtp.close();
    });

    it('sends soon after a kill -9 what was under way', async () => {
      const session = await book(noonIn(12));
      await until(() => callers.size > 0, 'the job to reach the mail server');
      assert.ok((await jobsOf(session)).some(({ locked_at }) => locked_at !== null));
      await stopChild(server, 'SIGKILL');
      assert.ok(
        (await jobsOf(session)).some(({ locked_at }) => locked_at !== null),
        'nobody gave it back',
      );
      server = await start();
      await until(async () => (await mailsAbout(session)).length === 2, 'two mails');
    });

    it('leaves the jobs of another living process alone', async () => {
      // Two, as many as a process works on at once, so that the third is the other's.
      const sessions = [await book(noonIn(13)), await book(noonIn(13) + hourMs)];
      await until(() => callers.size === 2, 'both jobs to reach the mail server');
      const other = await start();
      const probe = await bookAt(other.url, {
        mentorId: await addMentorRow(world.knex, 1, 'm2'),
        startsAt: noonIn(14),
        token: student,
      });
      await until(async () => (await mailsAbout(probe.body)).length === 2, 'the other to work');
      for (const session of sessions) {
        const mail = (await jobsOf(session)).find(({ payload }) => payload.kind === 'booked');
        assert.ok(mail?.locked_at, 'still with the first');
      }
      await stopChild(other);
    });

    it('ends at SIGTERM all the same, and gives the job back', async () => {
      const session = await book(noonIn(15));
      await until(() => callers.size > 0, 'the job to reach the mail server');
      const began = performance.now();
      assert.deepEqual(await stopChild(server), { code: 0, signal: null }, server.output());
      assert.ok(performance.now() - began < 9_000, `${Math.round(performance.now() - began)} ms`);
      assert.ok((await jobsOf(session)).every(({ locked_at }) => locked_at === null));
      server = await start();
    });
  });
});
