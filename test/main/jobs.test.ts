import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Session } from '../../api/contract/session.ts';
import { freshDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { dataFolder, endChildren, type RunningChild, startMain, stopChild } from './child.ts';
import { addMentorRow, bookAt, makeWorld, noonIn, post, tokenNow, type World } from './world.ts';

const hourMs = 60 * 60_000;

interface Row {
  readonly id: number;
  readonly event: string;
  readonly state: string;
  readonly error: string | null;
  readonly due_at: Date;
  readonly claimed_by: string | null;
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

  const messagesOf = ({ id }: Session): Promise<Row[]> =>
    world.knex('message').where({ session_id: id }).orderBy('id');

  const remindersOf = async (session: Session): Promise<Row[]> =>
    (await messagesOf(session)).filter(({ event }) => event === 'session_reminder');

  const isUnderWay = async (session: Session): Promise<boolean> =>
    (await messagesOf(session)).some(({ claimed_by }) => claimed_by !== null);

  const mailsAbout = ({ id }: Session): Promise<Mail[]> =>
    world
      .knex('kept_mail')
      .join('message', 'message.id', 'kept_mail.message_id')
      .where({ session_id: id })
      .orderBy('kept_mail.id')
      .select('kept_mail.*');

  /** When its reminders come that are still to be sent, hours from noon of the day. */
  const dueIn = async (session: Session, startsAt: number): Promise<number[]> =>
    (await remindersOf(session))
      .filter(({ state }) => state === 'queued')
      .map(({ due_at }) => (due_at.getTime() - startsAt) / hourMs)
      .sort((one, other) => one - other);

  it('mails both people, with a calendar entry, and keeps reminders a day and an hour before', async () => {
    const session = await book(noonIn(3));
    const mails = await until(async () => {
      const found = await mailsAbout(session);
      return found.length >= 2 && found;
    }, 'two mails');
    assert.deepEqual(mails.map(({ recipient }) => recipient).sort(), ['m1@example.edu', 's1@example.edu']);
    for (const { calendar } of mails) assert.match(calendar, /^BEGIN:VCALENDAR\r?\n.*^BEGIN:VEVENT\r?\n/ms);
    await until(
      async () => (await messagesOf(session)).filter(({ state }) => state === 'sent').length === 2,
      'both to be noted as sent',
    );
    assert.deepEqual(await dueIn(session, noonIn(3)), [-24, -24, -1, -1]);
  });

  it('keeps only the later reminder of a session that is less than a day away', async () => {
    const startsAt = Math.ceil((Date.now() + 2 * hourMs) / (hourMs / 2)) * (hourMs / 2);
    const session = await book(startsAt);
    assert.deepEqual(await dueIn(session, startsAt), [-1, -1]);
  });

  it('moves the reminders with the session, and sends them in time', async () => {
    const session = await book(noonIn(5));
    await until(async () => (await mailsAbout(session)).length === 2, 'mail about the booking');
    const path = `/api/mentorship/sessions/${session.id}`;
    const to = { session_date: new Date(noonIn(6)).toISOString() };
    assert.equal((await post(server.url, `${path}/reschedule`, student, to)).status, 200);
    await until(async () => (await mailsAbout(session)).length >= 4, 'mail about the move');
    assert.deepEqual(await dueIn(session, noonIn(6)), [-24, -24, -1, -1]);
    assert.equal((await remindersOf(session)).filter(({ error }) => error === 'changed').length, 4);

    // The link changes the calendar entry, and not the time that the reminder is about.
    await fetch(`${server.url}${path}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${world.mentorToken}` },
      body: JSON.stringify({ meeting_link: 'https://meet.example.edu/1' }),
    });
    const [due] = (await remindersOf(session)).filter(({ state }) => state === 'queued');
    // As if the day before had come: what is due by now was told less than half an hour ago, so it is the only news.
    await world
      .knex('message')
      .where({ session_id: session.id, state: 'sent' })
      .update({ sent_at: new Date(Date.now() - hourMs) });
    const now = new Date();
    await world
      .knex('message')
      .where({ session_id: session.id, due_at: due?.due_at, state: 'queued' })
      .update({ due_at: now, next_attempt_at: now });
    const reminders = await until(async () => {
      const mails = (await mailsAbout(session)).filter(({ subject }) => /^Rappel/.test(subject));
      return mails.length === 2 && mails;
    }, 'both reminders');
    assert.deepEqual(reminders.map(({ recipient }) => recipient).sort(), [
      'm1@example.edu',
      's1@example.edu',
    ]);
  });

  it('sends no reminder of a session that was cancelled', async () => {
    const session = await book(noonIn(8));
    const path = `/api/mentorship/sessions/${session.id}/cancel`;
    assert.equal((await post(server.url, path, student, {})).status, 200);
    assert.deepEqual(await dueIn(session, noonIn(8)), []);
    assert.deepEqual(
      (await remindersOf(session)).map(({ state, error }) => [state, error]),
      Array.from({ length: 4 }, () => ['skipped', 'changed']),
    );
  });

  describe('while the mail server hangs', () => {
    let smtp: Server;
    let callers: Set<Socket>;

    beforeEach(async () => {
      callers = new Set();
      smtp = createServer((socket) => {
        callers.add(socket.on('error', () => {}));
        // Who does not even greet is given up after a quarter of a minute, which a busy machine may take to start.
        socket.write('220 mail.example.edu\r\n');
      }).listen(0, '127.0.0.1');
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
      await until(() => callers.size > 0 && isUnderWay(session), 'a message to reach the mail server');
      await stopChild(server, 'SIGKILL');
      assert.ok(await isUnderWay(session), 'nobody gave it back');
      server = await start();
      await until(async () => (await mailsAbout(session)).length === 2, 'two mails');
    });

    it('leaves what another living process has under way alone', async () => {
      const session = await book(noonIn(13));
      await until(() => callers.size > 0 && isUnderWay(session), 'a message to reach the mail server');
      const [mine] = (await messagesOf(session)).filter(({ claimed_by }) => claimed_by !== null);
      const other = await start();
      const probe = await bookAt(other.url, {
        mentorId: await addMentorRow(world.knex, 1, 'm2'),
        startsAt: noonIn(14),
        token: student,
      });
      await until(async () => (await mailsAbout(probe.body)).length === 2, 'the other to work');
      const [still] = (await messagesOf(session)).filter(({ id }) => id === mine?.id);
      assert.equal(still?.claimed_by, mine?.claimed_by, 'still with the first');
      await stopChild(other);
    });

    it('ends at SIGTERM all the same, and gives the messages back', async () => {
      const session = await book(noonIn(15));
      await until(() => callers.size > 0 && isUnderWay(session), 'a message to reach the mail server');
      const began = performance.now();
      assert.deepEqual(await stopChild(server), { code: 0, signal: null }, server.output());
      // A mail server that is silent is given up after a minute: it is not that which ends it.
      assert.ok(performance.now() - began < 45_000, `${Math.round(performance.now() - began)} ms`);
      assert.deepEqual(
        (await messagesOf(session)).filter(({ claimed_by }) => claimed_by !== null),
        [],
      );
      server = await start();
    });
  });
});
