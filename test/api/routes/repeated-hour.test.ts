import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Slot } from '../../../api/contract/slot.ts';
import { call, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';

const { bookSession, createAvailability, createHold, getSession } = operations;
const { listNotifications, listSlots, previewSchedule, rescheduleSession } = operations;

/** `02:30 +02:00`, with a mark where the API says that the wall time occurs twice. */
const told = ({ time, datetime, timezone_offset }: Slot): string => {
  if (timezone_offset) assert.equal(timezone_offset, datetime.slice(19));
  return `${time}${timezone_offset ? ` ${timezone_offset}` : ''}`;
};

const twice = [
  '01:00',
  '01:30',
  '02:00 +02:00',
  '02:30 +02:00',
  '02:00 +01:00',
  '02:30 +01:00',
  '03:00',
  '03:30',
  '04:00',
  '04:30',
];

describe('an hour that a clock change repeats, over HTTP', () => {
  const api = useApi();
  let count = 0;

  /** A mentor who is open for some hours of one date. */
  async function open(timezone: string, date: string, hours: [string, string]): Promise<TestMentor> {
    const mentor = await addMentor(api, {
      external_id: `m${++count}`,
      timezone,
      booking_window_days: 730,
      days: [],
    });
    const rule = { rrule: 'FREQ=DAILY;COUNT=1', dtstart: date, start_time: hours[0], end_time: hours[1] };
    const { status } = await call(api, createAvailability, { token: mentor.token, body: rule });
    assert.equal(status, 201);
    return mentor;
  }

  const list = async ({ id }: TestMentor, from: string, timezone?: string) =>
    (await call(api, listSlots, { id, query: { from, days: 1, ...(timezone && { timezone }) } })).body.slots;
  const student = (name: string) => token({ sub: `${name}-${count}`, timezone: 'Europe/Paris' });
  const wanted = (session_date: string) => ({ session_date, duration_minutes: 30, subject: 'Nuit' });

  it('lists ten starts from 01:00 to 05:00 in Paris on 2027-10-31', async () => {
    const mentor = await open('Europe/Paris', '2027-10-31', ['01:00', '05:00']);
    assert.deepEqual((await list(mentor, '2027-10-31')).map(told), twice);
  });

  it('lists six starts from 22:00 to 24:00 in Cairo on 2027-10-28', async () => {
    const mentor = await open('Africa/Cairo', '2027-10-28', ['22:00', '24:00']);
    const expected = ['22:00', '22:30', '23:00 +03:00', '23:30 +03:00', '23:00 +02:00', '23:30 +02:00'];
    assert.deepEqual((await list(mentor, '2027-10-28')).map(told), expected);
  });

  it('marks what occurs twice where the student is, although not where the mentor is', async () => {
    const mentor = await open('Africa/Nairobi', '2027-10-31', ['02:00', '06:00']);
    assert.deepEqual((await list(mentor, '2027-10-31')).map(told), [
      '02:00',
      '02:30',
      '03:00',
      '03:30',
      '04:00',
      '04:30',
      '05:00',
      '05:30',
    ]);
    assert.deepEqual((await list(mentor, '2027-10-31', 'Europe/Paris')).map(told), twice.slice(0, 8));
  });

  it('is previewed as it will be listed', async () => {
    const { id, token: mentor } = await open('Europe/Paris', '2027-10-31', ['09:00', '10:00']);
    const schedule = {
      timezone: 'Europe/Paris',
      is_available: true,
      slot_step_minutes: 30,
      min_notice_minutes: 0,
      booking_window_days: 730,
      buffer_minutes: 0,
      durations: [30],
      availabilities: [],
      overrides: [{ date: '2027-10-31', ranges: [{ start_time: '01:00', end_time: '05:00' }] }],
    };
    const query = { from: '2027-10-31', days: 1 };
    const preview = await call(api, previewSchedule, { id, token: mentor, body: { schedule, query } });
    assert.equal(preview.status, 200, JSON.stringify(preview.body));
    assert.deepEqual(preview.body.slots.map(told), twice);
  });

  it('can be held, booked and moved to, each time once', async () => {
    const mentor = await open('Europe/Paris', '2027-10-31', ['01:00', '05:00']);
    const { id } = mentor;
    const [first, second] = ['2027-10-31T02:30:00+02:00', '2027-10-31T02:30:00+01:00'] as const;
    const [ada, ben, eve] = [await student('ada'), await student('ben'), await student('eve')];
    const hold = await call(api, createHold, {
      id,
      token: eve,
      body: { session_date: second, duration_minutes: 30 },
    });
    assert.equal(hold.status, 201);
    const sessions = [];
    for (const [who, at] of [
      [ada, first],
      [eve, second],
    ] as const) {
      const { status, body } = await call(api, bookSession, { id, token: who, body: wanted(at) });
      assert.equal(status, 201, JSON.stringify(body));
      assert.deepEqual([body.date, body.time, body.timezone_offset], ['2027-10-31', '02:30', at.slice(19)]);
      sessions.push(body);
    }
    assert.deepEqual(
      (await list(mentor, '2027-10-31')).map(told),
      twice.filter((time) => !time.startsWith('02:30')),
    );
    const { status, body } = await call(api, bookSession, { id, token: ben, body: wanted(second) });
    assert.equal(status, 409);
    assert.deepEqual((body as unknown as { alternatives: Slot[] }).alternatives.map(told), [
      '02:00 +01:00',
      '03:00',
      '03:30',
    ]);
    const moved = await call(api, rescheduleSession, {
      id: sessions[0]?.id as number,
      token: ada,
      body: { session_date: '2027-10-31T02:00:00+01:00' },
    });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.deepEqual([moved.body.time, moved.body.timezone_offset], ['02:00', '+01:00']);
    const free = await call(api, rescheduleSession, {
      id: sessions[0]?.id as number,
      token: ada,
      body: { session_date: '2027-10-31T03:00:00+01:00' },
    });
    assert.deepEqual([free.body.time, 'timezone_offset' in free.body], ['03:00', false]);
  });

  it('is told with the offset to those who are written to', async () => {
    const mentor = await open('Europe/Paris', '2027-10-31', ['01:00', '05:00']);
    const ada = await student('ada');
    for (const at of ['2027-10-31T02:30:00+01:00', '2027-10-31T03:30:00+01:00']) {
      const { status } = await call(api, bookSession, { id: mentor.id, token: ada, body: wanted(at) });
      assert.equal(status, 201);
    }
    const { body } = await call(api, listNotifications, { token: mentor.token });
    const [later, twiceToo] = body.notifications.map(({ message }) => message);
    assert.match(twiceToo ?? '', /02:30 \(UTC\+1\)/);
    assert.match(later ?? '', /03:30\.$/);
  });

  it('is told to whoever reads the session in a zone where it occurs twice', async () => {
    const { id } = await open('Africa/Nairobi', '2027-10-31', ['02:00', '06:00']);
    const ada = await student('ada');
    const booked = await call(api, bookSession, {
      id,
      token: ada,
      body: wanted('2027-10-31T04:30:00+03:00'),
    });
    const read = async (timezone: string) => {
      const options = { id: booked.body.id, token: ada, query: { timezone } };
      const { time, timezone_offset } = (await call(api, getSession, options)).body;
      return [time, timezone_offset];
    };
    assert.deepEqual(await read('Europe/Paris'), ['02:30', '+01:00']);
    assert.deepEqual(await read('Africa/Nairobi'), ['04:30', undefined]);
  });
});
