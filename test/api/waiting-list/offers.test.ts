import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, monday, refused, type TestApi, token, useApi } from '../../support/api.ts';
import { mailsDue } from '../../support/messages.ts';
import type { TestMentor } from '../../support/people.ts';
import { book, timesOn } from '../routes/scene.ts';
import { setProgramme } from '../routes/set-programme.ts';
import { addBusyMentor, entry, join, look } from './scene.ts';

const { acceptOffer, bookSession, cancelSession, createHold, declineOffer, leaveWaitingList } = operations;
const minute = 60_000;
const slot = '2026-11-23T09:00:00+03:00';

/** A mentor whose one slot somebody has booked, and those who wait for it, in line. */
async function fullMentor(api: TestApi, name: string, waiting: number) {
  const mentor = await addBusyMentor(api, name);
  const owner = await token({ sub: `${name}-owner` });
  const session = await book(api, mentor, owner, '09:00');
  const line = await Promise.all(
    Array.from({ length: waiting }, (_, index) => token({ sub: `${name}-w${index}` })),
  );
  for (const student of line) await join(api, student, { mentor_id: mentor.id });
  const free = () => call(api, cancelSession, { id: session.id, token: owner, body: {} });
  return { mentor, line: line as [string, string, string], free };
}

describe('the waiting list', () => {
  const api = useApi();
  let count = 0;
  const scene = (waiting = 2) => fullMentor(api, `wl${++count}`, waiting);

  beforeEach(() => {
    api.now = monday;
  });

  it('tells each her place, and offers nothing while nothing is free', async () => {
    const { line } = await scene(3);
    await look(api);
    for (const [index, student] of line.entries()) {
      const { state, position, offer } = await entry(api, student);
      assert.deepEqual({ state, position, offer }, { state: 'waiting', position: index + 1, offer: null });
    }
  });

  it('keeps what a cancellation frees for the first in line, from that moment on', async () => {
    const { mentor, line, free } = await scene();
    await look(api);
    await free();
    const { id, state, offer } = await entry(api, line[0]);
    assert.equal(state, 'offered');
    assert.deepEqual(offer, {
      mentor_id: mentor.id,
      mentor: { id: mentor.id, name: `Mentor wl${count}` },
      session_date: slot,
      ends_at: '2026-11-23T09:30:00+03:00',
      expires_at: '2026-11-23T08:15:00+03:00',
    });
    assert.equal((await entry(api, line[1])).state, 'waiting');
    assert.deepEqual(await timesOn(api, mentor, '2026-11-23'), []);
    const options = { id: mentor.id, token: line[1], body: { session_date: slot, duration_minutes: 30 } };
    await refused(
      api,
      bookSession,
      { ...options, body: { ...options.body, subject: 'x' } },
      409,
      'slot_held',
    );
    await refused(api, createHold, options, 409, 'slot_held');

    const accepted = await call(api, acceptOffer, { id, token: line[0] });
    assert.equal(accepted.status, 201, JSON.stringify(accepted.body));
    assert.equal(Date.parse(accepted.body.session_date), Date.parse(slot));
    assert.equal(accepted.body.subject, 'Session de mentorat');
    const after = await entry(api, line[0]);
    assert.deepEqual([after.state, after.session_id, after.offer], ['booked', accepted.body.id, null]);
    assert.equal((await entry(api, line[1])).position, 1);
    await refused(api, acceptOffer, { id, token: line[0] }, 409, 'not_waiting');
    assert.deepEqual(await api.knex('slot_hold').where({ mentor_id: mentor.id }), []);
  });

  it('passes on what is declined at once, and does not offer it to her again', async () => {
    const { line, free } = await scene();
    await look(api);
    await free();
    const { id } = await entry(api, line[0]);
    const declined = await call(api, declineOffer, { id, token: line[0] });
    assert.deepEqual([declined.status, declined.body.state, declined.body.position], [200, 'waiting', 1]);
    const second = await entry(api, line[1]);
    assert.equal(second.state, 'offered');
    await refused(api, acceptOffer, { id, token: line[0] }, 409, 'no_offer');
    assert.equal((await call(api, leaveWaitingList, { id: second.id, token: line[1] })).status, 204);
    await look(api);
    assert.equal((await entry(api, line[0])).state, 'waiting');
  });

  it('passes on what nobody answers, is too late a second after, and gives up on whom three offers pass', async () => {
    const { mentor, line, free } = await scene();
    await look(api);
    await free();
    const { id } = await entry(api, line[0]);
    api.now = monday + 15 * minute;
    await refused(api, acceptOffer, { id, token: line[0] }, 409, 'offer_expired');
    // Nobody gets in between before the worker comes.
    const options = { id: mentor.id, token: await token({ sub: 'quick' }) };
    const body = { session_date: slot, duration_minutes: 30, subject: 'x' };
    await refused(api, bookSession, { ...options, body }, 409, 'slot_held');
    await look(api);
    const first = await entry(api, line[0]);
    assert.deepEqual([first.state, first.missed_offers], ['waiting', 1]);
    await refused(api, acceptOffer, { id, token: line[0] }, 409, 'offer_expired');
    assert.equal((await entry(api, line[1])).state, 'offered');

    await api.knex('waiting_list_entry').where({ id: first.id }).update({
      missed_offers: 2,
      from_date: '2026-11-23',
      to_date: '2026-11-30',
      ends_at: '2026-12-01T00:00:00Z',
    });
    await api.knex('waiting_list_call').insert({ mentor_id: mentor.id });
    await look(api);
    assert.equal((await entry(api, line[0])).offer?.session_date, '2026-11-30T09:00:00+03:00');
    api.now += 15 * minute;
    await look(api);
    assert.equal((await entry(api, line[0])).state, 'expired');
  });

  it('takes a booking of the offered start for its acceptance, and no other hold or booking of hers', async () => {
    const { mentor, line, free } = await scene(1);
    await look(api);
    await free();
    const other = await addBusyMentor(api, `wl${count}-other`);
    const next = { session_date: '2026-11-30T09:00:00+03:00', duration_minutes: 30 };
    const held = await call(api, createHold, { id: mentor.id, token: line[0], body: next });
    assert.equal(held.status, 201);
    await call(api, createHold, { id: other.id, token: line[0], body: next });
    assert.equal((await entry(api, line[0])).state, 'offered');
    assert.equal((await api.knex('slot_hold').where({ mentor_id: mentor.id })).length, 1);
    await refused(
      api,
      operations.deleteHold,
      { id: (await api.knex('slot_hold').where({ mentor_id: mentor.id }))[0].id, token: line[0] },
      404,
      'not_found',
    );
    await book(api, mentor, line[0], '09:00');
    assert.equal((await entry(api, line[0])).state, 'booked');
  });

  it('offers new hours, a moved session and what the mentor takes up again', async () => {
    const mentor = await addBusyMentor(api, 'wl-hours', [['09:00', '09:30']]);
    const owner = await token({ sub: 'hours-owner' });
    const session = await book(api, mentor, owner, '09:00');
    const students = await Promise.all(['h1', 'h2', 'h3'].map((sub) => token({ sub })));
    for (const student of students) await join(api, student, { mentor_id: mentor.id });
    await look(api);
    const rule = { day_of_week: 0, start_time: '11:00', end_time: '11:30' };
    await call(api, operations.createAvailability, { token: mentor.token, body: rule });
    await look(api);
    assert.equal((await entry(api, students[0] as string)).offer?.session_date, '2026-11-23T11:00:00+03:00');
    const moved = { session_date: '2026-11-30T09:00:00+03:00' };
    await call(api, operations.rescheduleSession, { id: session.id, token: owner, body: moved });
    assert.equal((await entry(api, students[1] as string)).offer?.session_date, slot);
    await call(api, operations.updateMentor, {
      id: mentor.id,
      token: mentor.token,
      body: { is_available: false },
    });
    const more = { day_of_week: 0, start_time: '13:00', end_time: '13:30' };
    await call(api, operations.createAvailability, { token: mentor.token, body: more });
    await look(api);
    assert.equal((await entry(api, students[2] as string)).state, 'waiting');
    await call(api, operations.updateMentor, {
      id: mentor.id,
      token: mentor.token,
      body: { is_available: true },
    });
    await look(api);
    assert.equal((await entry(api, students[2] as string)).offer?.session_date, '2026-11-23T13:00:00+03:00');
  });

  it('leaves out whom it does not suit: other times, quiet hours, another session, a limit reached', async () => {
    const mentor = await addBusyMentor(api, 'wl-fit');
    const owner = await token({ sub: 'fit-owner' });
    const session = await book(api, mentor, owner, '09:00');
    const [late, asleep, busy, full, fits] = (await Promise.all(
      ['late', 'asleep', 'busy', 'full', 'fits'].map((sub) =>
        token({ sub, ...(sub === 'asleep' && { timezone: 'America/New_York' }) }),
      ),
    )) as [string, string, string, string, string];
    const second = await addBusyMentor(api, 'wl-fit2', [['08:30', '12:00']]);
    await book(api, second, busy, '09:00');
    await setProgramme(api, { sessions_per_week: 1, waiting_list_offer_minutes: 30 });
    await api
      .knex('partner')
      .where({ id: api.partnerId })
      .update({ quiet_hours: JSON.stringify({ start_time: '21:00', end_time: '07:00' }) });
    try {
      await join(api, late, { mentor_id: mentor.id, from: '2026-11-30', to: '2026-11-30' });
      await join(api, asleep, { mentor_id: mentor.id, timezone: 'Africa/Nairobi' });
      await join(api, busy, { mentor_id: mentor.id });
      await book(api, second, full, '11:00');
      await join(api, full, { mentor_id: mentor.id });
      await join(api, fits, {
        mentor_id: mentor.id,
        start_time: '09:00',
        end_time: '09:30',
        days_of_week: [0],
      });
      await book(api, second, late, '10:00').catch(() => {});
      await api.knex('slot_hold').delete();
      await look(api);
      await call(api, cancelSession, { id: session.id, token: owner, body: {} });
      const states = await Promise.all([asleep, busy, full, fits].map((each) => entry(api, each)));
      assert.deepEqual(
        states.map(({ state }) => state),
        ['waiting', 'waiting', 'waiting', 'offered'],
      );
      assert.equal(states[3]?.offer?.expires_at, '2026-11-23T08:30:00+03:00');
    } finally {
      await setProgramme(api, {});
      await api.knex('partner').where({ id: api.partnerId }).update({ quiet_hours: null });
    }
  });

  it('offers the time of any mentor of a subject, whatever its accents, one start to each', async () => {
    const mentors: TestMentor[] = [];
    for (const name of ['wl-s1', 'wl-s2'])
      mentors.push(await addBusyMentor(api, name, [['09:00', '09:30']], { subjects: ['Économie'] }));
    const owner = await token({ sub: 'subject-owner' });
    const [first, second] = mentors as [TestMentor, TestMentor];
    const session = await book(api, first, owner, '09:00');
    const other = await book(api, second, await token({ sub: 'subject-owner2' }), '09:00');
    const students = await Promise.all(['e1', 'e2'].map((sub) => token({ sub })));
    for (const student of students) await join(api, student, { mentor_subject: 'economie' });
    await look(api);
    await call(api, cancelSession, { id: session.id, token: owner, body: {} });
    assert.equal((await entry(api, students[0] as string)).offer?.mentor_id, first.id);
    const declining = await entry(api, students[0] as string);
    await call(api, declineOffer, { id: declining.id, token: students[0] as string });
    await look(api);
    assert.equal((await entry(api, students[1] as string)).offer?.mentor_id, first.id);
    await call(api, cancelSession, { id: other.id, token: await token({ sub: 'subject-owner2' }), body: {} });
    assert.equal((await entry(api, students[0] as string)).offer?.mentor_id, second.id);
  });

  it('tells her at once, by a mail with three links and in her list, and nobody else', async () => {
    const { line, free } = await scene(1);
    await mailsDue(api);
    await look(api);
    await free();
    const mails = await mailsDue(api);
    const offers = mails.filter(({ subject }) => subject.startsWith('Un horaire s’est libéré'));
    assert.deepEqual(
      offers.map(({ to }) => to),
      [`wl${count}-w0@example.edu`],
    );
    assert.match(offers[0]?.text ?? '', /jusqu’au lun\. 23 nov\./);
    assert.equal(offers[0]?.text.match(/\/m\/[odl]/g)?.length, 3);
    const listed = await call(api, operations.listNotifications, { token: line[0] });
    const { id } = await entry(api, line[0]);
    assert.deepEqual(
      listed.body.notifications.map(({ type, link }) => [type, link]),
      [['waiting_list_offer', `/waiting-list/${id}`]],
    );
    const messages = await call(api, operations.listMessages, {
      token: await token({ sub: 'a1', role: 'partner_admin' }),
      query: { person_id: 0 + (await call(api, operations.getAccount, { token: line[0] })).body.id },
    });
    assert.deepEqual(
      messages.body.messages.map(({ event, session_id, state }) => [event, session_id, state]),
      [['waiting_list_offer', null, 'sent']],
    );
  });

  it('is answered by the links of its mail: GET changes nothing, the button does it, once', async () => {
    const { line, free } = await scene(2);
    await mailsDue(api);
    await look(api);
    await free();
    const linksTo = async (sub: string): Promise<string[]> => {
      const mail = (await mailsDue(api)).find(
        ({ to, subject }) => to === sub && subject.startsWith('Un horaire'),
      );
      return mail?.text.match(/http\S+\/m\/[odl]\S+/g) ?? [];
    };
    const ask = async (link: string, method = 'GET'): Promise<readonly [number, string]> => {
      const response = await fetch(link, {
        method,
        ...(method === 'POST' && { body: new URLSearchParams({ once: 'once-and-only' }) }),
      });
      return [response.status, await response.text()];
    };
    const [accept, decline, leave] = (await linksTo(`wl${count}-w0@example.edu`)) as [string, string, string];
    for (const link of [accept, decline, leave]) assert.match((await ask(link))[1], /<button>/);
    assert.equal((await entry(api, line[0])).state, 'offered');
    assert.equal((await ask(decline, 'POST'))[0], 200);
    assert.equal((await ask(accept, 'POST'))[0], 410);
    assert.equal((await ask(accept))[0], 410);
    assert.match((await ask(leave, 'POST'))[1], /Vous n’êtes plus sur la liste d’attente/);
    assert.equal((await entry(api, line[0])).state, 'left');
    const [second] = (await linksTo(`wl${count}-w1@example.edu`)) as [string];
    assert.match((await ask(second, 'POST'))[1], /La session est réservée/);
    assert.match((await ask(second, 'POST'))[1], /Vous avez déjà accepté/);
    assert.equal((await entry(api, line[1])).state, 'booked');
  });

  it('does not mail what was answered or has expired meanwhile', async () => {
    const { line, free } = await scene(1);
    await mailsDue(api);
    await look(api);
    await free();
    await call(api, acceptOffer, { id: (await entry(api, line[0])).id, token: line[0] });
    const mails = await mailsDue(api);
    assert.deepEqual(
      mails.filter(({ subject }) => subject.startsWith('Un horaire')),
      [],
    );
  });
});
