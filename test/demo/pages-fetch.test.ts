import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { FetchRefused } from '../../api/feeds/fetch-public.ts';
import { fetchPage } from '../../demo/fetch-page.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

describe('demo/fetch-page.ts', () => {
  let web: WebServer;
  let own = '';
  before(async () => {
    web = await startWebServer();
    own = web.origin;
  });
  after(() => web.stop());
  const html: RequestListener = (_, response) => {
    response.setHeader('Content-Security-Policy', ["default-src 'self'", "script-src 'none'"]);
    response.setHeader('Content-Type', 'text/html');
    response.end('<p>ça va');
  };

  it('fetches our own pages, with their policies', async () => {
    web.answer = html;
    const page = await fetchPage(`${own}/page`, { ownOrigins: [own] });
    assert.deepEqual(page, {
      url: `${own}/page`,
      html: '<p>ça va',
      policies: ["default-src 'self'", "script-src 'none'"],
    });
  });

  it('reads nothing but HTML', async () => {
    web.answer = (_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    const error = await fetchPage(own, { ownOrigins: [own] }).catch((error) => error);
    assert.ok(error instanceof FetchRefused);
    assert.equal(error.reason, 'wrong_type');
  });
});
