import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { sealSecrets } from '../../../api/commands/partner/seal-secrets.ts';
import { operations } from '../../../api/contract/operations.ts';
import { placeOf, SecretBox } from '../../../api/secrets/secret-box.ts';
import { call, refused, tokenSecret, useFreshApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, pointers } from './scene.ts';

const { createMentor, exportPerson, getMentor, getMessaging, listMentors, replaceMessaging, updateMentor } =
  operations;

const bigBlueButton = {
  kind: 'bigbluebutton',
  url: 'https://bbb.example.edu/bigbluebutton/',
  secret: 's3cret',
};
const jitsi = {
  kind: 'jitsi',
  base_url: 'https://meet.example.edu',
  app_id: 'mentors',
  secret: 'jitsi-s3cret',
};
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});

/** What is wrong, and where. */
const wrong: readonly (readonly [meeting: object, pointers: readonly string[]])[] = [
  [{}, ['/meeting/kind']],
  [{ kind: 'zoom' }, ['/meeting/kind']],
  [{ kind: 'fixed' }, ['/meeting/url']],
  [{ kind: 'fixed', url: 'ftp://meet.example.edu/a' }, ['/meeting/url']],
  [{ kind: 'fixed', url: 'javascript:alert(1)' }, ['/meeting/url']],
  [{ kind: 'fixed', url: 'https://meet.example.edu/a\r\nX: y' }, ['/meeting/url']],
  [{ kind: 'fixed', url: 'https://ada:pw@meet.example.edu/a' }, ['/meeting/url']],
  [{ kind: 'fixed', url: 'https://:99999/' }, ['/meeting/url']],
  [{ kind: 'jitsi', secret: 'x' }, ['/meeting/app_id', '/meeting/base_url']],
  [{ kind: 'jitsi', base_url: 'https://meet.example.edu', app_id: 'a' }, ['/meeting/secret']],
  [{ ...jitsi, key_id: 'k' }, ['/meeting/secret']],
  [{ kind: 'bigbluebutton' }, ['/meeting/secret', '/meeting/url']],
  [{ ...bigBlueButton, secret: ' ' }, ['/meeting/secret']],
  [{ ...bigBlueButton, secret: null }, ['/meeting/secret']],
  [{ ...bigBlueButton, checksum: 'md5' }, ['/meeting/checksum']],
];

