import assert from 'node:assert/strict';
import { pino } from 'pino';
import { operations } from '../../../api/contract/operations.ts';
import { zoneDataVersion } from '../../../api/domain/told-times.ts';
import { findZoneChanges } from '../../../api/jobs/find-zone-changes.ts';
import { call, token, useFreshApi } from '../../support/api.ts';
import { mailsDue } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book } from '../routes/scene.ts';

/** Morocco left +01 for +00 in 2026: by older data a student there was told an hour more. */
const rabat = 'Africa/Casablanca';

describe('new zone data', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;

  beforeEach(async () => {
    mentor = await addMentor(api);
    student = await token({ timezone: rabat });
  });

  const find = () =>
    findZoneChanges({ knex: api.knex, clock: () => api.now, log: pino({ level: 'silent' }) });
  const told = () =>
    api
      .knex('mentor_session')
      .orderBy('id')
      .select('mentor_told_zone', 'mentor_told_time', 'student_told_zone', 'student_told_time', 'sequence')
      .then((rows) => rows.map((row: object) => Object.values(row)));
  /** As if both had been told by data of 2025, in which the student's wall shows an hour more. */
  const toldByOlderData = (changes: object = { student_told_time: '2026-11-23T08:00' }) =>
    api.knex('mentor_session').update({ told_zone_data: '2025b', ...changes });
  const list = async (query: { upcoming?: 'true' } = {}) => {
    const { body } = await call(api, operations.listZoneChanges, { token: await adminToken(), query });
    return body.zone_changes;
  };

  it('finds what was told with each session, and with each move', async () => {
    const { id } = await book(api, mentor, student, '10:00');
    const nairobi = 'Africa/Nairobi';
    assert.deepEqual(await told(), [[nairobi, '2026-11-23T10:00', rabat, '2026-11-23T07:00', 0]]);
    const to = { session_date: '2026-11-24T11:00:00+03:00' };
    await call(api, operations.rescheduleSession, { id, token: mentor.token, body: to });
    assert.deepEqual(await told(), [[nairobi, '2026-11-24T11:00', rabat, '2026-11-24T08:00', 1]]);
    assert.deepEqual(await api.knex('mentor_session').pluck('told_zone_data'), [zoneDataVersion]);
  });

  it('moves nothing, and tells both people and their partner, once, of what her wall shows now', async () => {
    const { id, session_date } = await book(api, mentor, student, '10:00');
    await mailsDue(api);
    await toldByOlderData();
    await Promise.all([find(), find()]);
    await find();
    const [kept] = (await call(api, operations.listSessions, { token: student, query: {} })).body.sessions;
    assert.equal(kept?.session_date, session_date);
    const mails = await mailsDue(api);
    assert.deepEqual(mails.map(({ to }) => to).sort(), ['m1@example.edu', 's1@example.edu']);
    const [hers, other] = ['s1', 'm1'].map((who) => mails.find(({ to }) => to.startsWith(who))?.text ?? '');
    assert.match(hers ?? '', /07:00/);
    assert.match(hers ?? '', /Avant\s:\slundi 23 novembre 2026 à 08:00/);
    assert.doesNotMatch(other ?? '', /Avant/);
    for (const { calendar } of mails) assert.match(calendar?.content ?? '', /^SEQUENCE:1\r$/m);
    const found = await list({ upcoming: 'true' });
    assert.equal(found.length, 1);
    const { session_id, timezone, told_time, new_time, zone_data, student: who } = found[0] ?? assert.fail();
    assert.deepEqual(
      [session_id, timezone, told_time, new_time, zone_data, who.name],
      [id, rabat, '2026-11-23T08:00', '2026-11-23T07:00', zoneDataVersion, 'Name of s1'],
    );
  });

  it('is of no news where every wall shows what was told', async () => {
    await book(api, mentor, student, '10:00');
    await toldByOlderData({});
    await find();
    assert.deepEqual(await list(), []);
    assert.deepEqual(await api.knex('message').where({ event: 'zone_data_changed' }), []);
    assert.deepEqual(await api.knex('mentor_session').pluck('told_zone_data'), [zoneDataVersion]);
  });

  it('is looked for in sessions of before as well, which are told nothing until it changes', async () => {
    await book(api, mentor, student, '10:00');
    await api.knex('mentor_session').update({
      told_zone_data: null,
      mentor_told_zone: null,
      mentor_told_time: null,
      student_told_zone: null,
      student_told_time: null,
    });
    await find();
    assert.deepEqual(await told(), [['Africa/Nairobi', '2026-11-23T10:00', rabat, '2026-11-23T07:00', 0]]);
    assert.deepEqual(await list(), []);
  });

  it('is no matter of sessions that are over or cancelled, nor of those that later data was used for', async () => {
    const { id } = await book(api, mentor, student, '10:00');
    await call(api, operations.cancelSession, { id, token: student, body: {} });
    await book(api, mentor, student, '11:00');
    await book(api, mentor, student, '15:00');
    await toldByOlderData();
    await api.knex('mentor_session').whereRaw("starts_at = '2026-11-23T15:00+03:00'").update({
      told_zone_data: '9999a',
    });
    api.now = Date.parse('2026-11-23T12:00:00+03:00');
    await find();
    assert.deepEqual(await api.knex('zone_change'), []);
  });

  it('is in the way no more once the session was moved', async () => {
    const { id } = await book(api, mentor, student, '10:00');
    await toldByOlderData();
    await find();
    const to = { session_date: '2026-11-24T11:00:00+03:00' };
    await call(api, operations.rescheduleSession, { id, token: student, body: to });
    assert.deepEqual(await list({ upcoming: 'true' }), []);
    assert.equal((await list()).length, 1);
    const mails = await mailsDue(api);
    assert.equal(mails.filter(({ text }) => /heure officielle/.test(text)).length, 0, 'and is told no more');
  });
});
