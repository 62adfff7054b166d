import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { makeFetchProvider } from '../../../api/feeds/fetch-provider.ts';
import { FetchRefused } from '../../../api/feeds/fetch-public.ts';
import { startWebServer, type WebServer } from '../../support/web-server.ts';

const get = { method: 'GET', headers: {} };

describe('fetchProvider', () => {
  let web: WebServer;
  before(async () => {
    web = await startWebServer();
  });
  after(() => web.stop());

  const inDemo = makeFetchProvider({ mayBeLocal: true });

  /** Why an address was not asked, in the way in which `fetch` says that there is no answer. */
  async function reasonOf(address: string, mayBeLocal: boolean): Promise<string> {
    const error = await makeFetchProvider({ mayBeLocal })(address, get).catch((error) => error);
    assert.ok(error instanceof TypeError, address);
    assert.ok(error.cause instanceof FetchRefused, address);
    return error.cause.reason;
  }

  for (const address of [
    'https://127.0.0.1/jwks',
    'https://localhost/jwks',
    'https://2130706433/',
    'https://[::1]/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data',
  ])
    it(`asks ${address} of no real server`, async () => {
      assert.equal(await reasonOf(address, false), 'private');
    });

  it('asks by https alone', async () => {
    assert.equal(await reasonOf('http://id.example.edu/', false), 'address');
    assert.equal(await reasonOf(`${web.origin}/`, false), 'address');
    assert.equal(await reasonOf('http://id.example.edu/', true), 'address');
  });

  it('asks this machine in the demo, and no other of its network', async () => {
    for (const address of ['https://10.0.0.8/', 'https://169.254.169.254/', 'https://[fd12::1]/'])
      assert.equal(await reasonOf(address, true), 'private');
    web.answer = (_, response) => response.setHeader('Content-Type', 'application/json').end('{"keys":[]}');
    const answer = await inDemo(`${web.origin}/jwks`, get);
    assert.deepEqual([answer.status, await answer.json()], [200, { keys: [] }]);
    assert.equal(answer.headers.get('content-type'), 'application/json');
  });

  it('sends method, headers and body', async () => {
    let asked: IncomingMessage | undefined;
    let sent = '';
    web.answer = async (request, response) => {
      asked = request;
      sent = await text(request);
      response.writeHead(401).end();
    };
    const headers = new Headers({ Authorization: 'Basic eDp5', 'Content-Type': 'text/plain' });
    const body = new URLSearchParams({ grant_type: 'authorization_code', code: 'é' });
    const answer = await inDemo(web.origin, { method: 'POST', headers, body });
    assert.deepEqual([answer.status, await answer.text()], [401, '']);
    assert.deepEqual([asked?.method, sent], ['POST', 'grant_type=authorization_code&code=%C3%A9']);
    assert.equal(asked?.headers.authorization, 'Basic eDp5');
  });

  it('follows no redirect', async () => {
    let asked = 0;
    web.answer = (_, response) => {
      asked++;
      response.writeHead(302, { Location: '/elsewhere' }).end();
    };
    const answer = await inDemo(web.origin, get);
    assert.deepEqual([answer.status, answer.headers.get('location'), asked], [302, '/elsewhere', 1]);
  });

  it('gives up on what is too long, and when it is told to, with the reason', async () => {
    web.answer = (_, response) => response.end('x'.repeat(600_000));
    const error = await inDemo(web.origin, get).catch((error) => error);
    assert.equal(error.cause.reason, 'too_large');
    web.answer = () => {};
    const late = inDemo(web.origin, { ...get, signal: AbortSignal.timeout(50) });
    await assert.rejects(late, { name: 'TimeoutError' });
  });
});
