import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, pointers, type Query } from './scene.ts';

const { getMetrics, recordEvent } = operations;

describe('funnel events', () => {
  const api = useApi();
  let mentor: TestMentor;

  before(async () => {
    await addPartner(api.knex, 'other');
    mentor = await addMentor(api);
  });

  it('are taken from anyone, without a token', async () => {
    for (const type of ['view', 'open', 'slot_selected', 'booked']) {
      const body = { partner: 'demo', mentor_id: mentor.id, type };
      assert.equal((await call(api, recordEvent, { body })).status, 202);
    }
    assert.equal((await api.knex('widget_event')).length, 4);
  });

  it('answer 404 for a partner or mentor that is unknown, or not of that partner', async () => {
    for (const body of [
      { partner: 'nobody', mentor_id: mentor.id, type: 'view' },
      { partner: 'other', mentor_id: mentor.id, type: 'view' },
      { partner: 'demo', mentor_id: 999999, type: 'view' },
    ]) {
      await refused(api, recordEvent, { body }, 404, 'not_found');
    }
  });

  describe('from pages', () => {
    const campus = 'https://campus.example.edu';
    const event = () => ({ partner: 'demo', mentor_id: mentor.id, type: 'view' });
    const post = async (body: unknown, headers: Record<string, string> = {}) => {
      const response = await fetch(`${api.url}${recordEvent.path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain;charset=UTF-8', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text && JSON.parse(text) };
    };

    before(async () => {
      await api
        .knex('partner')
        .where({ slug: 'demo' })
        .update({ origins: [campus] });
    });
    beforeEach(() => api.knex('widget_event').delete());

    it('are taken as text/plain, one or up to twenty at once', async () => {
      assert.equal((await post(event())).status, 202);
      const types = ['view', 'open', 'slot_selected', 'booked'];
      const visit = { events: types.map((type) => ({ ...event(), type })) };
      assert.equal((await post(visit)).status, 202);
      assert.equal((await call(api, recordEvent, { body: visit as never })).status, 202);
      const rows = await api.knex('widget_event').select('type', 'mentor_id');
      assert.deepEqual(rows.map(({ type }) => type).sort(), ['view', ...types, ...types].sort());
      assert.equal((await post({ events: Array.from({ length: 20 }, event) })).status, 202);
    });

    it('leave out those of a mentor who has gone, unless there is no other', async () => {
      const gone = { ...event(), mentor_id: 999_999 };
      assert.equal((await post({ events: [gone, event()] })).status, 202);
      assert.equal((await api.knex('widget_event')).length, 1);
      assert.deepEqual((await post({ events: [gone, gone] })).body.code, 'not_found');
    });

    it('are refused as a whole, with a pointer to each fault', async () => {
      for (const [body, expected] of [
        [
          { events: [event(), { ...event(), type: 'click' }, {}] },
          ['/events/1/type', '/events/2/mentor_id', '/events/2/partner', '/events/2/type'],
        ],
        [{ events: [] }, ['/events']],
        [{ events: Array.from({ length: 21 }, event) }, ['/events']],
        [{ events: 'view' }, ['/events']],
        [[event()], ['']],
      ] as const) {
        const problem = await post(body);
        assert.equal(problem.status, 422, JSON.stringify(problem));
        assert.deepEqual(pointers(problem.body), expected);
      }
      const broken = await post('{"partner":');
      assert.deepEqual([broken.status, broken.body.code], [400, 'malformed_json']);
      assert.equal((await api.knex('widget_event')).length, 0);
    });

    it('come from the registered origins of the partner alone', async () => {
      await api
        .knex('partner')
        .where({ slug: 'other' })
        .update({ origins: ['https://other.example.edu'] });
      for (const Origin of ['https://evil.example', 'https://other.example.edu', 'null']) {
        for (const type of ['text/plain', 'application/json']) {
          const problem = await post({ events: [event()] }, { Origin, 'Content-Type': type });
          assert.deepEqual([problem.status, problem.body.code], [403, 'forbidden'], Origin);
        }
      }
      assert.equal((await api.knex('widget_event')).length, 0);
      assert.equal((await post(event(), { Origin: campus })).status, 202);
    });

    it('come from the page in a frame, which is served from here', async () => {
      assert.equal((await post(event(), { Origin: api.url })).status, 202);
    });

    it('are the only requests whose JSON may say that it is text', async () => {
      const response = await fetch(`${api.url}/api/mentors/${mentor.id}/holds`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain', Authorization: `Bearer ${await token()}` },
        body: '{}',
      });
      assert.equal(response.status, 415);
    });
  });

  it('refuse everything else with pointers', async () => {
    for (const [body, expected] of [
      [{ partner: 'demo', mentor_id: mentor.id, type: 'click' }, ['/type']],
      [{}, ['/mentor_id', '/partner', '/type']],
      [{ partner: '', mentor_id: '1', type: null }, ['/mentor_id', '/partner', '/type']],
      [{ partner: 'demo', mentor_id: 1e20, type: 'view' }, ['/mentor_id']],
      [{ partner: 'x'.repeat(64), mentor_id: 1, type: 'view' }, ['/partner']],
    ] as const) {
      const problem = await refused(api, recordEvent, { body }, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), expected);
    }
    const options = { body: { partner: 'demo', mentor_id: mentor.id, type: 'view' }, token: 'bad' };
    await refused(api, recordEvent, options, 401, 'unauthenticated');
  });
});

describe('metrics', () => {
  const api = useApi();
  let admin: string;

  const metrics = async (query: Query = {}, as = admin) => {
    const { status, body } = await call(api, getMetrics, { token: as, query });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  before(async () => {
    admin = await adminToken();
    await addPartner(api.knex, 'other');
    const first = await addMentor(api);
    const second = await addMentor(api, { external_id: 'm2' });
    await call(api, operations.listSessions, { token: await token() });
    const { id: student_id } = await api.knex('app_user').where({ external_id: 's1' }).first('id');
    const add = async (mentor_id: number, start: string, minutes: number, status: string) => {
      const starts_at = new Date(`${start}:00Z`);
      const ends_at = new Date(starts_at.getTime() + minutes * 60_000);
      const times = { starts_at, ends_at, guarded_until: ends_at };
      const row = { mentor_id, student_id, subject: 'x', status, ...times };
      const [{ id }] = await api.knex('mentor_session').insert(row).returning('id');
      return id;
    };
    const done = await add(first.id, '2026-11-02T10:00', 60, 'completed');
    await add(first.id, '2026-11-02T23:30', 30, 'no_show');
    await add(second.id, '2026-11-03T10:00', 30, 'cancelled');
    await add(second.id, '2026-11-10T10:00', 30, 'scheduled');
    await add(first.id, '2026-10-31T10:00', 30, 'completed');
    await api.knex('session_review').insert({ mentor_id: first.id, session_id: done, student_id, rating: 4 });
    const funnel = { view: 8, open: 4, slot_selected: 3, booked: 2 };
    const rows = Object.entries(funnel).flatMap(([type, count]) =>
      Array.from({ length: count }, () => ({
        partner_id: api.partnerId,
        mentor_id: first.id,
        type,
        created_at: new Date('2026-11-05T10:00:00Z'),
      })),
    );
    await api.knex('widget_event').insert(rows);
  });

  it('count a small known programme', async () => {
    const body = await metrics({ from: '2026-11-01', to: '2026-11-30', group: 'month' });
    const { most_requested_mentors, ...use } = body.use;
    assert.deepEqual(
      [body.from, body.to, body.group, body.conversion],
      [
        '2026-11-01',
        '2026-11-30',
        'month',
        { views: 8, opens: 4, slots_selected: 3, bookings: 2, open_rate: 0.5, booking_rate: 0.25 },
      ],
    );
    assert.deepEqual(use, {
      sessions: 3,
      mean_duration_minutes: 40,
      sessions_by_period: [{ period: '2026-11-01', sessions: 3 }],
    });
    assert.deepEqual(
      most_requested_mentors.map(({ name, sessions }) => [name, sessions]),
      [
        ['Mentor m1', 2],
        ['Mentor m2', 1],
      ],
    );
    assert.deepEqual(body.quality, {
      cancellation_rate: 0.25,
      no_show_rate: 0.5,
      rating_average: 4,
      rating_count: 1,
      ratings: [0, 0, 0, 1, 0],
    });
  });

  it('stand beside those of as many days before', async () => {
    const { previous } = await metrics({ from: '2026-11-01', to: '2026-11-05', group: 'day' });
    assert.deepEqual([previous.from, previous.to], ['2026-10-27', '2026-10-31']);
    assert.deepEqual(previous.use, { sessions: 1, mean_duration_minutes: 30 });
    assert.deepEqual([previous.conversion.views, previous.conversion.open_rate], [0, null]);
    assert.deepEqual(previous.quality.ratings, [0, 0, 0, 0, 0]);
    const later = await metrics({ from: '2026-11-06', to: '2026-11-10' });
    assert.deepEqual([later.previous.conversion.views, later.previous.quality.rating_count], [8, 1]);
  });

  it("count days in the partner's zone", async () => {
    const zone = (timezone: string) => api.knex('partner').where({ id: api.partnerId }).update({ timezone });
    await zone('Africa/Nairobi');
    try {
      // 23:30 in UTC is the next date there.
      const { timezone, use } = await metrics({ from: '2026-11-02', to: '2026-11-03' });
      assert.equal(timezone, 'Africa/Nairobi');
      assert.deepEqual(
        use.sessions_by_period.map(({ sessions }) => sessions),
        [1, 1],
      );
      assert.equal((await metrics({ from: '2026-11-02', to: '2026-11-02' })).use.sessions, 1);
    } finally {
      await zone('UTC');
    }
  });

  it('come as CSV, one figure a line beside the one before', async () => {
    const query = { from: '2026-11-01', to: '2026-11-30', group: 'month' };
    const { body, headers } = await call(api, operations.exportMetrics, { token: admin, query });
    assert.match(headers.get('content-disposition') ?? '', /metrics-2026-11-01-2026-11-30\.csv/);
    const rows = parse(body, { bom: true, columns: true }) as Record<string, string>[];
    const line = (section: string, name: string) =>
      rows.find((row) => row.section === section && row.name === name);
    assert.deepEqual(line('conversion', 'views'), {
      section: 'conversion',
      name: 'views',
      value: '8',
      previous: '0',
    });
    assert.equal(line('quality', 'rating_average')?.previous, '');
    assert.equal(line('ratings', '4')?.value, '1');
    assert.equal(line('sessions_by_period', '2026-11-01')?.value, '3');
    assert.equal(line('most_requested_mentors', 'Mentor m1')?.value, '2');
  });

  for (const [group, from, expected] of [
    ['day', '2026-11-01', { '2026-11-01': 0, '2026-11-02': 2, '2026-11-03': 0 }],
    ['week', '2026-11-01', { '2026-10-26': 0, '2026-11-02': 2 }],
    ['week', '2026-10-30', { '2026-10-26': 1, '2026-11-02': 2 }],
    ['month', '2026-10-01', { '2026-10-01': 1, '2026-11-01': 2 }],
  ] as const) {
    it(`group by ${group} from ${from}, empty periods included`, async () => {
      const { use } = await metrics({ from, to: '2026-11-03', group });
      assert.deepEqual(
        Object.fromEntries(use.sessions_by_period.map(({ period, sessions }) => [period, sessions])),
        expected,
      );
    });
  }

  it('cover the last 30 days by day unless told otherwise', async () => {
    const { from, to, group, use } = await metrics();
    assert.deepEqual([from, to, group], ['2026-10-25', '2026-11-23', 'day']);
    assert.deepEqual([use.sessions_by_period.length, use.sessions], [30, 4]);
  });

  it('show another partner its own only: nothing', async () => {
    const { conversion, use, quality } = await metrics({}, await adminToken('other'));
    assert.deepEqual([conversion.views, conversion.open_rate, use.sessions], [0, null, 0]);
    assert.deepEqual([use.most_requested_mentors, quality.rating_average], [[], null]);
  });

  it('are for admins: 401 and 403', async () => {
    await refused(api, getMetrics, {}, 401, 'unauthenticated');
    await refused(api, operations.exportMetrics, {}, 401, 'unauthenticated');
    await refused(api, getMetrics, { token: await token() }, 403, 'forbidden');
    await refused(api, getMetrics, { token: await token({ sub: 'm1', role: 'mentor' }) }, 403, 'forbidden');
  });

  it('refuse ranges that are none or too long', async () => {
    for (const [query, expected] of [
      [{ from: '2026-11-02', to: '2026-11-01' }, ['/from']],
      [{ from: '2020-01-01', to: '2026-11-01' }, ['/from']],
      [{ from: '2026-02-30', to: '9999-12-31', group: 'year' }, ['/from', '/group', '/to']],
      [{ from: '2026-11-02T00:00:00Z' }, ['/from']],
    ] as [Query, string[]][]) {
      const problem = await refused(api, getMetrics, { token: admin, query }, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), expected);
    }
  });
});
