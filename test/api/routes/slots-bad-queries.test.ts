import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { pointers, type Query } from './scene.ts';

const { listSlots } = operations;

describe('listing free starts by a bad query', () => {
  const api = useApi();
  let mentor: TestMentor;

  before(async () => {
    mentor = await addMentor(api);
  });

  for (const [name, value] of [
    ['timezone', 'Mars/Olympus'],
    ['timezone', '+03:00'],
    ['timezone', '../../etc/passwd'],
    ['timezone', 'x'.repeat(5000)],
    ['from', '2026-13-40'],
    ['from', '2026-02-29'],
    ['from', '9999-12-31'],
    ['from', '1970-01-01'],
    ['from', '0000-01-01'],
    ['from', '-000001-01-01'],
    ['from', '2026-11-23T00:00:00Z'],
    ['from', 'today'],
    ['days', '0'],
    ['days', '63'],
    ['days', '-7'],
    ['days', '1e9'],
    ['days', '1.5'],
    ['days', 'abc'],
    ['days', '9'.repeat(400)],
    ['duration', '0'],
    ['duration', '-30'],
    ['duration', '1e9'],
    ['duration', 'long'],
    ['locale', 'x'],
    ['locale', 'en-US-US'],
    ['locale', 'fr-12'],
    ['locale', '<script>'],
    ['locale', 'a'.repeat(100)],
  ] as const) {
    it(`refuses ${name}=${value.slice(0, 30)} with a pointer`, async () => {
      const options = { id: mentor.id, query: { [name]: value } };
      const problem = await refused(api, listSlots, options, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), [`/${name}`]);
    });
  }

  it('refuses a duration that the mentor does not offer', async () => {
    const options = { id: mentor.id, query: { duration: 45 } };
    const problem = await refused(api, listSlots, options, 422, 'invalid_duration');
    assert.match(problem.detail, /30, 60, 90, 120/);
  });

  it('refuses a parameter that stands twice', async () => {
    const response = await fetch(`${api.url}/api/mentors/${mentor.id}/available-slots?days=1&days=2`);
    assert.equal(response.status, 422);
    assert.deepEqual(pointers(await response.json()), ['/days']);
  });

  it('names all faults at once', async () => {
    const query = { from: 'x', days: 'y', timezone: 'z', duration: 'd', locale: '1' };
    const problem = await refused(api, listSlots, { id: mentor.id, query }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/days', '/duration', '/from', '/locale', '/timezone']);
  });

  it('takes the edges of what is allowed', async () => {
    for (const query of [
      { days: 62 },
      { days: 1 },
      { from: '2026-11-20' },
      { from: '2028-11-20', days: 62 },
      { timezone: 'Pacific/Kiritimati' },
      { timezone: 'Pacific/Pago_Pago', days: 62 },
      { timezone: 'Asia/Kathmandu' },
    ] as Query[]) {
      const { status, body } = await call(api, listSlots, { id: mentor.id, query });
      assert.equal(status, 200, JSON.stringify(body));
    }
  });

  it('answers 404 for an unknown mentor and to another partner, 401 for a bad token', async () => {
    await addPartner(api.knex, 'other');
    for (const id of [999, 'x', '0', '99999999999999999999']) {
      await refused(api, listSlots, { id }, 404, 'not_found');
    }
    const foreign = await token({ partner: 'other' });
    await refused(api, listSlots, { id: mentor.id, token: foreign }, 404, 'not_found');
    const forged = await token({}, 'another-secret-that-is-long-enough-32');
    await refused(api, listSlots, { id: mentor.id, token: forged }, 401, 'unauthenticated');
  });
});
