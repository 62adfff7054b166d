import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type OutputFile, type Plugin, transform } from 'esbuild';
import { leaveOut } from './leave-out.ts';

/** A built file as `/widget/manifest.json` publishes it; sizes in bytes. */
export interface BuiltFile {
  readonly name: string;
  /** Subresource Integrity: `sha384-...`. */
  readonly integrity: string;
  readonly size: number;
  readonly brotli: number;
  readonly gzip: number;
}

export interface WidgetManifest {
  readonly version: string;
  /** Hash of the sources that it was built from. */
  readonly sources: string;
  readonly files: readonly BuiltFile[];
}

/**
 * Members that cross files inside the bundle only, and are renamed to save bytes. None may be a name of the DOM, of
 * JavaScript, of the API or of Lit: a test looks.
 */
export const INTERNAL_NAMES =
  /^(faults|holdId|heldUntil|mentorZone|withMentor|signIn|bookedHint|slotsFailed|subjectHint|descriptionHint|yourSlot|holdEnded|allSlots|placeOf|retryAfter|setFrom|slotQuery|prefetchSlots|isOpen|mySessions|addToCalendar|lineFailed|loadFile|isText|exchange)$/;

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the built widget stands: mentor-booking.js, its chunks, each with .br and .gz, and manifest.json. */
export const widgetDist = join(here, 'dist');

/** Builds the widget into `widgetDist`. Readers see the old build or the new one, never half of one. */
export async function buildWidget(): Promise<WidgetManifest> {
  const sources = await hashOfSources();
  const version: string = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version;
  const { outputFiles } = await build({
    entryPoints: [join(here, 'mentor-booking.ts')],
    outdir: widgetDist,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    mangleProps: INTERNAL_NAMES,
    legalComments: 'none',
    chunkNames: '[name]-[hash]',
    write: false,
    plugins: [...plugins],
  });
  const files = named(outputFiles).map(({ name, text }) => {
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
  const manifest: WidgetManifest = {
    version,
    sources,
    files: files.map(({ name, contents, br, gz }) => ({
      name,
      integrity: `sha384-${createHash('sha384').update(contents).digest('base64')}`,
      size: contents.length,
      brotli: br.length,
      gzip: gz.length,
    })),
  };
  await publish([
    ...files.flatMap(({ name, contents, br, gz }): [string, Uint8Array][] => [
      [name, contents],
      [`${name}.br`, br],
      [`${name}.gz`, gz],
    ]),
    ['manifest.json', JSON.stringify(manifest, null, 2)],
  ]);
  return manifest;
}

/** Builds when a source, the version or a dependency changed since; else only reads the manifest. */
export async function buildWidgetIfStale(): Promise<WidgetManifest> {
  try {
    const manifest: WidgetManifest = JSON.parse(await readFile(join(widgetDist, 'manifest.json'), 'utf8'));
    if (manifest.sources === (await hashOfSources())) {
      await Promise.all(manifest.files.map(({ name }) => stat(join(widgetDist, name))));
      return manifest;
    }
  } catch {
    // No build yet, or not a whole one.
  }
  return buildWidget();
}

/** Chunks are named by what they hold in the end, since a name is cached for ever; only the entry names them. */
function named(outputs: readonly OutputFile[]): { name: string; text: string }[] {
  const files = outputs.map(({ path, text }) => ({ name: basename(path), text: withoutIndents(text) }));
  const renamed = new Map<string, string>();
  for (const { name, text } of files) {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
    if (name !== 'mentor-booking.js') renamed.set(name, name.replace(/-\w{8}\.js$/, `-${hash}.js`));
  }
  return files.map(({ name, text }) => ({
    name: renamed.get(name) ?? name,
    text: text.replace(/[\w-]+-\w{8}\.js/g, (reference) => renamed.get(reference) ?? reference),
  }));
}

/** CSS stands in template literals without holes, which esbuild leaves as they are. */
const minifyStyles: Plugin = {
  name: 'minify-styles',
  setup({ onLoad }) {
    onLoad(
      { filter: /widget[\\/](theme|modal-styles|sessions[\\/]my-sessions-styles)\.ts$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const [, before = '', styles = '', after = ''] =
          /^([^`]*(?:`\w[^`]*`[^`]*)*`)(\n[^`]*)(`.*)$/s.exec(source) ?? [];
        const { code } = await transform(styles, { loader: 'css', minify: true, target: 'es2022' });
        return { contents: before + code.trim() + after, loader: 'ts' };
      },
    );
  },
};

/** @lit/task takes one function of @lit/reactive-element, whose 2.3 kB of base class the dialog does not use. */
const taskAlone: Plugin = {
  name: 'task-alone',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@lit\/reactive-element$/ }, () => ({ path: 'not-equal', namespace: 'task-alone' }));
    onLoad({ filter: /.*/, namespace: 'task-alone' }, () => ({
      contents: 'export const notEqual = (one, other) => !Object.is(one, other);',
    }));
  },
};

/** In minified code a line break with an indent stands in HTML templates only. */
function withoutIndents(code: string): string {
  return code.replace(/(.?)\n\s+(.?)/g, (_, before: string, after: string) => {
    const needless = before === '>' || after === '<' || after === '>' || before === '`';
    return before + (needless ? '' : ' ') + after;
  });
}

/** What the widget is built with, also for npm. */
export const plugins: readonly Plugin[] = [minifyStyles, taskAlone, leaveOut];

async function hashOfSources(): Promise<string> {
  const names = (await readdir(here, { recursive: true }))
    .filter((name) => /^(?!dist|admin).*\.ts$/.test(name))
    .sort();
  const paths = [
    ...names.map((name) => join(here, name)),
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
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): Promise<void> {
  await mkdir(widgetDist, { recursive: true });
  const rank = ([name]: readonly [string, unknown]) =>
    name === 'manifest.json' ? 2 : name.startsWith('mentor-booking.') ? 1 : 0;
  for (const [name, content] of files.toSorted((one, other) => rank(one) - rank(other))) {
    const draft = join(widgetDist, `.${name}.${randomUUID()}`);
    await writeFile(draft, content);
    await rename(draft, join(widgetDist, name));
  }
  const current = new Set(files.map(([name]) => name));
  for (const entry of await readdir(widgetDist, { withFileTypes: true })) {
    const { name } = entry;
    const path = join(widgetDist, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (entry.isFile() && !current.has(name) && age > KEEP_MS) await rm(path, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files } = await buildWidget();
  for (const { name, size, brotli, gzip } of files) {
    console.log(`${name.padEnd(32)} ${size} B, gzip ${gzip} B, brotli ${brotli} B`);
  }
}
