import assert from 'node:assert/strict';
import { sealSecrets } from '../../../api/commands/partner/seal-secrets.ts';
import { operations } from '../../../api/contract/operations.ts';
import { placeOf, SecretBox, UnreadableSecretError } from '../../../api/secrets/secret-box.ts';
import { call, secret, startApi, type TestApi, token, tokenSecret } from '../../support/api.ts';

const [older, newer] = ['an-older-secret-of-the-server-of-32-ch', 'a-newer-secret-of-the-server-of-32-chs'];
const place = placeOf.sharedSecret('demo');

describe('a sealed secret', () => {
  const box = new SecretBox([older]);

  it('is opened by its key, and tells nothing but which key that is', () => {
    for (const text of ['', 'geheim', 'ß 🎓'.repeat(100)]) {
      const sealed = box.seal(text, place);
      assert.match(sealed, /^sealed:v1:[0-9a-f]{8}:[\w-]+$/);
      assert.ok(text === '' || !sealed.includes(text));
      assert.equal(new SecretBox([older]).open(sealed, place), text);
    }
    assert.notEqual(box.seal('x', place), box.seal('x', place), 'the same twice looks different');
  });

  it('is opened in its own place alone, and not when anything was changed', () => {
    const sealed = box.seal('geheim', place);
    const end = sealed.at(-2) === 'A' ? 'B' : 'A';
    const wrong: readonly [string, string][] = [
      [sealed, placeOf.sharedSecret('rival')],
      [sealed, placeOf.oidcClientSecret('demo')],
      [`${sealed.slice(0, -2)}${end}${sealed.at(-1)}`, place],
      [sealed.slice(0, -8), place],
      [sealed.slice(0, 22), place],
      ['sealed:v1:', place],
      ['sealed:v1:__proto__:AAAA', place],
    ];
    for (const [text, where] of wrong) assert.throws(() => box.open(text, where), UnreadableSecretError);
  });

  it('needs its key: another opens nothing, and says which is missing', () => {
    const sealed = box.seal('geheim', place);
    const id = sealed.split(':')[2] as string;
    assert.throws(
      () => new SecretBox([newer]).open(sealed, place),
      new RegExp(`shared secret of demo.*${id}`),
    );
    assert.throws(() => new SecretBox([]).open(sealed, place), UnreadableSecretError);
  });

  it('is sealed anew by the first of two keys, and opened by both meanwhile', () => {
    const sealed = box.seal('geheim', place);
    const both = new SecretBox([newer, older]);
    assert.equal(both.open(sealed, place), 'geheim');
    const resealed = both.reseal(sealed, place);
    assert.equal(new SecretBox([newer]).open(resealed, place), 'geheim');
    assert.equal(both.reseal(resealed, place), resealed);
  });

  it('is a plain text where there is no key, or was none', () => {
    assert.equal(new SecretBox([]).seal('geheim', place), 'geheim');
    assert.equal(new SecretBox([]).reseal('geheim', place), 'geheim');
    assert.equal(box.open('geheim', place), 'geheim');
    assert.equal(box.open(box.reseal('geheim', place), place), 'geheim');
  });
});

describe("partners' secrets in the database", () => {
  let api: TestApi;
  let admin: string;
  before(async () => {
    api = await startApi();
    admin = await token({ sub: 'a1', role: 'partner_admin' });
  });
  after(() => api.stop());

  const stored = async () => {
    const { rows } = await api.knex.raw('SELECT to_jsonb(p)::text AS row FROM partner p');
    return rows.map(({ row }: { row: string }) => row).join();
  };
  const works = async (bearer: string) => (await call(api, operations.getAccount, { token: bearer })).status;

  it('are sealed from before there was a key, once, and go on to work', async () => {
    await api
      .knex('partner')
      .update({ oidc_issuer: 'https://id.example', oidc_client_id: 'x', oidc_client_secret: 'c-s-1' });
    assert.ok((await stored()).includes(secret));
    const before = (await call(api, operations.getPartner, { token: admin })).body;
    await sealSecrets(api.knex, new SecretBox([tokenSecret]));
    const sealed = await stored();
    for (const plain of [secret, 'c-s-1']) assert.ok(!sealed.includes(plain));
    assert.equal(await works(admin), 200);
    const { body } = await call(api, operations.getPartner, { token: admin });
    assert.deepEqual(body, before, 'the fingerprints are those of the secrets themselves');
    await sealSecrets(api.knex, new SecretBox([tokenSecret]));
    assert.equal(await stored(), sealed);
  });

  it('are sealed when they are made or changed, and told by their fingerprints', async () => {
    const made = await call(api, operations.createSecret, { token: admin });
    assert.ok(!(await stored()).includes(made.body.secret));
    assert.equal(await works(await token({ sub: 's9' }, made.body.secret)), 200);
    const { secrets } = (await call(api, operations.getPartner, { token: admin })).body;
    assert.equal(secrets[1]?.fingerprint, made.body.fingerprint);
    const query = { fingerprint: made.body.fingerprint };
    const removed = await call(api, operations.removeSecret, { token: admin, id: 2, query });
    assert.equal(removed.status, 204);
    const body = { oidc_client_secret: 'another-client-secret' };
    assert.equal((await call(api, operations.updatePartner, { token: admin, body })).status, 200);
    assert.ok(!(await stored()).includes('another-client-secret'));
  });

  it('of webhooks are sealed anew by a new key, and sign on', async () => {
    const body = { url: 'https://campus.example.edu/', types: ['session.booked'] };
    const made = await call(api, operations.createWebhook, { token: admin, body });
    const { id } = made.body;
    const rotated = await call(api, operations.rotateWebhookSecret, { token: admin, id });
    await sealSecrets(api.knex, new SecretBox([newer, tokenSecret]));
    const row = await api.knex('webhook').where({ id }).first();
    const alone = new SecretBox([newer]);
    const place = placeOf.webhookSecret(api.partnerId);
    assert.equal(alone.open(row.secret, place), rotated.body.secret);
    assert.equal(alone.open(row.old_secret, place), made.body.secret);
    await sealSecrets(api.knex, new SecretBox([tokenSecret, newer]));
  });

  it('are not touched where one cannot be opened', async () => {
    const before = await stored();
    await assert.rejects(sealSecrets(api.knex, new SecretBox([newer])), UnreadableSecretError);
    assert.equal(await stored(), before);
  });
});
