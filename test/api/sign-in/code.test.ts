import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { forgetOldRows } from '../../../api/jobs/forget-old-rows.ts';
import { addPartner, call, refused, token, useApi, useFreshApi } from '../../support/api.ts';
import { addMentor } from '../../support/people.ts';
import { type AskedCode, askForCode, cookieOf, mailedCodes, otherThan } from './browser.ts';

const minute = 60_000;

describe('a code by mail', () => {
  const api = useApi();
  before(async () => {
    await addMentor(api);
  });

  const email = 'm1@example.edu';
  const withCode = ({ code, cookie }: AskedCode, address = email) => ({
    body: { email: address, code },
    headers: { Cookie: cookie },
  });
  const ask = (address = email, before = '') => askForCode(api, address, before);
  const tryCode = (asked: AskedCode, address = email) =>
    call(api, operations.signIn, withCode(asked, address));
  const isWrong = (asked: AskedCode, address = email) =>
    refused(api, operations.signIn, withCode(asked, address), 422, 'wrong_code');
  const isOfAnotherBrowser = (asked: AskedCode, address = email) =>
    refused(api, operations.signIn, withCode(asked, address), 422, 'other_browser');
  const other = ({ code, cookie }: AskedCode): AskedCode => ({ code: otherThan(code), cookie });

  it('signs a mentor in, whatever the case of her address', async () => {
    const reply = await tryCode(await ask('M1@Example.edu'), 'm1@EXAMPLE.edu');
    assert.equal(reply.status, 200);
    const { account } = reply.body;
    assert.deepEqual([account.name, account.role, account.is_admin], ['Name of m1', 'mentor', false]);
    assert.deepEqual(account.partner, { slug: 'demo', name: 'demo' });
    assert.ok(account.mentor_id);
  });

  it('shows that mail reaches her, whatever came back before', async () => {
    const bounce = { mail_bounced_at: new Date(api.now), mail_bounce_reason: '5.1.1' };
    await api.knex('app_user').where({ email }).update(bounce);
    const asked = await ask();
    await isWrong(other(asked));
    const row = () => api.knex('app_user').where({ email }).first();
    assert.equal((await row()).mail_bounce_reason, '5.1.1');
    assert.equal((await tryCode(asked)).status, 200);
    assert.equal((await row()).mail_bounce_reason, null);
  });

  it('is mailed to her alone, in her language, and names nobody', async () => {
    for (const [locale, words] of [
      ['fr', /valable dix minutes/],
      ['en', /valid for ten minutes/],
      ['pt', /válido durante dez minutos/],
      ['ar', /عشر دقائق/],
      ['sw', /dakika kumi/],
    ] as const) {
      await api.knex('app_user').where({ email }).update({ locale });
      await call(api, operations.requestSignInCode, { body: { email, locale: 'en' } });
      const mails = await mailedCodes(api);
      assert.deepEqual(
        mails.map(({ to }) => to),
        [email],
      );
      assert.match(mails[0]?.text ?? '', words);
      assert.doesNotMatch(`${mails[0]?.subject} ${mails[0]?.text}`, /Mentor|m1|@|\{/);
    }
    await api.knex('app_user').where({ email }).update({ locale: null });
    await call(api, operations.requestSignInCode, { body: { email, locale: 'pt-AO' } });
    assert.match((await mailedCodes(api))[0]?.text ?? '', /dez minutos/);
  });

  it('goes to nobody whose address only looks the same to a database', async () => {
    const isAdmin = { is_admin: true, locale: 'fr' };
    const partner_id = await addPartner(api.knex, 'lookalike');
    const look = [
      'kİm@victim.example',
      '\u212Aim@victim.example',
      'kim@vİctim.example',
      'kim@vıctim.example',
    ];
    await api.knex('app_user').insert([
      ...look.map((email) => ({ partner_id, external_id: email, name: 'Mallory', email, ...isAdmin })),
      {
        partner_id: api.partnerId,
        external_id: 'kim',
        name: 'Kim',
        email: 'kim@victim.example',
        is_admin: true,
      },
    ]);
    const code = await ask('KIM@victim.example');
    assert.equal((await tryCode(code, 'kim@victim.example')).body.account.name, 'Kim');
  });

  it('waits in the queue and in the database without address or digits', async () => {
    await call(api, operations.requestSignInCode, { body: { email } });
    const kept = await api.knex.raw(`SELECT payload::text FROM graphile_worker._private_jobs
      UNION ALL SELECT to_jsonb(c)::text FROM sign_in_code c`);
    const text = JSON.stringify(kept.rows);
    const [mail] = await mailedCodes(api);
    const code = /\d{6}/.exec(mail?.subject ?? '')?.[0] ?? '';
    assert.equal(code.length, 6);
    // The digits may stand by chance inside a longer number or a hash.
    assert.doesNotMatch(text, new RegExp(`m1@|example|"${code}"`));
  });

  it('can be used once', async () => {
    const code = await ask();
    assert.equal((await tryCode(code)).status, 200);
    await isWrong(code);
  });

  it('is over after five tries, for the right digits too', async () => {
    const code = await ask();
    for (let i = 0; i < 5; i++) await isWrong(other(code));
    await isWrong(code);
    assert.equal((await tryCode(await ask())).status, 200, 'a new one works');
  });

  it('allows five tries, not six, when they come at once', async () => {
    const code = await ask();
    const before = await api.knex('sign_in_code').where({ tries_left: 5 }).first();
    assert.ok(before);
    await Promise.all(Array.from({ length: 20 }, () => isWrong(other(code))));
    const [row] = await api.knex('sign_in_code').where({ address_hash: before.address_hash });
    assert.equal(row.tries_left, 0);
    await isWrong(code);
  });

  it('is over after ten minutes', async () => {
    const code = await ask();
    api.now += 10 * minute;
    await isWrong(code);
    const next = await ask();
    api.now += 10 * minute - 1;
    assert.equal((await tryCode(next)).status, 200);
  });

  it('ends the one before in the same browser', async () => {
    const first = await ask();
    const second = await ask(email, first.cookie);
    await isOfAnotherBrowser(first);
    assert.equal((await tryCode(second)).status, 200);
  });

  it('is not mailed when it came too late: expired, used, or replaced by a newer one', async () => {
    const first = await call(api, operations.requestSignInCode, { body: { email } });
    const headers = { Cookie: cookieOf(first) };
    await call(api, operations.requestSignInCode, { body: { email }, headers });
    assert.equal((await mailedCodes(api)).length, 1);
    await call(api, operations.requestSignInCode, { body: { email } });
    api.now += 11 * minute;
    assert.equal((await mailedCodes(api)).length, 0);
  });

  it('keeps a cookie that no script reads, no other site sends and no other address gets', async () => {
    const asked = await call(api, operations.requestSignInCode, { body: { email } });
    const [line, ...more] = asked.headers.getSetCookie();
    assert.match(
      line ?? '',
      /^mentor_booking_code=[\w-]{43}; Path=\/api\/sign-in; SameSite=Strict; Max-Age=600; HttpOnly$/,
    );
    assert.deepEqual(more, []);
    const { rows } = await api.knex.raw('SELECT to_jsonb(c)::text AS row FROM sign_in_code c');
    const secret = /=([\w-]{43});/.exec(line ?? '')?.[1] as string;
    const hex = Buffer.from(secret).toString('hex');
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(`${secret}|${hex}`), 'only its hash is stored');
    await mailedCodes(api);
  });

  it('is good in the browser alone that asked for it', async () => {
    const hers = await ask();
    const elsewhere = await ask();
    await isOfAnotherBrowser({ ...hers, cookie: '' });
    await isOfAnotherBrowser({ ...hers, cookie: `mentor_booking_code=${'A'.repeat(43)}` });
    await isOfAnotherBrowser(hers, 'nobody@example.edu');
    if (hers.code !== elsewhere.code) await isWrong({ ...hers, cookie: elsewhere.cookie });
    assert.equal((await tryCode(hers)).status, 200);
    assert.equal((await tryCode(elsewhere)).status, 200);
  });

  it('is asked for by pages of this origin alone, which keep the cookie', async () => {
    const foreign: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const headers of foreign) {
      const options = { body: { email }, headers };
      await refused(api, operations.requestSignInCode, options, 403, 'forbidden');
    }
    const headers = { Origin: api.url, 'Sec-Fetch-Site': 'same-origin' };
    assert.equal((await call(api, operations.requestSignInCode, { body: { email }, headers })).status, 202);
    await mailedCodes(api);
  });

  it('answers an address that nobody has as it answers any other, and mails nothing', async () => {
    const nobody = 'nobody@example.edu';
    const answers = [];
    for (const address of [email, nobody]) {
      const asked = await call(api, operations.requestSignInCode, { body: { email: address } });
      const { status, body, headers } = asked;
      const Cookie = cookieOf(asked);
      answers.push([status, body, [...headers.keys()].sort().join()]);
      for (let i = 0; i < 6; i++) {
        const { status, body } = await call(api, operations.signIn, {
          body: { email: address, code: '000000' },
          headers: { Cookie },
        });
        const { request_id, ...problem } = body as unknown as Record<string, unknown>;
        answers.push([status, problem]);
      }
    }
    assert.deepEqual(answers.slice(0, 7), answers.slice(7));
    const jobs = await api.knex.raw('SELECT payload FROM graphile_worker._private_jobs');
    assert.equal(jobs.rows.length, 2, 'both queue a job');
    assert.deepEqual(
      (await mailedCodes(api)).filter(({ to }) => to === nobody),
      [],
    );
  });

  it('is for mentors and admins alone', async () => {
    await call(api, operations.listNotifications, { token: await token({ sub: 's1' }) });
    await call(api, operations.requestSignInCode, { body: { email: 's1@example.edu' } });
    assert.deepEqual(await mailedCodes(api), []);
    await api.knex('app_user').where({ external_id: 's1' }).update({ is_admin: true });
    const reply = await tryCode(await ask('s1@example.edu'), 's1@example.edu');
    assert.equal(reply.body.account.role, 'partner_admin');
  });

  it('asks who is known at several partners for one of them, and stays good', async () => {
    const partner_id = await addPartner(api.knex, 'rival');
    await api.knex('app_user').insert({ partner_id, external_id: 'x', name: 'X', email, is_admin: true });
    const code = await ask();
    const { headers } = withCode(code);
    const at = (partner?: string) => ({ body: { email, code: code.code, partner }, headers });
    const problem = await refused(api, operations.signIn, at(), 409, 'partner_needed');
    assert.deepEqual(problem.partners, [
      { slug: 'demo', name: 'demo' },
      { slug: 'rival', name: 'rival' },
    ]);
    await refused(api, operations.signIn, at('third'), 409, 'partner_needed');
    const reply = await call(api, operations.signIn, at('rival'));
    assert.deepEqual([reply.status, reply.body.account.partner.slug], [200, 'rival']);
    await isWrong(code);
    await api.knex('app_user').where({ partner_id }).update({ email: null });
  });

  it('tells every fault of the input', async () => {
    const body = { email: 'no address', code: '12345', more: 1 };
    const { errors } = await refused(api, operations.signIn, { body }, 422, 'invalid_request');
    assert.deepEqual(errors?.map(({ pointer }) => pointer).sort(), ['', '/code', '/email']);
    await refused(api, operations.requestSignInCode, { body: {} }, 422, 'invalid_request');
  });

  it('is forgotten in the end', async () => {
    assert.ok(await api.knex('sign_in_code').first());
    await forgetOldRows(api.knex, api.now + 25 * 60 * minute);
    assert.equal(await api.knex('sign_in_code').first(), undefined);
  });
});

