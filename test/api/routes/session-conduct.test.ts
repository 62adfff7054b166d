import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, bookPast, pointers } from './scene.ts';

const { completeSession, getMentor, getSession, markNoShow, reviewSession, updateSession } = operations;

describe('what a mentor and a student do after booking', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let count = 0;

  before(async () => {
    await addPartner(api.knex, 'other');
  });
  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}` });
    student = await token({ sub: `s${count}` });
  });

  const strangers = async () => [
    await token({ sub: 'stranger' }),
    (await addMentor(api, { external_id: `m${count}-x` })).token,
    await token({ partner: 'other', sub: `m${count}`, role: 'mentor' }),
    await adminToken('other'),
  ];

  for (const [operation, status] of [
    [completeSession, 'completed'],
    [markNoShow, 'no_show'],
  ] as const) {
    describe(operation.summary.toLowerCase(), () => {
      it('is the mentor’s to say, from the start on, once', async () => {
        const { id, session_date } = await book(api, mentor, student, '09:00');
        const options = { id, token: mentor.token };
        await refused(api, operation, options, 409, 'session_not_started');
        api.now = Date.parse(session_date);
        const { body } = await call(api, operation, options);
        assert.equal(body.status, status);
        assert.equal((await call(api, getSession, { id, token: student })).body.status, status);
        await refused(api, completeSession, options, 409, 'not_scheduled');
        await refused(api, markNoShow, options, 409, 'not_scheduled');
        await refused(api, operations.cancelSession, { id, token: student }, 409, 'not_scheduled');
      });

      it('answers 401, 403 to the student and the admin, 404 to others', async () => {
        const { id } = await bookPast(api, mentor, student);
        await refused(api, operation, { id }, 401, 'unauthenticated');
        await refused(api, operation, { id, token: student }, 403, 'forbidden');
        await refused(api, operation, { id, token: await adminToken() }, 403, 'forbidden');
        for (const as of await strangers())
          await refused(api, operation, { id, token: as }, 404, 'not_found');
        await refused(api, operation, { id: 'x', token: mentor.token }, 404, 'not_found');
      });
    });
  }

  describe('notes and the meeting link', () => {
    it('are the mentor’s to set; only she reads the notes', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      const body = { notes: 'Prépare le plan', meeting_link: 'https://meet.example.edu/a?b=c' };
      const changed = await call(api, updateSession, { id, token: mentor.token, body });
      assert.equal(changed.status, 200);
      assert.partialDeepStrictEqual(changed.body, body);
      const seen = (await call(api, getSession, { id, token: student })).body;
      assert.equal(seen.meeting_link, body.meeting_link);
      for (const as of [student, await adminToken()]) {
        const { body: read } = await call(api, getSession, { id, token: as });
        assert.doesNotMatch(JSON.stringify(read), /Prépare/);
      }
      const listed = await call(api, operations.listSessions, { token: student });
      assert.doesNotMatch(JSON.stringify(listed.body), /Prépare/);
      const cleared = await call(api, updateSession, {
        id,
        token: mentor.token,
        body: { notes: null, meeting_link: null },
      });
      assert.deepEqual([cleared.body.notes, cleared.body.meeting_link], [null, null]);
    });

    for (const meeting_link of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'ftp://x.example',
      '//x.example',
      'https://',
      'https://a b',
      'https://x.example/\r\nX: y',
      `https://x.example/${'x'.repeat(2000)}`,
      5,
    ]) {
      it(`refuses the link ${JSON.stringify(meeting_link).slice(0, 40)}`, async () => {
        const { id } = await book(api, mentor, student, '09:00');
        const options = { id, token: mentor.token, body: { meeting_link } };
        const problem = await refused(api, updateSession, options, 422, 'invalid_request');
        assert.deepEqual(pointers(problem), ['/meeting_link']);
      });
    }

    it('are not overwritten by who read the session before they were changed, if she says what she read', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      const options = { id, token: mentor.token, query: { timezone: 'Asia/Tokyo' } };
      const first = await call(api, getSession, options);
      const read = first.headers.get('etag') as string;
      const write = (notes: string, etag?: string) => ({
        ...options,
        body: { notes },
        ...(etag && { headers: { 'If-Match': etag } }),
      });
      const saved = await call(api, updateSession, write('One tab', read));
      assert.equal(saved.status, 200);
      const newer = saved.headers.get('etag') as string;
      assert.notEqual(newer, read);
      const late = write('The other tab', read);
      await refused(api, updateSession, late, 412, 'precondition_failed');
      const again = await call(api, getSession, options);
      assert.deepEqual([again.body.notes, again.headers.get('etag')], ['One tab', newer]);
      assert.equal((await call(api, updateSession, write('Knowingly', newer))).status, 200);
      assert.equal((await call(api, updateSession, write('Blindly'))).body.notes, 'Blindly');
    });

    it('are written by one of several who read the same at once', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      const options = { id, token: mentor.token };
      const { headers } = await call(api, getSession, options);
      const sent = { ...options, headers: { 'If-Match': headers.get('etag') as string } };
      const replies = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map((notes) => call(api, updateSession, { ...sent, body: { notes } })),
      );
      assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 412, 412, 412, 412]);
      const written = replies.find(({ status }) => status === 200);
      assert.equal((await call(api, getSession, options)).body.notes, written?.body.notes);
    });

    it('answers 401, 403 to the student and the admin, 404 to others, 422 for notes that are too long', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      const body = { notes: 'x' };
      await refused(api, updateSession, { id, body }, 401, 'unauthenticated');
      await refused(api, updateSession, { id, body, token: student }, 403, 'forbidden');
      await refused(api, updateSession, { id, body, token: await adminToken() }, 403, 'forbidden');
      for (const as of await strangers())
        await refused(api, updateSession, { id, body, token: as }, 404, 'not_found');
      const long = { id, token: mentor.token, body: { notes: 'x'.repeat(10_001) } };
      await refused(api, updateSession, long, 422, 'invalid_request');
      await refused(api, updateSession, { ...long, body: {} }, 422, 'invalid_request');
    });
  });

  describe('a review', () => {
    const completed = async (time = '09:00', as = student) => {
      const session = await bookPast(api, mentor, as, time);
      const { status } = await call(api, completeSession, { id: session.id, token: mentor.token });
      assert.equal(status, 200);
      return session;
    };

    it('counts in the mentor’s rating, and tells her', async () => {
      const first = await completed();
      const body = { rating: 5, comment: ' Merci ' };
      const { status, body: review } = await call(api, reviewSession, { id: first.id, token: student, body });
      assert.equal(status, 201);
      assert.partialDeepStrictEqual(review, { session_id: first.id, rating: 5, comment: 'Merci' });
      const second = await completed('11:00');
      await call(api, reviewSession, { id: second.id, token: student, body: { rating: 4 } });
      const { body: profile } = await call(api, getMentor, { id: mentor.id });
      assert.deepEqual([profile.rating_average, profile.rating_count], [4.5, 2]);
      const { body: told } = await call(api, operations.listNotifications, { token: mentor.token });
      assert.equal(told.notifications[0]?.type, 'session_review');
    });

    it('is given once', async () => {
      const { id } = await completed();
      const options = { id, token: student, body: { rating: 1 } };
      const replies = await Promise.all([1, 2, 3].map(() => call(api, reviewSession, options)));
      assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 409, 409]);
      await refused(api, reviewSession, options, 409, 'already_reviewed');
      const { body } = await call(api, getMentor, { id: mentor.id });
      assert.deepEqual([body.rating_average, body.rating_count], [1, 1]);
    });

    it('waits until the session is completed', async () => {
      const session = await bookPast(api, mentor, student);
      const options = { id: session.id, token: student, body: { rating: 3 } };
      await refused(api, reviewSession, options, 409, 'not_completed');
      await call(api, markNoShow, { id: session.id, token: mentor.token });
      await refused(api, reviewSession, options, 409, 'not_completed');
    });

    it('is the student’s: 401, 403 to mentor and admin, 404 to others', async () => {
      const { id } = await completed();
      const body = { rating: 3 };
      await refused(api, reviewSession, { id, body }, 401, 'unauthenticated');
      await refused(api, reviewSession, { id, body, token: mentor.token }, 403, 'forbidden');
      await refused(api, reviewSession, { id, body, token: await adminToken() }, 403, 'forbidden');
      for (const as of await strangers())
        await refused(api, reviewSession, { id, body, token: as }, 404, 'not_found');
    });

    it('rates from 1 to 5 in whole numbers', async () => {
      const { id } = await completed();
      for (const [body, expected] of [
        [{}, ['/rating']],
        [{ rating: 0 }, ['/rating']],
        [{ rating: 6 }, ['/rating']],
        [{ rating: 4.5 }, ['/rating']],
        [{ rating: '5', comment: 5 }, ['/comment', '/rating']],
        [{ rating: 5, comment: 'x'.repeat(2001) }, ['/comment']],
      ] as const) {
        const options = { id, token: student, body };
        assert.deepEqual(
          pointers(await refused(api, reviewSession, options, 422, 'invalid_request')),
          expected,
        );
      }
    });
  });
});
