import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';

const run = promisify(execFile);

/** Other embeddable booking widgets, and the file of each that its documentation has a page load. */
const peers = [
  { name: '@nylas/web-elements', version: '2.6.0', file: 'dist/cdn/nylas-scheduling/nylas-scheduling.es.js' },
  { name: 'cronofy-elements', version: '1.67.7', file: 'dist/CronofyElements.js' },
  { name: 'timekit-booking', version: '3.3.1', file: 'public/build/booking.min.js' },
  // Only what frames the site in an iframe, which then loads an application of its own.
  { name: '@calcom/embed-core', version: '1.5.3', file: 'dist/embed/embed.js' },
] as const;

export interface PeerSize {
  readonly name: string;
  readonly version: string;
  /** The file measured, inside the package. */
  readonly file: string;
  /** Bytes, minified as shipped, in Brotli of quality 11. */
  readonly brotli: number;
}

/** Measures the peers; they are fetched from npm into node_modules/.cache and never installed. */
export async function measurePeers(): Promise<PeerSize[]> {
  const sizes: PeerSize[] = [];
  for (const { name, version, file } of peers) {
    const contents = await readFile(join(await unpack(name, version), file));
    sizes.push({ name, version, file, brotli: brotliOf(contents) });
  }
  return sizes;
}

/** Brotli as the widget is compressed by its build. */
function brotliOf(contents: Uint8Array): number {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: contents.length,
  };
  return brotliCompressSync(contents, { params }).length;
}

async function unpack(name: string, version: string): Promise<string> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/bench-widget/', import.meta.url));
  const folder = join(cache, `${name.replace(/\W+/g, '-')}-${version}`);
  if (existsSync(folder)) return join(folder, 'package');
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  try {
    const { stdout } = await run('npm', [
      'pack',
      `${name}@${version}`,
      '--silent',
      '--pack-destination',
      draft,
    ]);
    await run('tar', ['-xzf', join(draft, stdout.trim().split('\n').at(-1) as string), '-C', draft]);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return join(folder, 'package');
}