describe('where sessions take place', () => {
  const api = useFreshApi({ mayBeLocal: false });
  let mentor: TestMentor;
  let admin: string;

  beforeEach(async () => {
    mentor = await addMentor(api);
    admin = await adminToken();
  });

  const ofPartner = async (meeting: object) => {
    const reply = await call(api, replaceMessaging, {
      token: admin,
      body: { reminder_minutes: [60], meeting },
    });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    return reply.body.meeting;
  };
  const ofMentor = async (meeting: object | null, token = mentor.token) => {
    const reply = await call(api, updateMentor, { token, id: mentor.id, body: { meeting } });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    return reply.body.meeting;
  };
  const secretOf = async (table: 'partner' | 'mentor', id: number): Promise<string | null> => {
    const { meeting_secret } = await api.knex(table).where({ id }).first('meeting_secret');
    const place = table === 'partner' ? placeOf.meetingSecret(id) : placeOf.mentorsMeetingSecret(id);
    assert.doesNotMatch(meeting_secret ?? '', /s3cret/);
    return meeting_secret && new SecretBox([tokenSecret]).open(meeting_secret, place);
  };

  it("is the partner's setting, which stays as it is where only reminders are set", async () => {
    const meeting = { kind: 'fixed', url: 'https://meet.example.edu/room#pwd=1' };
    assert.deepEqual(await ofPartner(meeting), meeting);
    const rest = await call(api, replaceMessaging, { token: admin, body: { reminder_minutes: [30] } });
    assert.deepEqual([rest.body.reminder_minutes, rest.body.meeting], [[30], meeting]);
    assert.deepEqual(await ofPartner({ kind: 'none', url: 'https://meet.example.edu' }), { kind: 'none' });
  });

  it('keeps a secret sealed, never tells it, and keeps it as long as the kind stays', async () => {
    const { secret, ...told } = { ...bigBlueButton, checksum: 'sha256' as const };
    assert.deepEqual(await ofPartner(bigBlueButton), { ...told, has_secret: true });
    assert.equal(await secretOf('partner', api.partnerId), secret);

    // What was read is sent back, as the admin page does.
    const { body } = await call(api, getMessaging, { token: admin });
    assert.doesNotMatch(JSON.stringify(body), /s3cret|sealed/);
    const again = { ...body.meeting, checksum: 'sha512' };
    assert.deepEqual(await ofPartner(again), { ...told, checksum: 'sha512', has_secret: true });
    assert.equal(await secretOf('partner', api.partnerId), secret);

    assert.deepEqual(await ofPartner({ kind: 'jitsi', base_url: jitsi.base_url }), {
      kind: 'jitsi',
      base_url: jitsi.base_url,
      has_secret: false,
    });
    assert.equal(await secretOf('partner', api.partnerId), null);
    await refused(
      api,
      replaceMessaging,
      { token: admin, body: { reminder_minutes: [], meeting: { ...bigBlueButton, secret: undefined } } },
      422,
      'invalid_request',
    );
  });

  it("is a mentor's own where she has one, shown to her and to the admins", async () => {
    const told = { kind: 'jitsi', base_url: jitsi.base_url, app_id: 'mentors', has_secret: true };
    assert.deepEqual(await ofMentor(jitsi), told);
    assert.equal(await secretOf('mentor', mentor.id), jitsi.secret);
    for (const token of [mentor.token, admin]) {
      const { body } = await call(api, getMentor, { token, id: mentor.id });
      assert.deepEqual(body.meeting, told);
    }
    const student = await call(api, getMentor, { id: mentor.id });
    assert.ok(!('meeting' in student.body));
    const all = await call(api, listMentors);
    assert.ok(all.body.mentors.every((each) => !('meeting' in each)));
    assert.equal(await ofMentor(null, admin), null);
    assert.equal(await secretOf('mentor', mentor.id), null);
  });

  it('can be given with a new mentor, and at 8x8.vc has a private key', async () => {
    const meeting = { ...jitsi, base_url: 'https://8x8.vc', key_id: '4f4910', secret: pem };
    const person = { external_id: 'm2', name: 'Ada', email: 'm2@example.edu', timezone: 'UTC' };
    const { status, body } = await call(api, createMentor, { token: admin, body: { ...person, meeting } });
    assert.equal(status, 201);
    assert.deepEqual(body.meeting, {
      ...{ kind: 'jitsi', base_url: 'https://8x8.vc', app_id: 'mentors', key_id: '4f4910' },
      has_secret: true,
    });
    assert.equal(await secretOf('mentor', body.id), pem);
  });

  for (const [meeting, expected] of wrong) {
    it(`refuses ${JSON.stringify(meeting).slice(0, 90)}`, async () => {
      const body = { reminder_minutes: [60], meeting };
      const problem = await refused(api, replaceMessaging, { token: admin, body }, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), expected);
      const own = { token: mentor.token, id: mentor.id, body: { meeting } };
      assert.deepEqual(pointers(await refused(api, updateMentor, own, 422, 'invalid_request')), expected);
    });
  }

  it('leads into no private network', async () => {
    for (const host of ['127.0.0.1', 'localhost', '10.0.0.1', '[::1]', '169.254.169.254']) {
      const meeting = { ...bigBlueButton, url: `http://${host}/bigbluebutton/` };
      const body = { reminder_minutes: [60], meeting };
      const problem = await refused(api, replaceMessaging, { token: admin, body }, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), ['/meeting/url']);
    }
  });

  it('leaves no secret in the audit, the copy of her data or what webhooks are sent', async () => {
    await ofMentor(jitsi);
    await ofPartner(bigBlueButton);
    const entries = await api.knex('audit_entry').orderBy('id', 'desc').limit(2).pluck('changes');
    assert.deepEqual(
      entries.map((changes) => changes.meeting_secret),
      [null, null],
    );
    const { user_id } = await api.knex('mentor').where({ id: mentor.id }).first('user_id');
    const { body } = await call(api, exportPerson, { token: admin, id: user_id });
    assert.deepEqual(body.mentor?.meeting, { kind: 'jitsi', base_url: jitsi.base_url, app_id: 'mentors' });
    assert.doesNotMatch(JSON.stringify([entries, body]), /s3cret|sealed/);
  });

  it('is sealed anew by a new key', async () => {
    await ofMentor(jitsi);
    await ofPartner(bigBlueButton);
    const next = new SecretBox(['another-key-of-the-server-of-32-chars', tokenSecret]);
    await sealSecrets(api.knex, next);
    const only = new SecretBox(['another-key-of-the-server-of-32-chars']);
    const kept = async (table: string, id: number) =>
      (await api.knex(table).where({ id }).first('meeting_secret')).meeting_secret;
    const partners = await kept('partner', api.partnerId);
    assert.equal(only.open(partners, placeOf.meetingSecret(api.partnerId)), bigBlueButton.secret);
    const hers = await kept('mentor', mentor.id);
    assert.equal(only.open(hers, placeOf.mentorsMeetingSecret(mentor.id)), jitsi.secret);
  });
});
