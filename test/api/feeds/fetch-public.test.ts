import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { FetchRefused, fetchPublic, isPublicAddress } from '../../../api/feeds/fetch-public.ts';
import { startWebServer, type WebServer } from '../../support/web-server.ts';

const limits = { ownOrigins: [], headers: { 'User-Agent': 'test' }, timeoutMs: 5_000, maxBytes: 1_048_576 };

const reasonOf = (address: string, options: object = {}) =>
  fetchPublic(address, { ...limits, ...options }).then(
    () => 'fetched',
    (error) => (error instanceof FetchRefused ? error.reason : error),
  );

describe('fetchPublic', () => {
  let web: WebServer;
  let own = '';
  before(async () => {
    web = await startWebServer();
    own = web.origin;
  });
  after(() => web.stop());
  const html: RequestListener = (_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<p>ça va');
  };

  for (const address of [
    '127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1',
    '169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1',
    '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1',
    '2002:7f00:1::', '2001:db8::1', '2001::1', 'ff02::1', 'not an address', '',
  ]) // biome-ignore format: a table
    it(`takes ${address || 'nothing'} for no public address`, () =>
      assert.equal(isPublicAddress(address), false));

  for (const address of [
    '8.8.8.8',
    '172.32.0.1',
    '1.1.1.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])
    it(`takes ${address} for a public address`, () => assert.equal(isPublicAddress(address), true));

  for (const [address, reason] of [
    ['http://127.0.0.1:9/', 'private'],
    ['http://2130706433/', 'private'],
    ['http://0x7f.1/', 'private'],
    ['http://[::1]/', 'private'],
    ['http://[::ffff:127.0.0.1]/', 'private'],
    ['http://169.254.169.254/latest/meta-data', 'private'],
    ['http://localhost/', 'private'],
    ['file:///etc/passwd', 'address'],
    ['ftp://example.org/', 'address'],
    ['http://user:word@example.org/', 'address'],
    ['www.example.edu', 'address'],
    ['', 'address'],
  ] as const)
    it(`refuses ${address || 'nothing'}: ${reason}`, async () => {
      assert.equal(await reasonOf(address), reason);
    });

  it('fetches what is ours, with its headers and ours', async () => {
    let agent: string | undefined;
    web.answer = (request, response) => {
      agent = request.headers['user-agent'];
      html(request, response);
    };
    const { url, status, text, headers } = await fetchPublic(`${own}/page`, { ...limits, ownOrigins: [own] });
    assert.deepEqual([url, status, text, agent], [`${own}/page`, 200, '<p>ça va', 'test']);
    assert.deepEqual(headers['content-type'], ['text/html']);
  });

  it('refuses our own address when it is not named as ours', async () => {
    web.answer = html;
    assert.equal(await reasonOf(own), 'private');
  });

  it('does not follow a redirect into a private network', async () => {
    for (const location of [
      'http://127.0.0.1:1/',
      'http://localhost/',
      'http://10.0.0.1/',
      '//[::1]/',
      'file:///',
    ]) {
      web.answer = (_, response) => response.writeHead(302, { Location: location }).end();
      assert.match(await reasonOf(own, { ownOrigins: [own] }), /private|address/, location);
    }
  });

  it('follows no redirect for ever', async () => {
    web.answer = (_, response) => response.writeHead(302, { Location: '/' }).end();
    assert.equal(await reasonOf(own, { ownOrigins: [own] }), 'no_answer');
  });

  it('stops at the size limit, also when the body does not end', async () => {
    web.answer = (_, response) => {
      response.setHeader('Content-Type', 'text/html');
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(100_000));
      };
      response.on('drain', more);
      more();
    };
    assert.equal(await reasonOf(own, { ownOrigins: [own] }), 'too_large');
  });

  it('stops at the time limit, before and within the body', async () => {
    const options = { ownOrigins: [own], timeoutMs: 200 };
    web.answer = () => {};
    assert.equal(await reasonOf(own, options), 'too_slow');
    web.answer = (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).write('<p>');
    assert.equal(await reasonOf(own, options), 'too_slow');
  });

  it('reads nothing of another type than it is asked for', async () => {
    web.answer = html;
    assert.equal(await reasonOf(own, { ownOrigins: [own], type: /calendar/ }), 'wrong_type');
    assert.equal(await reasonOf(own, { ownOrigins: [own], type: /html/ }), 'fetched');
  });

  it('stops when it is told to', async () => {
    web.answer = () => {};
    const stop = new AbortController();
    const reason = reasonOf(own, { ownOrigins: [own], signal: stop.signal });
    stop.abort();
    assert.equal(await reason, 'no_answer');
  });

  it('never tells the path of an address, which may be a secret', async () => {
    web.answer = (_, response) => response.destroy();
    const error = await fetchPublic(`${own}/secret-path`, { ...limits, ownOrigins: [own] }).catch(
      (error) => error,
    );
    assert.ok(error instanceof FetchRefused);
    assert.doesNotMatch(error.message, /secret/);
  });
});
