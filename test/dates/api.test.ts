import assert from 'node:assert/strict';
import { operations } from '../../api/contract/operations.ts';
import type { Programme } from '../../api/contract/programme.ts';
import { seedDemo } from '../../demo/seed.ts';
import { demoVisitors } from '../../demo/seed-people.ts';
import { demoToken } from '../../demo/token.ts';
import { call, refused, secret, startApi, type TestApi } from '../support/api.ts';

const { bookSession, createHold, getMetrics, listSlots, putOverride, rescheduleSession } = operations;

/** An instant as a wall shows it, by Temporal itself. */
const wallOf = (instant: number | string, timeZone: string): Temporal.ZonedDateTime =>
  (typeof instant === 'number'
    ? Temporal.Instant.fromEpochMilliseconds(instant)
    : Temporal.Instant.from(instant)
  ).toZonedDateTimeISO(timeZone);

const dateOf = (wall: Temporal.ZonedDateTime): string => wall.toPlainDate().toString();
const timeOf = (wall: Temporal.ZonedDateTime): string => wall.toPlainTime().toString().slice(0, 5);

// By the tests' clock: `npm run test:dates` runs this on days unlike the others.
describe('the API today, with the data of the demo', () => {
  let api: TestApi;
  let mentors: { id: number; name: string; timezone: string }[];
  const today = (timeZone: string): string => dateOf(wallOf(api.now, timeZone));
  const tokenOf = (sub: string, role: 'student' | 'mentor' | 'partner_admin'): Promise<string> =>
    demoToken({ sub, role }, { secret, now: api.now });

  before(async () => {
    const now = Date.now();
    api = await startApi({ now });
    await seedDemo(api.knex, { now, demoPartnerSecret: secret, origins: [] });
    mentors = await api.knex('mentor').orderBy('id');
  });
  after(() => api?.stop());

  /** The starts of a mentor that can be booked within the next month, as her student sees them. */
  const slotsOf = async (id: number, query: Record<string, string | number> = {}, token?: string) => {
    const { status, body } = await call(api, listSlots, { id, query: { days: 31, ...query }, token });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  for (const timezone of ['Africa/Dakar', 'Pacific/Kiritimati', 'America/New_York'])
    it(`lists from the day that it is in ${timezone}, in the wall time there`, async () => {
      const weekday = new Intl.DateTimeFormat('fr', { weekday: 'long', timeZone: timezone });
      for (const { id, name, timezone: own } of mentors) {
        const body = await slotsOf(id, { timezone });
        assert.equal(body.from, today(timezone), name);
        assert.equal(body.to, Temporal.PlainDate.from(body.from).add({ days: 30 }).toString());
        for (const { datetime, date, time, day_name } of body.slots) {
          const wall = wallOf(datetime, timezone);
          const day = weekday.format(Date.parse(datetime));
          assert.deepEqual([date, time, day_name.toLowerCase()], [dateOf(wall), timeOf(wall), day], name);
          assert.ok(Date.parse(datetime) >= api.now, `${name} at ${datetime}`);
          assert.equal(wallOf(datetime, own).minute % 15, 0, `${name} at ${datetime}`);
        }
        const { next_available: next, slots } = body;
        if (slots.length > 0) assert.equal(next, slots[0]?.date, name);
      }
    });

  it('holds the first start of each mentor for each student who signs in to the demo', async () => {
    const empty = new Set<string>();
    for (const { externalId } of demoVisitors) {
      const token = await tokenOf(externalId, 'student');
      for (const { id, name } of mentors) {
        const { slots, durations } = await slotsOf(id, {}, token);
        if (slots.length === 0) empty.add(name);
        if (!slots[0]) continue;
        const sent = { session_date: slots[0].datetime, duration_minutes: durations[0] as number };
        const { status, body } = await call(api, createHold, { id, token, body: sent });
        assert.equal(status, 201, `${externalId}, ${name}: ${JSON.stringify(body)}`);
        assert.equal(Date.parse(body.expires_at), Math.floor(api.now / 1000) * 1000 + 300_000);
      }
    }
    // One takes no bookings, and one has no hours.
    assert.deepEqual(empty, new Set(['Patrice Mbuyi', 'Fatou Sow']));
  });

  it('books the first start and moves it to the last, in words, files and figures of that day', async () => {
    const token = await tokenOf('s1', 'student');
    const [{ id, timezone }] = mentors as [(typeof mentors)[0]];
    const { slots } = await slotsOf(id);
    const [first, last] = [slots[0], slots.at(-1)];
    assert.ok(first && last);
    const figures = async () => {
      const admin = await tokenOf('a1', 'partner_admin');
      const query = { from: first.date, to: last.date, group: 'month' };
      const { body } = await call(api, getMetrics, { token: admin, query });
      return new Map(body.use.sessions_by_period.map(({ period, sessions }) => [period, sessions]));
    };
    const month = (date: string): string =>
      date.slice(0, 7) === first.date.slice(0, 7) ? first.date : `${date.slice(0, 7)}-01`;
    const before = await figures();

    const sent = { session_date: first.datetime, duration_minutes: 30, subject: 'Today' };
    const booked = await call(api, bookSession, { id, token, body: sent });
    assert.equal(booked.status, 201, JSON.stringify(booked.body));
    const to = { session_date: last.datetime, timezone: 'Africa/Cairo' };
    const moved = await call(api, rescheduleSession, { id: booked.body.id, token, body: to });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    const cairo = wallOf(last.datetime, 'Africa/Cairo');
    assert.deepEqual([moved.body.date, moved.body.time], [dateOf(cairo), timeOf(cairo)]);
    assert.equal(Date.parse(moved.body.created_at), Math.floor(api.now / 1000) * 1000);

    const mentor = await tokenOf('m1', 'mentor');
    const { body } = await call(api, operations.listNotifications, { token: mentor, query: { limit: 2 } });
    const wall = wallOf(last.datetime, timezone);
    assert.equal(body.notifications[0]?.type, 'session_rescheduled');
    assert.match(body.notifications[0]?.message ?? '', new RegExp(`\\b${wall.day}(er)?\\b.*${timeOf(wall)}`));
    assert.equal(Date.parse(body.notifications[1]?.created_at ?? ''), Math.floor(api.now / 1000) * 1000);

    const file = await call(api, operations.getSessionCalendar, { id: booked.body.id, token });
    const utc = wallOf(last.datetime, 'UTC').toPlainDateTime().toString({ smallestUnit: 'second' });
    assert.match(String(file.body), new RegExp(`^DTSTART:${utc.replaceAll(/[-:]/g, '')}Z\\r?$`, 'm'));

    const after = await figures();
    assert.equal(after.get(month(last.date)), (before.get(month(last.date)) ?? 0) + 1);
  });

  it('counts a day and a week of what a partner allows from their first midnight on', async () => {
    const admin = await tokenOf('a1', 'partner_admin');
    const replace = async (body: Partial<Programme>): Promise<void> => {
      const { headers } = await call(api, operations.getProgramme, { token: admin });
      const match = { 'If-Match': headers.get('etag') as string };
      const saved = await call(api, operations.replaceProgramme, { token: admin, body, headers: match });
      assert.equal(saved.status, 200, JSON.stringify(saved.body));
    };
    const token = await tokenOf('of-today', 'student');
    const [{ id }] = mentors as [(typeof mentors)[0]];
    const timezone = 'Africa/Cairo';
    const { slots } = await slotsOf(id, { timezone });
    const [one, other] = slots as [(typeof slots)[0], (typeof slots)[0]];
    assert.equal(one.date, other.date);
    const at = (session_date: string) => ({
      id,
      token,
      body: { session_date, duration_minutes: 30, subject: 'Today' },
    });
    await replace({ timezone, sessions_per_day: 1 });
    assert.equal((await call(api, bookSession, at(one.datetime))).status, 201);
    const daily = await refused(api, bookSession, at(other.datetime), 422, 'quota_exceeded');
    const date = Temporal.PlainDate.from(one.date);
    assert.equal(daily.resets_on, date.add({ days: 1 }).toString());
    await replace({ timezone, sessions_per_week: 1 });
    const weekly = await refused(api, bookSession, at(other.datetime), 422, 'quota_exceeded');
    assert.equal(weekly.resets_on, date.add({ days: 8 - date.dayOfWeek }).toString());
    await replace({ timezone, blackouts: [{ name: 'Away', from: one.date, to: one.date }] });
    assert.ok((await slotsOf(id, { timezone })).slots.every((slot) => slot.date !== one.date));
    await replace({ timezone });
  });

  it('closes the day that it is where the mentor is', async () => {
    const token = await tokenOf('m1', 'mentor');
    const [{ id, timezone }] = mentors as [(typeof mentors)[0]];
    for (const [ranges, expected] of [
      [[{ start_time: '00:00', end_time: '24:00' }], true],
      [[], false],
    ] as const) {
      // The day after, so that there is something left of it.
      const date = Temporal.PlainDate.from(today(timezone)).add({ days: 1 }).toString();
      const put = await call(api, putOverride, { id, date, token, body: { ranges: [...ranges] } });
      assert.equal(put.status, 200, JSON.stringify(put.body));
      const { slots } = await slotsOf(id, { timezone, days: 2 });
      assert.equal(
        slots.some((slot) => slot.date === date),
        expected,
      );
    }
  });
});
