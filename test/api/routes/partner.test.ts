import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, startApi, token, useFreshApi } from '../../support/api.ts';
import { addMentor } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { goodClaims, makeSigner, signed } from '../identity/signers.ts';
import { adminToken, pointers } from './scene.ts';

const { getPartner, updatePartner, createSecret, removeSecret } = operations;

describe("a partner's settings", () => {
  const api = useFreshApi();
  let admin: string;

  beforeEach(async () => {
    admin = await adminToken();
  });

  const read = async (as = admin) => (await call(api, getPartner, { token: as })).body;
  const change = (body: object) => call(api, updatePartner, { token: admin, body });
  const faultsOf = async (body: object) =>
    pointers(await refused(api, updatePartner, { token: admin, body }, 422, 'invalid_request'));

  it('are told to admins without any secret', async () => {
    const body = await read();
    assert.deepEqual([body.slug, body.algorithm, body.theme, body.origins], ['demo', 'HS256', {}, []]);
    assert.deepEqual(
      body.secrets.map(({ number }) => number),
      [1],
    );
    await api.knex('partner').update({
      oidc_issuer: 'https://id.example.edu',
      oidc_client_id: 'mb',
      oidc_client_secret: 'hush-hush',
    });
    const text = JSON.stringify(await read());
    assert.doesNotMatch(text, /hush-hush|a-shared-secret/);
    assert.match(text, /"has_oidc_client_secret":true/);
  });

  it('are for admins alone, each of her own partner', async () => {
    const calls = [
      [getPartner, {}],
      [updatePartner, { body: { name: 'X' } }],
      [createSecret, {}],
      [removeSecret, { id: 1 }],
      [operations.listApiKeys, {}],
      [operations.createApiKey, { body: { name: 'k', scopes: ['metrics'] } }],
      [operations.revokeApiKey, { id: 1 }],
    ] as const;
    const mentor = await addMentor(api);
    for (const [operation, options] of calls) {
      await refused(api, operation as typeof getPartner, options, 401, 'unauthenticated');
      for (const as of [mentor.token, await token()]) {
        const attempt = { ...options, token: as };
        await refused(api, operation as typeof getPartner, attempt, 403, 'forbidden');
      }
    }
    await addPartner(api.knex, 'other');
    await change({ name: 'Mine' });
    const other = await adminToken('other');
    assert.equal((await read(other)).name, 'other');
    await call(api, updatePartner, { token: other, body: { name: 'Theirs' } });
    assert.equal((await read()).name, 'Mine');
  });

  it('change what is sent and keep the rest, and the audit tells it', async () => {
    const theme = { primary: '#112233', radius: 4, font: '"Noto Sans", serif' };
    const { body } = await change({ theme, timezone: 'Africa/Dakar' });
    assert.partialDeepStrictEqual(body, { theme, timezone: 'Africa/Dakar', name: 'demo' });
    assert.deepEqual((await change({ name: ' Teranga ' })).body.theme, theme);
    assert.equal((await read()).name, 'Teranga');
    const entries = await api.knex('audit_entry').where({ action: 'updatePartner' }).orderBy('id');
    assert.deepEqual(entries[0].changes, { timezone: ['UTC', 'Africa/Dakar'], theme: [{}, theme] });
    assert.equal(entries[0].subject, 'partner');
  });

  it('refuse looks that are no colours, and CSS in disguise', async () => {
    const theme = {
      primary: 'red',
      accent: '#12345',
      radius: 33,
      font: 'x; } body { display: none',
      shadow: 1,
    };
    assert.deepEqual(await faultsOf({ theme }), [
      '/theme',
      '/theme/accent',
      '/theme/font',
      '/theme/primary',
      '/theme/radius',
    ]);
    for (const font of ['"a', 'a,', 'url(x)', 'a\\', 'a;b', '"a</style>"', 'expression(1)']) {
      assert.deepEqual(await faultsOf({ theme: { font } }), ['/theme/font'], font);
    }
  });

  it('refuse what is no origin of a page that is safe to let in', async () => {
    const good = ['https://www.example.edu', 'https://lms.example.edu:8443', 'http://localhost:8080'];
    assert.deepEqual((await change({ origins: good })).body.origins, good);
    const bad = [
      'http://www.example.edu',
      'https://www.example.edu/',
      'https://www.example.edu/path',
      'https://WWW.example.edu',
      'https://a.example.edu:443',
      'https://a.example.edu:99999',
      'https://*.example.edu',
      'https://user@example.edu',
      'https://a.example; script-src *',
      'null',
      '*',
      'javascript:alert(1)',
      'https://a..example.edu:x',
    ];
    const pointersOfAll = bad.map((_, index) => `/origins/${index}`).sort();
    const schema = await faultsOf({ origins: bad });
    // What the pattern lets through, the second look does not.
    const left = bad.filter((_, index) => !schema.includes(`/origins/${index}`));
    assert.equal((await faultsOf({ origins: left })).length, left.length);
    assert.equal(schema.length + left.length, pointersOfAll.length);
    assert.deepEqual((await read()).origins, good);
  });

  it('let pages in and keep them out from the next request on, in every process', async () => {
    const second = await startApi({ databaseUrl: api.databaseUrl });
    try {
      const origin = 'https://www.example.edu';
      const isLetIn = async ({ url }: { url: string }): Promise<boolean> => {
        const response = await fetch(`${url}/api/mentors`, { headers: { Origin: origin } });
        return response.headers.get('access-control-allow-origin') === origin;
      };
      for (const origins of [[origin], [], [origin]]) {
        // Both know the origins as they were, a moment ago.
        await Promise.all([isLetIn(api), isLetIn(second)]);
        await change({ origins });
        // The commit's own notice is on its way.
        for (const each of [api, second])
          await until(async () => (await isLetIn(each)) === origins.length > 0, `origins ${origins} to hold`);
      }
    } finally {
      await second.stop();
    }
  });

  it('give the embed page its looks by a style sheet that any page may link', async () => {
    const { id } = await addMentor(api);
    const css = () => fetch(`${api.url}/embed/demo/theme.css`);
    assert.equal(await (await css()).text(), '');
    await change({ theme: { primary: '#112233', radius: 0, font: 'Georgia, serif' } });
    const response = await css();
    assert.match(response.headers.get('content-type') ?? '', /^text\/css/);
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin');
    const text = await response.text();
    for (const declaration of ['primary: #112233;', 'radius: 0px;', 'font: Georgia, serif;']) {
      assert.ok(text.includes(`--mentor-booking-${declaration}`), text);
    }
    const page = await fetch(`${api.url}/embed/demo/${id}`);
    assert.match(await page.text(), /<link rel="stylesheet" href="\/embed\/demo\/theme\.css">/);
    assert.match(page.headers.get('content-security-policy') ?? '', /style-src 'self'/);
    assert.equal((await fetch(`${api.url}/embed/nobody/theme.css`)).status, 404);
  });

  describe('and keys', () => {
    const status = async (bearer: string): Promise<number> =>
      (await call(api, operations.listSessions, { token: bearer })).status;
    const signedWith = (secret: string) => token({ sub: 's1' }, secret);

    it('rotates a shared secret without refusing anybody', async () => {
      const old = await signedWith('a-shared-secret-of-the-test-partner-32');
      const made = await call(api, createSecret, { token: admin });
      assert.equal(made.status, 201);
      assert.equal(made.headers.get('cache-control'), 'no-store');
      const fresh = await signedWith(made.body.secret);
      assert.deepEqual([await status(old), await status(fresh)], [200, 200]);
      await refused(api, createSecret, { token: admin }, 409, 'too_many_secrets');
      const [first, second] = (await read()).secrets;
      assert.equal(second?.fingerprint, made.body.fingerprint);

      const wrong = { token: admin, id: 1, query: { fingerprint: made.body.fingerprint } };
      await refused(api, removeSecret, wrong, 412, 'precondition_failed');
      const right = { token: admin, id: 1, query: { fingerprint: first?.fingerprint ?? '' } };
      assert.equal((await call(api, removeSecret, right)).status, 204);
      assert.deepEqual([await status(old), await status(fresh)], [401, 200]);

      const freshAdmin = await token({ sub: 'admin-of-demo', role: 'partner_admin' }, made.body.secret);
      await refused(api, removeSecret, { token: freshAdmin, id: 1 }, 409, 'last_secret');
      await refused(api, removeSecret, { token: freshAdmin, id: 2 }, 404, 'not_found');
      const left = (await read(freshAdmin)).secrets;
      assert.deepEqual(left, [{ number: 1, fingerprint: made.body.fingerprint }]);
      const told = JSON.stringify(await api.knex('audit_entry').select());
      assert.ok(!told.includes(made.body.secret));
    });

    it('makes one of two secrets when two ask at once', async () => {
      const replies = await Promise.all([1, 2, 3].map(() => call(api, createSecret, { token: admin })));
      assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 409, 409]);
    });

    it('moves to public keys and back; each refuses tokens of the other', async () => {
      const shared = await token({ sub: 's1' });
      const signer = await makeSigner('ES256', 'k1');
      const moved = await change({ algorithm: 'ES256', jwks: { keys: [signer.jwk] } });
      assert.deepEqual([moved.body.algorithm, moved.body.secrets], ['ES256', []]);
      const own = await signed(signer, goodClaims());
      assert.deepEqual([await status(shared), await status(own)], [401, 200]);

      const asAdmin = await signed(signer, goodClaims({ sub: 'a', role: 'partner_admin' }));
      await refused(api, createSecret, { token: asAdmin }, 409, 'no_shared_secret');
      const back = await call(api, updatePartner, { token: asAdmin, body: { algorithm: 'HS256' } });
      const secret = back.body.new_secret ?? '';
      assert.ok(secret.length >= 43);
      assert.deepEqual([await status(own), await status(await signedWith(secret))], [401, 200]);
      const again = await token({ sub: 'a', role: 'partner_admin' }, secret);
      assert.ok(!('new_secret' in (await read(again))));
    });

    it('refuses keys that are private, unreadable, or for another algorithm', async () => {
      const signer = await makeSigner('ES256', 'k1');
      const keys = (...list: object[]) => ({ algorithm: 'ES256', jwks: { keys: list } });
      assert.deepEqual(await faultsOf(keys({ ...signer.jwk, d: 'x' })), ['/jwks/keys/0/d']);
      assert.deepEqual(await faultsOf(keys(signer.jwk, { kty: 'EC', crv: 'P-256', x: '', y: '' })), [
        '/jwks/keys/1',
      ]);
      assert.deepEqual(await faultsOf(keys((await makeSigner('EdDSA', 'k')).jwk)), ['/jwks/keys']);
      assert.deepEqual(await faultsOf({ algorithm: 'RS256' }), ['/jwks_url']);
      assert.deepEqual(await faultsOf({ algorithm: 'HS256', jwks_url: 'https://id.example.edu/jwks' }), [
        '/jwks_url',
      ]);
      for (const jwks_url of [
        'http://id.example.edu/jwks',
        'https://u:p@example.edu',
        'file:///etc/passwd',
      ]) {
        assert.deepEqual(await faultsOf({ algorithm: 'RS256', jwks_url }), ['/jwks_url'], jwks_url);
      }
      assert.equal((await read()).algorithm, 'HS256');
    });

    it('keeps the sign-in of a partner whole, and its secret unseen', async () => {
      assert.deepEqual(await faultsOf({ oidc_issuer: 'https://id.example.edu' }), ['/oidc_client_id']);
      const oidc = { oidc_issuer: 'https://id.example.edu', oidc_client_id: 'mb' };
      const { body } = await change({ ...oidc, oidc_client_secret: 'hush-hush' });
      assert.partialDeepStrictEqual(body, { ...oidc, has_oidc_client_secret: true });
      assert.ok(!JSON.stringify(body).includes('hush-hush'));
      assert.deepEqual(await faultsOf({ oidc_issuer: null }), ['/oidc_issuer']);
      const gone = await change({ oidc_issuer: null, oidc_client_id: null });
      assert.equal(gone.body.has_oidc_client_secret, false);
      const told = JSON.stringify(await api.knex('audit_entry').select());
      assert.ok(!told.includes('hush-hush'));
    });
  });
});
