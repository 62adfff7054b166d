import type { Knex } from 'knex';
import type { StoredProgramme } from '../contract/programme.ts';
import { isLive } from '../database/live-sessions.ts';
import { prepared } from '../database/prepared.ts';
import type { Calendar, ClosedDates, Override, Period, Rule, Seat } from '../domain/calendar.ts';
import { type FirstSession, monthsFullForNew } from '../domain/new-students.ts';
import { closedDates } from '../domain/programme.ts';
import { addDays } from '../domain/wall-time.ts';

/** Half-open window of instants, epoch ms. */
export interface CalendarWindow {
  readonly start: number;
  readonly end: number;
}

export interface CalendarOptions extends CalendarsOptions {
  readonly mentorId: number;
}

export interface CalendarsOptions {
  /** Busy periods are complete for sessions that touch this window. */
  readonly window: CalendarWindow;
  /** Holds that expired before this are ignored, epoch ms. */
  readonly now: number;
  /** The student who asks: her own hold does not count, and her sessions with others are told. */
  readonly studentId?: number | undefined;
  /** Sessions that are being moved do not count. */
  readonly exceptSessionIds?: readonly number[] | undefined;
}

/** A mentor with everything that decides when she can be booked. */
export interface MentorCalendar {
  readonly mentorId: number;
  readonly partnerId: number;
  readonly mentorUserId: number;
  readonly name: string;
  readonly isAvailable: boolean;
  /** `busy` holds sessions, what her other calendars say, and holds together: what `freeSlots` takes. */
  readonly calendar: Calendar;
  /** The part of `busy` that is booked, not only held. */
  readonly sessions: readonly Period[];
  /** The part of the calendar's seats that is booked, not only held. */
  readonly seats: readonly Seat[];
  /** The part of `busy` that comes from her other calendars. */
  readonly elsewhere: readonly Period[];
  /** Live sessions of the student who asks, with any mentor, that reach into the window; none when nobody asks. */
  readonly studentSessions: readonly Period[];
  /** Months in which the student who asks cannot begin with her, as she meets no further new student then. */
  readonly fullForStudent: readonly Period[];
  /** The first date, in her zone, on which she is back; null for one who has not been away. */
  readonly pausedUntil: string | null;
  /** Who is offered while she is away, if she who was named takes bookings. */
  readonly standIn: { readonly mentor_id: number; readonly name: string } | null;
  /** Changes with all that the public can see of it. */
  readonly version: number;
  /** When the first of the holds in `busy` expires, epoch ms; Infinity without holds. */
  readonly firstExpiry: number;
  /** Null where the partner's programme limits nothing. */
  readonly programme: ZonedProgramme | null;
  /** Whether a meeting is made for her sessions. */
  readonly hasMeeting: boolean;
  /** How long a request waits for her answer, hours; null where what is booked stands at once. */
  readonly confirmationHours: number | null;
}

/** A partner's programme, and the zone that its days, weeks and terms are counted in. */
export type ZonedProgramme = StoredProgramme & { readonly timeZone: string };

// How far a period can reach into the window from outside: the longest duration and the longest buffer.
const reachMs = (480 + 480) * 60_000;

const reach = `interval '16 hours'`;

// Where sessions are counted, whole weeks of them; `m` is the mentor.
const reachOfCounted = `CASE WHEN m.max_sessions_per_day IS NULL AND m.max_sessions_per_week IS NULL
  THEN interval '16 hours' ELSE interval '8 days' END`;

