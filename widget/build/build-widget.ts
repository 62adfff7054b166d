import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, transform } from 'esbuild';
import { buildIfStale, bundling, hashOfSources, type Manifest, named, publishBuild } from './build-files.ts';
import { leaveOut } from './leave-out.ts';

/**
 * Members that cross files inside the bundle only, and are renamed to save bytes. None may be a name of the DOM, of
 * JavaScript, of the API or of Lit: a test looks.
 */
export const INTERNAL_NAMES =
  /^(faults|holdId|heldUntil|mentorZone|withMentor|signInHint|bookedHint|slotsFailed|subjectHint|descriptionHint|yourSlot|holdEnded|allSlots|placeOf|retryAfter|setFrom|slotQuery|prefetchSlots|isOpen|mySessions|addToCalendar|lineFailed|loadFile|isText|wholeAnswer|emit|updateComplete|_\$A[A-Z]|_\$litType\$|_\$litPart\$)$/;

const widget = fileURLToPath(new URL('..', import.meta.url));
const entry = 'mentor-booking.js';
const sources = /^(?!dist|admin).*\.ts$/;

/** Where the built widget stands: mentor-booking.js, its chunks, each with .br and .gz, and manifest.json. */
export const widgetDist = join(widget, 'dist');

/** Builds the widget into `widgetDist`. Readers see the old build or the new one, never half of one. */
export async function buildWidget(): Promise<Manifest> {
  const hash = await hashOfSources(sources);
  const { outputFiles } = await build({
    entryPoints: [join(widget, 'mentor-booking.ts')],
    outdir: widgetDist,
    ...bundling,
    mangleProps: INTERNAL_NAMES,
    write: false,
    plugins: [...plugins],
  });
  const lean = outputFiles.map((file) => ({ ...file, text: withoutIndents(file.text) }));
  return publishBuild(widgetDist, entry, { sources: hash, files: named(lean, entry) });
}

/** Builds when a source, the version or a dependency changed since; else only reads the manifest. */
export const buildWidgetIfStale = (): Promise<Manifest> => buildIfStale(widgetDist, sources, buildWidget);

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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files } = await buildWidget();
  for (const { name, size, brotli, gzip } of files) {
    console.log(`${name.padEnd(32)} ${size} B, gzip ${gzip} B, brotli ${brotli} B`);
  }
}
