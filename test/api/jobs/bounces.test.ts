import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { makePost } from '../../../api/jobs/post.ts';
import { call, token, useFreshApi } from '../../support/api.ts';
import { sendDue } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { startSmtp, type TestSmtp, type Treatment } from '../../support/smtp.ts';
import { adminToken, book } from '../routes/scene.ts';

describe('an address that a mail server refuses', () => {
  const api = useFreshApi();
  let smtp: TestSmtp;
  let mentor: TestMentor;
  let student: string;
  let post: ReturnType<typeof makePost>;

  beforeEach(async () => {
    smtp = await startSmtp();
    post = makePost({ knex: api.knex, smtpUrl: smtp.url, from: 'mentors@example.edu', clock: () => api.now });
    mentor = await addMentor(api);
    student = await token();
  });
  afterEach(async () => {
    post.close();
    await smtp.stop();
  });

  const send = (): Promise<void> => sendDue(api, post.post);
  const person = (sub = 's1') => api.knex('app_user').where({ external_id: sub }).first();
  const messagesTo = async (sub: string) => {
    const rows = await api
      .knex('message')
      .where({ person_id: (await person(sub)).id })
      .orderBy('id');
    return rows
      .filter(({ event }) => event !== 'session_reminder')
      .map(({ state, error }) => `${state} ${error}`);
  };

  it('is marked, and used no more until it is changed by her token', async () => {
    smtp.treat = (address) =>
      address === 's1@example.edu' ? '550 5.1.1 <s1@example.edu> is not known here' : 'take';
    await book(api, mentor, student, '10:00');
    await send();
    const { mail_bounced_at, mail_bounce_reason } = await person();
    assert.deepEqual([mail_bounced_at.getTime(), mail_bounce_reason], [api.now, 'EENVELOPE 550 5.1.1']);
    assert.equal((await person('m1')).mail_bounced_at, null);
    const [entry] = await api.knex('audit_entry').where({ action: 'reportMail' });
    assert.deepEqual(
      [entry.actor_role, entry.changes],
      ['system', { mail_bounced: [null, 'EENVELOPE 550 5.1.1'] }],
    );

    smtp.treat = () => 'take';
    await book(api, mentor, student, '11:00');
    await send();
    assert.deepEqual(await messagesTo('s1'), ['failed EENVELOPE 550 5.1.1', 'skipped bounced']);
    assert.ok(smtp.mails.every(({ to }) => [to].flat()[0]?.text === 'm1@example.edu'));

    // The same address in other letters is the same.
    await book(api, mentor, await token({ email: 'S1@example.edu' }), '12:00');
    assert.notEqual((await person()).mail_bounced_at, null);
    await book(api, mentor, await token({ email: 'new@example.edu' }), '13:00');
    assert.equal((await person()).mail_bounce_reason, null);
    await send();
    assert.deepEqual((await messagesTo('s1')).slice(2), ['sent null', 'sent null']);
  });

  const elsewhere: readonly (readonly [Treatment, 'recipient' | 'content'])[] = [
    ['550 5.7.1 Not allowed to send', 'recipient'],
    ['550 relay not permitted', 'recipient'],
    ['552 5.2.2 Mailbox full', 'recipient'],
    [554, 'recipient'],
    [550, 'content'],
    ['554 5.7.1 Message content rejected', 'content'],
  ];
  for (const [answer, place] of elsewhere)
    it(`is not marked for what is about something else: ${answer}, for the ${place}`, async () => {
      smtp.treat = (address, at) => (address.startsWith('s1') && at === place ? answer : 'take');
      await book(api, mentor, student, '10:00');
      await send();
      assert.match((await messagesTo('s1'))[0] ?? '', /^failed /);
      assert.equal((await person()).mail_bounced_at, null);
    });

  it('is marked too where the server tells it behind the content', async () => {
    smtp.treat = (address, at) =>
      address.startsWith('s1') && at === 'content' ? '550 5.1.1 Unknown after all' : 'take';
    await book(api, mentor, student, '10:00');
    await send();
    assert.equal((await person()).mail_bounce_reason, 'EMESSAGE 550 5.1.1');
  });

  it('is hers no more where she has another by then, and that one is not marked', async () => {
    smtp.treat = (address) => (address.startsWith('s1') ? 550 : 'take');
    await book(api, mentor, student, '10:00');
    const renewed = await token({ email: 'new@example.edu' });
    await sendDue(api, async (mail, sending) => {
      if (mail.to.startsWith('s1')) await call(api, operations.getAccount, { token: renewed });
      await post.post(mail, sending);
    });
    assert.match((await messagesTo('s1'))[0] ?? '', /^failed /);
    assert.deepEqual([(await person()).email, (await person()).mail_bounced_at], ['new@example.edu', null]);
  });

  it('keeps a mentor from being invited until it is used again', async () => {
    smtp.treat = (address) => (address.startsWith('m1') ? 550 : 'take');
    await book(api, mentor, student, '10:00');
    await send();
    const admin = await adminToken();
    const invite = () => call(api, operations.inviteMentor, { token: admin, id: mentor.id });
    const refusal = await invite();
    assert.deepEqual(
      [refusal.status, (refusal.body as unknown as { code: string }).code],
      [409, 'address_bounced'],
    );
    await call(api, operations.useMailAgain, { token: admin, id: (await person('m1')).id });
    assert.equal((await invite()).status, 202);
  });
});
