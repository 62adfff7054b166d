import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildWidget, buildWidgetIfStale, widgetDist } from '../../../widget/build/build-widget.ts';

describe('the built widget', () => {
  // A file more is a request more: then two of them share an import.
  it('has these files and no other, each compressed and with its hash', async () => {
    const { files } = await buildWidgetIfStale();
    assert.deepEqual(files.map(({ name }) => name.replace(/-[0-9A-F]{8}/, '')).sort(), [
      'ar.js',
      'booking-modal.js',
      'directory-ar.js',
      'directory-en.js',
      'directory-fr.js',
      'directory-pt.js',
      'directory-sw.js',
      'en.js',
      'fr.js',
      'mentor-booking.js',
      'mentor-directory.js',
      'my-sessions.js',
      'pt.js',
      'refusal.js',
      'refusals-ar.js',
      'refusals-en.js',
      'refusals-fr.js',
      'refusals-pt.js',
      'refusals-sw.js',
      'save-calendar.js',
      'series-ar.js',
      'series-choice.js',
      'series-en.js',
      'series-fr.js',
      'series-pt.js',
      'series-sw.js',
      'sessions-ar.js',
      'sessions-en.js',
      'sessions-fr.js',
      'sessions-pt.js',
      'sessions-sw.js',
      'sw.js',
      'waiting-ar.js',
      'waiting-en.js',
      'waiting-fr.js',
      'waiting-list.js',
      'waiting-pt.js',
      'waiting-sw.js',
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

  it('keeps the styles free of white space', async () => {
    const { files } = await buildWidgetIfStale();
    let sheets = 0;
    for (const { name } of files) {
      const text = await readFile(join(widgetDist, name), 'utf8');
      sheets += text.match(/\{display:/g)?.length ?? 0;
      assert.doesNotMatch(text, /\{\s+(?:display|all):/, name);
    }
    assert.ok(sheets > 0);
  });
});
