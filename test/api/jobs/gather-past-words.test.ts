import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { gatherPastWords } from '../../../api/jobs/gather-past-words.ts';
import { call, monday, type TokenClaims, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, day, tokenNow } from '../routes/scene.ts';

const { completeSession, erasePerson, recommendMentors } = operations;

describe('the words of past sessions', () => {
  const api = useApi();
  let mentor: TestMentor;

  const past = async () => {
    await gatherPastWords({ knex: api.knex });
    const [words] = await api.knex('mentor_words').where({ mentor_id: mentor.id }).pluck('past');
    return words;
  };
  const bookFor = async (student: TokenClaims, time: string, subject: string) => {
    api.now = monday;
    return book(api, mentor, await token(student), time, { subject });
  };
  const held = async (sub: string, name: string, time: string, subject: string) => {
    const session = await bookFor({ sub, name }, time, subject);
    api.now = monday + day / 2;
    const done = { id: session.id, token: await tokenNow(api, { sub: 'm1', role: 'mentor' }) };
    assert.equal((await call(api, completeSession, done)).status, 200);
  };
  const recommended = async () => {
    const query = { partner: 'demo', goal: 'I want to learn econometrics', locale: 'en' };
    const { body } = await call(api, recommendMentors, { query });
    return body.mentors[0]?.reasons.map(({ code }) => code) ?? [];
  };

  before(async () => {
    mentor = await addMentor(api, { name: 'Rose Tembo', subjects: ['Orientation'] });
  });

  it('are those that two of her students wrote, and no name, number or address of anybody', async () => {
    const subject = 'Econométrie, Rose, Amina 770123456 amina@example.org: panel';
    await held('s1', 'Amina Sow', '09:00', subject);
    assert.equal(await past(), '', 'one student');
    await held('s1', 'Amina Sow', '10:00', subject);
    assert.equal(await past(), '', 'one student, twice');
    const before = await recommended();
    await held(
      's2',
      'Binta Fall',
      '11:00',
      'Panel: ECONOMETRIE, econometrics, Amina 770123456 amina@example.org',
    );
    await held('s3', 'Chidi Obi', '12:00', 'econometrics, rose');
    assert.equal(await past(), 'econometrics econometrie panel');
    assert.ok(!before.includes('goal') && (await recommended()).includes('goal'));
  });

  it('are new where they changed alone, so that kept answers stay good', async () => {
    const version = async () =>
      (await api.knex('mentor').where({ id: mentor.id }).pluck('profile_version'))[0];
    const kept = await version();
    await past();
    assert.equal(await version(), kept);
    await bookFor({ sub: 's2' }, '13:00', 'thesis');
    await bookFor({ sub: 's3' }, '14:00', 'thesis');
    assert.equal(await past(), 'econometrics econometrie panel', 'not held');
    assert.equal(await version(), kept);
  });

  it('forget who is erased', async () => {
    const [person] = await api.knex('app_user').where({ external_id: 's2' }).pluck('id');
    const erased = await call(api, erasePerson, {
      id: person,
      token: await adminToken(),
      body: { confirm: 'erase' },
    });
    assert.ok(erased.status < 300, JSON.stringify(erased.body));
    assert.equal(await past(), '');
  });
});
