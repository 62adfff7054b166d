import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSecrets } from '../../../api/secrets/read-secrets.ts';

describe('readSecrets', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mentor-booking-'));
  });

  afterEach(() => rm(dataDir, { recursive: true }));

  it('gives the same secrets to all who ask at once and to all who ask later', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => readSecrets(dataDir)));
    const later = await readSecrets(dataDir);
    for (const secrets of all) assert.deepEqual(secrets, later);
    assert.deepEqual(await readdir(dataDir), ['secrets.json']);
  });

  it('keeps them to the owner of the file, long and different from each other', async () => {
    const { databasePassword, tokenSecret } = await readSecrets(join(dataDir, 'new'));
    assert.equal((await stat(join(dataDir, 'new', 'secrets.json'))).mode & 0o777, 0o600);
    assert.match(tokenSecret, /^[\w-]{43}$/);
    assert.match(databasePassword, /^[\w-]{43}$/);
    assert.notEqual(tokenSecret, databasePassword);
  });

  it('names a file that is broken, without what stands in it', async () => {
    await writeFile(join(dataDir, 'secrets.json'), '{"tokenSecret": "hunter2');
    await assert.rejects(readSecrets(dataDir), (error: Error) => {
      assert.ok(error.message.includes(join(dataDir, 'secrets.json')));
      assert.ok(!error.message.includes('hunter2'));
      return true;
    });
  });
});
