import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { forgetOldRows } from '../../../api/jobs/forget-old-rows.ts';
import { addPartner, call, refused, startApi, type TestApi, token } from '../../support/api.ts';
import { addMentor } from '../../support/people.ts';
import { codeFor, mailedCodes, otherThan } from './browser.ts';

const minute = 60_000;

describe('a code by mail', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi();
    await addMentor(api);
  });
  after(() => api.stop());

  const email = 'm1@example.edu';
  const tryCode = (code: string, address = email) =>
    call(api, operations.signIn, { body: { email: address, code } });
  const isWrong = (code: string, address = email) =>
    refused(api, operations.signIn, { body: { email: address, code } }, 422, 'wrong_code');

  it('signs a mentor in, whatever the case of her address', async () => {
    const reply = await tryCode(await codeFor(api, ' M1@Example.edu'.trim()), 'm1@EXAMPLE.edu');
    assert.equal(reply.status, 200);
    const { account } = reply.body;
    assert.deepEqual([account.name, account.role, account.is_admin], ['Name of m1', 'mentor', false]);
    assert.deepEqual(account.partner, { slug: 'demo', name: 'demo' });
    assert.ok(account.mentor_id);
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
    const code = await codeFor(api, 'KIM@victim.example');
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
    const code = await codeFor(api, email);
    assert.equal((await tryCode(code)).status, 200);
    await isWrong(code);
  });

  it('is over after five tries, for the right digits too', async () => {
    const code = await codeFor(api, email);
    for (let i = 0; i < 5; i++) await isWrong(otherThan(code));
    await isWrong(code);
    assert.equal((await tryCode(await codeFor(api, email))).status, 200, 'a new one works');
  });

  it('allows five tries, not six, when they come at once', async () => {
    const code = await codeFor(api, email);
    const before = await api.knex('sign_in_code').where({ tries_left: 5 }).first();
    assert.ok(before);
    await Promise.all(Array.from({ length: 20 }, () => isWrong(otherThan(code))));
    const [row] = await api.knex('sign_in_code').where({ address_hash: before.address_hash });
    assert.equal(row.tries_left, 0);
    await isWrong(code);
  });

  it('is over after ten minutes', async () => {
    const code = await codeFor(api, email);
    api.now += 10 * minute;
    await isWrong(code);
    const next = await codeFor(api, email);
    api.now += 10 * minute - 1;
    assert.equal((await tryCode(next)).status, 200);
  });

  it('ends the one before', async () => {
    const first = await codeFor(api, email);
    const second = await codeFor(api, email);
    if (first !== second) await isWrong(first);
    assert.equal((await tryCode(second)).status, 200);
  });

  it('is not mailed when it came too late: expired, used, or replaced by a newer one', async () => {
    await call(api, operations.requestSignInCode, { body: { email } });
    await call(api, operations.requestSignInCode, { body: { email } });
    assert.equal((await mailedCodes(api)).length, 1);
    await call(api, operations.requestSignInCode, { body: { email } });
    api.now += 11 * minute;
    assert.equal((await mailedCodes(api)).length, 0);
  });

  it('answers an address that nobody has as it answers any other, and mails nothing', async () => {
    const nobody = 'nobody@example.edu';
    const answers = [];
    for (const address of [email, nobody]) {
      const asked = await call(api, operations.requestSignInCode, { body: { email: address } });
      const { status, body, headers } = asked;
      answers.push([status, body, [...headers.keys()].sort().join()]);
      for (let i = 0; i < 6; i++) {
        const { status, body } = await call(api, operations.signIn, {
          body: { email: address, code: '000000' },
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
    const reply = await tryCode(await codeFor(api, 's1@example.edu'), 's1@example.edu');
    assert.equal(reply.body.account.role, 'partner_admin');
  });

  it('asks who is known at several partners for one of them, and stays good', async () => {
    const partner_id = await addPartner(api.knex, 'rival');
    await api.knex('app_user').insert({ partner_id, external_id: 'x', name: 'X', email, is_admin: true });
    const code = await codeFor(api, email);
    const problem = await refused(api, operations.signIn, { body: { email, code } }, 409, 'partner_needed');
    assert.deepEqual(problem.partners, [
      { slug: 'demo', name: 'demo' },
      { slug: 'rival', name: 'rival' },
    ]);
    await refused(api, operations.signIn, { body: { email, code, partner: 'third' } }, 409, 'partner_needed');
    const reply = await call(api, operations.signIn, { body: { email, code, partner: 'rival' } });
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

  it('can be asked for thirty times an hour on all processes together', async () => {
    const ask = () => call(api, operations.requestSignInCode, { body: { email: 'often@example.edu' } });
    for (let i = 0; i < 30; i++) assert.equal((await ask()).status, 202);
    const reply = await ask();
    assert.equal(reply.status, 429);
    assert.ok(Number(reply.headers.get('retry-after')) > 0);
    api.now += 61 * minute;
    assert.equal((await ask()).status, 202);
  });

  it('is forgotten in the end', async () => {
    assert.ok(await api.knex('sign_in_code').first());
    await forgetOldRows(api.knex, api.now + 25 * 60 * minute);
    assert.equal(await api.knex('sign_in_code').first(), undefined);
  });
});

describe('codes with rate limits', () => {
  it('are limited by mail address and by address of the network', async () => {
    const api = await startApi({ rateLimit: true });
    try {
      const ask = async (email: string) =>
        (await call(api, operations.requestSignInCode, { body: { email } })).status;
      const statuses = [];
      for (let i = 0; i < 7; i++) statuses.push(await ask(i % 2 ? 'A@example.edu' : 'a@example.edu'));
      assert.deepEqual(statuses, [202, 202, 202, 202, 202, 202, 429]);
      for (let i = 7; i < 60; i++) statuses.push(await ask(`a${i}@example.edu`));
      assert.ok(statuses.slice(7).every((status) => status === 202));
      assert.equal(await ask('last@example.edu'), 429);
    } finally {
      await api.stop();
    }
  });

  it('can be tried so often from one address of the network, and no more', async () => {
    const api = await startApi({ rateLimit: true });
    try {
      const guess = async (i: number) =>
        (await call(api, operations.signIn, { body: { email: `a${i}@example.edu`, code: '123456' } })).status;
      for (let i = 0; i < 120; i++) assert.equal(await guess(i), 422);
      assert.equal(await guess(120), 429);
    } finally {
      await api.stop();
    }
  });
});
