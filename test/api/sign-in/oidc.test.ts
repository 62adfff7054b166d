import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, startApi, useApi } from '../../support/api.ts';
import { addMentor } from '../../support/people.ts';
import { askToken } from './browser.ts';
import { client, RedirectFollower, startProvider, type TestProvider } from './provider.ts';

describe('the sign-in of a partner (OpenID Connect)', () => {
  const api = useApi();
  let provider: TestProvider;
  let start: string;

  before(async () => {
    await addMentor(api);
    start = `${api.url}/api/sign-in/oidc/demo`;
    provider = await startProvider(`${api.url}/api/sign-in/oidc/demo/callback`, {
      m1: {},
      'idp-7': { email: 'M1@example.edu', email_verified: true },
      unverified: { email: 'm1@example.edu', email_verified: false },
      stranger: { email: 'stranger@example.edu', email_verified: true },
      student: { email: 's9@example.edu', email_verified: true },
    });
    await api.knex('partner').where({ slug: 'demo' }).update({
      oidc_issuer: provider.issuer,
      oidc_client_id: client.client_id,
      oidc_client_secret: client.client_secret,
    });
    await api
      .knex('app_user')
      .insert({ partner_id: api.partnerId, external_id: 's9', name: 'S', email: 's9@example.edu' });
  });
  after(async () => {
    await provider.stop();
  });

  const isPage = (address: string) => new URL(address).pathname === '/admin/';
  const isCallback = (address: string) => new URL(address).pathname.endsWith('/callback');

  /** Signs a person in there. @returns where she ends up, and her browser. */
  async function signIn(person: string): Promise<{ end: string; browser: RedirectFollower }> {
    provider.person = person;
    const browser = new RedirectFollower();
    return { end: (await browser.follow(start, isPage)).replace(api.url, ''), browser };
  }

  const tokenOf = (browser: RedirectFollower) => askToken(api, browser.cookies(api.url));

  it('is offered on the page of its partner', async () => {
    await addPartner(api.knex, 'rival');
    const oidc = [{ partner: 'demo', name: 'demo' }];
    assert.deepEqual((await call(api, operations.getSignInOptions)).body.oidc, oidc);
    const query = { partner: 'rival' };
    assert.deepEqual((await call(api, operations.getSignInOptions, { query })).body.oidc, []);
  });

  it('signs a mentor in by her id at the partner, or by her verified address', async () => {
    for (const person of ['m1', 'idp-7']) {
      const { end, browser } = await signIn(person);
      assert.equal(end, '/admin/');
      const { status, body } = await tokenOf(browser);
      assert.deepEqual([status, body.account.name, body.account.role], [200, 'Name of m1', 'mentor']);
    }
    assert.equal(provider.discoveries, 1, 'what it is is asked once');
  });

  it('asks for PKCE, state and nonce, and keeps them in a cookie that no script reads', async () => {
    const { response, next } = await new RedirectFollower().visit(start);
    const asked = new URL(next ?? '').searchParams;
    assert.equal(asked.get('code_challenge_method'), 'S256');
    for (const name of ['code_challenge', 'state', 'nonce'])
      assert.ok((asked.get(name) ?? '').length > 30, name);
    assert.equal(asked.get('redirect_uri'), `${api.url}/api/sign-in/oidc/demo/callback`);
    const [cookie = ''] = response.headers.getSetCookie();
    assert.match(
      cookie,
      /^mentor_booking_oidc=[\w.-]+; Path=\/api\/sign-in\/oidc; SameSite=Lax; Max-Age=600; HttpOnly$/,
    );
    const token = /=([^;]+)/.exec(cookie)?.[1];
    await refused(api, operations.getAccount, { token }, 401, 'unauthenticated');
  });

  it('sends back with a reason who is no mentor, only says who she is, or has said no', async () => {
    for (const [person, reason] of [
      ['stranger', 'unknown_person'],
      ['student', 'unknown_person'],
      ['unverified', 'unknown_person'],
      ['', 'refused'],
    ] as const) {
      const { end, browser } = await signIn(person);
      assert.equal(end, `/admin/?sign_in=${reason}`, person);
      assert.equal((await tokenOf(browser)).status, 401);
    }
  });

  it('takes no answer without the cookie, with a made-up one, or from another attempt', async () => {
    provider.person = 'm1';
    const expired = `${api.url}/admin/?sign_in=expired`;
    const hers = new RedirectFollower();
    const callback = await hers.follow(start, isCallback);
    assert.equal((await new RedirectFollower().visit(callback)).next, expired);
    const forged = await fetch(callback, {
      redirect: 'manual',
      headers: { Cookie: 'mentor_booking_oidc=e30.e30.x' },
    });
    assert.match(forged.headers.get('location') ?? '', /expired$/);

    const other = new RedirectFollower();
    await other.visit(start);
    assert.equal((await other.visit(callback)).next, `${api.url}/admin/?sign_in=refused`);
    assert.equal((await hers.visit(callback)).next, `${api.url}/admin/`);
    assert.equal((await hers.visit(callback)).next, expired, 'an answer counts once');
  });

  it('takes no answer of one provider for an attempt at another', async () => {
    await addPartner(api.knex, 'mixed');
    const same = await api.knex('partner').where({ slug: 'demo' }).first('oidc_issuer', 'oidc_client_id');
    await api.knex('partner').where({ slug: 'mixed' }).update(same);
    provider.person = 'm1';
    const callback = await new RedirectFollower().follow(start, isCallback);
    const browser = new RedirectFollower();
    await browser.visit(start.replace('/demo', '/mixed'));
    assert.equal((await browser.visit(callback)).next, `${api.url}/admin/?sign_in=refused`);
    assert.equal((await tokenOf(browser)).status, 401);
    await api.knex('partner').where({ slug: 'mixed' }).update({ oidc_issuer: null, oidc_client_id: null });
  });

  it('takes no answer that is late', async () => {
    provider.person = 'm1';
    const browser = new RedirectFollower();
    const callback = await browser.follow(start, isCallback);
    api.now += 11 * 60_000;
    assert.equal((await browser.visit(callback)).next, `${api.url}/admin/?sign_in=expired`);
  });

  it('leads to the page that she wanted to see, and to none of another site', async () => {
    provider.person = 'm1';
    for (const [after, end] of [
      ['/admin/sessions/12', '/admin/sessions/12'],
      ['/admin/availability', '/admin/availability'],
      ['https://evil.example/admin/', '/admin/'],
      ['//evil.example', '/admin/'],
      ['/admin//evil.example', '/admin/'],
      ['/admin/../evil', '/admin/'],
      ['/admin/x?y=//evil.example', '/admin/'],
      ['\\\\evil.example', '/admin/'],
    ] as const) {
      const browser = new RedirectFollower();
      const callback = await browser.follow(`${start}?after=${encodeURIComponent(after)}`, isCallback);
      assert.equal((await browser.visit(callback)).next, api.url + end, after);
    }
    const bare = await new RedirectFollower().visit(
      `${api.url}/api/sign-in/oidc/demo/callback?next=//evil.example`,
    );
    assert.equal(bare.next, `${api.url}/admin/?sign_in=expired`);
  });

  it('is not there for a partner without one, and says when the provider is away', async () => {
    for (const slug of ['rival', 'nobody', 'a%00b', 'A'.repeat(100)]) {
      const response = await fetch(`${api.url}/api/sign-in/oidc/${slug}`, { redirect: 'manual' });
      assert.equal(response.status, 404, slug);
    }
    const rest = { oidc_issuer: 'http://127.0.0.1:9/', oidc_client_id: 'x' };
    await api.knex('partner').where({ slug: 'rival' }).update(rest);
    const away = await new RedirectFollower().visit(`${api.url}/api/sign-in/oidc/rival`);
    assert.equal(away.next, `${api.url}/admin/?sign_in=unavailable`);
  });

  it('speaks plain http with no provider but in the demo', async () => {
    const real = await startApi({ demo: false, databaseUrl: api.databaseUrl });
    try {
      const { next } = await new RedirectFollower().visit(`${real.url}/api/sign-in/oidc/demo`);
      assert.equal(next, `${real.url}/admin/?sign_in=unavailable`);
    } finally {
      await real.stop();
    }
  });

  it('is asked for on this machine by no real server, whatever the provider says of itself', async () => {
    const real = await startApi({ databaseUrl: api.databaseUrl, mayBeLocal: false });
    try {
      const before = provider.discoveries;
      // An issuer of its own, because what is known of the other is not asked for again.
      const local = { oidc_issuer: `${provider.issuer}/?` };
      await api.knex('partner').where({ slug: 'demo' }).update(local);
      const { next } = await new RedirectFollower().visit(`${real.url}/api/sign-in/oidc/demo`);
      assert.equal(next, `${real.url}/admin/?sign_in=unavailable`);
      assert.equal(provider.discoveries, before);
    } finally {
      await api.knex('partner').where({ slug: 'demo' }).update({ oidc_issuer: provider.issuer });
      await real.stop();
    }
  });

  it('reaches people of its own partner alone', async () => {
    const partner_id = await addPartner(api.knex, 'rival');
    const row = { partner_id, external_id: 'idp-7', name: 'R', email: 'm1@example.edu', is_admin: true };
    await api.knex('app_user').insert(row);
    const { browser } = await signIn('idp-7');
    assert.equal((await tokenOf(browser)).body.account.partner.slug, 'demo');
  });
});
