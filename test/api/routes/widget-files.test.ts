import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Manifest } from '../../../widget/build/build-files.ts';
import { buildWidgetIfStale } from '../../../widget/build/build-widget.ts';
import { noticesFile } from '../../../widget/build/licences.ts';
import { useApi } from '../../support/api.ts';

/** The version that the API of the tests says it is. */
const version = '0.0.0';

describe("the widget's files", () => {
  const api = useApi();
  let manifest: Manifest;

  before(async () => {
    await buildWidgetIfStale();
    manifest = (await (await fetch(`${api.url}/widget/manifest.json`)).json()) as Manifest;
  });

  /** What stands on the wire: fetch would decode it. */
  async function raw(path: string, encoding: string): Promise<{ reply: IncomingMessage; body: Buffer }> {
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      httpGet(`${api.url}/widget/${path}`, { headers: { 'Accept-Encoding': encoding } }, resolve).on(
        'error',
        reject,
      );
    });
    const chunks: Buffer[] = [];
    for await (const chunk of reply) chunks.push(chunk);
    return { reply, body: Buffer.concat(chunks) };
  }

  it('are served in every encoding with the hash that the manifest tells', async () => {
    for (const { name, integrity } of manifest.files) {
      const encodings = [
        ['br', brotliDecompressSync],
        ['gzip', gunzipSync],
        ['identity', (body: Buffer) => body],
      ] as const;
      for (const [encoding, decode] of encodings) {
        const { reply, body } = await raw(`${version}/${name}`, encoding);
        assert.equal(reply.statusCode, 200);
        assert.equal(reply.headers['content-encoding'] ?? 'identity', encoding);
        assert.equal(reply.headers['content-type'], 'text/javascript; charset=utf-8');
        assert.equal(Number(reply.headers['content-length']), body.length);
        assert.match(reply.headers.vary ?? '', /Accept-Encoding/);
        assert.equal(`sha384-${createHash('sha384').update(decode(body)).digest('base64')}`, integrity);
      }
    }
  });

  it('never change under an exact version, and are asked again under v1', async () => {
    const control = async (path: string) =>
      (await fetch(`${api.url}/widget/${path}`)).headers.get('cache-control');
    const chunk = manifest.files.find(({ name }) => name.startsWith('fr-'))?.name;
    assert.match((await control(`${version}/mentor-booking.js`)) ?? '', /max-age=31536000, immutable/);
    assert.match((await control(`v1/${chunk}`)) ?? '', /immutable/);
    assert.equal(await control('v1/mentor-booking.js'), 'public, max-age=300');
    assert.equal(await control('manifest.json'), 'public, max-age=300');
  });

  for (const path of ['v1/mentor-booking.js', 'manifest.json']) {
    it(`answers 304 for ${path} to whoever has it`, async () => {
      const url = `${api.url}/widget/${path}`;
      const etag = (await fetch(url)).headers.get('etag') as string;
      assert.match(etag, /^"[\w-]{20,}"$/);
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
        const again = await fetch(url, { headers: { 'If-None-Match': known } });
        assert.equal(again.status, 304);
        assert.equal(again.headers.get('etag'), etag);
        assert.equal(await again.text(), '');
      }
      assert.equal((await fetch(url, { headers: { 'If-None-Match': '"x"' } })).status, 200);
    });
  }

  it('have an ETag an encoding', async () => {
    const etags = await Promise.all(
      ['br', 'gzip', 'identity'].map(
        async (each) => (await raw('v1/mentor-booking.js', each)).reply.headers.etag,
      ),
    );
    assert.equal(new Set(etags).size, 3);
  });

  it('answer HEAD with the headers of GET and no body', async () => {
    for (const path of ['v1/mentor-booking.js', 'manifest.json']) {
      const head = await fetch(`${api.url}/widget/${path}`, { method: 'HEAD' });
      assert.equal(head.status, 200);
      assert.ok(Number(head.headers.get('content-length')) > 100);
      assert.equal(await head.text(), '');
    }
  });

  it('may be loaded by pages of every origin', async () => {
    for (const path of ['v1/mentor-booking.js', 'manifest.json']) {
      const { headers } = await fetch(`${api.url}/widget/${path}`, {
        headers: { Origin: 'https://x.example' },
      });
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
    }
  });

  it('stand beside the licences of what is bundled in them', async () => {
    for (const path of [`v1/${noticesFile}`, `${version}/${noticesFile}`]) {
      const response = await fetch(`${api.url}/widget/${path}`);
      assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
      const text = await response.text();
      for (const name of ['lit-html', '@lit/task']) {
        const installed = await readFile(`node_modules/${name}/package.json`, 'utf8');
        assert.ok(text.includes(`${name} ${JSON.parse(installed).version} (https://lit.dev/)`));
        assert.ok(text.includes((await readFile(`node_modules/${name}/LICENSE`, 'utf8')).trim()));
      }
      assert.match(text, /BSD 3-Clause License/);
    }
  });

  for (const path of [
    'v2/mentor-booking.js',
    '9.9.9/mentor-booking.js',
    'v1/none.js',
    'v1/mentor-booking.js.br',
    'v1/..%2fbuild%2fbuild-widget.ts',
    'v1/..%2f..%2fpackage.json',
    'v1/package',
  ]) {
    it(`answers 404 to /widget/${path}`, async () => {
      assert.equal((await fetch(`${api.url}/widget/${path}`)).status, 404);
    });
  }
});
