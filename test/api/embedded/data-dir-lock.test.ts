import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlreadyRunningError, DataDirError, lockDataDir } from '../../../api/embedded/data-dir-lock.ts';

describe('lockDataDir', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mentor-booking-'));
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  it('refuses a second server and gives it the address of the first', async () => {
    const lock = await lockDataDir(dataDir);
    lock.announce('http://localhost:3000');
    await assert.rejects(lockDataDir(dataDir), (error: Error) => {
      assert.ok(error instanceof AlreadyRunningError);
      assert.equal(error.url, 'http://localhost:3000');
      assert.equal(error.pid, process.pid);
      assert.match(error.message, /already running at http:\/\/localhost:3000 \(process \d+\)/);
      return true;
    });
    lock.release();
  });

  it('tells a second server that the first is still starting', async () => {
    const lock = await lockDataDir(dataDir);
    await assert.rejects(lockDataDir(dataDir), /already starting \(process \d+\)/);
    lock.release();
  });

  it('can be taken again once it was released', async () => {
    (await lockDataDir(dataDir)).release();
    (await lockDataDir(dataDir)).release();
  });

  it('goes back when its process is killed, and the dead process is not mentioned any more', async () => {
    await killedHolder(dataDir);
    const lock = await lockDataDir(dataDir);
    await assert.rejects(lockDataDir(dataDir), { pid: process.pid, url: undefined });
    lock.release();
  });

  it('goes to exactly one of many that come at once after a killed one', async () => {
    for (let round = 0; round < 3; round++) {
      await killedHolder(dataDir);
      const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataDir(dataDir)));
      const locks = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      assert.equal(locks.length, 1);
      for (const result of results) {
        if (result.status === 'rejected')
          assert.ok(result.reason instanceof AlreadyRunningError, result.reason);
      }
      locks[0]?.release();
    }
  });

  it('is refused to other processes too, and stays with the first', async () => {
    const lock = await lockDataDir(dataDir);
    const second = holderProcess(dataDir, '', 'ignore');
    const [code] = await once(second, 'exit');
    assert.equal(code, 1);
    await assert.rejects(lockDataDir(dataDir), AlreadyRunningError);
    lock.release();
  });

  it('lets two servers with two data folders run side by side', async () => {
    const locks = await Promise.all([lockDataDir(join(dataDir, 'a')), lockDataDir(join(dataDir, 'b'))]);
    for (const lock of locks) lock.release();
  });

  it('does not keep its process alive', async () => {
    const holder = holderProcess(dataDir, '');
    const [code] = await once(holder, 'exit');
    assert.equal(code, 0);
  });

  it('says in one line when the folder cannot be used', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    await assert.rejects(lockDataDir(file), (error: Error) => {
      assert.ok(error instanceof DataDirError);
      assert.ok(error.message.startsWith(`The data folder ${file} cannot be used: `));
      return true;
    });
  });
});

function holderProcess(dataDir: string, then: string, stderr: 'inherit' | 'ignore' = 'inherit') {
  const module = new URL('../../../api/embedded/data-dir-lock.ts', import.meta.url).href;
  const script = `
    import { lockDataDir } from ${JSON.stringify(module)};
    await lockDataDir(${JSON.stringify(dataDir)});
    process.stdout.write('locked');
    ${then}`;
  const args = ['--input-type=module', '--eval', script];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', stderr] });
}

async function killedHolder(dataDir: string): Promise<void> {
  const holder = holderProcess(dataDir, 'setInterval(() => {}, 1000);');
  await once(holder.stdout ?? assert.fail(), 'data');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
}
