import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type Router from '@koa/router';
import { notFound } from '../problems.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

/**
 * The widget's built files, in the encoding that was made at build time.
 *
 * `/widget/v1/` floats: asked again after minutes. `/widget/<exact version>/` never changes.
 */
export function widgetRoutes(router: Router, { folder, version }: { folder: string; version: string }): void {
  router.get('/widget/manifest.json', async (ctx) => {
    ctx.type = 'application/json';
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.set('Cache-Control', 'public, max-age=300');
    ctx.body = await readBuilt(join(folder, 'manifest.json'));
  });

  router.get('/widget/:version/:file', async (ctx) => {
    const { version: asked, file } = ctx.params as { version: string; file: string };
    const type = types[extname(file)];
    if (!/^[\w-]+(?:\.[\w-]+)+$/.test(file) || !type || (asked !== 'v1' && asked !== version)) {
      throw notFound('widget file');
    }
    const encoding = encodings.find(({ name }) => ctx.acceptsEncodings(name) === name);
    // Chunks carry a hash in their names, so that they never change either.
    const isImmutable = asked === version || /-[A-Z0-9]{8}\.js$/.test(file);
    ctx.body = await readBuilt(join(folder, file + (encoding?.ending ?? '')));
    if (encoding) ctx.set('Content-Encoding', encoding.name);
    ctx.vary('Accept-Encoding');
    ctx.set('Content-Type', type);
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
    ctx.set('Cache-Control', isImmutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
  });
}

async function readBuilt(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw notFound('widget file');
  }
}
