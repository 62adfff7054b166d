import type { Knex } from 'knex';
import { defaultSettings } from '../../api/contract/mentor.ts';
import { benchPartnerSecret } from './people.ts';

export interface DataSize {
  readonly mentors: number;
  /** All sessions: 20 in the coming week for each mentor, the rest in the past. */
  readonly sessions: number;
}

export const small: DataSize = { mentors: 100, sessions: 2_000 };
export const many: DataSize = { mentors: 1_000, sessions: 20_000 };
export const large: DataSize = { mentors: 100_000, sessions: 2_000_000 };

const constraints = {
  mentor_session_no_overlap: `EXCLUDE USING gist (mentor_id WITH =, tstzrange(starts_at, guarded_until) WITH &&,
      coalesce(group_id, -id) WITH <>)
    WHERE (status IN ('requested', 'scheduled', 'completed'))`,
  mentor_session_student_no_overlap: `EXCLUDE USING gist (student_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (status IN ('requested', 'scheduled', 'completed'))`,
};

/**
 * Fills an empty database: a partner, mentors open 08:00 to 20:00 on five days by five rules, and 20 sessions each in
 * the week that starts `weekStart` (UTC). The constraints are dropped while it loads and checked when they come back.
 */
export async function loadData(
  knex: Knex,
  { mentors, sessions }: DataSize,
  weekStart: string,
): Promise<void> {
  await knex('partner').insert({
    slug: 'bench',
    name: 'Bench',
    algorithm: 'HS256',
    shared_secrets: [benchPartnerSecret],
  });
  await knex.raw(
    `INSERT INTO app_user (partner_id, external_id, name)
      SELECT 1, 'm' || n, 'Mentor ' || n FROM generate_series(1, ?::int) n`,
    [mentors],
  );
  // 2,000 students take the benchmark's bookings; more carry the sessions that are there already.
  await knex.raw(
    `INSERT INTO app_user (partner_id, external_id, name, email)
      SELECT 1, 's' || n, 's' || n, 's' || n || '@example.edu' FROM generate_series(1, 2000 + ?::int) n`,
    [mentors],
  );
  await knex.raw(
    `INSERT INTO mentor (partner_id, user_id, name, subjects, timezone, is_available, slot_step_minutes,
        min_notice_minutes, booking_window_days, buffer_minutes, durations)
      SELECT 1, n, 'Mentor ' || n, '{Orientation}', 'Africa/Nairobi', :is_available, :slot_step_minutes,
        :min_notice_minutes, :booking_window_days, :buffer_minutes, :durations
      FROM generate_series(1, :mentors::int) n`,
    { mentors, ...defaultSettings },
  );
  await knex.raw('ALTER TABLE mentor_availability DISABLE TRIGGER USER');
  await knex.raw(
    `INSERT INTO mentor_availability (mentor_id, rrule, dtstart, start_time, end_time)
      SELECT n, 'FREQ=WEEKLY;BYDAY=' || (ARRAY['MO','TU','WE','TH','FR'])[d], '2020-01-06', '08:00', '20:00'
      FROM generate_series(1, ?::int) n, generate_series(1, 5) d`,
    [mentors],
  );
  await knex.raw('ALTER TABLE mentor_availability ENABLE TRIGGER USER');
  await knex.raw('ALTER TABLE mentor_session DISABLE TRIGGER USER');
  for (const name of Object.keys(constraints))
    await knex.raw(`ALTER TABLE mentor_session DROP CONSTRAINT ${name}`);
  // Four sessions a day at 08:00, 10:00, 12:00 and 14:00 in Nairobi; weeks before the first hold what is past.
  const perMentor = sessions / mentors;
  await knex.raw(
    `INSERT INTO mentor_session (mentor_id, student_id, starts_at, ends_at, guarded_until, subject, status)
      SELECT m, :mentors::int + 2000 + m, t, t + interval '30 minutes', t + interval '30 minutes', 'Bench',
        CASE WHEN w = 0 THEN 'scheduled' ELSE 'completed' END
      FROM generate_series(1, :mentors::int) m, generate_series(0, :weeks::int - 1) w, generate_series(0, 19) k,
        LATERAL (SELECT :start::timestamptz - w * interval '7 days' + (k / 4) * interval '1 day'
          + interval '5 hours' + (k % 4) * interval '2 hours' AS t) at`,
    { mentors, weeks: Math.max(1, Math.round(perMentor / 20)), start: `${weekStart}T00:00:00Z` },
  );
  for (const [name, definition] of Object.entries(constraints)) {
    await knex.raw(`ALTER TABLE mentor_session ADD CONSTRAINT ${name} ${definition}`);
  }
  await knex.raw('ALTER TABLE mentor_session ENABLE TRIGGER USER');
  await knex.raw('VACUUM ANALYZE');
}