// One round trip. Arrays of arrays, because naming each field of each row again doubles what is sent and parsed.
const select = `
  SELECT m.id, m.calendar_version, m.partner_id, m.user_id, m.name,
    m.is_available AND m.deactivated_at IS NULL AS is_available, m.timezone, m.slot_step_minutes,
    m.min_notice_minutes, m.booking_window_days, m.buffer_minutes, m.durations, m.max_sessions_per_day,
    m.max_sessions_per_week, m.max_new_students_per_month, m.paused_until,
    CASE WHEN m.paused_until IS NOT NULL THEN (SELECT json_build_object('mentor_id', i.id, 'name', i.name)
      FROM mentor i WHERE i.id = m.stand_in_mentor_id AND i.is_available AND i.deactivated_at IS NULL) END AS stand_in,
    nullif(p.programme, '{}') AS partner_programme, p.timezone AS partner_timezone,
    coalesce(m.meeting, p.meeting) ->> 'kind' <> 'none' AS has_meeting,
    CASE WHEN m.requires_confirmation THEN m.confirmation_hours END AS confirmation_hours,
    (SELECT json_agg(json_build_array(a.rrule, a.dtstart, a.exdate, a.rdate, a.start_time, a.end_time,
        a.capacity, a.mode, a.place) ORDER BY a.id)
      FROM mentor_availability a WHERE a.mentor_id = m.id AND a.is_active) AS rules,
    (SELECT json_agg(json_build_array(o.date, o.ranges) ORDER BY o.date)
      FROM availability_override o WHERE o.mentor_id = m.id AND o.date <= ($3::timestamptz + interval '2 days')::date) AS overrides,
    (SELECT json_agg(json_build_array(extract(epoch FROM s.starts_at), extract(epoch FROM s.ends_at),
        s.seat, s.mode, s.place) ORDER BY s.starts_at)
      FROM mentor_session s WHERE s.mentor_id = m.id AND ${isLive('s.status')}
        AND s.starts_at > $2::timestamptz - ${reachOfCounted} AND s.starts_at < $3::timestamptz + ${reachOfCounted}
        AND s.id <> ALL ($6::bigint[])) AS sessions,
    CASE WHEN m.max_new_students_per_month IS NOT NULL AND $5::bigint IS NOT NULL THEN (
      SELECT json_agg(json_build_array(f.student_id, extract(epoch FROM f.starts_at))) FROM (
        SELECT s.student_id, min(s.starts_at) AS starts_at FROM mentor_session s WHERE s.mentor_id = m.id
          AND ${isLive('s.status')} AND s.id <> ALL ($6::bigint[]) GROUP BY s.student_id
      ) f WHERE f.student_id = $5::bigint OR f.starts_at > $2::timestamptz - interval '32 days') END AS first_sessions,
    (SELECT json_agg(json_build_array(extract(epoch FROM h.starts_at), extract(epoch FROM h.ends_at),
        extract(epoch FROM h.expires_at), h.is_seat))
      FROM slot_hold h WHERE h.mentor_id = m.id AND h.expires_at > $4::timestamptz
        AND h.starts_at > $2::timestamptz - ${reachOfCounted} AND h.starts_at < $3::timestamptz + ${reachOfCounted}
        AND h.student_id IS DISTINCT FROM $5::bigint) AS holds,
    (SELECT json_agg(json_build_array(extract(epoch FROM s.starts_at), extract(epoch FROM s.ends_at)) ORDER BY s.starts_at)
      FROM mentor_session s WHERE s.student_id = $5::bigint AND ${isLive('s.status')}
        AND s.starts_at > $2::timestamptz - ${reach} AND s.starts_at < $3::timestamptz + ${reach}
        AND s.id <> ALL ($6::bigint[])) AS student_sessions,
    (SELECT json_agg(json_build_array(extract(epoch FROM b.starts_at), extract(epoch FROM b.ends_at)))
      FROM busy_period b WHERE b.mentor_id = m.id
        AND tstzrange(b.starts_at, b.ends_at) && tstzrange($2::timestamptz - ${reach}, $3::timestamptz + ${reach})) AS elsewhere
  FROM mentor m JOIN partner p ON p.id = m.partner_id`;

const selectOne = `${select} WHERE m.id = $1`;
const selectMany = `${select} WHERE m.id = ANY($1)`;

interface CalendarRow {
  id: number;
  calendar_version: number;
  partner_id: number;
  user_id: number;
  name: string;
  is_available: boolean;
  timezone: string;
  slot_step_minutes: number;
  min_notice_minutes: number;
  booking_window_days: number;
  buffer_minutes: number;
  durations: number[];
  max_sessions_per_day: number | null;
  max_sessions_per_week: number | null;
  max_new_students_per_month: number | null;
  paused_until: string | null;
  stand_in: { mentor_id: number; name: string } | null;
  first_sessions: [number, number][] | null;
  partner_programme: StoredProgramme | null;
  partner_timezone: string;
  has_meeting: boolean;
  rules: RuleCells[] | null;
  confirmation_hours: number | null;
  overrides: [string, { start_time: string; end_time: string }[]][] | null;
  sessions: [number, number, number | null, Seat['mode'], Seat['place']][] | null;
  holds: [number, number, number, boolean][] | null;
  student_sessions: [number, number][] | null;
  elsewhere: [number, number][] | null;
}

type RuleCells = [
  rrule: string,
  dtstart: string,
  exdate: string[],
  rdate: string[],
  startTime: string,
  endTime: string,
  capacity: number,
  mode: Rule['mode'],
  place: Rule['place'],
];

/**
 * Loads what `freeSlots` needs to know of a mentor, in one round trip.
 * @returns null when there is no such mentor.
 */
export async function loadCalendar(trx: Knex, options: CalendarOptions): Promise<MentorCalendar | null> {
  // Named, so that PostgreSQL parses and plans it once a connection: planning costs more than running it.
  const { rows } = await prepared(trx, 'load_calendar', selectOne, bindingsOf(options.mentorId, options));
  const row = rows[0] as CalendarRow | undefined;
  return row ? toMentorCalendar(row, options) : null;
}

/** Does `loadCalendar` for many mentors in one round trip, in no order; who does not exist is left out. */
export async function loadCalendars(
  trx: Knex,
  mentorIds: readonly number[],
  options: CalendarsOptions,
): Promise<MentorCalendar[]> {
  if (mentorIds.length === 0) return [];
  const { rows } = await prepared(trx, 'load_calendars', selectMany, bindingsOf(mentorIds, options));
  return (rows as CalendarRow[]).map((row) => toMentorCalendar(row, options));
}

