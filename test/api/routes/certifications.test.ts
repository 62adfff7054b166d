import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, monday, refused, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, day, pointers, tokenNow } from './scene.ts';

const { applyForCertification, createCertification, declineCertification, grantCertification } = operations;
const { getMentor, listCertificationApplications, listCertifications, listMentorCertifications } = operations;

describe('certifications', () => {
  const api = useApi();
  let admin: string;
  let mentor: TestMentor;
  let tutor: number;
  const instant = (days: number): string => new Date(monday + days * day).toISOString();

  before(async () => {
    await addPartner(api.knex, 'other');
    admin = await adminToken();
    mentor = await addMentor(api);
    tutor = await define('Peer tutor');
  });
  beforeEach(() => {
    api.now = monday;
  });

  async function define(name: string): Promise<number> {
    const { status, body } = await call(api, createCertification, { token: admin, body: { name } });
    assert.equal(status, 201);
    return body.id;
  }
  const asAdmin = (body: object = {}, certification = tutor) => ({
    token: admin,
    id: mentor.id,
    certification,
    body,
  });
  const held = async () =>
    (await call(api, getMentor, { id: mentor.id })).body.certifications.map(({ name }) => name);
  const history = async () => {
    const token = await tokenNow(api, { sub: 'admin-of-demo', role: 'partner_admin' });
    const { body } = await call(api, listMentorCertifications, { token, id: mentor.id });
    return body.history.filter(({ certification_id }) => certification_id === tutor).map(({ type }) => type);
  };

  it('are the mentor’s from when they are granted until they expire or are withdrawn, and the history stays', async () => {
    const until = { granted_at: instant(1), expires_at: instant(10), evidence_url: 'https://example.edu/e' };
    await call(api, grantCertification, asAdmin(until));
    assert.deepEqual(await held(), []);
    api.now = monday + 2 * day;
    assert.deepEqual(await held(), ['Peer tutor']);
    api.now = monday + 10 * day;
    assert.deepEqual(await held(), []);
    assert.deepEqual(await history(), ['expired', 'granted']);
    const token = await tokenNow(api, { sub: 'admin-of-demo', role: 'partner_admin' });
    const { body } = await call(api, grantCertification, { ...asAdmin(), token });
    assert.equal(body.certifications[0]?.state, 'valid');
    assert.equal(body.certifications[0]?.evidence_url, null);
    assert.deepEqual(await held(), ['Peer tutor']);
    await call(api, operations.withdrawCertification, { ...asAdmin(), token });
    assert.deepEqual(await held(), []);
    assert.deepEqual(await history(), ['withdrawn', 'renewed', 'expired', 'granted']);
  });

  it('show the public nothing of evidence and notes', async () => {
    const certification = await define('Speaker');
    const secret = { evidence_url: 'https://example.edu/secret', note: 'secret words' };
    await call(api, grantCertification, asAdmin(secret, certification));
    const { body } = await call(api, getMentor, { id: mentor.id });
    assert.ok(body.certifications.some(({ id }) => id === certification));
    assert.doesNotMatch(JSON.stringify(body), /secret/);
    await refused(api, listMentorCertifications, { id: mentor.id }, 401, 'unauthenticated');
    await call(api, operations.withdrawCertification, asAdmin({}, certification));
  });

  it('are asked for by the mentor, and granted or declined by the partner', async () => {
    const [one, other] = [await define('Coach'), await define('Reader')];
    const ask = (certification: number, note: string) =>
      call(api, applyForCertification, { token: mentor.token, id: mentor.id, certification, body: { note } });
    await ask(one, 'First words');
    await ask(other, 'Ten years');
    assert.equal((await ask(one, 'Better words')).status, 201);
    const waiting = await call(api, listCertificationApplications, { token: admin, query: { limit: 1 } });
    assert.equal(waiting.body.applications[0]?.note, 'Better words');
    const { next_cursor: cursor } = waiting.body;
    const rest = await call(api, listCertificationApplications, {
      token: admin,
      query: { cursor: cursor ?? '' },
    });
    assert.deepEqual(
      rest.body.applications.map(({ certification }) => certification.name),
      ['Reader'],
    );
    const { body } = await call(api, declineCertification, asAdmin({ note: 'Too early' }, other));
    assert.equal(body.history.find(({ type }) => type === 'declined')?.note, 'Too early');
    await call(api, grantCertification, asAdmin({}, one));
    const listed = await call(api, listCertifications, { token: admin });
    assert.deepEqual(
      listed.body.certifications.map(({ name, holders, applications }) => [name, holders, applications]),
      [
        ['Coach', 1, 0],
        ['Peer tutor', 0, 0],
        ['Reader', 0, 0],
        ['Speaker', 0, 0],
      ],
    );
    await refused(api, declineCertification, asAdmin({}, other), 404, 'not_found');
  });

  it('name what is wrong', async () => {
    const late = asAdmin({ granted_at: instant(3), expires_at: instant(2) });
    assert.deepEqual(pointers(await refused(api, grantCertification, late, 422, 'invalid_request')), [
      '/expires_at',
    ]);
    const bad = asAdmin({ expires_at: 'soon', evidence_url: 'javascript:alert(1)', planet: 1 });
    assert.deepEqual(pointers(await refused(api, grantCertification, bad, 422, 'invalid_request')), [
      '',
      '/evidence_url',
      '/expires_at',
    ]);
    const blank = { token: admin, body: { name: ' ' } };
    assert.deepEqual(pointers(await refused(api, createCertification, blank, 422, 'invalid_request')), [
      '/name',
    ]);
    const twice = { token: admin, body: { name: 'PEER tutor' } };
    await refused(api, createCertification, twice, 409, 'certification_exists');
    const empty = { token: mentor.token, id: mentor.id, certification: tutor, body: {} };
    assert.deepEqual(pointers(await refused(api, applyForCertification, empty, 422, 'invalid_request')), [
      '/note',
    ]);
    await refused(api, grantCertification, asAdmin({}, 999_999), 404, 'not_found');
    await refused(api, operations.withdrawCertification, asAdmin(), 404, 'not_found');
  });

  it('are nothing that another partner reaches', async () => {
    const other = { ...asAdmin(), token: await adminToken('other') };
    await refused(api, grantCertification, other, 404, 'not_found');
    const { body } = await call(api, listCertifications, { token: other.token });
    assert.deepEqual(body.certifications, []);
  });

  it('go into what a person is given of herself, and go when she is erased', async () => {
    const gone = await addMentor(api, { external_id: 'm-gone' });
    const its = { ...asAdmin({ note: 'words of hers' }), id: gone.id };
    await call(api, grantCertification, its);
    const exported = await call(api, operations.exportAccount, { token: gone.token });
    assert.match(JSON.stringify(exported.body.certifications), /words of hers/);
    const erased = await call(api, operations.eraseAccount, {
      token: gone.token,
      body: { confirm: 'erase' },
    });
    assert.equal(erased.status, 204);
    assert.equal((await api.knex('mentor_certification').where({ mentor_id: gone.id })).length, 0);
    const [event] = await api.knex('certification_event').where({ mentor_id: gone.id });
    assert.deepEqual([event?.type, event?.note], ['granted', null]);
  });
});

describe('the languages of a mentor', () => {
  const api = useApi();

  it('are kept as Intl writes them, each once, and read from a file', async () => {
    const { id } = await addMentor(api, { languages: ['fr', 'pt-ao', 'pt-AO'] });
    const languages = async () => (await call(api, getMentor, { id })).body.languages;
    assert.deepEqual(await languages(), ['fr', 'pt-AO']);
    const csv = 'external_id,languages\nm1,wo;fr-SN\n';
    const { body } = await call(api, operations.importMentors, { token: await adminToken(), body: { csv } });
    assert.equal(body.updated, 1);
    assert.deepEqual(await languages(), ['wo', 'fr-SN']);
    const wrong = { token: await adminToken(), id, body: { languages: ['français', 'fr', 'fr'] } };
    const problem = await refused(api, operations.updateMentor, wrong, 422, 'invalid_request');
    assert.ok(pointers(problem).includes('/languages/0'));
  });
});
