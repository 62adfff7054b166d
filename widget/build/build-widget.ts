import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, transform } from 'esbuild';
import { buildIfStale, bundling, hashOfSources, type Manifest, named, publishBuild } from './build-files.ts';

const widget = fileURLToPath(new URL('..', import.meta.url));
const entry = 'mentor-booking.js';
const directoryEntry = 'mentor-directory.js';
const sources = /^(?!dist|admin).*\.ts$/;

/** Where the built widget stands: mentor-booking.js, its chunks, each with .br and .gz, and manifest.json. */
export const widgetDist = join(widget, 'dist');

/** Builds the widget into `widgetDist`. Readers see the old build or the new one, never half of one. */
export async function buildWidget(): Promise<Manifest> {
  const hash = await hashOfSources(sources);
  const { outputFiles, metafile } = await bundle(entry);
  // Apart, so that neither shares a chunk with the other: a page with one of them loads nothing of the other.
  const directory = await bundle(directoryEntry);
  const files = [...chunksFirst(named(directory.outputFiles, directoryEntry)), ...named(outputFiles, entry)];
  return publishBuild(widgetDist, entry, { sources: hash, files, metafile });
}

const bundle = (name: string) =>
  build({
    entryPoints: [join(widget, name.replace(/js$/, 'ts'))],
    outdir: widgetDist,
    ...bundling,
    write: false,
    plugins: [...plugins],
  });

/** Whoever reads an entry finds what it names. */
const chunksFirst = <File extends { readonly name: string }>(files: readonly File[]): File[] =>
  files.toSorted((one, other) => Number(one.name === directoryEntry) - Number(other.name === directoryEntry));

/** Builds when a source, the version or a dependency changed since; else only reads the manifest. */
export const buildWidgetIfStale = (): Promise<Manifest> => buildIfStale(widgetDist, sources, buildWidget);

/** CSS stands in template literals without holes, which esbuild leaves as they are. */
const minifyStyles: Plugin = {
  name: 'minify-styles',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/](theme|(modal|my-sessions|directory|waiting|series)-styles)\.ts$/ },
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

/** What the widget is built with, also for npm. */
export const plugins: readonly Plugin[] = [minifyStyles, taskAlone];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files } = await buildWidget();
  for (const { name, size, brotli, gzip } of files) {
    console.log(`${name.padEnd(32)} ${size} B, gzip ${gzip} B, brotli ${brotli} B`);
  }
}
