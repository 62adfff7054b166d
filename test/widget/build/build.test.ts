import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  buildWidget,
  buildWidgetIfStale,
  INTERNAL_NAMES,
  widgetDist,
} from '../../../widget/build/build-widget.ts';

describe('the built widget', () => {
  it('has one file a language, the dialog, the sessions, the refusals and the entry, each compressed and with its hash', async () => {
    const { files } = await buildWidgetIfStale();
    assert.deepEqual(files.map(({ name }) => name.replace(/-[0-9A-F]{8}/, '')).sort(), [
      'ar.js',
      'booking-modal.js',
      'en.js',
      'fr.js',
      'mentor-booking.js',
      'my-sessions.js',
      'pt.js',
      'refusals.js',
      'sessions-ar.js',
      'sessions-en.js',
      'sessions-fr.js',
      'sessions-pt.js',
      'sessions-sw.js',
      'sw.js',
    ]);
    for (const { name, integrity, size, brotli, gzip } of files) {
      const read = (ending: string) => readFile(join(widgetDist, name + ending));
      const [plain, br, gz] = await Promise.all([read(''), read('.br'), read('.gz')]);
      assert.equal(integrity, `sha384-${createHash('sha384').update(plain).digest('base64')}`);
      assert.deepEqual([size, brotli, gzip], [plain.length, br.length, gz.length]);
      assert.ok(brotliDecompressSync(br).equals(plain));
      assert.ok(gunzipSync(gz).equals(plain));
    }
  });

  it('names every chunk that the entry loads', async () => {
    const { files } = await buildWidgetIfStale();
    const entry = await readFile(join(widgetDist, 'mentor-booking.js'), 'utf8');
    const chunks = [...entry.matchAll(/import\("\.\/([^"]+)"\)/g)].map(([, name = '']) => name);
    assert.equal(chunks.length, 6);
    for (const chunk of chunks)
      assert.ok(
        files.some(({ name }) => name === chunk),
        chunk,
      );
  });

  it('is the same whoever builds it, also two at once, and is left alone when it is fresh', async () => {
    const [one, other] = await Promise.all([buildWidget(), buildWidget()]);
    assert.deepEqual(one, other);
    assert.deepEqual(await buildWidgetIfStale(), one);
    assert.deepEqual(
      (await readdir(widgetDist)).filter((name) => name.startsWith('.')),
      [],
    );
  });

  it('keeps the styles free of white space and the source free of line breaks in tags', async () => {
    const { files } = await buildWidgetIfStale();
    for (const { name } of files) {
      const text = await readFile(join(widgetDist, name), 'utf8');
      assert.doesNotMatch(text, /\n\s+[<@a-z]/, name);
    }
  });

  it('renames no member that the DOM, JavaScript, the API or Lit knows', async () => {
    const modules = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
    const contract = fileURLToPath(new URL('../../../api/contract/', import.meta.url));
    const libraries = (await readdir(modules, { recursive: true }))
      .filter((path) => /typescript[^/]*\/lib\/lib\.[\w.]*d\.ts$/.test(path))
      .map((path) => join(modules, path));
    assert.ok(libraries.some((path) => path.endsWith('lib.dom.d.ts')));
    const schemas = (await readdir(contract)).map((name) => join(contract, name));
    const lit = ['lit-html/lit-html.js', '@lit/task/task.js'].map((name) => join(modules, name));
    const texts = await Promise.all([...libraries, ...schemas, ...lit].map((path) => readFile(path, 'utf8')));
    const known = new Set(texts.join('\n').match(/\w+/g));
    assert.deepEqual(
      [...known].filter((name) => INTERNAL_NAMES.test(name)),
      [],
    );
  });
});
