import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { Session } from '../../../api/contract/session.ts';
import { buildPackage } from '../../../widget/build/build-package.ts';
import { noticesFile } from '../../../widget/build/licences.ts';
import type { EventDetails } from '../../../widget/events.ts';
import type { MentorBookingElement } from '../../../widget/mentor-booking-element.ts';
import type * as published from '../../../widget/types/index.d.ts';
import { newProfile } from '../../support/chrome.ts';

const run = promisify(execFile);
const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

// What is published by hand must be what the sources say: this does not compile otherwise.
type Holds<Source extends Published, Published> = Source extends Published ? true : never;
const agree: [
  Holds<MentorBookingElement, published.MentorBookingElement>,
  Holds<Session, published.Session>,
  Holds<EventDetails, published.EventDetails>,
  Holds<keyof published.EventDetails, keyof EventDetails>,
] = [true, true, true, true];

describe('the npm package', () => {
  let site: string;
  let installed: string;

  before(async () => {
    site = await mkdtemp(join(tmpdir(), 'mentor-booking-package-'));
    const built = join(site, 'built');
    await buildPackage(built);
    installed = join(site, 'node_modules/@mentor-booking/widget');
    await mkdir(join(site, 'node_modules/@types'), { recursive: true });
    await cp(built, installed, { recursive: true });
    await symlink(join(modules, '@types/react'), join(site, 'node_modules/@types/react'));
    await writeFile(join(site, 'package.json'), '{ "type": "module" }');
  });
  after(() => rm(site, { recursive: true, force: true }));

  it('has every file that it names', async () => {
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
    const { version } = JSON.parse(
      await readFile(fileURLToPath(new URL('../../../package.json', import.meta.url)), 'utf8'),
    );
    assert.deepEqual([manifest.name, manifest.version], ['@mentor-booking/widget', version]);
    assert.equal(manifest.private, undefined);
    const named = [manifest.exports, manifest.customElements, manifest.types, manifest.sideEffects];
    const paths = JSON.stringify(named).match(/(?<=")\.?\/?[\w-]+\.(?:d\.ts|js|json)(?=")/g) ?? [];
    assert.ok(paths.length > 10);
    for (const path of paths) assert.ok((await stat(join(installed, path))).isFile(), path);
    const elements = JSON.parse(await readFile(join(installed, 'custom-elements.json'), 'utf8'));
    for (const { path } of elements.modules) assert.ok((await stat(join(installed, path))).isFile(), path);
  });

  it('brings the licences of what is bundled in it, and of nothing else', async () => {
    const text = await readFile(join(installed, noticesFile), 'utf8');
    const named = [...text.matchAll(/^(@?[a-z/-]+) \d+\.\d+\.\d+/gm)].map(([, name]) => name);
    assert.deepEqual(named, ['@lit/task', 'lit-html']);
    for (const name of named) {
      const licence = await readFile(join(modules, name as string, 'LICENSE'), 'utf8');
      assert.ok(text.includes(licence.trim()), name);
    }
  });

  it('can be imported where there is no DOM, both doors of it', async () => {
    for (const door of ['', '/define']) {
      const code = `const all = await import('@mentor-booking/widget${door}'); console.log(Object.keys(all).join())`;
      const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', code], {
        cwd: site,
      });
      assert.deepEqual([stdout.trim(), stderr], ['MentorBookingElement,MentorBookingEvent', '']);
    }
  });

  it('defines the element with ./define, and nothing with . alone', async () => {
    const profile = await newProfile();
    try {
      for (const [door, isDefined] of [
        ['', false],
        ['/define', true],
      ] as const) {
        const { outputFiles } = await build({
          stdin: {
            contents: `import * as all from '@mentor-booking/widget${door}'; window.all = all`,
            resolveDir: site,
          },
          bundle: true,
          format: 'esm',
          write: false,
          logLevel: 'error',
        });
        const script = outputFiles[0]?.text ?? '';
        const page = await profile.newPage();
        await page.addScriptTag({ content: script, type: 'module' });
        await page.waitForFunction('window.all');
        assert.equal(await page.evaluate(() => !!customElements.get('mentor-booking')), isDefined);
        await page.close();
      }
    } finally {
      await profile.close();
    }
  });

  describe('for TypeScript', () => {
    const compile = async (code: string): Promise<string> => {
      await writeFile(join(site, 'consumer.tsx'), code);
      const flags = '--noEmit --strict --jsx react-jsx --module nodenext --target es2022 --lib es2023,dom';
      const args = [...flags.split(' '), '--types', 'react', 'consumer.tsx'];
      const tsc = join(modules, '.bin', 'tsc');
      return run(tsc, args, { cwd: site }).then(
        ({ stdout }) => stdout,
        ({ stdout }) => stdout,
      );
    };

    it('types what is found in the page, its events and its JSX', async () => {
      const output = await compile(`
import '@mentor-booking/widget/define';
import type {} from '@mentor-booking/widget/react';
import { MentorBookingElement, type Session } from '@mentor-booking/widget';

const found = document.querySelector('mentor-booking');
const opened: Promise<void> | undefined = found?.open();
found?.addEventListener('mentor-booking-booked', ({ detail }) => console.log(detail.session.subject));
const made: MentorBookingElement = document.createElement('mentor-booking');
made.getToken = async () => 'token';
let last: Session | undefined;
export const page = (
  <mentor-booking partner="demo" mentor-id={1} locale="en" className="big" getToken={async () => 'token'}
    ref={(element) => void element?.close()}
    onmentor-booking-booked={({ detail }) => { last = detail.session; }}>Book</mentor-booking>
);
export { last, opened };
`);
      assert.equal(output, '');
    });

    it('finds what is wrong', async () => {
      const output = await compile(`
import type {} from '@mentor-booking/widget/react';
import '@mentor-booking/widget';
document.querySelector('mentor-booking')?.show();
export const page = <mentor-booking partner={1} />;
`);
      assert.match(output, /'show' does not exist/);
      assert.match(output, /'number' is not assignable to type 'string'/);
    });

    it('agrees with the sources', () => assert.ok(agree.every(Boolean)));
  });
});