describe('a stranger who knows the address', () => {
  const api = useFreshApi({ rateLimit: true });
  const email = 'm1@example.edu';

  beforeEach(async () => {
    await addMentor(api);
  });

  const signInWith = async ({ code, cookie }: AskedCode) =>
    (await call(api, operations.signIn, { body: { email, code }, headers: { Cookie: cookie } })).status;
  const request = () => call(api, operations.requestSignInCode, { body: { email } });

  it('spoils no code by guessing, with a cookie of his own or without', async () => {
    const hers = await askForCode(api, email);
    const his = await askForCode(api, email);
    await Promise.all([
      ...Array.from({ length: 30 }, () => signInWith({ code: '000000', cookie: '' })),
      ...Array.from({ length: 30 }, () => signInWith({ code: otherThan(his.code), cookie: his.cookie })),
    ]);
    assert.equal(await signInWith(hers), 200);
  });

  it('keeps her from no code by asking eight times at once, and forty times an hour', async () => {
    await Promise.all(Array.from({ length: 8 }, request));
    assert.equal(await signInWith(await askForCode(api, email)), 200);
    for (let i = 0; i < 32; i++) assert.equal((await request()).status, 202);
    const hers = await askForCode(api, email);
    assert.equal(hers.code.length, 6);
    assert.equal(await signInWith(hers), 200);
  });

  it('fills no mailbox, and is not let in by guessing: codes get longer, and are shared for a while', async () => {
    const asked = [];
    for (let i = 0; i < 60; i++) asked.push(await request());
    assert.ok(asked.every(({ status }) => status === 202));
    const mails = await mailedCodes(api);
    assert.equal(mails.length, 46, 'forty-five of their own, and a shared one');
    const shared = /\d{10}/.exec(mails.at(-1)?.subject ?? '')?.[0] ?? assert.fail(mails.at(-1)?.subject);
    const hers = cookieOf(await request());
    assert.deepEqual(await mailedCodes(api), []);
    for (let i = 0; i < 5; i++) {
      const cookie = cookieOf(asked[50] as (typeof asked)[0]);
      assert.equal(await signInWith({ code: String(i).padStart(10, '0'), cookie }), 422);
    }
    assert.equal(
      await signInWith({ code: shared, cookie: hers }),
      200,
      'the code that was mailed last is hers too',
    );
    assert.equal(await signInWith({ code: shared, cookie: hers }), 422, 'once');
    api.now += 6 * minute;
    const next = await askForCode(api, email);
    assert.equal(next.code.length, 10);
    assert.notEqual(next.code, shared);
    assert.equal(await signInWith(next), 200);
    api.now += 61 * minute;
    assert.equal((await askForCode(api, email)).code.length, 6, 'quiet again');
  });

  it('loses no count when he asks from everywhere at once', async () => {
    await Promise.all(Array.from({ length: 60 }, request));
    assert.equal((await mailedCodes(api)).length, 46);
    const { asked } = await api.knex('sign_in_address').first();
    assert.equal(asked, 60);
  });

  it('is slowed down in a browser that asked for nothing, and keeps nobody beside him from trying', async () => {
    const guess = (i: number) =>
      call(api, operations.signIn, { body: { email: `a${i}@example.edu`, code: '123456' } });
    const statuses = new Set<number>();
    for (let i = 0; i < 130; i++) statuses.add((await guess(i)).status);
    assert.deepEqual([...statuses], [422, 429]);
    assert.equal(await signInWith(await askForCode(api, email)), 200);
  });
});
