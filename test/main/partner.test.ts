import assert from 'node:assert/strict';
import { connectDatabase } from '../../api/database/connect.ts';
import { freshDatabase } from '../support/database.ts';
import { dataFolder, endChildren, spawnMain } from './child.ts';

describe('npm run partner', function () {
  this.timeout(60_000);
  after(endChildren);

  let DATABASE_URL: string;
  let DATA_DIR: string;
  before(async () => {
    [DATABASE_URL, DATA_DIR] = await Promise.all([freshDatabase(), dataFolder()]);
  });

  async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
    const child = spawnMain({ DATABASE_URL, DATA_DIR }, ['partner', ...args]);
    const { code } = await child.ended;
    return { code, output: child.output() };
  }

  const wanted = ['--slug', 'uni-dakar', '--name', 'Université de Dakar', '--admin-email', 'Ada@uni.example'];

  it('creates a partner and its admin, and prints the secret once', async () => {
    const first = await run(...wanted);
    assert.equal(first.code, 0, first.output);
    const secret = /^ {2}([\w-]{43})$/m.exec(first.output)?.[1];
    const again = await run(...wanted.slice(0, 4), '--admin-email', 'eve@uni.example', '--admin-name', 'Eve');
    assert.equal(again.code, 0);
    assert.doesNotMatch(again.output, /[\w-]{43}/);
    assert.equal((await run(...wanted.slice(0, 4), '--admin-email', 'ADA@uni.example')).code, 0);

    const knex = connectDatabase({ url: DATABASE_URL });
    try {
      const [partner, ...more] = await knex('partner');
      assert.deepEqual(
        [partner.slug, partner.name, partner.shared_secrets],
        ['uni-dakar', 'Université de Dakar', [secret]],
      );
      assert.deepEqual(more, []);
      const people = await knex('app_user').orderBy('id').select('name', 'email', 'is_admin');
      assert.deepEqual(people, [
        { name: 'Admin', email: 'Ada@uni.example', is_admin: true },
        { name: 'Eve', email: 'eve@uni.example', is_admin: true },
      ]);
    } finally {
      await knex.destroy();
    }
  });

  it('says what is wrong with its arguments, and how they are meant', async () => {
    for (const [args, reason] of [
      [[], /--slug is not a slug/],
      [['--slug', 'mentor-booking'], /name of this product/],
      [['--slug', 'x', '--name', 'X', '--admin-email', 'nobody'], /--admin-email is not a mail address/],
      [['--slug', 'x', '--name', 'X', '--admin-mail', 'a@b.example'], /--admin-mail/],
    ] as const) {
      const { code, output } = await run(...args);
      assert.equal(code, 1);
      assert.match(output, reason);
      assert.match(output, /npm run partner -- --slug/);
    }
  });
});
