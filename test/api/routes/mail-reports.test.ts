import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useFreshApi } from '../../support/api.ts';
import { sendDue } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers } from './scene.ts';

const { getMailReportAddress, renewMailReportAddress, reportMail, useMailAgain } = operations;

describe('reports about mail', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;
  let admin: string;
  let url: string;

  beforeEach(async () => {
    mentor = await addMentor(api);
    student = await token();
    admin = await adminToken();
    await book(api, mentor, student, '10:00');
    await sendDue(api);
    url = (await call(api, getMailReportAddress, { token: admin })).body.url;
  });

  const secret = () => url.slice(url.lastIndexOf('/') + 1);
  const person = (sub = 's1') => api.knex('app_user').where({ external_id: sub }).first();
  const sent = async (sub = 's1', event = 'session_booked') =>
    api
      .knex('message')
      .where({ person_id: (await person(sub)).id, event })
      .orderBy('id', 'desc')
      .first();

  interface Report {
    readonly status?: string;
    readonly action?: string;
    readonly to?: string;
    /** Id of the message whose Message-ID it names. */
    readonly about?: number | undefined;
  }

  const recipientPart = ({ status = '5.1.1', action = 'failed', to = 's1@example.edu' }: Report) =>
    `Reporting-MTA: dns; mx.example.edu\r\n\r\nFinal-Recipient: rfc822; ${to}\r\nAction: ${action}\r\nStatus: ${status}\r\n`;

  const wholeReport = (report: Report) =>
    [
      'From: MAILER-DAEMON@mx.example.edu',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b\r\nContent-Type: message/delivery-status',
      '',
      recipientPart(report),
      '--b\r\nContent-Type: text/rfc822-headers',
      '',
      report.about ? `Message-ID: <message-${report.about}@example.edu>` : 'X-None: 1',
      '',
      '--b--',
    ].join('\r\n');

  async function post(body: string, type = 'message/rfc822', address = url): Promise<number> {
    const response = await fetch(address, { method: 'POST', headers: { 'Content-Type': type }, body });
    await response.body?.cancel();
    return response.status;
  }

  it('mark the address of the mail that they name, whatever the recipient is called in the end', async () => {
    const { id } = await sent();
    assert.equal(await post(wholeReport({ about: Number(id), to: 'passed-on@elsewhere.example' })), 200);
    const { mail_bounced_at, mail_bounce_reason } = await person();
    assert.deepEqual([mail_bounced_at.getTime(), mail_bounce_reason], [api.now, '5.1.1']);
    assert.equal((await person('m1')).mail_bounced_at, null);
    const { state, error } = await sent();
    assert.deepEqual([state, error], ['failed', '5.1.1']);

    api.now += 60_000;
    assert.equal(await post(wholeReport({ about: Number(id), status: '5.1.2' })), 200);
    assert.equal((await person()).mail_bounce_reason, '5.1.1', 'the first reason stays');
    assert.equal((await api.knex('audit_entry').where({ action: 'reportMail' })).length, 1);
  });

  it('mark an address by itself where they name no mail, in each form that they come in', async () => {
    const forms: readonly (readonly [type: string, body: string])[] = [
      ['message/delivery-status', recipientPart({ to: 'S1@Example.edu' })],
      ['message/rfc822', wholeReport({})],
      ['multipart/report; report-type=delivery-status; boundary=b', wholeReport({})],
      ['application/json', JSON.stringify({ report: wholeReport({}) })],
    ];
    for (const [type, body] of forms) {
      await api.knex('app_user').update({ mail_bounced_at: null, mail_bounce_reason: null });
      assert.equal(await post(body, type), 200, type);
      assert.equal((await person()).mail_bounce_reason, '5.1.1', type);
    }
  });

  it('mark no address for what is about something else, and say it of the message', async () => {
    const id = Number((await sent()).id);
    const steps: readonly (readonly [Report, string])[] = [
      [{ action: 'delayed', status: '4.4.1' }, 'sent 4.4.1'],
      [{ action: 'relayed', status: '2.0.0' }, 'sent 4.4.1'],
      [{ action: 'delivered', status: '2.0.0' }, 'delivered null'],
      [{ action: 'delayed', status: '4.4.1' }, 'delivered null'],
      [{ action: 'failed', status: '5.7.1' }, 'failed 5.7.1'],
      [{ action: 'failed', status: '4.4.7' }, 'failed 5.7.1'],
      [{ action: 'delivered', status: '2.0.0' }, 'failed 5.7.1'],
    ];
    for (const [report, expected] of steps) {
      assert.equal(await post(wholeReport({ ...report, about: id })), 200);
      const { state, error } = await sent();
      assert.equal(`${state} ${error}`, expected, JSON.stringify(report));
    }
    assert.equal((await person()).mail_bounced_at, null);
  });

  it('keep later messages back, and an admin who sends one again is told why', async () => {
    const id = Number((await sent()).id);
    await post(wholeReport({ about: id }));
    await book(api, mentor, student, '12:00');
    await sendDue(api);
    const { state, error } = await sent();
    assert.deepEqual([state, error], ['skipped', 'bounced']);
    assert.equal((await sent('m1')).state, 'sent');
    const problem = await refused(
      api,
      operations.resendMessage,
      { token: admin, id },
      409,
      'address_bounced',
    );
    assert.match(problem.detail, /5\.1\.1/);
    assert.doesNotMatch(problem.detail, /@/);

    const personId = (await person()).id;
    const again = await call(api, useMailAgain, { token: admin, id: personId });
    assert.deepEqual(
      [again.status, again.body.mail_bounced_at, again.body.mail_bounce_reason],
      [200, null, null],
    );
    assert.equal(
      (await call(api, useMailAgain, { token: admin, id: personId })).status,
      200,
      'nothing to do',
    );
    assert.equal((await call(api, operations.resendMessage, { token: admin, id })).status, 202);
    await sendDue(api);
    assert.equal((await api.knex('message').where({ id }).first()).state, 'sent');
  });

  it('are shown to the admins in the list of people, and told in the export', async () => {
    await post(recipientPart({}), 'message/delivery-status');
    const list = async (query: object) =>
      (await call(api, operations.listPeople, { token: admin, query: { ...query } })).body.people;
    const [bounced, ...others] = await list({ mail: 'bounced' });
    assert.deepEqual([bounced?.external_id, bounced?.mail_bounce_reason, others], ['s1', '5.1.1', []]);
    assert.match(bounced?.mail_bounced_at ?? '', /^2026-11-23T/);
    assert.ok((await list({})).length > 1);
    const options = { token: admin, query: { mail: 'late' } };
    assert.deepEqual(pointers(await refused(api, operations.listPeople, options, 422, 'invalid_request')), [
      '/mail',
    ]);
    const { body } = await call(api, operations.exportAccount, { token: student });
    assert.equal(body.person.mail_bounce_reason, '5.1.1');
    const exported = await call(api, operations.exportPerson, { token: admin, id: bounced?.id ?? 0 });
    assert.doesNotMatch(JSON.stringify(exported.body.messages), /"(?:content|html)"/);
  });

  it('are forgotten with the address that a mentor is given, and with the person', async () => {
    await post(recipientPart({ to: 'm1@example.edu' }), 'message/delivery-status');
    assert.notEqual((await person('m1')).mail_bounced_at, null);
    const body = { email: 'other@example.edu' };
    assert.equal(
      (await call(api, operations.updateMentor, { token: admin, id: mentor.id, body })).status,
      200,
    );
    assert.equal((await person('m1')).mail_bounced_at, null);

    await post(recipientPart({}), 'message/delivery-status');
    const { id } = await person();
    await call(api, operations.erasePerson, { token: admin, id, body: { confirm: 'erase' } });
    const erased = await api.knex('app_user').where({ id }).first();
    assert.deepEqual([erased.mail_bounced_at, erased.mail_bounce_reason], [null, null]);
    await refused(api, useMailAgain, { token: admin, id }, 404, 'not_found');
  });

  it('are about their own partner’s mail and people alone', async () => {
    await addPartner(api.knex, 'other');
    const stranger = await adminToken('other');
    const theirs = (await call(api, getMailReportAddress, { token: stranger })).body.url;
    const about = Number((await sent()).id);
    assert.equal(await post(wholeReport({ about }), 'message/rfc822', theirs), 200);
    assert.equal(await post(recipientPart({}), 'message/delivery-status', theirs), 200);
    assert.equal((await person()).mail_bounced_at, null);
    assert.equal((await sent()).state, 'sent');
  });

  it('go to an address that is the secret: another is not known, nor one that was renewed', async () => {
    const body = { report: wholeReport({}) };
    const [id, mac] = secret().split(/-(.*)/s);
    for (const wrong of ['1', 'x', `${id}-${'A'.repeat(43)}`, `${Number(id) + 1}-${mac}`, `99999-${mac}`])
      await refused(api, reportMail, { id: wrong, body }, 404, 'not_found');
    const renewed = (await call(api, renewMailReportAddress, { token: admin })).body.url;
    assert.notEqual(renewed, url);
    await refused(api, reportMail, { id: secret(), body }, 404, 'not_found');
    url = renewed;
    assert.deepEqual((await call(api, reportMail, { id: secret(), body })).body, { recipients: 1 });
    assert.equal((await call(api, getMailReportAddress, { token: admin })).body.url, url);
  });

  it('are refused where they are none: 415, 422', async () => {
    assert.equal(await post('Hello', 'text/html'), 415);
    assert.equal(await post('Subject: Away\r\n\r\nUntil Monday.'), 422);
    const problem = await refused(
      api,
      reportMail,
      { id: secret(), body: { report: 5 } },
      422,
      'invalid_request',
    );
    assert.deepEqual(pointers(problem), ['/report']);
    assert.equal(await post('x'.repeat(2_100_000)), 413);
  });
});
