import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { notFound } from '../problems.ts';
import { isKnown } from './serialized.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

const immutable = 'public, max-age=31536000, immutable';
const floating = 'public, max-age=300';

/**
 * The widget's built files, in the encoding that was made at build time.
 *
 * `/widget/v1/` floats: asked again after minutes, 304 while it is the same. `/widget/<exact version>/` never changes;
 * `/widget/manifest.json` has its Subresource Integrity hashes.
 */
export function widgetRoutes(router: Router, { folder, version }: { folder: string; version: string }): void {
  const read = makeReader();

  router.get('/widget/manifest.json', async (ctx) => {
    ctx.type = 'application/json';
    send(ctx, await read(join(folder, 'manifest.json')), floating);
  });

  router.get('/widget/:version/:file', async (ctx) => {
    const { version: asked, file } = ctx.params as { version: string; file: string };
    const type = types[extname(file)];
    if (!/^[\w-]+(?:\.[\w-]+)+$/.test(file) || !type || (asked !== 'v1' && asked !== version)) {
      throw notFound('widget file');
    }
    // Only scripts are compressed at build time.
    const encoding =
      extname(file) === '.js' ? encodings.find(({ name }) => ctx.acceptsEncodings(name) === name) : undefined;
    const built = await read(join(folder, file + (encoding?.ending ?? '')));
    if (encoding) ctx.set('Content-Encoding', encoding.name);
    ctx.vary('Accept-Encoding');
    ctx.set('Content-Type', type);
    // Chunks carry a hash in their names, so that they never change either.
    send(ctx, built, asked === version || /-[A-Z0-9]{8}\.js$/.test(file) ? immutable : floating);
  });
}

interface Built {
  readonly content: Buffer;
  readonly etag: string;
}

/** Everybody may load it, pages with `integrity` and `crossorigin` and those under `Cross-Origin-Embedder-Policy` too. */
function send(ctx: Context, { content, etag }: Built, cacheControl: string): void {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
  ctx.set('Cache-Control', cacheControl);
  ctx.etag = etag;
  if (isKnown(ctx.get('if-none-match'), etag)) {
    ctx.status = 304;
    ctx.remove('Content-Encoding');
  } else ctx.body = content;
}

/** Reads built files and keeps them until they change; a build may replace them while the server runs. */
function makeReader(): (path: string) => Promise<Built> {
  const kept = new Map<string, Built & { readonly changedAt: number }>();
  return async (path) => {
    try {
      const { mtimeMs: changedAt } = await stat(path);
      const known = kept.get(path);
      if (known?.changedAt === changedAt) return known;
      const content = await readFile(path);
      // Of the encoded bytes: each encoding is another representation (RFC 9110 §8.8.3).
      const built = { content, etag: createHash('sha1').update(content).digest('base64url'), changedAt };
      kept.set(path, built);
      return built;
    } catch {
      throw notFound('widget file');
    }
  };
}
