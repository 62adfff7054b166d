import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { call, refused, token, useFreshApi } from '../../support/api.ts';
import { mailsDue } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, hour, pointers } from '../routes/scene.ts';
import { enter, meetAt, read, roomOf } from './scene.ts';

const minute = 60_000;
const fixed = { kind: 'fixed', url: 'https://meet.example.edu/all' };

describe('the link into a meeting', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;
  let start: number;
  let session: Session;

  beforeEach(async () => {
    mentor = await addMentor(api);
    student = await token();
    await meetAt(api, fixed);
    session = await book(api, mentor, student, '16:00');
    start = Date.parse(session.session_date);
  });

  const linkOf = async (token: string): Promise<string> =>
    (await read(api, token, session)).meeting_link ?? assert.fail('there is no link');
  const pageAt = async (now: number, link: string) => {
    api.now = now;
    const response = await fetch(link);
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  const patch = (token: string, meeting_link: string | null) =>
    call(api, operations.updateSession, { token, id: session.id, body: { meeting_link } });

  it('is another for each of the two, the same whenever it is read, and shown to nobody else', async () => {
    const [hers, his] = [await linkOf(mentor.token), await linkOf(student)];
    assert.equal(session.meeting_link, his, 'the booking answers it already');
    assert.ok([hers, his].every((link) => link.startsWith(`${api.url}/join/`)));
    assert.notEqual(hers, his);
    const etags = await Promise.all(
      [1, 2].map(async () => {
        const { headers } = await call(api, operations.getSession, { token: student, id: session.id });
        return headers.get('etag');
      }),
    );
    assert.equal(etags[0], etags[1]);
    const admin = await adminToken();
    assert.equal((await read(api, admin, session)).meeting_link, null);
    const list = async (token: string, as: string) =>
      (await call(api, operations.listSessions, { token, query: { as } })).body.sessions[0]?.meeting_link;
    assert.equal(await list(student, 'student'), his);
    assert.equal(await list(mentor.token, 'mentor'), hers);
    assert.equal(await list(admin, 'partner'), null);
  });

  it('stands in her mails, their invitations, her files and her calendar', async () => {
    const [hers, his] = [await linkOf(mentor.token), await linkOf(student)];
    const mails = await mailsDue(api);
    for (const [to, own, other] of [
      ['s1@example.edu', his, hers],
      ['m1@example.edu', hers, his],
    ] as const) {
      const mail = mails.find((each) => each.to === to) ?? assert.fail(to);
      for (const part of [mail.text, mail.html ?? '', mail.calendar?.content.replaceAll('\r\n ', '') ?? '']) {
        assert.ok(part.includes(own));
        assert.ok(!part.includes(other));
      }
    }
    const file = await call(api, operations.getSessionCalendar, { token: student, id: session.id });
    assert.ok(String(file.body).replaceAll('\r\n ', '').includes(his));
    const feed = await call(api, operations.getCalendarFeed, { token: mentor.token, id: mentor.id });
    assert.ok((await (await fetch(feed.body.url)).text()).replaceAll('\r\n ', '').includes(hers));
  });

  it('opens 15 minutes before and closes 30 minutes after, and a look at it changes nothing', async () => {
    const link = await linkOf(student);
    const early = await pageAt(start - 16 * minute, link);
    assert.equal(early.status, 200);
    assert.match(early.html, /data-ms="60000">00:01:00</);
    assert.equal(early.headers.get('refresh'), '61');
    assert.doesNotMatch(early.html, /<form|<button/);
    assert.equal((await enter(link)).status, 409);
    const days = await pageAt(start - 3 * 24 * hour, link);
    assert.equal(days.headers.get('refresh'), '3600');
    assert.doesNotMatch(days.html, /<script/);

    const open = await pageAt(start - 15 * minute, link);
    assert.equal(open.headers.get('refresh'), null);
    assert.match(open.html, /<form method="post"><p><button>Entrer dans la salle/);
    assert.doesNotMatch(open.html, /<script|meet\.example/);
    assert.equal((await pageAt(start + hour - minute, link)).status, 200);
    assert.equal((await read(api, mentor.token, session)).attendance?.student_joined_at, null);

    const over = await pageAt(start + hour, link);
    assert.deepEqual([over.status, /La session est terminée/.test(over.html)], [410, true]);
    assert.equal((await enter(link)).status, 410);
  });

  it('lets in by its button alone, which leads on to the room', async () => {
    api.now = start;
    assert.equal((await roomOf(await linkOf(student))).href, fixed.url);
  });

  it('is in front of a page that holds its policy, stays nowhere and tells no server where it was', async () => {
    const { headers, html } = await pageAt(start - hour, await linkOf(student));
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'.*script-src 'sha256-/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(html, /<meta name="robots" content="noindex">/);
  });

  it('tells of another time once the session is moved, and of none once it is cancelled', async () => {
    const link = await linkOf(student);
    const body = { session_date: new Date(start - hour).toISOString() };
    const moved = await call(api, operations.rescheduleSession, { token: student, id: session.id, body });
    assert.equal(moved.body.meeting_link, link);
    assert.match((await pageAt(start - 2 * hour, link)).html, /15:00/);
    assert.equal((await pageAt(start - hour, link)).status, 200);
    api.now = start - 2 * hour;
    const done = await call(api, operations.cancelSession, { token: student, id: session.id, body: {} });
    assert.equal(done.body.meeting_link, null);
    const page = await pageAt(start - hour, link);
    assert.deepEqual([page.status, /La session est annulée/.test(page.html)], [410, true]);
    assert.equal((await enter(link)).status, 410);
  });

  it('gives way to a link of the mentor’s own, and comes back without it', async () => {
    const own = 'https://zoom.example/j/1?pwd=a';
    const [hers, his] = [await linkOf(mentor.token), await linkOf(student)];
    const answer = (await patch(mentor.token, own)).body;
    assert.deepEqual([answer.meeting_link, answer.own_meeting_link], [own, own]);
    assert.equal(await linkOf(student), own);
    assert.equal((await read(api, await adminToken(), session)).meeting_link, own);
    api.now = start;
    assert.equal((await roomOf(his)).href, own, 'a link from an older mail leads there too');
    const back = (await patch(mentor.token, null)).body;
    assert.deepEqual([back.meeting_link, back.own_meeting_link], [hers, null]);
  });

  it('that is no address is told not to answer', async () => {
    const link = await linkOf(student);
    await patch(mentor.token, 'https://meet.example.edu:99999/');
    api.now = start;
    const response = await enter(link);
    assert.deepEqual([response.status, /<button>Réessayer/.test(await response.text())], [503, true]);
  });

  it('is never set for both: what was read may be sent back, and all else is refused', async () => {
    const [hers, his] = [await linkOf(mentor.token), await linkOf(student)];
    const same = (await patch(mentor.token, hers)).body;
    assert.deepEqual([same.meeting_link, same.own_meeting_link], [hers, null]);
    const options = { token: mentor.token, id: session.id, body: { meeting_link: his } };
    const problem = await refused(api, operations.updateSession, options, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/meeting_link']);
  });

  it('is none where no meeting is made, and the page says so', async () => {
    const link = await linkOf(student);
    await meetAt(api, { kind: 'none' });
    assert.equal((await read(api, student, session)).meeting_link, null);
    assert.equal((await read(api, mentor.token, session)).attendance, null);
    const page = await pageAt(start, link);
    assert.deepEqual([page.status, /Pas de visioconférence/.test(page.html)], [410, true]);
    assert.equal((await enter(link)).status, 410);
  });

  it('of nobody is told to be none, in the language of the browser: 404', async () => {
    const link = await linkOf(student);
    const wrong = [`${link}x`, link.slice(0, -1), `${api.url}/join/x`, link.replace('/join/j', '/join/c')];
    for (const each of wrong) {
      const response = await fetch(each, { headers: { 'Accept-Language': 'sw, en;q=0.5' } });
      assert.equal(response.status, 404);
      assert.match(await response.text(), /Kiungo hiki hakifanyi kazi/);
      assert.equal((await enter(each)).status, 404);
    }
    await api
      .knex('app_user')
      .where({ external_id: 's1' })
      .update({ erased_at: new Date(api.now) });
    assert.equal((await fetch(link)).status, 404);
  });

  it('speaks her language, tells times of her zone, and takes names for text', async () => {
    await api.knex('app_user').where({ external_id: 's1' }).update({ locale: 'ar', timezone: 'Asia/Tokyo' });
    await api.knex('mentor').where({ id: mentor.id }).update({ name: '<img src=x> Ada' });
    await api.knex('partner').update({ theme: JSON.stringify({ primary: '#7A1E3A' }) });
    const { html } = await pageAt(start, await linkOf(student));
    assert.match(html, /<html lang="ar" dir="rtl">/);
    assert.match(html, /10:00/);
    assert.match(html, /&lt;img src=x&gt; Ada/);
    assert.match(html, /--primary:#7A1E3A/);
  });
});
