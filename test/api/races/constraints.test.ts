import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { defaultSettings } from '../../../api/contract/mentor.ts';
import { connectDatabase } from '../../../api/database/connect.ts';
import { addPartner } from '../../support/api.ts';
import { freshDatabase } from '../../support/database.ts';

describe('the database by itself', () => {
  let knex: Knex;
  let mentors: number[];
  let students: number[];

  before(async () => {
    knex = connectDatabase({ url: await freshDatabase(), poolSize: 2 });
    const partner_id = await addPartner(knex, 'demo');
    const people = ['m1', 'm2', 's1', 's2'].map((external_id) => ({
      partner_id,
      external_id,
      name: external_id,
    }));
    const users = (await knex('app_user').insert(people).returning('id')).map(({ id }) => id as number);
    const rows = users
      .slice(0, 2)
      .map((user_id) => ({ partner_id, user_id, name: 'M', timezone: 'Africa/Nairobi', ...defaultSettings }));
    mentors = (await knex('mentor').insert(rows).returning('id')).map(({ id }) => id);
    students = users.slice(2);
    // 10:00 to 11:00 with the first of both, guarded until 11:15.
    await insert({ from: '10:00', to: '11:00', until: '11:15' });
  });
  after(() => knex.destroy());

  interface Row {
    readonly from: string;
    readonly to: string;
    readonly until?: string;
    readonly mentor?: number;
    readonly student?: number;
    readonly status?: string;
    readonly seat?: readonly [group: number, seat: number];
  }

  const insert = ({ from, to, until = to, mentor = 0, student = 0, status = 'scheduled', seat }: Row) => {
    const at = (time: string): string => `2026-11-23T${time}:00Z`;
    return knex('mentor_session').insert({
      mentor_id: mentors[mentor],
      student_id: students[student],
      starts_at: at(from),
      ends_at: at(to),
      guarded_until: at(until),
      subject: 'Orientation',
      status,
      decide_by: status === 'requested' ? at(from) : null,
      ...(seat && { group_id: seat[0], seat: seat[1] }),
    });
  };

  const mentorsOwn = 'mentor_session_no_overlap';
  const studentsOwn = 'mentor_session_student_no_overlap';
  const refused: readonly [what: string, row: Row, constraint: string][] = [
    ['the same time of the mentor', { from: '10:00', to: '11:00', student: 1 }, mentorsOwn],
    ['a start inside a session of the mentor', { from: '10:59', to: '12:00', student: 1 }, mentorsOwn],
    ['a session around one of the mentor', { from: '09:00', to: '12:00', student: 1 }, mentorsOwn],
    ['a start inside the buffer', { from: '11:14', to: '12:00', student: 1 }, mentorsOwn],
    [
      'a buffer that reaches into a session',
      { from: '09:00', to: '09:50', until: '10:05', student: 1 },
      mentorsOwn,
    ],
    ['a completed session too', { from: '10:30', to: '10:45', student: 1, status: 'completed' }, mentorsOwn],
    ['the same time of the student', { from: '10:00', to: '11:00', mentor: 1 }, studentsOwn],
    ['an end inside a session of the student', { from: '09:00', to: '10:01', mentor: 1 }, studentsOwn],
  ];
  for (const [what, row, constraint] of refused) {
    it(`refuses ${what}`, () => assert.rejects(insert(row), { code: '23P01', constraint }));
  }

  const allowed: readonly [what: string, row: Row][] = [
    ['a session that ends where one begins', { from: '09:00', to: '10:00', student: 1 }],
    ['a session that begins where the buffer ends', { from: '11:15', to: '12:00', student: 1 }],
    [
      'the student elsewhere right after, as a buffer is the mentor’s own',
      { from: '11:00', to: '11:30', mentor: 1 },
    ],
    ['the same time once more when it is cancelled', { from: '10:00', to: '11:00', status: 'cancelled' }],
    ['the same time once more when nobody came', { from: '10:00', to: '11:00', status: 'no_show' }],
  ];
  for (const [what, row] of allowed) {
    it(`allows ${what}`, async () => {
      await insert(row);
    });
  }

  describe('in a group', () => {
    const first = { from: '14:00', to: '15:00', until: '15:15', seat: [7, 1] } as const;
    beforeEach(() => insert({ ...first, student: 1 }));
    afterEach(() => knex('mentor_session').where('starts_at', '2026-11-23T14:00:00Z').delete());

    it('allows another seat at the same time', async () => {
      await insert({ ...first, seat: [7, 2] });
    });
    it('refuses the same seat twice', () =>
      assert.rejects(insert(first), { code: '23505', constraint: 'mentor_session_group_seat_key' }));
    it('allows the seat of a cancelled session', async () => {
      await insert({ ...first, seat: [7, 2], status: 'cancelled' });
      await insert({ ...first, seat: [7, 2] });
    });
    it('refuses another group in its time', () =>
      assert.rejects(insert({ ...first, seat: [8, 2] }), { code: '23P01', constraint: mentorsOwn }));
    it('refuses a session of one student in its time', () =>
      assert.rejects(insert({ from: '14:00', to: '15:00' }), { code: '23P01', constraint: mentorsOwn }));
    it('refuses the same student twice', () =>
      assert.rejects(insert({ ...first, student: 1, seat: [7, 2] }), {
        code: '23P01',
        constraint: studentsOwn,
      }));
  });

  it('keeps the time of a request', async () => {
    await insert({ from: '16:00', to: '17:00', status: 'requested' });
    await assert.rejects(insert({ from: '16:30', to: '17:30', student: 1 }), {
      code: '23P01',
      constraint: mentorsOwn,
    });
  });

  it('refuses to bring a cancelled session back over a live one', async () => {
    const [{ id }] = await insert({ from: '10:00', to: '10:30', student: 1, status: 'cancelled' }).returning(
      'id',
    );
    await assert.rejects(knex('mentor_session').where({ id }).update({ status: 'scheduled' }), {
      code: '23P01',
      constraint: mentorsOwn,
    });
  });
});
