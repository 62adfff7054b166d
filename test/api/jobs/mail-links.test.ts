import assert from 'node:assert/strict';
import type { ParsedMail } from 'mailparser';
import { operations } from '../../../api/contract/operations.ts';
import { makePost } from '../../../api/jobs/post.ts';
import { readLinkToken } from '../../../api/secrets/person-link.ts';
import { call, monday, token, tokenSecret, useFreshApi } from '../../support/api.ts';
import { headingOf, open, saidBy, send } from '../../support/links.ts';
import { sendDue } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { startSmtp, type TestSmtp } from '../../support/smtp.ts';
import { book, bookPast, day, hour } from '../routes/scene.ts';

/** The links of a mail by their purpose, as its HTML has them. */
function linksIn({ html }: ParsedMail): Map<string, { path: string; expiresAt: number | null }> {
  const paths = [...String(html).matchAll(/href="[^"]*(\/m\/[\w.-]+)"/g)].map(([, path = '']) => path);
  return new Map(
    paths.map((path) => {
      const link = readLinkToken(tokenSecret, path.slice(3));
      return [link?.purpose ?? 'unknown', { path, expiresAt: link?.expiresAt ?? null }];
    }),
  );
}

describe('the mails of a session', () => {
  const api = useFreshApi();
  let smtp: TestSmtp;
  let post: ReturnType<typeof makePost>;
  let mentor: TestMentor;
  let student: string;

  beforeEach(async () => {
    smtp = await startSmtp();
    const { knex } = api;
    post = makePost({ knex, smtpUrl: smtp.url, from: 'm@example.edu', clock: () => api.now });
    mentor = await addMentor(api);
    student = await token();
  });
  afterEach(async () => {
    post.close();
    await smtp.stop();
  });

  const mailed = async (to: string): Promise<ParsedMail[]> => {
    const before = smtp.mails.length;
    await sendDue(api, post.post);
    return smtp.mails.slice(before).filter((mail) => [mail.to].flat().some((each) => each?.text === to));
  };
  /** What of a mail's header lets its reader stop such mails. */
  const unsubscribe = (mail: ParsedMail | undefined): (string | undefined)[] =>
    ['list-unsubscribe', 'list-unsubscribe-post'].map((name) =>
      mail?.headerLines.find(({ key }) => key === name)?.line.replace(/^[^:]+:\s*/, ''),
    );

  it('have links to move and cancel it until its start, and to what their reader is told', async () => {
    const session = await book(api, mentor, student, '16:00');
    const start = Date.parse(session.session_date);
    for (const to of ['s1@example.edu', 'm1@example.edu']) {
      const [mail] = to.startsWith('s')
        ? await mailed(to)
        : smtp.mails.filter(({ to: each }) => [each].flat()[0]?.text === to);
      assert.ok(mail);
      const links = linksIn(mail);
      assert.deepEqual([...links.keys()], ['move', 'cancel', 'preferences']);
      assert.equal(links.get('cancel')?.expiresAt, start);
      assert.equal(links.get('preferences')?.expiresAt, start + 180 * day);
      for (const [purpose, { path }] of links) {
        assert.equal((await open(api, path)).status, 200, purpose);
        assert.ok(mail.text?.includes(`${api.url}${path}`), 'the text has it too');
      }
      assert.deepEqual(unsubscribe(mail), [undefined, undefined], 'of what was booked she must hear');
    }
  });

  it('move and cancel by the links of the mail that came last, and of those before', async () => {
    await book(api, mentor, student, '16:00');
    const [first] = await mailed('s1@example.edu');
    const move = linksIn(first as ParsedMail).get('move')?.path ?? '';
    assert.equal((await send(api, move, [['start', '2026-11-24T07:00:00Z']])).status, 200);
    const [second] = await mailed('s1@example.edu');
    assert.match(second?.subject ?? '', /^Session déplacée/);
    const old = linksIn(first as ParsedMail).get('cancel')?.path ?? '';
    const cancel = linksIn(second as ParsedMail).get('cancel')?.path ?? '';
    assert.match((await open(api, old)).html, /mardi 24 novembre/);
    assert.equal(saidBy(await send(api, cancel)), 'La session est annulée.');
    assert.equal((await open(api, old)).status, 410);
    assert.equal(linksIn((await mailed('s1@example.edu'))[0] as ParsedMail).get('cancel'), undefined);
  });

  it('that remind are stopped by one click in a mail program (RFC 8058), at once', async () => {
    const session = await book(api, mentor, student, '16:00');
    await mailed('s1@example.edu');
    const later = await book(api, mentor, student, '16:30');
    await mailed('s1@example.edu');
    api.now = Date.parse(session.session_date) - hour;
    const [mail] = await mailed('s1@example.edu');
    const [address = '', method] = unsubscribe(mail);
    assert.equal(method, 'List-Unsubscribe=One-Click');
    assert.match(address, new RegExp(`^<${api.url}/m/[\\w.-]+>$`));
    const path = address.slice(1 + api.url.length, -1);
    assert.equal((await open(api, path)).status, 200);
    assert.equal((await send(api, path, [['List-Unsubscribe', 'One-Click']])).status, 200);
    api.now = Date.parse(later.session_date) - hour;
    assert.deepEqual(await mailed('s1@example.edu'), []);
    const [reminder] = await api.knex('message').where({ session_id: later.id, state: 'skipped' });
    assert.equal(reminder.error, 'turned_off');
    assert.ok(smtp.mails.at(-1)?.subject?.startsWith('Rappel'), 'the mentor has hers');
  });

  describe('that ask for a review', () => {
    const complete = (id: number) => call(api, operations.completeSession, { id, token: mentor.token });
    const reopen = (id: number) => call(api, operations.reopenSession, { id, token: mentor.token });

    it('come to the student alone, an hour after it was held, with a link that takes it', async () => {
      const session = await bookPast(api, mentor, student);
      await mailed('');
      const held = api.now;
      assert.equal((await complete(session.id)).status, 200);
      api.now = held + hour - 1;
      assert.deepEqual(await mailed('s1@example.edu'), []);
      api.now = held + hour;
      const [mail, ...more] = await mailed('s1@example.edu');
      assert.deepEqual(
        [more, smtp.mails.filter(({ subject }) => /^Session terminée/.test(subject ?? '')).length],
        [[], 1],
      );
      const review = linksIn(mail as ParsedMail).get('review');
      assert.equal(review?.expiresAt, Date.parse(session.ends_at) + 30 * day);
      assert.match(unsubscribe(mail)[0] ?? '', /^<http/);
      assert.equal(headingOf(await open(api, review?.path ?? '')), 'Donner votre avis');
      assert.equal((await send(api, review?.path ?? '', [['rating', '5']])).status, 200);
      assert.equal((await api.knex('session_review').first()).rating, 5);
    });

    it('wait for the end of a session that was marked as held before', async () => {
      const session = await book(api, mentor, student, '09:00', { duration_minutes: 60 });
      api.now = Date.parse(session.session_date) + 1;
      await complete(session.id);
      const [row] = await api.knex('message').where({ event: 'review_requested' });
      assert.equal(row.due_at.getTime(), Date.parse(session.ends_at) + hour);
    });

    it('are left out where there is a review, where it is not held after all, and where they are stopped', async () => {
      const [reviewed, reopened, stopped] = [
        await bookPast(api, mentor, student, '09:00'),
        await bookPast(api, mentor, student, '10:00'),
        await bookPast(api, mentor, await token({ sub: 's2' }), '11:00'),
      ];
      await mailed('');
      for (const { id } of [reviewed, reopened, stopped]) assert.equal((await complete(id)).status, 200);
      await call(api, operations.reviewSession, { id: reviewed.id, token: student, body: { rating: 4 } });
      await reopen(reopened.id);
      const body = { review_requested: { mail: false } };
      await call(api, operations.replaceNotificationPreferences, { token: await token({ sub: 's2' }), body });
      api.now += hour;
      await mailed('');
      const rows = await api.knex('message').where({ event: 'review_requested' }).orderBy('session_id');
      assert.deepEqual(
        rows.map(({ state, error }) => [state, error]),
        [
          ['skipped', 'changed'],
          ['skipped', 'changed'],
          ['skipped', 'turned_off'],
        ],
      );
    });

    it('are not mailed where one went by another channel', async () => {
      const session = await bookPast(api, mentor, student);
      await complete(session.id);
      await api
        .knex('message')
        .where({ event: 'review_requested' })
        .update({ channel: 'sms', state: 'sent' });
      await reopen(session.id);
      await complete(session.id);
      assert.equal((await api.knex('message').where({ event: 'review_requested' })).length, 1);
    });

    it('come once, however often a session is held, and none for a missed one', async () => {
      const session = await bookPast(api, mentor, student);
      await mailed('');
      await complete(session.id);
      await reopen(session.id);
      api.now += hour;
      assert.deepEqual(await mailed('s1@example.edu'), []);
      await complete(session.id);
      api.now += hour;
      assert.equal((await mailed('s1@example.edu')).length, 1);
      await reopen(session.id);
      await complete(session.id);
      api.now += hour;
      assert.deepEqual(await mailed('s1@example.edu'), []);
      await reopen(session.id);
      await call(api, operations.markNoShow, { id: session.id, token: mentor.token });
      assert.equal((await api.knex('message').where({ event: 'review_requested' })).length, 1);
    });
  });

  it('wait until the server’s address is known', async () => {
    await book(api, mentor, student, '16:00');
    const { url } = api;
    Object.assign(api, { url: '' });
    assert.deepEqual(await mailed('s1@example.edu'), []);
    Object.assign(api, { url });
    assert.equal((await mailed('s1@example.edu')).length, 1);
    assert.equal(api.now, monday);
  });
});
