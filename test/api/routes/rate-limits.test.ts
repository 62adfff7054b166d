import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { networkOf } from '../../../api/middleware/rate-limit.ts';
import { call, monday, refused, startApi, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';

const { bookSession, recordEvent } = operations;

describe('rate limits', () => {
  const api = useApi({ rateLimit: true });
  let mentor: TestMentor;

  before(async () => {
    mentor = await addMentor(api);
  });

  /** Sends requests, 20 at a time, until one is refused. @returns how many were taken. */
  async function flood(send: () => Promise<{ status: number }>, most: number): Promise<number> {
    for (let sent = 0; sent < most; sent += 20) {
      const replies = await Promise.all(Array.from({ length: 20 }, send));
      const taken = replies.filter(({ status }) => status !== 429).length;
      if (taken < 20) return sent + taken;
    }
    return most;
  }

  it('count bookings by person: one person’s flood does not hinder another on the same address', async () => {
    const flooder = { id: mentor.id, token: await token({ sub: 'flooder' }), body: bookingAt('03:00') };
    const taken = await flood(() => call(api, bookSession, flooder), 400);
    assert.ok(taken >= 30 && taken < 400, String(taken));
    const reply = await call(api, bookSession, flooder);
    assert.equal(reply.status, 429);
    const seconds = Number(reply.headers.get('retry-after'));
    assert.ok(seconds >= 1 && seconds <= 60);
    await refused(api, bookSession, flooder, 429, 'rate_limited');
    const other = { ...flooder, token: await token({ sub: 'quiet' }), body: bookingAt('09:00') };
    assert.equal((await call(api, bookSession, other)).status, 201);
    assert.equal((await call(api, operations.listSlots, { id: mentor.id })).status, 200);
  });

  it('leave room for a campus that shares one address', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 300 }, () => call(api, operations.getMentor, { id: mentor.id })),
    );
    assert.ok(statuses.every(({ status }) => status === 200));
  });

  it('count events by origin and address, whatever the caller makes up', async () => {
    const campus = 'https://campus.example.edu';
    await api
      .knex('partner')
      .where({ slug: 'demo' })
      .update({ origins: [campus] });
    let number = 0;
    const body = { partner: 'nobody', mentor_id: 1, type: 'view' };
    const send = () =>
      fetch(`${api.url}${recordEvent.path}?partner=made-up-${++number}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: `https://made-up-${number}.example` },
        body: JSON.stringify(body),
      });
    const taken = await flood(send, 3000);
    assert.ok(taken >= 300 && taken < 3000, String(taken));
    await refused(api, recordEvent, { body }, 429, 'rate_limited');
    const headers = { Origin: campus };
    const event = { partner: 'demo', mentor_id: mentor.id, type: 'view' };
    assert.equal((await call(api, recordEvent, { body: event, headers })).status, 202);
  });

  it('count by the address that the proxy tells, whatever the caller says before it', async () => {
    const proxied = await startApi({ databaseUrl: api.databaseUrl, rateLimit: true, trustProxy: true });
    try {
      let number = 0;
      const ask = (proxy: string) =>
        call(proxied, operations.requestSignInCode, {
          body: { email: `nobody-${++number}@example.edu` },
          headers: { 'X-Forwarded-For': `10.0.${number >> 8}.${number & 255}, ${proxy}` },
        });
      assert.equal(await flood(() => ask('192.0.2.7'), 1_000), 600);
      assert.equal((await ask('192.0.2.8')).status, 202);
    } finally {
      await proxied.stop();
    }
  });

  it('count the calendars that one person has read elsewhere', async () => {
    const read = { id: 404, token: mentor.token };
    assert.equal(await flood(() => call(api, operations.readBusyFeed, read), 100), 20);
    assert.equal((await call(api, operations.listBusyFeeds, { ...read, id: mentor.id })).status, 200);
  });

  it('count the same refused token, and none beside it', async () => {
    const forged = await token({ sub: 'thief' }, 'a-guessed-secret-of-32-characters-xx');
    const send = () => call(api, operations.listSessions, { token: forged });
    const taken = await flood(send, 1500);
    assert.ok(taken < 1500, String(taken));
    await refused(api, operations.listSessions, { token: forged }, 429, 'rate_limited');
    const expired = await token({ sub: 'late', exp: monday / 1000 - 60 });
    await refused(api, operations.listSessions, { token: expired }, 401, 'unauthenticated');
    const student = await token({ sub: 'honest' });
    assert.equal((await call(api, operations.listSessions, { token: student })).status, 200);
  });
});

describe('the network of an address', () => {
  for (const [address, network] of [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ] as const) {
    it(`is ${network || 'nothing'} for ${address || 'nothing'}`, () =>
      assert.equal(networkOf(address), network));
  }
});
