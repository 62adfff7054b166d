import assert from 'node:assert/strict';
import { request } from 'node:http';
import { problemKinds, problemSchema } from '../../../api/contract/problem.ts';
import { addPartner, assertMatches, startApi, token, useApi } from '../../support/api.ts';
import { addMentor } from '../../support/people.ts';

const origin = 'https://campus.example.edu';

describe('the API as a web server', () => {
  const api = useApi();
  let mentorId: number;

  const get = (path: string, options: RequestInit = {}) => fetch(`${api.url}${path}`, options);
  const problemOf = async (response: Response, status: number, code: string) => {
    const body = await response.json();
    assert.deepEqual([response.status, body.code], [status, code]);
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assertMatches(problemSchema, body);
    return body;
  };

  before(async () => {
    await addPartner(api.knex, 'campus', [origin]);
    mentorId = (await addMentor(api)).id;
  });

  describe('to pages of other origins', () => {
    const allowed = (response: Response) => response.headers.get('access-control-allow-origin');

    const exposed = (response: Response) =>
      (response.headers.get('access-control-expose-headers') ?? '').split(',').filter(Boolean);

    it('lets a registered origin read answers, refusals too', async () => {
      for (const path of [`/api/mentors/${mentorId}/available-slots`, '/api/mentors/999', '/api/nothing']) {
        const response = await get(path, { headers: { Origin: origin } });
        assert.equal(allowed(response), origin);
        assert.match(response.headers.get('vary') ?? '', /Origin/);
        const names = ['ETag', 'Idempotency-Replayed', 'Retry-After'].filter((name) =>
          response.headers.has(name),
        );
        for (const name of ['Date', ...names]) assert.ok(exposed(response).includes(name), `${path} ${name}`);
      }
    });

    it('exposes of a success only the headers that are there', async () => {
      const slots = await get(`/api/mentors/${mentorId}/available-slots`, { headers: { Origin: origin } });
      assert.deepEqual(exposed(slots), ['Date', 'ETag']);
      await api
        .knex('partner')
        .where({ slug: 'demo' })
        .update({ origins: [origin] });
      const event = await get('/api/events', {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': 'application/json' },
        body: JSON.stringify({ partner: 'demo', mentor_id: mentorId, type: 'view' }),
      });
      assert.deepEqual([event.status, exposed(event)], [202, []]);
    });

    it('answers its preflights', async () => {
      const response = await get(`/api/mentors/${mentorId}/book`, {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type,idempotency-key',
        },
      });
      assert.equal(response.status, 204);
      assert.equal(allowed(response), origin);
      assert.equal(response.headers.get('access-control-allow-methods'), 'POST');
      const headers = (response.headers.get('access-control-allow-headers') ?? '').toLowerCase();
      for (const name of ['authorization', 'content-type', 'idempotency-key'])
        assert.ok(headers.includes(name));
      assert.ok(Number(response.headers.get('access-control-max-age')) >= 7200);
      assert.equal(response.headers.get('x-request-id'), null);
    });

    it('leaves to a 304 what its answer has exposed', async () => {
      const path = `/api/mentors/${mentorId}/available-slots`;
      const tag = (await get(path)).headers.get('etag') ?? '';
      const unchanged = await get(path, { headers: { Origin: origin, 'If-None-Match': tag } });
      assert.deepEqual([unchanged.status, allowed(unchanged), exposed(unchanged)], [304, origin, []]);
    });

    it('allows no method that it does not offer', async () => {
      const headers = { Origin: origin, 'Access-Control-Request-Method': 'PROPFIND' };
      const response = await get('/api/mentors', { method: 'OPTIONS', headers });
      assert.doesNotMatch(response.headers.get('access-control-allow-methods') ?? '', /PROPFIND/);
    });

    for (const other of [
      'https://evil.example',
      'null',
      `${origin}.evil.example`,
      `${origin}/`,
      'http://campus.example.edu',
    ]) {
      it(`tells ${other} nothing`, async () => {
        const plain = await get('/api/mentors', { headers: { Origin: other } });
        assert.equal(plain.status, 200);
        const preflight = await get('/api/mentors', {
          method: 'OPTIONS',
          headers: { Origin: other, 'Access-Control-Request-Method': 'POST' },
        });
        for (const response of [plain, preflight]) {
          const names = [...response.headers.keys()].filter((name) => name.startsWith('access-control-'));
          assert.deepEqual(names, []);
        }
      });
    }
  });

  it('sends the headers that protect it, and does not name its software', async () => {
    for (const path of [
      '/api/mentors',
      '/api/nothing',
      '/livez',
      '/nothing',
      '/embed/demo/theme.css',
      '/dev/mail',
    ]) {
      const { headers } = await get(path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      const policy = headers.get('content-security-policy') ?? '';
      assert.match(
        policy,
        /^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'/,
      );
      assert.doesNotMatch(policy, /unsafe|https:/);
      assert.equal(headers.get('x-powered-by'), null);
      assert.match(headers.get('x-request-id') ?? '', /^[\w-]{8,}$/);
    }
  });

  it('says what a browser may do with a body only where there is one', async () => {
    const tag = (await get('/api/mentors')).headers.get('etag') ?? '';
    const body = JSON.stringify({ partner: 'demo', mentor_id: mentorId, type: 'view' });
    const headers = { 'Content-Type': 'application/json' };
    for (const [status, answer] of [
      [304, await get('/api/mentors', { headers: { 'If-None-Match': tag } })],
      [202, await get('/api/events', { method: 'POST', headers, body })],
    ] as const) {
      assert.equal(answer.status, status);
      const names = ['content-security-policy', 'x-content-type-options', 'x-request-id'];
      assert.deepEqual(
        names.filter((name) => answer.headers.has(name)),
        ['x-request-id'],
      );
    }
  });

  it('asks for HTTPS for ever where it came over HTTPS, and not over plain HTTP', async () => {
    const proxied = await startApi({ databaseUrl: api.databaseUrl, trustProxy: true });
    for (const path of ['/api/mentors', '/api/nothing', '/widget/manifest.json']) {
      const { headers } = await fetch(`${proxied.url}${path}`, { headers: { 'X-Forwarded-Proto': 'https' } });
      assert.match(headers.get('strict-transport-security') ?? '', /max-age=31536000/);
      const plain = await get(path);
      assert.equal(plain.headers.get('strict-transport-security'), null);
    }
    await proxied.stop();
  });

  it('gives each request an id of its own, and names it in a problem', async () => {
    const [first, second] = await Promise.all([get('/api/nothing'), get('/api/nothing')]);
    const body = await problemOf(first, 404, 'not_found');
    assert.equal(body.request_id, first.headers.get('x-request-id'));
    assert.notEqual(first.headers.get('x-request-id'), second.headers.get('x-request-id'));
  });

  for (const path of [
    '/',
    '/api',
    '/api/nothing',
    '/api/docs/constructor',
    '/api/docs/__proto__',
    '/api/mentors/1/nothing',
    '/.env',
    '/api/mentors/../../etc',
    '//',
    '/api//mentors',
  ]) {
    it(`answers 404 as a problem at ${path}`, async () => {
      await problemOf(await get(path), 404, 'not_found');
    });
  }

  for (const path of ['/api/mentors/%E0%A4%A', '/api/mentors/%', '/widget/v1/%E0%A4%A', '/api/docs/%']) {
    it(`answers 4xx at ${path}, whose escapes are broken`, async () => {
      const response = await get(path);
      assert.ok([400, 404].includes(response.status));
      assert.doesNotMatch((await response.json()).detail, /JSON/);
    });
  }

  it('answers 405 with Allow where the path is right and the method is not', async () => {
    for (const [method, path, allow] of [
      ['DELETE', '/api/mentors', /GET.*POST|POST.*GET/],
      ['PUT', `/api/mentors/${mentorId}/book`, /POST/],
      ['GET', `/api/mentors/${mentorId}/book`, /POST/],
      ['POST', '/livez', /GET/],
    ] as const) {
      const response = await get(path, { method });
      assert.match(response.headers.get('allow') ?? '', allow);
      await problemOf(response, 405, 'method_not_allowed');
    }
  });

  for (const method of ['PROPFIND', 'TRACE', 'LINK', 'PURGE']) {
    it(`answers ${method} with 4xx`, async () => {
      assert.equal(await statusOf(`${api.url}/api/mentors`, method), 405);
    });
  }

  it('answers HEAD as GET, without a body', async () => {
    const response = await get('/api/mentors', { method: 'HEAD' });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '');
  });

  it('is alive, and ready with the version of its time zone data', async () => {
    assert.deepEqual(await (await get('/livez')).json(), { status: 'ok' });
    const ready = await get('/readyz');
    assert.equal(ready.status, 200);
    assert.partialDeepStrictEqual(await ready.json(), { status: 'ok', tz: process.versions.tz });
  });

  it('tells Prometheus of requests by route, never by path', async () => {
    await get(`/api/mentors/${mentorId}`);
    const response = await get('/metrics');
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
    const text = await response.text();
    assert.match(
      text,
      /http_request_duration_seconds_count\{method="GET",route="\/api\/mentors\/:id",status="200"\} [1-9]/,
    );
    assert.doesNotMatch(text, new RegExp(`/api/mentors/${mentorId}"`));
  });

  it('publishes its OpenAPI document for every origin', async () => {
    const response = await get('/api/openapi.json', { headers: { Origin: 'https://anyone.example' } });
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.match((await response.json()).openapi, /^3\.1/);
  });

  it('shows its documentation without asking any other host', async () => {
    const page = await get('/api/docs');
    assert.equal(page.status, 200);
    const html = await page.text();
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string);
    assert.ok(addresses.length >= 3);
    for (const address of addresses) {
      assert.match(address, /^\/api\/docs\//);
      const asset = await get(address);
      assert.equal(asset.status, 200, address);
      if (address.endsWith('start.js')) assert.doesNotMatch(await asset.text(), /https?:/);
    }
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self'(;|$)/);
  });

  it('explains every problem at the address that its type names', async () => {
    const { type } = await (await get('/api/nothing')).json();
    const page = await get(type);
    assert.equal(page.status, 200);
    const html = await page.text();
    for (const code of Object.keys(problemKinds)) assert.ok(html.includes(`id="${code}"`), code);
  });

  it('keeps answers to a person out of shared caches', async () => {
    const response = await get('/api/notifications', {
      headers: { Authorization: `Bearer ${await token()}` },
    });
    assert.match(response.headers.get('cache-control') ?? '', /private|no-store/);
    const problem = await get('/api/notifications');
    assert.equal(problem.headers.get('cache-control'), 'no-store');
    assert.match(problem.headers.get('www-authenticate') ?? '', /^Bearer/);
  });
});

/** The status of a request whose method fetch does not send. */
const statusOf = (url: string, method: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sending = request(url, { method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sending.on('error', reject);
    sending.end();
  });
