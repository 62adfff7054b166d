import assert from 'node:assert/strict';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import type { Series } from '../../../api/contract/series.ts';
import { call, monday, type TestApi } from '../../support/api.ts';
import type { World } from './world.ts';
import { endWorld, makeWorld, unaudited, writes } from './writes.ts';

describe('every write', () => {
  let api: TestApi;
  let world: World;

  before(async () => {
    world = await makeWorld();
    api = world.api;
  });
  after(() => endWorld(world));
  beforeEach(() => {
    api.now = monday;
  });

  const all = (Object.values(operations) as Operation[]).filter(({ method }) => method !== 'get');

  for (const operation of all.filter(({ id }) => !(id in unaudited))) {
    it(`leaves an audit entry: ${operation.id}`, async () => {
      const prepare = writes[operation.id];
      assert.ok(
        prepare,
        `say in test/api/audit/writes.ts how ${operation.id} is called, or why it is not audited`,
      );
      const options = await prepare(world);
      const entries = async (): Promise<number> =>
        (await api.knex('audit_entry').where({ action: operation.id, partner_id: api.partnerId })).length;
      const before = await entries();
      const { status, body } = await call(api, operation, options);
      assert.equal(status, operation.status, JSON.stringify(body));
      // A series leaves one for each of its sessions.
      const written = operation.id === 'bookSeries' ? (body as unknown as Series).sessions.length : 1;
      assert.equal(await entries(), before + written);
    });
  }

  it('names no operation that there is not, and none as audited and unaudited at once', () => {
    const known = new Set(all.map(({ id }) => id));
    const named = [...Object.keys(writes), ...Object.keys(unaudited)];
    assert.deepEqual(
      named.filter((id) => !known.has(id)),
      [],
    );
    assert.equal(new Set(named).size, named.length);
  });
});
