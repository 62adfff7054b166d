import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { sessionText } from '../../../api/domain/sms/session-text.ts';
import type { Mail } from '../../../api/jobs/post.ts';
import { call, monday, token, useFreshApi } from '../../support/api.ts';
import { mailsDue } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';

import { mailFacts } from '../domain/mail/facts.ts';
import { datesIn, eventsIn } from './read-series.ts';
import { bookSeries, seriesAt } from './scene.ts';

const { cancelSession, getCalendarFeed, getSessionCalendar, readCalendar, rescheduleSession } = operations;

describe('what is told of a series', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;
  let ids: number[];

  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api);
    student = await token({ sub: 's1', locale: 'en', timezone: 'Europe/Paris' });
    const { sessions } = await bookSeries(api, mentor, student, seriesAt('09:00'));
    ids = sessions.map(({ id }) => id);
  });

  const invitationIn = (mail: Mail | undefined): { method: string; content: string } =>
    mail?.calendar ?? assert.fail('a mail with an invitation');
  const sequenceIn = (content: string): number =>
    Number(eventsIn(content)[0]?.getFirstPropertyValue('sequence'));
  const cancel = (at: number, scope: string) =>
    call(api, cancelSession, { id: ids[at] as number, token: student, body: { scope } });

  it('is one mail a person for each change, with one event that follows it', async () => {
    const booked = await mailsDue(api);
    assert.deepEqual(booked.map(({ to }) => to).sort(), ['m1@example.edu', 's1@example.edu']);
    const ofStudent = booked.find(({ to }) => to === 's1@example.edu');
    assert.match(ofStudent?.subject ?? '', /^Sessions booked: /);
    assert.match(ofStudent?.text ?? '', /You booked 4 sessions with/);
    for (const date of ['November 23', 'November 30', 'December 7', 'December 14']) {
      assert.ok(ofStudent?.text.includes(date), date);
    }
    const first = invitationIn(ofStudent);
    assert.deepEqual(datesIn(first.content), ['11-23 06:00', '11-30 06:00', '12-07 06:00', '12-14 06:00']);

    api.now += 60_000;
    await cancel(1, 'this');
    const [skipped] = await mailsDue(api);
    assert.match(skipped?.subject ?? '', /Session/);
    const second = invitationIn(skipped);
    assert.equal(second.method, 'REQUEST');
    assert.deepEqual(datesIn(second.content), ['11-23 06:00', '12-07 06:00', '12-14 06:00']);

    const body = { session_date: '2026-12-07T10:00:00+03:00', scope: 'following' };
    await call(api, rescheduleSession, { id: ids[2] as number, token: student, body });
    const moved = await mailsDue(api);
    assert.equal(moved.length, 2);
    const third = invitationIn(moved[0]);
    assert.deepEqual(datesIn(third.content), ['11-23 06:00', '12-07 07:00', '12-14 07:00']);

    await cancel(0, 'all');
    const gone = await mailsDue(api);
    assert.equal(gone.length, 2);
    const last = invitationIn(gone[0]);
    assert.equal(last.method, 'CANCEL');
    const sequences = [first, second, third, last].map(({ content }) => sequenceIn(content));
    assert.deepEqual(
      sequences,
      [...new Set(sequences)].sort((a, b) => a - b),
    );
    const uids = [first, second, third, last].map(({ content }) =>
      eventsIn(content)[0]?.getFirstPropertyValue('uid'),
    );
    assert.equal(new Set(uids).size, 1);
  });

  it('is what still stands when the mail goes out, and nothing once all is told by a later one', async () => {
    await cancel(0, 'this');
    const mails = (await mailsDue(api)).filter(({ to }) => to === 's1@example.edu');
    assert.deepEqual(
      mails.map(({ subject }) => subject.split(':')[0]),
      ['Sessions booked', 'Session cancelled'],
    );
    assert.match(mails[0]?.text ?? '', /3 sessions/);
    assert.ok(!mails[0]?.text.includes('November 23'));

    const { sessions } = await bookSeries(api, mentor, student, seriesAt('11:00'));
    await call(api, cancelSession, { id: sessions[0]?.id as number, token: student, body: { scope: 'all' } });
    const later = (await mailsDue(api)).filter(({ to }) => to === 's1@example.edu');
    assert.deepEqual(
      later.map(({ subject }) => subject.split(':')[0]),
      ['Sessions cancelled'],
    );
  });

  it('stands the same in the file of a session and in the mentor’s own calendar', async () => {
    await cancel(1, 'this');
    const file = async (id: number, query = {}) =>
      (await call(api, getSessionCalendar, { id, token: student, query })).body as string;
    const [only, ...others] = eventsIn(await file(ids[2] as number));
    assert.deepEqual(others, []);
    const whole = await file(ids[2] as number, { scope: 'all' });
    assert.equal(only?.getFirstPropertyValue('uid'), eventsIn(whole)[0]?.getFirstPropertyValue('uid'));
    const standing = ['11-23 06:00', '12-07 06:00', '12-14 06:00'];
    assert.deepEqual(datesIn(whole), standing);

    const { body } = await call(api, getCalendarFeed, { id: mentor.id, token: mentor.token });
    const id = /calendars\/(.+)\.ics/.exec(body.url)?.[1] as string;
    const feed = (await call(api, readCalendar, { id })).body as string;
    assert.deepEqual(datesIn(feed), standing);
    assert.match(feed, /UID:series-\d+@demo\.mentor-booking/);
  });

  it('is one text, which says how many more there are', async () => {
    const dates = ['2026-11-27T09:00:00Z', '2026-12-04T09:00:00Z', '2026-12-11T09:00:00Z'].map(
      (each) => new Date(each),
    );
    const text = sessionText(mailFacts({ reader: { locale: 'en' }, session: { dates } }));
    assert.match(text, /and 2 more dates/);
  });
});
