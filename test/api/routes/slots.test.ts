import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, timesOn } from './scene.ts';

const { listSlots } = operations;

describe('listing free starts', () => {
  const api = useApi();
  let mentor: TestMentor;

  const slotsOf = async (id: number, query: Record<string, string | number> = {}) => {
    const { status, body } = await call(api, listSlots, { id, query });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  before(async () => {
    mentor = await addMentor(api);
  });

  it('answers as the example of the contract', async () => {
    const body = await slotsOf(mentor.id, { from: '2026-11-23', days: 7, timezone: 'Africa/Dakar' });
    const { slots, ...rest } = body;
    assert.deepEqual(rest, {
      mentor_id: mentor.id,
      timezone: 'Africa/Dakar',
      mentor_timezone: 'Africa/Nairobi',
      timezone_offset: '+00:00',
      mentor_timezone_offset: '+03:00',
      clock_changes: [],
      from: '2026-11-23',
      to: '2026-11-29',
      durations: [30, 60, 90, 120],
      next_available: '2026-11-23',
    });
    assert.deepEqual(slots[0], {
      datetime: '2026-11-23T06:00:00+00:00',
      date: '2026-11-23',
      time: '06:00',
      day_name: 'Lundi',
      available: true,
      max_duration_minutes: 120,
    });
    assert.equal(slots.length, 5 * 16);
  });

  it('starts today and shows seven days in the mentor’s zone unless told otherwise', async () => {
    const { timezone, from, to, slots } = await slotsOf(mentor.id);
    assert.deepEqual([timezone, from, to], ['Africa/Nairobi', '2026-11-23', '2026-11-29']);
    assert.equal(slots[0]?.datetime, '2026-11-23T09:00:00+03:00');
  });

  it('tells both offsets, and where the clocks change', async () => {
    const { id } = await addMentor(api, { external_id: 'paris-clocks', timezone: 'Europe/Paris' });
    const offsetsIn = async (timezone: string, from: string, days = 7) => {
      const { timezone_offset, mentor_timezone_offset, clock_changes } = await slotsOf(id, {
        timezone,
        from,
        days,
      });
      return [timezone_offset, mentor_timezone_offset, clock_changes];
    };
    const inDakar = {
      datetime: '2027-03-28T01:00:00+00:00',
      timezone_offset: '+00:00',
      mentor_timezone_offset: '+02:00',
    };
    assert.deepEqual(await offsetsIn('Africa/Dakar', '2027-03-22'), ['+00:00', '+01:00', [inDakar]]);
    assert.deepEqual(await offsetsIn('Africa/Dakar', '2027-03-22', 6), ['+00:00', '+01:00', []]);
    assert.deepEqual(await offsetsIn('Africa/Dakar', '2027-03-29'), ['+00:00', '+02:00', []]);
    // One change, of both zones: told once.
    const inParis = { ...inDakar, datetime: '2027-03-28T03:00:00+02:00', timezone_offset: '+02:00' };
    assert.deepEqual(await offsetsIn('Europe/Paris', '2027-03-28', 1), ['+01:00', '+01:00', [inParis]]);
    const ofNewYork = {
      datetime: '2027-03-14T03:00:00-04:00',
      timezone_offset: '-04:00',
      mentor_timezone_offset: '+01:00',
    };
    const ofParis = { ...ofNewYork, datetime: '2027-03-27T21:00:00-04:00', mentor_timezone_offset: '+02:00' };
    assert.deepEqual(await offsetsIn('America/New_York', '2027-03-10', 20), [
      '-05:00',
      '+01:00',
      [ofNewYork, ofParis],
    ]);
  });

  it('counts dates in the student’s zone: Auckland sees all 16 starts of a day in Paris', async () => {
    const paris = await addMentor(api, { external_id: 'paris', timezone: 'Europe/Paris', days: [0] });
    const { slots } = await slotsOf(paris.id, {
      from: '2026-11-23',
      days: 2,
      timezone: 'Pacific/Auckland',
    });
    assert.equal(slots.length, 16);
    assert.deepEqual([slots[0]?.date, slots[0]?.time], ['2026-11-23', '21:00']);
    assert.deepEqual([slots.at(-1)?.date, slots.at(-1)?.time], ['2026-11-24', '04:30']);
    const query = { from: '2026-11-24', days: 1, timezone: 'Pacific/Auckland' };
    assert.equal((await slotsOf(paris.id, query)).slots.length, 10);
  });

  it('starts the student’s today where she is, not where the mentor is', async () => {
    api.now = Date.UTC(2026, 10, 23, 12);
    try {
      const auckland = await slotsOf(mentor.id, { timezone: 'Pacific/Auckland' });
      assert.equal(auckland.from, '2026-11-24');
      const honolulu = await slotsOf(mentor.id, { timezone: 'Pacific/Honolulu', days: 1 });
      assert.equal(honolulu.from, '2026-11-23');
    } finally {
      api.now = Date.UTC(2026, 10, 23, 5);
    }
  });

  it('lists the starts at which the asked duration fits, by default the shortest', async () => {
    const last = async (query: Record<string, number>) =>
      (await slotsOf(mentor.id, { days: 1, ...query })).slots.at(-1);
    assert.deepEqual([(await last({}))?.time, (await last({ duration: 120 }))?.time], ['16:30', '15:00']);
    assert.equal((await last({}))?.max_duration_minutes, 30);
    const student = await token({ sub: 'max' });
    const other = await addMentor(api, { external_id: 'max-m', durations: [90, 45] });
    await book(api, other, student, '11:30', { duration_minutes: 45 });
    const { slots, durations } = await slotsOf(other.id, { days: 1 });
    assert.deepEqual(durations, [45, 90]);
    assert.deepEqual(
      slots.slice(0, 5).map(({ time, max_duration_minutes }) => [time, max_duration_minutes]),
      [
        ['09:00', 90],
        ['09:30', 90],
        ['10:00', 90],
        ['10:30', 45],
        ['12:30', 90],
      ],
    );
  });

  for (const [locale, name] of [
    ['', 'Lundi'],
    ['fr', 'Lundi'],
    ['en', 'Monday'],
    ['en-GB', 'Monday'],
    ['pt', 'Segunda-feira'],
    ['ar', 'الاثنين'],
    ['sw', 'Jumatatu'],
    ['xx', 'Lundi'],
  ] as const) {
    it(`names days in ${locale === '' ? 'French by default' : `the language ${locale}`}`, async () => {
      const { slots } = await slotsOf(mentor.id, { days: 1, ...(locale && { locale }) });
      assert.equal(slots[0]?.day_name, name);
    });
  }

  it('tells the next free date when the asked dates are full', async () => {
    const sunday = await slotsOf(mentor.id, { from: '2026-11-28', days: 2 });
    assert.deepEqual([sunday.slots, sunday.next_available], [[], '2026-11-30']);
    const rare = await addMentor(api, { external_id: 'rare', days: [] });
    assert.equal((await slotsOf(rare.id)).next_available, null);
    const rule = { rrule: 'FREQ=YEARLY', dtstart: '2027-01-20', start_time: '09:00', end_time: '10:00' };
    await call(api, operations.createAvailability, { token: rare.token, body: rule });
    assert.equal((await slotsOf(rare.id)).next_available, '2027-01-20');
    assert.equal((await slotsOf(rare.id, { from: '2027-02-01' })).next_available, null);
  });

  it('keeps notice, window and buffer', async () => {
    const settings = { min_notice_minutes: 240, booking_window_days: 7, buffer_minutes: 20 };
    const strict = await addMentor(api, { external_id: 'strict', ...settings });
    assert.equal((await timesOn(api, strict, '2026-11-23'))[0], '12:00');
    assert.equal((await timesOn(api, strict, '2026-11-30')).length, 16);
    assert.deepEqual(await timesOn(api, strict, '2026-12-01'), []);
    await book(api, strict, await token({ sub: 'strict-s' }), '14:00');
    const times = await timesOn(api, strict, '2026-11-23');
    assert.deepEqual(times.slice(0, 5), ['12:00', '12:30', '13:00', '15:00', '15:30']);
  });

  it('steps in the mentor’s wall time', async () => {
    const quick = await addMentor(api, {
      external_id: 'quick',
      slot_step_minutes: 20,
      hours: [['09:10', '10:20']],
      durations: [15],
    });
    assert.deepEqual(await timesOn(api, quick, '2026-11-23'), ['09:10', '09:30', '09:50']);
  });

  it('leaves out starts that have passed', async () => {
    api.now = Date.UTC(2026, 10, 23, 12, 10);
    try {
      assert.equal((await timesOn(api, mentor, '2026-11-23'))[0], '15:30');
      assert.deepEqual(await timesOn(api, mentor, '2026-11-20'), []);
    } finally {
      api.now = Date.UTC(2026, 10, 23, 5);
    }
  });

  it('is public and cacheable: ETag, 304, no personal data, and a new ETag once a slot is gone', async () => {
    const cached = await addMentor(api, { external_id: 'cached' });
    const first = await call(api, listSlots, { id: cached.id });
    const etag = first.headers.get('etag') as string;
    assert.match(etag, /^(W\/)?".+"$/);
    assert.match(first.headers.get('cache-control') ?? '', /public/);
    const headers = { 'If-None-Match': etag };
    const second = await call(api, listSlots, { id: cached.id, headers });
    assert.equal(second.status, 304);
    assert.equal(second.body as unknown, '');
    assert.equal(second.headers.get('etag'), etag);
    await book(api, cached, await token({ sub: 'etag', name: 'Secret Name' }), '09:00', {
      subject: 'Secret subject',
    });
    const third = await call(api, listSlots, { id: cached.id, headers });
    assert.equal(third.status, 200);
    assert.notEqual(third.headers.get('etag'), etag);
    assert.doesNotMatch(JSON.stringify(third.body), /Secret|@/);
  });

  it('answers a person with a token for her alone to keep', async () => {
    const { headers } = await call(api, listSlots, { id: mentor.id, token: await token() });
    assert.match(headers.get('cache-control') ?? '', /private/);
    assert.match(headers.get('vary') ?? '', /Authorization/);
  });

  it('lists nothing that a booking refuses: each listed start of an odd calendar books', async () => {
    const odd = await addMentor(api, {
      external_id: 'odd',
      hours: [
        ['09:00', '10:10'],
        ['10:10', '11:00'],
        ['15:20', '16:00'],
      ],
      slot_step_minutes: 25,
      durations: [20],
      buffer_minutes: 5,
    });
    const admin = await adminToken();
    for (const time of await timesOn(api, odd, '2026-11-24', { token: admin })) {
      const { status, body } = await call(api, operations.bookSession, {
        id: odd.id,
        token: await token({ sub: `odd-${time}` }),
        body: { session_date: `2026-11-24T${time}:00+03:00`, duration_minutes: 20, subject: 'Odd' },
      });
      assert.equal(status, 201, JSON.stringify(body));
    }
    assert.deepEqual(await timesOn(api, odd, '2026-11-24'), []);
  });
});
