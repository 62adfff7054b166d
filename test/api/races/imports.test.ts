import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, startApi, type TestApi, token } from '../../support/api.ts';

describe('imports that race', function () {
  this.timeout(120_000);

  let apis: TestApi[];
  before(async () => {
    const first = await startApi();
    apis = [first, await startApi({ databaseUrl: first.databaseUrl })];
  });
  after(() => Promise.all(apis.map((api) => api.stop())));

  it('take the same mentors in any order: those who are created once are changed by the others', async () => {
    const admin = await token({ sub: 'a1', role: 'partner_admin' });
    for (let round = 0; round < 3; round++) {
      const lines = Array.from(
        { length: 30 },
        (_, index) => `r${round}-${index},Name,x${index}@example.edu,Africa/Dakar`,
      );
      const fileOf = (from: readonly string[], bio: string) =>
        ['external_id,name,email,timezone,bio', ...from.map((line) => `${line},${bio}`)].join('\n');
      const files = ['one', 'two', 'three', 'four'].map((bio, index) =>
        fileOf(index % 2 ? lines.toReversed() : lines, bio),
      );
      const reports = await Promise.all(
        files.map((csv, index) =>
          call(apis[index % 2] as TestApi, operations.importMentors, { token: admin, body: { csv } }),
        ),
      );
      assert.deepEqual(
        reports.map(({ status }) => status),
        [200, 200, 200, 200],
        JSON.stringify(reports.map(({ body }) => body)),
      );
      const sum = (count: 'created' | 'updated') =>
        reports.reduce((total, { body }) => total + body[count], 0);
      assert.deepEqual([sum('created'), sum('updated')], [30, 90]);
    }
  });
});
