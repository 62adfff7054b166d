import assert from 'node:assert/strict';
import { exportSPKI, importJWK, SignJWT } from 'jose';
import { startApi, token, useApi } from '../../support/api.ts';
import { until } from '../../support/until.ts';
import {
  addKeyPartner,
  goodClaims,
  keysOf,
  makeSigner,
  nowSeconds,
  type PublicAlgorithm,
  refuses,
  serveKeys,
  signed,
  statusOf,
} from './signers.ts';

const algorithms: readonly PublicAlgorithm[] = ['RS256', 'ES256', 'EdDSA'];

describe('a token signed with a private key', () => {
  const api = useApi();

  for (const alg of algorithms) {
    describe(`by ${alg}`, () => {
      const iss = `stored-${alg.toLowerCase()}`;
      let signer: Awaited<ReturnType<typeof makeSigner>>;
      let second: typeof signer;
      let stranger: typeof signer;

      before(async () => {
        [signer, second, stranger] = await Promise.all([
          makeSigner(alg, 'k1'),
          makeSigner(alg, 'k2'),
          makeSigner(alg, 'k1'),
        ]);
        await addKeyPartner(api.knex, iss, alg, { jwks: { keys: [signer.jwk, second.jwk] } });
      });

      it('is taken by each of the stored keys', async () => {
        assert.equal(await statusOf(api, await signed(signer, { iss })), 200);
        assert.equal(await statusOf(api, await signed(second, { iss })), 200);
      });

      it('is refused when it is wrong in any way', async () => {
        const good = (await signed(signer, { iss })).split('.');
        const wrong: readonly [what: string, token: string][] = [
          ['a stranger’s key by the same name', await signed(stranger, { iss })],
          ['a key by another’s name', await signed({ ...signer, kid: 'k2' }, { iss })],
          ['a kid that nobody has', await signed({ ...signer, kid: 'k9' }, { iss })],
          ['another partner', await signed(signer, { iss: 'demo' })],
          ['another audience', await signed(signer, { iss, aud: 'lms' })],
          ['no exp', await signed(signer, { iss, exp: undefined })],
          ['an exp too far ahead', await signed(signer, { iss, exp: nowSeconds + 25 * 3600 })],
          ['expired', await signed(signer, { iss, exp: nowSeconds - 60 })],
          ['not yet valid', await signed(signer, { iss, nbf: nowSeconds + 60 })],
          ['issued in the future', await signed(signer, { iss, iat: nowSeconds + 7_200 })],
          ['a name that is none', await signed(signer, { iss, name: 7 })],
          [
            'other claims',
            `${good[0]}.${(await signed(signer, { iss, sub: 's2' })).split('.')[1]}.${good[2]}`,
          ],
          ['no signature', `${good[0]}.${good[1]}.`],
          ['alg none', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${good[1]}.${good[2]}`],
        ];
        for (const [what, token] of wrong) {
          await refuses(api, token).catch((error) => assert.fail(`${what}: ${error.message}`));
        }
      });

      it('is refused when it brings its own key, or an address of one', async () => {
        const served = await serveKeys(keysOf(stranger));
        for (const header of [{ jwk: stranger.jwk }, { jku: served.url }, { x5u: served.url }]) {
          await refuses(api, await signed(stranger, { iss }, header));
        }
        assert.equal(served.fetches, 0, 'nobody asks the address in a token');
        served.stop();
      });

      it('is refused when the public key was used as a shared secret', async () => {
        const pem = await exportSPKI((await importJWK(signer.jwk, alg)) as CryptoKey);
        for (const secret of [pem, pem.trim(), JSON.stringify(signer.jwk), signer.jwk.n ?? signer.jwk.x]) {
          const forged = await new SignJWT(goodClaims({ iss }))
            .setProtectedHeader({ alg: 'HS256', kid: signer.kid })
            .sign(new TextEncoder().encode(secret));
          await refuses(api, forged);
        }
      });

      it('is refused for a partner that has a shared secret or another algorithm', async () => {
        await refuses(api, await signed(signer, { iss: 'demo' }));
        const other = algorithms.find((each) => each !== alg) as PublicAlgorithm;
        const otherIss = `pinned-${alg.toLowerCase()}`;
        await addKeyPartner(api.knex, otherIss, other, { jwks: { keys: [signer.jwk] } });
        await refuses(api, await signed(signer, { iss: otherIss }));
      });
    });
  }

  it('is refused, and no fault of the server, when the stored keys are none', async () => {
    const signer = await makeSigner('ES256', 'k1');
    for (const [index, jwks] of [
      {},
      { keys: 'none' },
      [],
      { keys: [null] },
      { keys: [{ kty: 'EC' }] },
    ].entries()) {
      const iss = `garbage-${index}`;
      await addKeyPartner(api.knex, iss, 'ES256', { jwks });
      await refuses(api, await signed(signer, { iss }));
    }
    await addKeyPartner(api.knex, 'no-address', 'ES256', { jwks_url: 'not an address' });
    await refuses(api, await signed(signer, { iss: 'no-address' }));
  });

  describe('by a JWKS at an address', () => {
    let served: Awaited<ReturnType<typeof serveKeys>>;
    let iss: string;
    let count = 0;

    beforeEach(async () => {
      served = await serveKeys((response) => response.writeHead(500).end());
      iss = `url-${++count}`;
      await addKeyPartner(api.knex, iss, 'ES256', { jwks_url: served.url });
    });
    afterEach(() => served.stop());

    it('asks once for many tokens, also when they come at once', async () => {
      const signer = await makeSigner('ES256', 'k1');
      served.answer = keysOf(signer);
      const tokens = await Promise.all(
        Array.from({ length: 20 }, (_, index) => signed(signer, { iss, sub: `s${index}` })),
      );
      const statuses = await Promise.all(tokens.map((each) => statusOf(api, each)));
      assert.deepEqual(new Set(statuses), new Set([200]));
      for (const each of tokens.slice(0, 5)) await statusOf(api, each);
      assert.equal(served.fetches, 1);
    });

    it('finds a new key by its kid, and stops taking one that is gone', async () => {
      const [old, next] = [await makeSigner('ES256', '2026-1'), await makeSigner('ES256', '2026-2')];
      served.answer = keysOf(old);
      assert.equal(await statusOf(api, await signed(old, { iss })), 200);
      served.answer = keysOf(next);
      const token = await signed(next, { iss });
      await until(async () => (await statusOf(api, token)) === 200, 'the new key');
      assert.equal(served.fetches, 2, 'asked again only once');
      await refuses(api, await signed(old, { iss }));
    });

    it('is not made to ask again and again by unknown kids', async () => {
      const signer = await makeSigner('ES256', 'k1');
      served.answer = keysOf(signer);
      assert.equal(await statusOf(api, await signed(signer, { iss })), 200);
      const began = performance.now();
      for (let index = 0; index < 40; index++)
        await refuses(api, await signed({ ...signer, kid: `x${index}` }, { iss }));
      const seconds = Math.ceil((performance.now() - began) / 1000);
      assert.ok(served.fetches <= 1 + seconds, `${served.fetches} fetches in ${seconds} s`);
      assert.equal(await statusOf(api, await signed(signer, { iss })), 200);
    });

    const broken: readonly [what: string, answer: typeof served.answer][] = [
      ['answers 500', (response) => response.writeHead(500).end('{"keys":[]}')],
      ['answers garbage', (response) => response.end('<html>')],
      ['answers something else', (response) => response.end('{"keys":"none"}')],
      ['has no keys', (response) => response.end('{"keys":[]}')],
      ['breaks off', (response) => response.destroy()],
      ['sends elsewhere', (response) => response.writeHead(302, { Location: '/other' }).end()],
    ];
    for (const [what, answer] of broken) {
      it(`is refused when that ${what}, and taken when it is well again`, async () => {
        const signer = await makeSigner('ES256', 'k1');
        const token = await signed(signer, { iss });
        served.answer = answer;
        await refuses(api, token);
        served.answer = keysOf(signer);
        await until(async () => (await statusOf(api, token)) === 200, 'recovery');
      });
    }

    it('is never asked for on this machine by a real server', async () => {
      const signer = await makeSigner('ES256', 'k1');
      served.answer = keysOf(signer);
      const real = await startApi({ databaseUrl: api.databaseUrl, mayBeLocal: false });
      try {
        await refuses(real, await signed(signer, { iss }));
        assert.equal(served.fetches, 0);
      } finally {
        await real.stop();
      }
    });

    it('is refused when that hangs or dribbles, while others are served', async () => {
      const signer = await makeSigner('ES256', 'k1');
      const dribbling = await serveKeys((response) => {
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      });
      await addKeyPartner(api.knex, 'dribbling', 'ES256', { jwks_url: dribbling.url });
      served.answer = () => {};
      let isGivenUp = false;
      const waiting = ['dribbling', ...Array<string>(30).fill(iss)].map(async (each) => {
        await refuses(api, await signed(signer, { iss: each }));
        isGivenUp = true;
      });
      await until(() => served.fetches > 0 && dribbling.fetches > 0, 'the API to ask for keys');

      const student = await token({ sub: 'unaffected' });
      for (let index = 0; index < 5; index++) assert.equal(await statusOf(api, student), 200);
      assert.ok(!isGivenUp, 'the others were done before the hang was given up');
      await Promise.all(waiting);
      assert.equal(served.fetches, 1, 'all wait for one answer');
      dribbling.stop();
    });
  });
});
