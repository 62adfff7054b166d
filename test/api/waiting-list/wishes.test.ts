import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, pointers } from '../routes/scene.ts';
import { addBusyMentor, entries, join, wishes } from './scene.ts';

const { joinWaitingList, leaveWaitingList, listPartnersWaitingList } = operations;

describe('what somebody who waits may wish', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;

  before(async () => {
    mentor = await addMentor(api, { subjects: ['Droit'] });
    student = await token({ sub: 'w1' });
  });

  for (const [what, body, expected] of [
    ['nobody', {}, ['/mentor_id']],
    ['a mentor and a subject', { mentor_id: 1, mentor_subject: 'Droit' }, ['/mentor_subject']],
    ['a subject that nobody has', { mentor_subject: 'Alchimie' }, ['/mentor_subject']],
    ['a length that is not offered', { mentor_id: 1, duration_minutes: 45 }, ['/duration_minutes']],
    ['the same of a subject', { mentor_subject: 'droit', duration_minutes: 45 }, ['/duration_minutes']],
    ['dates in the past', { mentor_id: 1, from: '2026-11-01', to: '2026-11-20' }, ['/to']],
    ['dates in reverse', { mentor_id: 1, to: '2026-11-20' }, ['/to']],
    ['dates too far ahead', { mentor_id: 1, from: '2027-03-01', to: '2027-03-02' }, ['/from']],
    ['dates years ahead', { mentor_id: 1, from: '2030-03-01', to: '2030-03-02' }, ['/from']],
    ['times in reverse', { mentor_id: 1, start_time: '12:00', end_time: '11:00' }, ['/end_time']],
    ['too little time', { mentor_id: 1, start_time: '12:00', end_time: '12:20' }, ['/end_time']],
    ['hours that the mentor never has', { mentor_id: 1, start_time: '18:00' }, ['/start_time']],
    ['days that she never has', { mentor_id: 1, to: '2026-12-24', days_of_week: [5, 6] }, ['/days_of_week']],
    ['dates without hours', { mentor_id: 1, from: '2026-11-28', to: '2026-11-29' }, ['/from']],
    [
      'all of it at once',
      { mentor_id: 1, to: '2026-11-01', start_time: '12:00', end_time: '12:00' },
      ['/end_time', '/to'],
    ],
    ['no day at all', { mentor_id: 1, days_of_week: [] }, ['/days_of_week']],
    [
      'times that are none',
      { mentor_id: 1, start_time: '9', end_time: 'noon' },
      ['/end_time', '/start_time'],
    ],
  ] as const)
    it(`says what to change where she wishes ${what}`, async () => {
      const problem = await refused(
        api,
        joinWaitingList,
        {
          token: student,
          body: { ...wishes, ...body, ...('mentor_id' in body && { mentor_id: mentor.id }) },
        },
        422,
        'invalid_request',
      );
      assert.deepEqual(pointers(problem), expected);
    });

  it('is no mentor of another partner, nor her own time', async () => {
    await addPartner(api.knex, 'elsewhere');
    const options = { body: { ...wishes, mentor_id: mentor.id } };
    const stranger = await token({ sub: 'w1', partner: 'elsewhere' });
    await refused(api, joinWaitingList, { ...options, token: stranger }, 404, 'not_found');
    await refused(api, joinWaitingList, { ...options, token: mentor.token }, 403, 'own_session');
    await refused(api, joinWaitingList, options, 401, 'unauthenticated');
  });

  it('is told at the offset of her zone, stands once, and ten times at most', async () => {
    const her = await token({ sub: 'w2', timezone: 'Africa/Dakar', locale: 'en' });
    const first = await join(api, her, { mentor_subject: 'DROIT', days_of_week: [4, 0] });
    assert.equal(first.timezone, 'Africa/Dakar');
    assert.equal(first.subject, 'DROIT');
    assert.deepEqual(first.days_of_week, [0, 4]);
    assert.match(first.created_at, /\+00:00$/);
    const again = { token: her, body: { ...wishes, mentor_subject: 'DROIT', days_of_week: [0, 4] } };
    await refused(api, joinWaitingList, again, 409, 'already_waiting');
    for (let hour = 10; hour < 19; hour++)
      await join(api, her, {
        mentor_id: mentor.id,
        timezone: 'Africa/Nairobi',
        start_time: '09:00',
        end_time: `${hour}:00`,
      });
    const more = { token: her, body: { ...wishes, mentor_id: mentor.id } };
    await refused(api, joinWaitingList, more, 409, 'too_many_waiting_list_entries');
    assert.equal((await call(api, leaveWaitingList, { id: first.id, token: her })).status, 204);
    assert.equal((await call(api, leaveWaitingList, { id: first.id, token: her })).status, 204);
    await refused(api, leaveWaitingList, { id: first.id, token: student }, 404, 'not_found');
    assert.deepEqual((await entries(api, her)).map(({ state }) => state).slice(-2), ['waiting', 'left']);
  });

  it('is seen by the admin and by the mentors whom it concerns', async () => {
    const other = await addBusyMentor(api, 'w-other', [['09:00', '09:30']], { subjects: ['Chimie'] });
    const body = { mentor_id: other.id, subject: 'My thesis' };
    const { id } = await join(api, student, body);
    const idsFor = async (as: string, query: Record<string, number> = {}): Promise<number[]> => {
      const { body } = await call(api, listPartnersWaitingList, { token: as, query });
      return body.entries.map((each) => each.id);
    };
    assert.deepEqual(await idsFor(other.token), [id]);
    assert.ok(!(await idsFor(mentor.token)).includes(id));
    const admin = await adminToken();
    assert.ok((await idsFor(admin, { limit: 100 })).includes(id));
    const page = await call(api, listPartnersWaitingList, { token: admin, query: { mentor_id: other.id } });
    assert.deepEqual([page.body.count, page.body.entries[0]?.student.name], [1, 'Name of w1']);
    const asOther = { token: mentor.token, query: { mentor_id: other.id } };
    await refused(api, listPartnersWaitingList, asOther, 403, 'forbidden');
    await refused(api, listPartnersWaitingList, { token: student }, 403, 'forbidden');
  });
});
