import assert from 'node:assert/strict';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, bookPast, pointers } from './scene.ts';

const { erasePerson, exportPerson, getPerson, getSession, listPeople, updateSession } = operations;

describe('a person’s privacy, kept by an admin of her partner', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let admin: string;
  let count = 0;

  const idOf = async (external_id: string): Promise<number> =>
    (await api.knex('app_user').where({ external_id }).first()).id;
  const entriesAbout = (id: number, action: string) =>
    api.knex('audit_entry').where({ action, subject: 'person', subject_id: id });

  before(async () => {
    await addPartner(api.knex, 'other');
    admin = await adminToken();
  });
  beforeEach(async () => {
    mentor = await addMentor(api, { external_id: `m${++count}` });
    student = await token({ sub: `s${count}`, name: 'Awa Ndiaye', email: 'awa@example.edu' });
  });

  describe('her export', () => {
    it('holds what is held of a student, as a file, and is written down', async () => {
      await book(api, mentor, student, '09:00', { subject: 'Mémoire' });
      const id = await idOf(`s${count}`);
      const { status, body, headers } = await call(api, exportPerson, { id, token: admin });
      assert.equal(status, 200);
      assert.match(headers.get('content-disposition') ?? '', /attachment; filename="person-\d+\.json"/);
      assert.equal(body.person.email, 'awa@example.edu');
      assert.deepEqual(
        body.sessions.map(({ subject }) => subject),
        ['Mémoire'],
      );
      assert.equal((await entriesAbout(id, 'exportPerson')).length, 1);
    });

    it('leaves out what only the person herself may read', async () => {
      const { id: sessionId } = await book(api, mentor, student, '10:00');
      const body = { notes: 'Confidence of a student' };
      await call(api, updateSession, { id: sessionId, token: mentor.token, body });
      await api.knex('busy_feed').insert({
        mentor_id: mentor.id,
        url: 'https://calendar.example/private-abc/basic.ics',
        name: 'Private',
      });
      const recipient = `m${count}@example.edu`;
      const calendar = `UID:session-${sessionId}@demo.mentor-booking`;
      await api.knex('kept_mail').insert([
        { recipient, subject: '123456 is your code', body: 'Your code is 123456' },
        { recipient, subject: 'A session', body: 'Confidence of a mail', calendar },
      ]);
      const id = await idOf(`m${count}`);
      const taken = await call(api, exportPerson, { id, token: admin });
      assert.equal(taken.status, 200);
      assert.doesNotMatch(JSON.stringify(taken.body), /Confidence|private-abc|123456/);
      assert.equal(taken.body.sessions.length, 1);
      assert.equal(taken.body.busy_feeds.length, 1);
      assert.equal(taken.body.mails.length, 1);
      const own = await call(api, operations.exportAccount, { token: mentor.token });
      assert.match(JSON.stringify(own.body), /Confidence of a student.*Confidence of a mail/);
      assert.doesNotMatch(JSON.stringify(own.body), /123456/);
    });
  });

  describe('her erasure', () => {
    const confirm = { confirm: 'erase' };

    it('removes her name from what everyone sees, for good, and is written down', async () => {
      const past = await bookPast(api, mentor, student);
      const coming = await book(api, mentor, student, '16:00', { subject: 'Secret worry' });
      const id = await idOf(`s${count}`);
      const { status, body } = await call(api, erasePerson, { id, token: admin, body: confirm });
      assert.equal(status, 200);
      assert.equal(body.email, null);
      assert.ok(body.erased_at);
      const shown = await call(api, getPerson, { id, token: admin });
      assert.doesNotMatch(JSON.stringify(shown.body), /Awa|awa@|Secret/);
      assert.equal(shown.body.sessions_count, 2);
      const cancelled = await call(api, getSession, { id: coming.id, token: mentor.token });
      assert.deepEqual([cancelled.body.status, cancelled.body.student.name], ['cancelled', body.name]);
      const kept = await call(api, getSession, { id: past.id, token: mentor.token });
      assert.equal(kept.body.status, 'scheduled');
      for (const q of ['Awa', 'awa@example.edu', `s${count}`]) {
        const { body: found } = await call(api, listPeople, { token: admin, query: { q } });
        assert.ok(!found.people.some((person) => person.id === id), q);
      }
      assert.equal((await entriesAbout(id, 'erasePerson')).length, 1);
      await refused(api, erasePerson, { id, token: admin, body: confirm }, 404, 'not_found');
    });

    it('waits for a mentor with sessions to come', async () => {
      await book(api, mentor, student, '15:00');
      const options = { id: await idOf(`m${count}`), token: admin, body: confirm };
      await refused(api, erasePerson, options, 409, 'sessions_to_come');
    });

    it('wants the word', async () => {
      const id = await idOf(`m${count}`);
      for (const body of [{}, { confirm: 'yes' }, { confirm: 'erase', more: 1 }]) {
        const problem = await refused(api, erasePerson, { id, token: admin, body }, 422, 'invalid_request');
        assert.equal(pointers(problem).length, 1);
      }
    });
  });

  it('is for the admins of her partner, and of theirs alone', async () => {
    await book(api, mentor, student, '11:00');
    const id = await idOf(`s${count}`);
    const body = { confirm: 'erase' };
    for (const operation of [exportPerson, erasePerson] as readonly Operation[]) {
      const sent = operation === erasePerson ? { id, body } : { id };
      await refused(api, operation, sent, 401, 'unauthenticated');
      for (const as of [student, mentor.token]) {
        await refused(api, operation, { ...sent, token: as }, 403, 'forbidden');
      }
      await refused(api, operation, { ...sent, token: await adminToken('other') }, 404, 'not_found');
      await refused(api, operation, { ...sent, id: 999_999, token: admin }, 404, 'not_found');
    }
    const shown = await call(api, getPerson, { id, token: admin });
    assert.equal(shown.body.name, 'Awa Ndiaye');
  });
});
