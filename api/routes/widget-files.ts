import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { isKnown } from '../http/serialized.ts';
import { notFound } from '../problems.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

export const immutable = 'public, max-age=31536000, immutable';
export const floating = 'public, max-age=300';

/**
 * The widget's built files, in the encoding that was made at build time.
 *
 * `/widget/v1/` floats: asked again after minutes, 304 while it is the same. `/widget/<exact version>/` never changes;
 * `/widget/manifest.json` has its Subresource Integrity hashes.
 */
export function widgetRoutes(router: Router, { folder, version }: { folder: string; version: string }): void {
  const send = builtFiles(folder);

  router.get('/widget/manifest.json', async (ctx) => {
    ctx.type = 'application/json';
    letIn(ctx);
    await send(ctx, 'manifest.json', floating);
  });

  router.get('/widget/:version/:file', async (ctx) => {
    const { version: asked, file } = ctx.params as { version: string; file: string };
    if (asked !== 'v1' && asked !== version) throw notFound('widget file');
    letIn(ctx);
    // Chunks carry a hash in their names, so that they never change either.
    await send(ctx, file, asked === version || isHashed(file) ? immutable : floating);
  });
}

/**
 * Anybody may load it, including pages with `integrity` and `crossorigin`, and pages under
 * `Cross-Origin-Embedder-Policy`.
 */
function letIn(ctx: Context): void {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
  // Nobody asks after an answer that is the same for all, and every booking pays for its headers.
  ctx.remove('X-Request-Id');
}

/** Whether a file's name says what it holds, so that it may be kept for ever. */
export const isHashed = (file: string): boolean => /-[A-Z0-9]{8}\.js$/.test(file);

/** Sends files of a build in the encoding that the reader takes; Problem `not_found` for any other name. */
export function builtFiles(
  folder: string,
): (ctx: Context, file: string, cacheControl: string) => Promise<void> {
  const read = makeReader();
  return async (ctx, file, cacheControl) => {
    const type = types[extname(file)];
    if (!/^[\w-]+(?:\.[\w-]+)+$/.test(file) || !type) throw notFound('file');
    // Only scripts are compressed at build time.
    const isScript = extname(file) === '.js';
    const encoding = isScript ? encodings.find(({ name }) => ctx.acceptsEncodings(name) === name) : undefined;
    const { content, etag } = await read(join(folder, file + (encoding?.ending ?? '')));
    if (encoding) ctx.set('Content-Encoding', encoding.name);
    if (isScript) ctx.vary('Accept-Encoding');
    ctx.set('Content-Type', type);
    ctx.set('Cache-Control', cacheControl);
    ctx.etag = etag;
    if (isKnown(ctx.get('if-none-match'), etag)) {
      ctx.status = 304;
      ctx.remove('Content-Encoding');
    } else ctx.body = content;
  };
}

interface Built {
  readonly content: Buffer;
  readonly etag: string;
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
      throw notFound('file');
    }
  };
}
