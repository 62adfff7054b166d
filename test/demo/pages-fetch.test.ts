import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FetchRefused } from '../../api/feeds/fetch-public.ts';
import { fetchPage } from '../../demo/fetch-page.ts';

describe('demo/fetch-page.ts', () => {
  let own = '';
  let answer: RequestListener;
  const server = createServer((request, response) => answer(request, response));
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const html: RequestListener = (_, response) => {
    response.setHeader('Content-Security-Policy', ["default-src 'self'", "script-src 'none'"]);
    response.setHeader('Content-Type', 'text/html');
    response.end('<p>ça va');
  };

  it('fetches our own pages, with their policies', async () => {
    answer = html;
    const page = await fetchPage(`${own}/page`, { ownOrigins: [own] });
    assert.deepEqual(page, {
      url: `${own}/page`,
      html: '<p>ça va',
      policies: ["default-src 'self'", "script-src 'none'"],
    });
  });

  it('reads nothing but HTML', async () => {
    answer = (_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    const error = await fetchPage(own, { ownOrigins: [own] }).catch((error) => error);
    assert.ok(error instanceof FetchRefused);
    assert.equal(error.reason, 'wrong_type');
  });
});
