import type { Knex } from 'knex';
import { DAY_MS, MINUTE_MS } from '../api/domain/calendar-date.ts';
import { AvailabilityOverride } from '../api/models/availability-override.ts';
import { Mentor } from '../api/models/mentor.ts';
import { MentorAvailability } from '../api/models/mentor-availability.ts';
import { MentorSession } from '../api/models/mentor-session.ts';
import { Notification } from '../api/models/notification.ts';
import { SessionReview } from '../api/models/session-review.ts';
import { User } from '../api/models/user.ts';
import { insertCertifications } from './seed-certifications.ts';
import { insertEvents, planEvents } from './seed-events.ts';
import { type DemoMentor, demoMentors, fullyBookedMentor } from './seed-mentors.ts';
import { planNotifications } from './seed-notifications.ts';
import { type DemoPerson, demoAdmin, demoPartner, demoStudents } from './seed-people.ts';
import { seededRandom } from './seed-random.ts';
import { type DemoSession, demoSettings, planSessions } from './seed-sessions.ts';
import { insertWaiting } from './seed-waiting-list.ts';

export interface DemoOptions {
  /** Everything lies around this instant, epoch ms. */
  readonly now: number;
  /** HS256 secret of the demo partner's tokens; becomes its only one. */
  readonly demoPartnerSecret: string;
  /** Origins whose pages may embed the widget; those registered already stay. */
  readonly origins: readonly string[];
}

/**
 * Loads the demo partner, its people and a programme that has run for eight weeks, in one transaction.
 *
 * Can be run again at any time: the partner's secret and origins are refreshed, and nothing else changes once it has
 * a mentor. The same `now` gives the same rows.
 */
export async function seedDemo(knex: Knex, options: DemoOptions): Promise<void> {
  await knex.transaction(async (trx) => {
    const partnerId = await refreshPartner(trx, options);
    // The partner's row stays locked until the commit, so a seed that runs beside this one sees its mentors.
    const loaded = await Mentor.query(trx).findOne({ partner_id: partnerId }).select('id');
    if (!loaded) await loadProgramme(trx, partnerId, options.now);
  });
}

async function refreshPartner(
  trx: Knex.Transaction,
  { now, demoPartnerSecret, origins }: DemoOptions,
): Promise<number> {
  const { rows } = await trx.raw(
    `INSERT INTO partner AS known (slug, name, algorithm, shared_secrets, timezone, origins, created_at)
      VALUES (:slug, 'Université Teranga', 'HS256', ARRAY[:secret::text], 'Africa/Dakar',
        ARRAY(SELECT DISTINCT unnest(:origins::text[]) ORDER BY 1), :createdAt)
      ON CONFLICT (slug) DO UPDATE SET algorithm = 'HS256', shared_secrets = excluded.shared_secrets,
        jwks = NULL, jwks_url = NULL,
        origins = ARRAY(SELECT DISTINCT unnest(known.origins || excluded.origins) ORDER BY 1)
      RETURNING id`,
    {
      slug: demoPartner,
      secret: demoPartnerSecret,
      origins: [...origins],
      createdAt: programmeStart(now),
    },
  );
  return rows[0].id;
}

/** When the demo's people joined: before the first session was booked. */
const programmeStart = (now: number): Date => new Date(now - 75 * DAY_MS);

async function loadProgramme(trx: Knex.Transaction, partnerId: number, now: number): Promise<void> {
  const random = seededRandom(2026);
  const mentors = demoMentors(now);
  const sessions = planSessions({ mentors, students: demoStudents, random, now });
  const createdAt = programmeStart(now);

  const userIds = await insertPeople(trx, partnerId, [...demoStudents, demoAdmin, ...mentors], createdAt);
  const mentorIds = new Map<string, number>();
  const mentorRows = mentors.map((mentor) => ({
    ...mentorRow(mentor, sessions),
    partnerId,
    userId: idOf(userIds, mentor),
    createdAt,
    updatedAt: createdAt,
  }));
  // PostgreSQL returns the rows of one INSERT in the order in which they were given.
  for (const [index, { id }] of (await Mentor.query(trx).insert(mentorRows)).entries()) {
    mentorIds.set((mentors[index] as DemoMentor).externalId, id);
  }
  await insertHours(trx, mentors, mentorIds, createdAt);
  await insertCertifications(trx, { partnerId, adminId: idOf(userIds, demoAdmin), mentorIds, now });

  const stored = await MentorSession.query(trx).insert(
    sessions.map((session) => ({
      ...sessionRow(session),
      mentorId: idOf(mentorIds, session.mentor),
      studentId: idOf(userIds, session.student),
    })),
  );
  const withIds = sessions.map((session, index) => ({ id: (stored[index] as MentorSession).id, session }));
  await SessionReview.query(trx).insert(
    withIds.flatMap(({ id, session: { mentor, student, review } }) =>
      review === null
        ? []
        : {
            mentorId: idOf(mentorIds, mentor),
            sessionId: id,
            studentId: idOf(userIds, student),
            rating: review.rating,
            comment: review.comment,
            createdAt: new Date(review.at),
          },
    ),
  );
  await Notification.query(trx).insert(
    planNotifications(withIds, now).map(({ mentor, row }) => ({
      ...row,
      userId: idOf(userIds, { externalId: mentor }),
    })),
  );
  const full = mentors.find(({ externalId }) => externalId === fullyBookedMentor) as DemoMentor;
  const studentIds = demoStudents.slice(-3).map((student) => idOf(userIds, student));
  const waitedFor = { partnerId, mentorId: idOf(mentorIds, full), timezone: full.timezone, studentIds };
  await insertWaiting(trx, waitedFor, now);
  const events = planEvents({ mentors, sessions, random, now });
  await insertEvents(
    trx,
    partnerId,
    events.map(({ mentor, type, at }) => ({ mentorId: idOf(mentorIds, { externalId: mentor }), type, at })),
  );
}

