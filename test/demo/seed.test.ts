import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { connectDatabase } from '../../api/database/connect.ts';
import { freeSlots } from '../../api/domain/slots.ts';
import { uncovered } from '../../api/domain/uncovered.ts';
import { addDays, dayOfWeek, startOfDay, todayIn } from '../../api/domain/wall-time.ts';
import { loadCalendar } from '../../api/queries/calendar.ts';
import { type DemoOptions, seedDemo } from '../../demo/seed.ts';
import { cpuOf } from '../support/cpu.ts';
import { freshDatabase } from '../support/database.ts';

const DAY_MS = 86_400_000;

// A Sunday evening, so that "next week" begins within hours.
const now = Date.parse('2026-11-22T18:30:00Z');
const options: DemoOptions = {
  now,
  demoPartnerSecret: 'a-secret-of-the-test-that-is-long-enough',
  origins: ['http://localhost:3000'],
};

const tables = [
  'partner',
  'app_user',
  'mentor',
  'mentor_availability',
  'availability_override',
  'mentor_session',
  'session_review',
  'certification',
  'mentor_certification',
  'certification_application',
  'certification_event',
  'notification',
  'widget_event',
];

describe('seedDemo', () => {
  let knex: Knex;

  before(async () => {
    knex = connectDatabase({ url: await freshDatabase() });
  });

  after(() => knex?.destroy());

  beforeEach(async () => {
    await knex.raw(`TRUNCATE ${tables.join(', ')} RESTART IDENTITY CASCADE`);
  });

  const countOf = async (table: string, where: object = {}): Promise<number> =>
    Number((await knex(table).where(where).count('* AS count'))[0]?.count);

  const dump = async (): Promise<unknown[]> =>
    Promise.all(
      tables.map(async (table) =>
        (
          await knex.raw(
            `SELECT to_jsonb(t) - '{calendar_version,profile_version}'::text[] AS row FROM ${table} t`,
          )
        ).rows
          .map(({ row }: { row: object }) => JSON.stringify(row))
          .sort(),
      ),
    );

  const mentors = (): Promise<Record<string, never>[]> =>
    knex('mentor AS m')
      .join('app_user AS u', 'u.id', 'm.user_id')
      .select('m.*', 'u.external_id')
      .orderBy('m.id');

  const mentorId = async (externalId: string): Promise<number> =>
    (
      await knex('mentor AS m')
        .join('app_user AS u', 'u.id', 'm.user_id')
        .where({ external_id: externalId })
        .first('m.id')
    ).id;

  it('loads a programme of some size within a second and a half', async () => {
    const cpu = await cpuOf(() => seedDemo(knex, options));
    assert.ok(cpu < 1_500, `${cpu} ms`);

    assert.equal(await countOf('mentor'), 14);
    assert.equal(await countOf('app_user'), 14 + 6 + 1);
    assert.equal(await countOf('mentor_session', { status: 'scheduled' }), 15);
    assert.equal(await countOf('mentor_session', { status: 'completed' }), 30);
    assert.equal(await countOf('mentor_session', { status: 'no_show' }), 4);
    assert.equal(await countOf('mentor_session', { status: 'cancelled' }), 6);
    assert.ok((await countOf('session_review')) >= 15);
    assert.ok((await countOf('notification', { is_read: true })) >= 20);
    assert.ok((await countOf('notification', { is_read: false })) >= 5);
  });

  it('makes the partner, its people and mentors of many zones under the names that tokens use', async () => {
    await seedDemo(knex, options);
    const [partner] = await knex('partner');
    assert.equal(partner.slug, 'demo');
    assert.equal(partner.name, 'Université Teranga');
    assert.equal(partner.algorithm, 'HS256');
    assert.deepEqual(partner.shared_secrets, [options.demoPartnerSecret]);
    assert.deepEqual(partner.origins, options.origins);

    const people = await knex('app_user').orderBy('id');
    assert.deepEqual(
      new Set(people.map(({ external_id }) => external_id)),
      new Set([
        ...Array.from({ length: 14 }, (_, i) => `m${i + 1}`),
        ...Array.from({ length: 6 }, (_, i) => `s${i + 1}`),
        'a1',
      ]),
    );
    assert.deepEqual(
      people.filter(({ is_admin }) => is_admin).map(({ external_id }) => external_id),
      ['a1'],
    );
    for (const { email } of people) assert.match(email, /^[a-z.]+@example\.edu$/);
    const rows = await mentors();
    assert.ok(new Set(rows.map(({ timezone }) => timezone)).size >= 8);
    assert.deepEqual(
      rows.map(({ external_id }) => external_id),
      Array.from({ length: 14 }, (_, i) => `m${i + 1}`),
    );
  });

  it('changes nothing when it runs again, whatever the time', async () => {
    await seedDemo(knex, options);
    const first = await dump();
    await seedDemo(knex, options);
    await seedDemo(knex, { ...options, now: now + 3 * DAY_MS });
    assert.deepEqual(await dump(), first);
  });

  it('loads once when several seed at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => seedDemo(knex, options)));
    assert.equal(await countOf('mentor'), 14);
    assert.equal(await countOf('mentor_session'), 55);
  });

  it('gives the same rows for the same instant', async () => {
    await seedDemo(knex, options);
    const first = await dump();
    await knex.raw(`TRUNCATE ${tables.join(', ')} RESTART IDENTITY CASCADE`);
    await seedDemo(knex, options);
    assert.deepEqual(await dump(), first);
  });

  it('takes a new secret and adds origins to those registered', async () => {
    await seedDemo(knex, options);
    await seedDemo(knex, {
      ...options,
      demoPartnerSecret: 'another-secret-that-is-long-enough-too',
      origins: ['http://localhost:4000', 'http://localhost:3000'],
    });
    const [partner] = await knex('partner');
    assert.deepEqual(partner.shared_secrets, ['another-secret-that-is-long-enough-too']);
    assert.deepEqual(partner.origins, ['http://localhost:3000', 'http://localhost:4000']);
  });

  it('keeps a person whom a token introduced before', async () => {
    await seedDemo(knex, options);
    await knex.raw('TRUNCATE mentor, mentor_session, session_review, widget_event, notification CASCADE');
    const before = await knex('app_user').where({ external_id: 's1' }).first('id');
    await seedDemo(knex, options);
    assert.equal((await knex('app_user').where({ external_id: 's1' }).first('id')).id, before.id);
    assert.equal(await countOf('mentor'), 14);
  });

  it('loads nothing when a part of it fails', async () => {
    await knex.raw(`ALTER TABLE widget_event ADD CONSTRAINT full_up CHECK (type <> 'booked')`);
    try {
      await assert.rejects(seedDemo(knex, options), /full_up/);
    } finally {
      await knex.raw('ALTER TABLE widget_event DROP CONSTRAINT full_up');
    }
    assert.equal(await countOf('partner'), 0);
    assert.equal(await countOf('mentor'), 0);
  });

  it('counts sessions and ratings as the commands do, and keeps the guard', async () => {
    await seedDemo(knex, options);
    const { rows: wrong } = await knex.raw(`
      SELECT m.name FROM mentor m
      WHERE m.total_sessions <> (SELECT count(*) FROM mentor_session s WHERE s.mentor_id = m.id AND s.status <> 'cancelled')
        OR (m.rating_sum, m.rating_count) <> (SELECT coalesce(sum(r.rating), 0), count(*) FROM session_review r WHERE r.mentor_id = m.id)
        OR EXISTS (SELECT FROM mentor_session s WHERE s.mentor_id = m.id
          AND s.guarded_until <> s.ends_at + m.buffer_minutes * interval '1 minute')`);
    assert.deepEqual(wrong, []);
    const reviews = knex('session_review AS r').join('mentor_session AS s', 's.id', 'r.session_id');
    assert.deepEqual(await reviews.whereNot('s.status', 'completed'), []);
  });

  // The weekday decides how much of this week is left, and a Monday is also the first day of next week's rules.
  for (const date of ['2026-11-22', '2026-11-23', '2027-03-25', '2027-10-29', '2028-02-29']) {
    it(`books only free time of the mentor, as seen on ${date}`, async () => {
      const today = Date.parse(`${date}T11:07:13.250Z`);
      await seedDemo(knex, { ...options, now: today });
      const sessions = await knex('mentor_session').orderBy('id');
      assert.equal(sessions.length, 55);
      for (const { id } of await knex('mentor').select('id')) {
        const window = { start: today - 60 * DAY_MS, end: today + 60 * DAY_MS };
        const found = await loadCalendar(knex, { mentorId: id, window, now: today });
        assert.ok(found);
        assert.deepEqual(uncovered(found.calendar, found.sessions), [], found.name);
        for (const session of sessions.filter(
          ({ mentor_id, status }) => mentor_id === id && status === 'scheduled',
        )) {
          const startsAt = session.starts_at.getTime();
          const durationMinutes = (session.ends_at.getTime() - startsAt) / 60_000;
          const others = found.calendar.busy.filter(({ start }) => start !== startsAt);
          const query = { start: startsAt, end: startsAt + 1, durationMinutes };
          const slots = freeSlots({ ...found.calendar, busy: others }, query, today);
          assert.equal(
            slots.length,
            1,
            `${found.name} cannot be booked at ${session.starts_at.toISOString()}`,
          );
          assert.ok(found.calendar.settings.durations.includes(durationMinutes));
        }
      }
      const past = sessions.filter(({ status }) => status !== 'scheduled');
      assert.ok(past.every(({ ends_at, updated_at }) => ends_at < today && updated_at <= today));
      assert.ok(past.every(({ starts_at }) => starts_at >= today - 56 * DAY_MS));
      assert.ok(sessions.every(({ created_at, starts_at }) => created_at < starts_at && created_at < today));
    });
  }

  it('leaves one mentor no start until the end of next week, and one without hours', async () => {
    await seedDemo(knex, options);
    const today = todayIn('Africa/Accra', now);
    const weekAfterNext = startOfDay('Africa/Accra', addDays(today, 14 - dayOfWeek(today)));
    const freeOf = async (externalId: string, start: number, end: number) => {
      const id = await mentorId(externalId);
      const found = await loadCalendar(knex, { mentorId: id, window: { start, end }, now });
      assert.ok(found);
      const durationMinutes = Math.min(...found.calendar.settings.durations);
      return freeSlots(found.calendar, { start, end, durationMinutes }, now);
    };
    assert.deepEqual(await freeOf('m13', now, weekAfterNext), []);
    assert.equal((await freeOf('m13', weekAfterNext, weekAfterNext + 7 * DAY_MS)).length, 3);
    assert.deepEqual(await freeOf('m12', now, now + 60 * DAY_MS), []);
    assert.ok((await freeOf('m1', now, now + 7 * DAY_MS)).length > 40);
  });

  it('shows every kind of rule and setting', async () => {
    await seedDemo(knex, options);
    const rules = await knex('mentor_availability');
    const has = (pattern: RegExp): boolean => rules.some(({ rrule }) => pattern.test(rrule));
    assert.ok(has(/^FREQ=WEEKLY;BYDAY=MO$/) && has(/INTERVAL=2/) && has(/^FREQ=MONTHLY;BYDAY=1MO$/));
    assert.ok(rules.some(({ end_time }) => end_time === '24:00'));
    assert.ok(rules.some(({ exdate, rdate }) => exdate.length > 0 && rdate.length > 0));
    assert.ok(rules.some(({ is_active }) => !is_active));
    const ranges = (await knex('availability_override')).map((override) => override.ranges.length);
    assert.ok(ranges.includes(0) && ranges.some((count) => count > 0));

    const all = await mentors();
    const some = (column: string, value: unknown): boolean =>
      all.some((mentor) => JSON.stringify(mentor[column]) === JSON.stringify(value));
    for (const [column, value] of [
      ['buffer_minutes', 15],
      ['min_notice_minutes', 120],
      ['slot_step_minutes', 15],
      ['slot_step_minutes', 60],
      ['booking_window_days', 14],
      ['durations', [45, 90]],
      ['is_available', false],
    ] as const) {
      assert.ok(some(column, value), `no mentor has ${column} ${value}`);
    }
  });

  it('tells the mentors in order, in their language, of sessions that exist', async () => {
    await seedDemo(knex, options);
    const notifications = await knex('notification').orderBy('id');
    assert.equal(
      notifications.length,
      55 + (await countOf('session_review')) + (await countOf('mentor_session', { status: 'cancelled' })),
    );
    const times = notifications.map(({ created_at }) => created_at.getTime());
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.ok(times.every((time) => time <= now));
    const { rows: astray } = await knex.raw(`
      SELECT n.id FROM notification n LEFT JOIN mentor m ON m.user_id = n.user_id LEFT JOIN mentor_session s
        ON s.mentor_id = m.id AND n.link = '/mentorship/sessions/' || s.id WHERE s.id IS NULL`);
    assert.deepEqual(astray, []);
    const titles = new Set(notifications.map(({ title }) => title));
    assert.ok(titles.has('Nouvelle réservation de session') && titles.has('New session booking'));
  });

  it('leaves the trail of a plausible funnel over sixty days', async () => {
    await seedDemo(knex, options);
    const rows = await knex('widget_event')
      .groupBy('type')
      .select('type', knex.raw('count(*)::int AS count, min(created_at) AS first, max(created_at) AS last'));
    const { view, open, slot_selected, booked } = Object.fromEntries(
      rows.map((row) => [row.type, row.count]),
    );
    assert.ok(view > open && open > slot_selected && slot_selected > booked);
    assert.ok(view >= 400 && view <= 1000);
    assert.equal(booked, 55);
    assert.ok(rows.every(({ first, last }) => first >= now - 60 * DAY_MS && last <= now));
    assert.ok(rows.find(({ type }) => type === 'view').first < now - 50 * DAY_MS);
  });
});