const bindingsOf = (
  which: unknown,
  { window, now, studentId, exceptSessionIds }: CalendarsOptions,
): unknown[] => [
  which,
  iso(window.start),
  iso(window.end),
  iso(now),
  studentId ?? null,
  exceptSessionIds ?? [],
];

/** The window to load in order to judge one start: what could stand in its way, and what lies near enough to offer. */
export function windowAround(startsAt: number): CalendarWindow {
  const centre = Math.min(Math.max(startsAt, firstWritable), lastWritable);
  return { start: centre - reachMs, end: centre + reachMs };
}

// Nobody is booked outside these, and PostgreSQL does not read the years before and after as JavaScript writes them.
const firstWritable = Date.parse('0001-01-03T00:00:00Z');
/** The last instant that is read and written. */
export const lastWritable = Date.parse('9999-12-29T00:00:00Z');

function toMentorCalendar(row: CalendarRow, { studentId }: CalendarsOptions): MentorCalendar {
  const booked = row.sessions ?? [];
  const sessions = booked.filter(([, , seat]) => seat === null).map(toPeriod);
  const seats = booked.filter(([, , seat]) => seat !== null).map(toSeat);
  const holds = row.holds ?? [];
  const elsewhere = (row.elsewhere ?? []).map(toPeriod);
  const closed = [...absence(row), ...(row.partner_programme ? closedDates(row.partner_programme) : [])];
  const { max_sessions_per_day: perDay, max_sessions_per_week: perWeek } = row;
  const counted = () => [...booked, ...holds].map((each) => toPeriod(each).start);
  return {
    mentorId: row.id,
    version: row.calendar_version,
    firstExpiry: Math.min(Infinity, ...holds.map(([, , expiry]) => expiry * 1000)),
    partnerId: row.partner_id,
    mentorUserId: row.user_id,
    name: row.name,
    isAvailable: row.is_available,
    hasMeeting: row.has_meeting,
    confirmationHours: row.confirmation_hours,
    sessions,
    seats,
    elsewhere,
    studentSessions: (row.student_sessions ?? []).map(toPeriod),
    fullForStudent: studentId === undefined ? [] : fullForStudent(row, studentId),
    pausedUntil: row.paused_until,
    standIn: row.stand_in,
    programme: row.partner_programme && { ...row.partner_programme, timeZone: row.partner_timezone },
    calendar: {
      timeZone: row.timezone,
      rules: (row.rules ?? []).map(
        ([rrule, dtstart, exdate, rdate, start, end, capacity, mode, place]): Rule => ({
          rrule,
          dtstart,
          exdate,
          rdate,
          startTime: start.slice(0, 5),
          endTime: end.slice(0, 5),
          capacity,
          mode,
          place,
        }),
      ),
      overrides: (row.overrides ?? []).map(
        ([date, ranges]): Override => ({
          date,
          ranges: ranges.map(({ start_time, end_time }) => ({ startTime: start_time, endTime: end_time })),
        }),
      ),
      ...(closed.length > 0 && { closed }),
      ...((perDay ?? perWeek) !== null && { limits: { perDay, perWeek, counted: counted() } }),
      busy: [...sessions, ...elsewhere, ...holds.filter(([, , , isSeat]) => !isSeat).map(toPeriod)],
      seats: [...seats, ...holds.filter(([, , , isSeat]) => isSeat).map(toPeriod)],
      settings: {
        slotStepMinutes: row.slot_step_minutes,
        minNoticeMinutes: row.min_notice_minutes,
        bookingWindowDays: row.booking_window_days,
        bufferMinutes: row.buffer_minutes,
        durations: row.durations,
      },
    },
  };
}

/** The dates until a mentor is back. */
const absence = ({ paused_until }: CalendarRow): ClosedDates[] =>
  paused_until === null
    ? []
    : [{ from: '1970-01-01', to: addDays(paused_until, -1), reason: 'mentor_paused' }];

function fullForStudent(row: CalendarRow, studentId: number): Period[] {
  const { max_new_students_per_month: limit, timezone: timeZone, first_sessions } = row;
  if (limit === null) return [];
  const firsts = (first_sessions ?? []).map(
    ([student, startsAt]): FirstSession => ({ studentId: student, startsAt: Number(startsAt) * 1000 }),
  );
  return monthsFullForNew(firsts, { limit, studentId, timeZone });
}

const toPeriod = ([start, end]: readonly [number, number, ...unknown[]]): Period => ({
  start: start * 1000,
  end: end * 1000,
});

const toSeat = (cells: NonNullable<CalendarRow['sessions']>[number]): Seat => {
  const [, , , mode, place] = cells;
  return { ...toPeriod(cells), mode, place };
};

const iso = (epochMs: number): string => new Date(epochMs).toISOString();