type Ids = ReadonlyMap<string, number>;

function idOf(ids: Ids, { externalId }: { readonly externalId: string }): number {
  const id = ids.get(externalId);
  if (id === undefined) throw new Error(`${externalId} has not been stored`);
  return id;
}

/** Stores the people; who was seen by a token before keeps her id. */
async function insertPeople(
  trx: Knex.Transaction,
  partnerId: number,
  people: readonly DemoPerson[],
  createdAt: Date,
): Promise<Ids> {
  const rows = await User.query(trx)
    .insert(
      people.map(({ externalId, name, email, locale, timezone, isAdmin = false }) => ({
        partnerId,
        externalId,
        name,
        email,
        locale,
        timezone,
        isAdmin,
        createdAt,
        updatedAt: createdAt,
      })),
    )
    .onConflict(['partner_id', 'external_id'])
    .merge(['name', 'email', 'locale', 'timezone', 'is_admin'])
    .returning(['id', 'external_id']);
  return new Map(rows.map(({ id, externalId }) => [externalId, id]));
}

function mentorRow(mentor: DemoMentor, sessions: readonly DemoSession[]) {
  const { name, bio, timezone, settings, isAvailable = true } = mentor;
  const own = sessions.filter((session) => session.mentor === mentor);
  const ratings = own.flatMap(({ review }) => review?.rating ?? []);
  const { durations, ...limits } = { ...demoSettings, ...settings };
  return {
    name,
    bio,
    subjects: [...mentor.subjects],
    languages: [...mentor.languages],
    timezone,
    avatarUrl: null,
    isAvailable,
    ...limits,
    durations: [...durations],
    totalSessions: own.filter(({ status }) => status !== 'cancelled').length,
    ratingSum: ratings.reduce((sum, rating) => sum + rating, 0),
    ratingCount: ratings.length,
  };
}

async function insertHours(
  trx: Knex.Transaction,
  mentors: readonly DemoMentor[],
  mentorIds: Ids,
  createdAt: Date,
): Promise<void> {
  await MentorAvailability.query(trx).insert(
    mentors.flatMap((mentor) =>
      mentor.rules.map(({ exdate, rdate, isActive = true, ...rule }) => ({
        ...rule,
        mentorId: idOf(mentorIds, mentor),
        exdate: [...(exdate ?? [])],
        rdate: [...(rdate ?? [])],
        isActive,
        createdAt,
      })),
    ),
  );
  await AvailabilityOverride.query(trx).insert(
    mentors.flatMap((mentor) =>
      mentor.overrides.map(({ date, ranges }) => ({
        mentorId: idOf(mentorIds, mentor),
        date,
        ranges: ranges.map(({ startTime, endTime }) => ({ start_time: startTime, end_time: endTime })),
      })),
    ),
  );
}

function sessionRow(session: DemoSession) {
  const { subject, description, status, meetingLink, notes, cancelReason } = session;
  const { bufferMinutes = demoSettings.bufferMinutes } = session.mentor.settings ?? {};
  return {
    startsAt: new Date(session.start),
    endsAt: new Date(session.end),
    guardedUntil: new Date(session.end + bufferMinutes * MINUTE_MS),
    subject,
    description,
    status,
    meetingLink,
    notes,
    cancelReason,
    metadata: {},
    // As the commands count: one for each change of time or status.
    sequence: status === 'scheduled' ? 0 : 1,
    createdAt: new Date(session.createdAt),
    updatedAt: new Date(session.updatedAt),
  };
}
