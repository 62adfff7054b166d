import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { operations } from '../../../api/contract/operations.ts';
import { call, secret, useApi } from '../../support/api.ts';
import { goodClaims, nowSeconds, refuses, statusOf } from './signers.ts';

const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signs by hand, because no library makes what is wrong. */
function handmade(claims: unknown, header: object = {}, key = secret): string {
  const input = `${base64({ alg: 'HS256', typ: 'JWT', ...header })}.${base64(claims)}`;
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
}

describe('a token signed with a shared secret', () => {
  const api = useApi();

  it('is taken when it is right', async () => {
    assert.equal(await statusOf(api, handmade(goodClaims())), 200);
  });

  const taken: readonly [what: string, claims: object][] = [
    ['lives for 24 hours', { exp: nowSeconds + 24 * 3600 }],
    ['expired no longer ago than clocks differ', { exp: nowSeconds - 3 }],
    ['starts in the past', { nbf: nowSeconds - 60 }],
    ['names several audiences, ours among them', { aud: ['lms', 'mentor-booking'] }],
    ['has no iat, name, email or role', { iat: undefined, name: undefined, email: undefined }],
    [
      'has nulls for what it does not say',
      { name: null, email: null, locale: null, timezone: null, role: null },
    ],
    ['has words that are of no use', { email: 'nobody', locale: 'Français', timezone: 'Mars/Olympus' }],
    ['has inherited names for words', { name: 'constructor', locale: '__proto__', timezone: 'toString' }],
    ['has a long name', { name: 'A'.repeat(1_000) }],
    ['was issued no further ahead than clocks differ', { iat: nowSeconds + 55 }],
    ['has a NUL byte in its name', { name: 'A\0wa', email: '\0' }],
    ['has half a character in its name', { name: 'Awa \ud800' }],
  ];
  for (const [what, claims] of taken) {
    it(`is taken when it ${what}`, async () => {
      assert.equal(await statusOf(api, handmade(goodClaims(claims))), 200);
    });
  }

  const wrong: readonly [what: string, claims: object][] = [
    ['another audience', { aud: 'lms' }],
    ['no audience', { aud: undefined }],
    ['an unknown issuer', { iss: 'elsewhere' }],
    ['no issuer', { iss: undefined }],
    ['a list of issuers', { iss: ['demo'] }],
    ['a NUL byte in its issuer', { iss: 'demo\0' }],
    ['no exp', { exp: undefined }],
    ['a text as exp', { exp: String(nowSeconds + 60) }],
    ['an exp that is null', { exp: null }],
    ['an exp more than 24 hours ahead', { exp: nowSeconds + 24 * 3600 + 60 }],
    ['an exp beyond all numbers', { exp: 1e300 }],
    ['an exp in milliseconds', { exp: (nowSeconds + 60) * 1000 }],
    ['expired', { exp: nowSeconds - 60 }],
    ['an nbf in the future', { nbf: nowSeconds + 60 }],
    ['an nbf that is text', { nbf: 'now' }],
    ['an nbf hours ahead', { nbf: nowSeconds + 7_200 }],
    ['an iat hours ahead', { iat: nowSeconds + 7_200 }],
    ['an iat further ahead than clocks differ', { iat: nowSeconds + 65 }],
    ['an iat that is text', { iat: 'now' }],
    ['a number as name', { name: 7 }],
    ['a list of addresses', { email: ['x@example.edu'] }],
    ['an object as locale', { locale: {} }],
    ['a number as zone', { timezone: 1 }],
    ['a number as phone number', { phone_number: 221771234567 }],
    ['a name without end', { name: 'A'.repeat(1_001) }],
    ['an address without end', { email: `${'a'.repeat(320)}@example.edu` }],
    ['a locale without end', { locale: 'f'.repeat(36) }],
    ['a role in capitals', { role: 'Student' }],
    ['no sub', { sub: undefined }],
    ['an empty sub', { sub: '' }],
    ['a number as sub', { sub: 7 }],
    ['an object as sub', { sub: { id: 's1' } }],
    ['a NUL byte in its sub', { sub: 's1\0' }],
    ['half a character in its sub', { sub: 's\ud800' }],
    ['a sub of 256 characters', { sub: 's'.repeat(256) }],
    ['an unknown role', { role: 'owner' }],
    ['a role that is an inherited name', { role: 'constructor' }],
    ['a list of roles', { role: ['partner_admin'] }],
  ];
  for (const [what, claims] of wrong) {
    it(`is refused with ${what}`, () => refuses(api, handmade(goodClaims(claims))));
  }

  it('is refused with every claim that is wrong named', async () => {
    const { detail } = await refuses(api, handmade(goodClaims({ name: 7, email: ['x'], role: 'owner' })));
    for (const claim of ['/name', '/email', '/role']) assert.ok(detail.includes(claim), detail);
  });

  const headers: readonly [what: string, header: object][] = [
    ['alg none', { alg: 'none' }],
    ['alg NONE', { alg: 'NONE' }],
    ['no alg', { alg: undefined }],
    ['another hash', { alg: 'HS512' }],
    ['an alg of public keys', { alg: 'RS256' }],
    ['an alg in lower case', { alg: 'hs256' }],
    ['an alg that is a list', { alg: ['HS256'] }],
    ['a crit that nobody knows', { crit: ['exp'], exp: 1 }],
    ['a crit that is empty', { crit: [] }],
    ['an unencoded payload', { crit: ['b64'], b64: false }],
  ];
  for (const [what, header] of headers) {
    it(`is refused with ${what} in its header`, () => refuses(api, handmade(goodClaims(), header)));
  }

  it('is never checked by a secret that it brings along', async () => {
    const jwk = { kty: 'oct', k: base64('of my own') };
    for (const header of [
      { jwk },
      { jku: `data:application/json,${JSON.stringify({ keys: [jwk] })}` },
      { x5c: ['x'] },
    ]) {
      await refuses(api, handmade(goodClaims(), header, 'of my own'));
      assert.equal(await statusOf(api, handmade(goodClaims(), header)), 200, 'known headers are passed over');
    }
  });

  it('is refused when anything in it was changed', async () => {
    const [header, claims, signature] = handmade(goodClaims()).split('.') as [string, string, string];
    const other = base64(goodClaims({ sub: 's2', role: 'partner_admin' }));
    const bytes = Buffer.from(signature, 'base64url');
    bytes[0] = (bytes[0] as number) ^ 1;
    for (const token of [
      `${header}.${other}.${signature}`,
      `${header}.${claims}.${bytes.toString('base64url')}`,
      `${header}.${claims}.${signature.slice(0, -2)}`,
      `${base64({ alg: 'none' })}.${claims}.x`,
      handmade(goodClaims(), {}, 'a wrong secret'),
      handmade(goodClaims(), {}, ' '),
    ]) {
      await refuses(api, token);
    }
  });

  it('is refused when it is no JWT at all', async () => {
    const tokens = [
      'x',
      'a.b.c',
      '..',
      `${base64({ alg: 'HS256' })}.${base64('[]')}.x`,
      'a.b.c.d.e',
      'Bearer',
    ];
    for (const token of [
      ...tokens,
      handmade([1]),
      handmade('text'),
      handmade(null),
      `${handmade(goodClaims())}.x`,
    ]) {
      await refuses(api, token);
    }
    for (const header of [
      'Basic dTpw',
      'Bearer',
      `bearer  ${handmade(goodClaims())}`,
      `Token ${handmade(goodClaims())}`,
    ]) {
      const reply = await call(api, operations.listNotifications, { headers: { Authorization: header } });
      assert.equal(reply.status, 401, header);
      assert.equal(reply.headers.get('www-authenticate'), 'Bearer');
    }
  });

  it('is refused in a cookie, a query or a body', async () => {
    const token = handmade(goodClaims());
    const cookies = ['token', 'jwt', 'koa.sid', 'access_token'].map((name) => `${name}=${token}`).join('; ');
    const replies = [
      await call(api, operations.listNotifications, { headers: { Cookie: cookies } }),
      await fetch(`${api.url}/api/notifications?access_token=${token}&token=${token}`),
    ];
    for (const { status } of replies) assert.equal(status, 401);
  });

  it('is refused when it is as large as the server reads headers, and larger ones are a 431', async () => {
    const padded = (size: number): string =>
      handmade(goodClaims({ sub: 's1', padding: 'x'.repeat(size) }), {}, 'wrong');
    await refuses(api, padded(8_000));
    const reply = await fetch(`${api.url}/api/notifications`, {
      headers: { Authorization: `Bearer ${padded(64_000)}` },
    });
    assert.equal(reply.status, 431);
    assert.equal(await statusOf(api, handmade(goodClaims())), 200, 'the server stays up');
  });

  it('may be signed with either of two live secrets, and with none that is live no more', async () => {
    const [old, next] = ['the-old-secret-of-a-partner-of-32-ch', 'the-new-secret-of-a-partner-of-32-ch'];
    const set = (...shared_secrets: string[]) =>
      api.knex('partner').where({ slug: 'demo' }).update({ shared_secrets });
    try {
      await set(old, next);
      assert.equal(await statusOf(api, handmade(goodClaims(), {}, old)), 200);
      assert.equal(await statusOf(api, handmade(goodClaims(), {}, next)), 200);
      await refuses(api, handmade(goodClaims()));
      await set(next);
      assert.equal(await statusOf(api, handmade(goodClaims(), {}, next)), 200);
      await refuses(api, handmade(goodClaims(), {}, old));
    } finally {
      await set(secret);
    }
  });

  it('leaves nothing to the next request on the same connection', async () => {
    assert.equal(await statusOf(api, handmade(goodClaims())), 200);
    assert.equal((await call(api, operations.listNotifications)).status, 401);
    const replies = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const sub = `mixed${index}`;
        const token =
          index % 4 === 3
            ? undefined
            : handmade(goodClaims({ sub, name: sub }), {}, index % 4 ? secret : 'x');
        return { index, reply: await call(api, operations.listNotifications, { token }) };
      }),
    );
    for (const { index, reply } of replies) assert.equal(reply.status, [401, 200, 200, 401][index % 4]);
  });
});
