import assert from 'node:assert/strict';
import { connectDatabase } from '../../api/database/connect.ts';
import { freshDatabase } from '../support/database.ts';
import { dataFolder, endChildren, spawnMain } from './child.ts';

describe('npm run partner', () => {
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

  it('leads who runs a server without SMTP to the mail with the code', async () => {
    const address = ['--admin-email', 'mail@uni.example'];
    assert.match((await run(...wanted.slice(0, 4), ...address)).output, /SMTP_URL is not set.+npm run mail/);
    const print = async (): Promise<string> => {
      const child = spawnMain({ DATABASE_URL, DATA_DIR }, ['mail']);
      assert.equal((await child.ended).code, 0, child.output());
      return child.output();
    };
    assert.match(await print(), /No mail was kept/);
    const knex = connectDatabase({ url: DATABASE_URL });
    try {
      const kept = (number: number) => ({
        recipient: 'mail@uni.example',
        subject: `Code ${number}`,
        body: '',
      });
      await knex('kept_mail').insert([1, 2, 3, 4, 5, 6].map(kept));
    } finally {
      await knex.destroy();
    }
    const output = await print();
    assert.match(output, /To: mail@uni\.example\nSubject: Code 2\n[\s\S]+Subject: Code 6\n/);
    assert.doesNotMatch(output, /Code 1/);
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
