import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { BuildOptions, Metafile, OutputFile } from 'esbuild';
import { noticesFile, thirdPartyNotices } from './licences.ts';

/** A built file as its manifest publishes it; sizes in bytes. */
export interface BuiltFile {
  readonly name: string;
  /** Subresource Integrity: `sha384-...`. */
  readonly integrity: string;
  readonly size: number;
  readonly brotli: number;
  readonly gzip: number;
}

export interface Manifest {
  readonly version: string;
  /** Hash of the sources that it was built from. */
  readonly sources: string;
  readonly files: readonly BuiltFile[];
}

/** How everything for browsers is bundled. */
export const bundling = {
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  charset: 'utf8',
  metafile: true,
  // The notices stand in a file of their own.
  legalComments: 'none',
  chunkNames: '[name]-[hash]',
} as const satisfies BuildOptions;

const widget = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

export const readVersion = async (): Promise<string> =>
  JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version;

/** Chunks are named by what they hold in the end, since a name is cached for ever; only the entry names them. */
export function named(outputs: readonly OutputFile[], entry: string): { name: string; text: string }[] {
  const files = outputs.map(({ path, text }) => ({ name: basename(path), text }));
  const renamed = new Map<string, string>();
  for (const { name, text } of files) {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
    if (name !== entry) renamed.set(name, name.replace(/-\w{8}\.js$/, `-${hash}.js`));
  }
  return files.map(({ name, text }) => ({
    name: renamed.get(name) ?? name,
    text: text.replace(/[\w-]+-\w{8}\.js/g, (reference) => renamed.get(reference) ?? reference),
  }));
}

/** Writes files with their Brotli and gzip forms, the licence notices and the manifest into `folder`. */
export async function publishBuild(
  folder: string,
  entry: string,
  build: {
    readonly sources: string;
    readonly files: readonly { name: string; text: string }[];
    /** What esbuild tells of the build: its licence notices are written too. */
    readonly metafile: Metafile;
  },
): Promise<Manifest> {
  const files = build.files.map(({ name, text }) => {
    const contents = Buffer.from(text);
    const options = {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length },
    };
    return {
      name,
      contents,
      br: brotliCompressSync(contents, options),
      gz: gzipSync(contents, { level: 9 }),
    };
  });
  const manifest: Manifest = {
    version: await readVersion(),
    sources: build.sources,
    files: files.map(({ name, contents, br, gz }) => ({
      name,
      integrity: `sha384-${createHash('sha384').update(contents).digest('base64')}`,
      size: contents.length,
      brotli: br.length,
      gzip: gz.length,
    })),
  };
  await publish(folder, entry, [
    ...files.flatMap(({ name, contents, br, gz }): [string, Uint8Array][] => [
      [name, contents],
      [`${name}.br`, br],
      [`${name}.gz`, gz],
    ]),
    [noticesFile, await thirdPartyNotices(build.metafile)],
    ['manifest.json', JSON.stringify(manifest, null, 2)],
  ]);
  return manifest;
}

/** Builds when a source, the version or a dependency changed since; else only reads the manifest. */
export async function buildIfStale(
  folder: string,
  sources: RegExp,
  build: () => Promise<Manifest>,
): Promise<Manifest> {
  try {
    const manifest: Manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    if (manifest.sources === (await hashOfSources(sources))) {
      await Promise.all(
        [...manifest.files, { name: noticesFile }].map(({ name }) => stat(join(folder, name))),
      );
      return manifest;
    }
  } catch {
    // No build yet, or not a whole one.
  }
  return build();
}

/** Hash of the files under widget/ whose path matches, and of what else decides how they are built. */
export async function hashOfSources(sources: RegExp): Promise<string> {
  const names = (await readdir(widget, { recursive: true })).filter((name) => sources.test(name)).sort();
  const paths = [
    ...names.map((name) => join(widget, name)),
    join(root, 'package.json'),
    join(root, 'package-lock.json'),
  ];
  const hash = createHash('sha256');
  for (const content of await Promise.all(paths.map((path) => readFile(path).catch(() => ''))))
    hash.update(content).update('\0');
  return hash.digest('hex');
}

/** How long chunks of older builds stay for pages that were opened before, ms. */
const KEEP_MS = 86_400_000;

/**
 * Each file is renamed into its place whole, chunks before the entry that names them and the manifest last, so two
 * builds at once do no harm either: equal sources give equal files.
 */
async function publish(
  folder: string,
  entry: string,
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const rank = ([name]: readonly [string, unknown]) =>
    name === 'manifest.json' ? 2 : name.startsWith(entry) ? 1 : 0;
  for (const [name, content] of files.toSorted((one, other) => rank(one) - rank(other))) {
    const draft = join(folder, `.${name}.${randomUUID()}`);
    await writeFile(draft, content);
    await rename(draft, join(folder, name));
  }
  const current = new Set(files.map(([name]) => name));
  for (const entryOf of await readdir(folder, { withFileTypes: true })) {
    const { name } = entryOf;
    const path = join(folder, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (entryOf.isFile() && !current.has(name) && age > KEEP_MS) await rm(path, { force: true });
  }
}
