import assert from 'node:assert/strict';
import { get } from 'node:http';
import type { Notification } from '../../../api/contract/notification.ts';
import { dataFolder, endChildren, type RunningChild, startMain } from '../../main/child.ts';
import { addMentorRow, bookAt, makeWorld, noonIn, tokenNow, type World } from '../../main/world.ts';
import { freshDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { assertSound, liveSessions } from './ledger.ts';

describe('two API processes on one database', () => {
  let world: World;
  let servers: RunningChild[];

  before(async () => {
    const databaseUrl = await freshDatabase();
    world = await makeWorld(databaseUrl);
    servers = await Promise.all(
      [1, 2].map(async () => startMain({ DATABASE_URL: databaseUrl, DATA_DIR: await dataFolder() })),
    );
  });
  after(async () => {
    await world.knex.destroy();
    await endChildren();
  });

  const urlOf = (index: number): string => (servers[index % 2] as RunningChild).url;

  it('give one slot to one of 50 students at once', async () => {
    const { mentorId, knex } = world;
    const students = await Promise.all(
      Array.from({ length: 50 }, (_, index) => tokenNow({ sub: `s${index}` })),
    );
    for (let round = 0; round < 3; round++) {
      const startsAt = noonIn(3) + round * 30 * 60_000;
      const replies = await Promise.all(
        students.map((token, index) => bookAt(urlOf(index), { mentorId, startsAt, token })),
      );
      const statuses = replies.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [201, ...Array(49).fill(409)]);
    }
    await assertSound(knex);
    assert.equal((await liveSessions(knex)).length, 3);
  });

  it('give the last five places of a group to five of 60 students at once', async () => {
    const { knex } = world;
    const [{ partner_id }] = await knex('mentor').where({ id: world.mentorId }).select('partner_id');
    const mentorId = await addMentorRow(knex, partner_id, 'm-group');
    await knex('mentor_availability').where({ mentor_id: mentorId }).update({ capacity: 8 });
    const startsAt = noonIn(5);
    const students = await Promise.all(
      Array.from({ length: 63 }, (_, index) => tokenNow({ sub: `g${index}` })),
    );
    const all = students.map((token, index) => () => bookAt(urlOf(index), { mentorId, startsAt, token }));
    for (const book of all.slice(0, 3)) assert.equal((await book()).status, 201);
    const replies = await Promise.all(all.slice(3).map((book) => book()));
    const statuses = replies.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [...Array(5).fill(201), ...Array(55).fill(409)]);
    const seats = await knex('mentor_session').where({ mentor_id: mentorId }).orderBy('seat').pluck('seat');
    assert.deepEqual(seats, [1, 2, 3, 4, 5, 6, 7, 8]);
    await assertSound(knex);
  });

  it('tell a mentor at one of them within a second what was booked at the other', async () => {
    const { mentorId, mentorToken } = world;
    const heard: { notification: Notification; at: number }[] = [];
    const { open, close } = listen(urlOf(0), mentorToken, (notification) =>
      heard.push({ notification, at: performance.now() }),
    );
    await open;
    for (const [index, server] of [urlOf(1), urlOf(0), urlOf(1)].entries()) {
      const wanted = { mentorId, startsAt: noonIn(4) + index * 60 * 60_000, token: await tokenNow() };
      const began = performance.now();
      const booked = await bookAt(server, wanted);
      const bookedAt = performance.now();
      assert.equal(booked.status, 201);
      const { notification, at } = await until(() => heard[index], 'the notification');
      assert.equal(notification.link, `/mentorship/sessions/${booked.body.id}`);
      assert.equal(notification.type, 'session_booking');
      // Where the machine is so slow that a booking takes long, everything does.
      assert.ok(at - bookedAt < Math.max(1_000, 5 * (bookedAt - began)), `${at - bookedAt} ms`);
    }
    close();
    assert.equal(heard.length, 3, 'each once');
  });
});

/** Follows the notification stream. */
function listen(url: string, token: string, hear: (notification: Notification) => void) {
  const { promise: open, resolve, reject } = Promise.withResolvers<void>();
  const headers = { Authorization: `Bearer ${token}` };
  const request = get(`${url}/api/notifications/stream`, { headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk) => {
      resolve();
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() as string;
      for (const event of events) {
        const [, data] = /^event: notification\ndata: (.*)$/m.exec(event) ?? [];
        if (data) hear(JSON.parse(data));
      }
    });
    response.on('error', () => {});
  }).on('error', reject);
  return { open, close: () => request.destroy() };
}
