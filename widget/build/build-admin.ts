import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildIfStale, bundling, hashOfSources, type Manifest, named, publishBuild } from './build-files.ts';

const entry = 'admin.js';
const sources = /^(?!dist).*\.ts$/;

/** Where the built admin page stands: admin.js, its chunks, each with .br and .gz, and manifest.json. */
export const adminDist = fileURLToPath(new URL('../dist/admin', import.meta.url));

/** Builds the admin page into `adminDist`. */
export async function buildAdmin(): Promise<Manifest> {
  const hash = await hashOfSources(sources);
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../admin/admin.ts', import.meta.url))],
    outdir: adminDist,
    ...bundling,
    conditions: ['production'],
    write: false,
    loader: { '.css': 'text' },
  });
  return publishBuild(adminDist, entry, { sources: hash, files: named(outputFiles, entry), metafile });
}

/** Builds when a source, the version or a dependency changed since; else only reads the manifest. */
export const buildAdminIfStale = (): Promise<Manifest> => buildIfStale(adminDist, sources, buildAdmin);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, size, brotli } of (await buildAdmin()).files)
    console.log(`${name.padEnd(32)} ${size} B, brotli ${brotli} B`);
}
