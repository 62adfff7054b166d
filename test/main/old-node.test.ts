import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren, root, spawnChild } from './child.ts';

describe('a Node that is too old', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mentor-booking-old-node-'));
  });
  after(async () => {
    await endChildren();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs `run.cjs api/main.ts` on a Node that says it is this version. */
  async function runOn(version: string, ...args: readonly string[]) {
    const pretence = join(folder, `${version}.cjs`);
    const versions = `Object.assign({}, process.versions, { node: '${version}' })`;
    await writeFile(pretence, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
    const child = spawnChild(
      process.execPath,
      ['--require', pretence, 'run.cjs', 'api/main.ts', ...args],
      {},
    );
    const { code } = await child.ended;
    return { code, lines: child.output().trimEnd().split('\n') };
  }

  for (const version of ['12.22.12', '18.20.8', '20.20.2', '25.9.0']) {
    it(`is told in one line what is needed: ${version}`, async () => {
      const { code, lines } = await runOn(version);
      assert.equal(code, 1);
      assert.equal(lines.length, 1, lines.join('\n'));
      const [line = ''] = lines;
      assert.ok(line.includes('needs Node.js 26 or newer') && line.includes(version), line);
      assert.ok(line.includes('npm ci') && line.includes('https://nodejs.org'), line);
    });
  }

  it('is no other than the one that runs the command, with its arguments, where that is new enough', async () => {
    const { code, lines } = await runOn('26.0.0', 'mend');
    assert.equal(code, 1);
    assert.deepEqual(lines, ['Unknown command mend: start, migrate, seed, partner or mail is expected.']);
  });

  it('meets that check in every script of npm that a person runs', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    for (const name of ['start', 'migrate', 'seed', 'partner', 'mail', 'token', 'build', 'test']) {
      assert.match(scripts[name], /^(exec )?node (--\S+ )*run\.cjs \S+\.ts/, name);
    }
  });
});
