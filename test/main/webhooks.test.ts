import assert from 'node:assert/strict';
import { type Receiver, startReceiver, verified } from '../api/webhooks/receiver.ts';
import { secret as partnerSecret } from '../support/api.ts';
import { freshDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { dataFolder, endChildren, type RunningChild, startMain, stopChild } from './child.ts';
import { bookAt, makeWorld, noonIn, tokenNow, type World } from './world.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describe('webhooks of running servers', () => {
  let databaseUrl: string;
  let world: World;
  let receiver: Receiver;
  let webhookId: number;
  let partnerId: number;

  beforeEach(async () => {
    databaseUrl = await freshDatabase();
    world = await makeWorld(databaseUrl);
    receiver = await startReceiver();
    partnerId = (await world.knex('partner').where({ slug: 'demo' }).first('id')).id;
    const [row] = await world
      .knex('webhook')
      .insert({
        partner_id: partnerId,
        url: receiver.origin,
        types: ['session.booked'],
        secret,
        created_by: 1,
        created_at: new Date(),
      })
      .returning('id');
    webhookId = row.id;
  });
  afterEach(async () => {
    await endChildren();
    receiver.stop();
    await world.knex.destroy();
  });

  const start = async (): Promise<RunningChild> =>
    startMain({
      DATABASE_URL: databaseUrl,
      DATA_DIR: await dataFolder(),
      DEMO: '1',
      DEMO_PARTNER_SECRET: partnerSecret,
    });

  /** Events that are due, as bookings write them. @returns their ids. */
  async function queue(count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, (_, n) => `msg_${n}`);
    const now = new Date();
    await world.knex('webhook_delivery').insert(
      ids.map((event_id, n) => ({
        webhook_id: webhookId,
        partner_id: partnerId,
        event_id,
        type: 'session.booked',
        about: `session ${n}`,
        body: JSON.stringify({ type: 'session.booked', timestamp: now, data: { id: n } }),
        next_attempt_at: now,
        created_at: now,
      })),
    );
    return ids;
  }

  const received = (): string[] => receiver.received.map(({ headers }) => headers['webhook-id'] as string);
  const allDelivered = () =>
    until(async () => {
      const states = await world.knex('webhook_delivery').distinct('state', 'claimed_by');
      return states.length === 1 && states[0].state === 'delivered' && states[0].claimed_by === null;
    }, 'all to be delivered');

  it('tell of a booking within seconds', async () => {
    const server = await start();
    const student = await tokenNow();
    const wanted = { mentorId: world.mentorId, startsAt: noonIn(3), token: student };
    const { status, body } = await bookAt(server.url, wanted);
    assert.equal(status, 201);
    const [request] = await receiver.count(1);
    assert.ok(request);
    assert.partialDeepStrictEqual(verified(request, secret), {
      type: 'session.booked',
      data: { id: body.id },
    });
  });

  it('lose nothing by kill -9, and send again only what was under way', async () => {
    const ids = await queue(60);
    // From the twentieth on nobody is answered.
    receiver.answer = (_, response) => void (receiver.received.length < 20 && response.writeHead(204).end());
    const server = await start();
    await receiver.count(22);
    await stopChild(server, 'SIGKILL');
    const claimed = await world.knex('webhook_delivery').whereNotNull('claimed_by');
    assert.ok(claimed.length > 0, 'nobody gave them back');

    receiver.answer = (_, response) => void response.writeHead(204).end();
    await start();
    await allDelivered();
    const all = received();
    assert.deepEqual([...new Set(all)].sort(), ids.sort());
    const twice = all.filter((id, index) => all.indexOf(id) !== index);
    assert.deepEqual(
      twice.filter((id) => !claimed.some(({ event_id }) => event_id === id)),
      [],
    );
  });

  it('are sent each event once by two processes together', async () => {
    const servers = await Promise.all([start(), start()]);
    const ids = await queue(200);
    await allDelivered();
    assert.deepEqual(received().sort(), ids.sort());
    for (const server of servers) assert.deepEqual(await stopChild(server), { code: 0, signal: null });
  });

  it('hold no process up that ends, and are given back by it', async () => {
    await queue(3);
    receiver.answer = () => {};
    const server = await start();
    await receiver.count(3);
    assert.deepEqual(await stopChild(server), { code: 0, signal: null }, server.output());
    assert.deepEqual(await world.knex('webhook_delivery').whereNotNull('claimed_by'), []);
    // Where it had waited for the answers, it would have noted that none came in time.
    assert.deepEqual(await world.knex('webhook_delivery').where('attempts', '>', 0), []);
  });
});
