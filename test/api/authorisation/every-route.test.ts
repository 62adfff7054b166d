import assert from 'node:assert/strict';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import { addPartner, type CallOptions, call, monday, token } from '../../support/api.ts';
import { addMentor } from '../../support/people.ts';
import type { World } from '../audit/world.ts';
import { endWorld, makeWorld } from '../audit/writes.ts';
import { calls } from './calls.ts';
import { expected, type Role, roles } from './expected.ts';

describe('every route, for every role', () => {
  let world: World;
  let tokens: Readonly<Record<Role, string | undefined>>;

  before(async () => {
    world = await makeWorld();
    const { api, student, mentor, admin } = world;
    await addPartner(api.knex, 'other');
    tokens = {
      nobody: undefined,
      student,
      'other student': await token({ sub: 's2' }),
      mentor: mentor.token,
      'other mentor': (await addMentor(api, { external_id: 'm9' })).token,
      admin,
      "other partner's admin": await token({ sub: 'a9', role: 'partner_admin', partner: 'other' }),
    };
  });
  after(() => endWorld(world));

  /** What one role may do takes away what the next would do it to, so each finds the world as it was. */
  async function clear(): Promise<void> {
    const { api } = world;
    api.now = monday;
    for (const table of [
      'session_review',
      'waiting_list_entry',
      'waiting_list_call',
      'slot_hold',
      'mentor_session',
      'notification',
      'busy_feed',
      'webhook',
    ])
      await api.knex(table).delete();
  }

  async function statusOf(operation: Operation, options: CallOptions): Promise<number> {
    if (operation.mediaType !== 'text/event-stream')
      return (await call(world.api, operation, options)).status;
    // It has no end.
    const headers = { Authorization: `Bearer ${options.token}` };
    const response = await fetch(world.api.url + operation.path, options.token ? { headers } : {});
    await response.body?.cancel();
    return response.status;
  }

  for (const operation of Object.values(operations) as Operation[]) {
    it(`${operation.method.toUpperCase()} ${operation.path}`, async () => {
      const prepare = calls[operation.id];
      assert.ok(prepare, `say in calls.ts or ../audit/writes.ts how ${operation.id} is called`);
      const answers: string[] = [];
      for (const role of roles) {
        await clear();
        const status = await statusOf(operation, { ...(await prepare(world)), token: tokens[role] });
        assert.ok(status < 500, `${status} for ${role}`);
        answers.push([401, 403, 404].includes(status) ? String(status) : 'yes');
      }
      assert.equal(answers.join(' '), expected[operation.id as keyof typeof expected]);
    });
  }
});
