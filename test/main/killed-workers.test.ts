import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { freshDatabase } from '../support/database.ts';
import { addSessionsToRemind, queueReminders } from '../support/load-reminders.ts';
import { type MailSink, startMailSink } from '../support/mail-sink.ts';
import { until } from '../support/until.ts';
import { dataFolder, endChildren, type RunningChild, startMain, stopChild } from './child.ts';
import { makeWorld } from './world.ts';

/** `KILLS=10 MESSAGES=5000` makes it a long one. */
const kills = Number(process.env.KILLS ?? 3);
const messages = Number(process.env.MESSAGES ?? 300);

describe(`${kills} times kill -9 while ${messages} mails go out`, () => {
  let knex: Knex;
  let mail: MailSink;
  let start: () => Promise<RunningChild>;

  before(async () => {
    const databaseUrl = await freshDatabase();
    ({ knex } = await makeWorld(databaseUrl));
    await addSessionsToRemind(knex, messages / 2, Date.now());
    mail = await startMailSink();
    const settings = { DATABASE_URL: databaseUrl, DATA_DIR: await dataFolder(), SMTP_URL: mail.url };
    start = () => startMain(settings);
  });
  after(async () => {
    await endChildren();
    await knex.destroy();
    await mail.stop();
  });

  it('lose none, and leave at most one in doubt each, which is sent no second time', async () => {
    await queueReminders(knex, Date.now());
    for (let kill = 1; kill <= kills; kill++) {
      const server = await start();
      const enough = Math.floor((messages * kill) / (kills + 1));
      await until(() => mail.taken.length >= enough, `mail ${enough}`);
      await stopChild(server, 'SIGKILL');
    }
    await start();
    const queued = () => knex('message').where({ state: 'queued' });
    for (let left = messages; left > 0; ) {
      const before = left;
      await until(async () => {
        left = (await queued()).length;
        return left < before;
      }, 'the next mail');
    }

    const times = new Map<string, number>();
    for (const id of mail.taken) times.set(id, (times.get(id) ?? 0) + 1);
    const rows = await knex('message').orderBy('id').select('id', 'state');
    assert.equal(rows.length, messages);
    const inDoubt = rows.filter(({ state }) => state === 'in_doubt');
    assert.ok(inDoubt.length <= kills, `${inDoubt.length} in doubt`);
    const timesOf = ({ id }: { id: number }): number =>
      [...times].find(([name]) => name.startsWith(`<message-${id}@`))?.[1] ?? 0;
    for (const row of rows)
      if (row.state === 'in_doubt') assert.ok(timesOf(row) <= 1, `${row.id} came twice`);
      else assert.deepEqual([row.state, timesOf(row)], ['sent', 1], `message ${row.id}`);
  });
});
