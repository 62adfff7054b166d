import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { forgetOldRows } from '../../../api/jobs/forget-old-rows.ts';
import { call, refused, startApi, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { askForCode, askToken, cookieOf, signedInBrowser } from './browser.ts';

const day = 24 * 60 * 60_000;
const email = 'm1@example.edu';

describe('a browser that is signed in', () => {
  const api = useApi();
  let mentor: TestMentor;
  let cookie: string;
  before(async () => {
    mentor = await addMentor(api);
  });
  beforeEach(async () => {
    cookie = await signedInBrowser(api, email);
  });

  const tokenOf = async (browser: string) => (await askToken(api, browser)).body.token;
  const isOut = (browser: string) =>
    refused(api, operations.issueOwnToken, { headers: { Cookie: browser } }, 401, 'unauthenticated');

  it('keeps a cookie that no script reads, no other site sends and no other address gets', async () => {
    const { code, cookie } = await askForCode(api, email);
    const reply = await call(api, operations.signIn, { body: { email, code }, headers: { Cookie: cookie } });
    const [line, ...more] = reply.headers.getSetCookie();
    assert.match(
      line ?? '',
      /^mentor_booking_sign_in=[\w-]{43}; Path=\/api\/sign-in; SameSite=Strict; Max-Age=2592000; HttpOnly$/,
    );
    assert.deepEqual(more, []);
    const { rows } = await api.knex.raw('SELECT to_jsonb(s)::text AS row FROM sign_in s');
    const secret = /=([\w-]{43});/.exec(line ?? '')?.[1] as string;
    const hex = Buffer.from(secret).toString('hex');
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(`${secret}|${hex}`), 'only its hash is stored');
  });

  it('keeps it for https alone where the page is served so', async () => {
    const proxied = await startApi({ trustProxy: true, databaseUrl: api.databaseUrl });
    const headers = { 'X-Forwarded-Proto': 'https' };
    try {
      const { code, cookie } = await askForCode(api, email);
      const body = { email, code };
      const asked = await call(proxied, operations.requestSignInCode, { body: { email }, headers });
      assert.match(asked.headers.getSetCookie()[0] ?? '', /; Secure$/);
      const reply = await call(proxied, operations.signIn, { body, headers: { ...headers, Cookie: cookie } });
      assert.match(reply.headers.getSetCookie()[0] ?? '', /; Secure$/);
    } finally {
      await proxied.stop();
    }
  });

  it('gets a token for ten minutes that works as any other', async () => {
    const { status, body, headers } = await askToken(api, cookie);
    assert.equal(status, 200);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(Date.parse(body.expires_at), api.now + 10 * 60_000);
    assert.equal(body.account.mentor_id, mentor.id);
    const account = await call(api, operations.getAccount, { token: body.token });
    assert.deepEqual(account.body, body.account);
    const saved = await call(api, operations.updateMentor, {
      id: mentor.id,
      token: body.token,
      body: { bio: 'B' },
    });
    assert.equal(saved.status, 200);
    api.now += 10 * 60_000 + 6_000;
    await refused(api, operations.getAccount, { token: body.token }, 401, 'unauthenticated');
  });

  it('gets an admin’s token when she is an admin', async () => {
    await api.knex('app_user').where({ email }).update({ is_admin: true });
    const { body } = await askToken(api, cookie);
    assert.deepEqual([body.account.role, body.account.mentor_id], ['partner_admin', mentor.id]);
    const metrics = await call(api, operations.getMetrics, { token: body.token });
    assert.equal(metrics.status, 200);
    await api.knex('app_user').where({ email }).update({ is_admin: false });
    await refused(api, operations.getMetrics, { token: await tokenOf(cookie) }, 403, 'forbidden');
  });

  it('has nothing but the cookie: it opens no other address', async () => {
    for (const operation of [
      operations.getAccount,
      operations.listNotifications,
      operations.signOutEverywhere,
    ]) {
      await refused(api, operation, { headers: { Cookie: cookie } }, 401, 'unauthenticated');
    }
  });

  it('gets no token for a page of another origin, be it of the same site', async () => {
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'http://evil.example', 'Sec-Fetch-Site': 'none' },
      { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
    ]) {
      const options = { headers: { Cookie: cookie, ...headers } as Record<string, string> };
      await refused(api, operations.issueOwnToken, options, 403, 'forbidden');
      await refused(api, operations.signOut, options, 403, 'forbidden');
      const body = { email, code: '000000' };
      await refused(api, operations.signIn, { body, ...options }, 403, 'forbidden');
      await refused(api, operations.signInToDemo, { body: { role: 'mentor' }, ...options }, 403, 'forbidden');
    }
    for (const headers of [
      { Origin: api.url },
      { Origin: api.url, 'Sec-Fetch-Site': 'same-origin' },
      // Behind a proxy that does not tell which host was asked for.
      { Origin: 'https://booking.example', 'Sec-Fetch-Site': 'same-origin' },
    ]) {
      assert.equal((await askToken(api, cookie, headers)).status, 200);
    }
  });

  it('is signed out with a made-up cookie, without one, and after signing out', async () => {
    await isOut('');
    await isOut('mentor_booking_sign_in=');
    await isOut(`mentor_booking_sign_in=${'A'.repeat(43)}`);
    const other = await signedInBrowser(api, email);
    const reply = await call(api, operations.signOut, { headers: { Cookie: cookie } });
    assert.equal(reply.status, 204);
    assert.match(reply.headers.getSetCookie()[0] ?? '', /^mentor_booking_sign_in=; .*Max-Age=0/);
    await isOut(cookie);
    assert.equal((await askToken(api, other)).status, 200, 'the other browser stays');
    assert.equal((await call(api, operations.signOut)).status, 204, 'no harm without a cookie');
  });

  it('stays signed in for 30 days after it was last used', async () => {
    api.now += 29 * day;
    const used = await askToken(api, cookie);
    assert.equal(used.status, 200);
    assert.equal(cookieOf(used), cookie);
    assert.match(used.headers.getSetCookie()[0] ?? '', /Max-Age=2592000/);
    api.now += 29 * day;
    assert.equal((await askToken(api, cookie)).status, 200);
    api.now += 30 * day;
    await isOut(cookie);
    await forgetOldRows(api.knex, api.now + 1);
    assert.equal(await api.knex('sign_in').first(), undefined);
  });

  it('is signed out with all others, their tokens too, by signing out everywhere', async () => {
    const other = await signedInBrowser(api, email);
    const bearers = [await tokenOf(cookie), await tokenOf(other)];
    const reply = await call(api, operations.signOutEverywhere, { token: bearers[0] });
    assert.equal(reply.status, 204);
    await isOut(cookie);
    await isOut(other);
    for (const token of bearers) await refused(api, operations.getAccount, { token }, 401, 'unauthenticated');
    api.now += 1;
    const again = await tokenOf(await signedInBrowser(api, email));
    assert.equal((await call(api, operations.getAccount, { token: again })).status, 200);
    const { actor_id, subject_id } = await api
      .knex('audit_entry')
      .where({ action: 'signOutEverywhere' })
      .first();
    assert.equal(actor_id, subject_id);
  });

  it('is out once she is neither mentor nor admin', async () => {
    const [row] = await api
      .knex('app_user')
      .insert({
        partner_id: api.partnerId,
        external_id: 'a9',
        name: 'A',
        email: 'a9@example.edu',
        is_admin: true,
      })
      .returning('id');
    const admin = await signedInBrowser(api, 'a9@example.edu');
    assert.equal((await askToken(api, admin)).status, 200);
    await api.knex('app_user').where(row).update({ is_admin: false });
    await isOut(admin);
  });
});

describe('the demo', () => {
  const api = useApi();

  it('signs in as its mentor or its admin', async () => {
    await refused(api, operations.signInToDemo, { body: { role: 'mentor' } }, 404, 'not_found');
    await addMentor(api, { external_id: 'm1' });
    await api.knex('app_user').where({ external_id: 'a1' }).update({ is_admin: true });
    for (const role of ['mentor', 'partner_admin'] as const) {
      const reply = await call(api, operations.signInToDemo, { body: { role } });
      assert.deepEqual([reply.status, reply.body.account.role], [200, role]);
      assert.equal((await askToken(api, cookieOf(reply))).body.account.id, reply.body.account.id);
    }
    await refused(api, operations.signInToDemo, { body: { role: 'student' } }, 422, 'invalid_request');
  });

  it('is offered only where it is on', async () => {
    const options = await call(api, operations.getSignInOptions);
    assert.deepEqual(options.body, { demo: true, oidc: [] });
    const real = await startApi({ demo: false, databaseUrl: api.databaseUrl });
    try {
      assert.equal((await call(real, operations.getSignInOptions)).body.demo, false);
      await refused(real, operations.signInToDemo, { body: { role: 'mentor' } }, 404, 'not_found');
    } finally {
      await real.stop();
    }
  });
});
