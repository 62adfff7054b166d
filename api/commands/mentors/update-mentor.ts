import type { Knex } from 'knex';
import type { UpdateMentor } from '../../contract/mentor.ts';
import { isLive } from '../../database/live-sessions.ts';
import { Mentor } from '../../models/mentor.ts';
import { User } from '../../models/user.ts';
import { placeOf } from '../../secrets/secret-box.ts';
import { audit, type Change, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { mentorInTurn } from '../in-turn.ts';
import { type MeetingTools, meetingAfter } from '../meetings/meeting-after.ts';
import { requireOwnAddress } from '../people/require-own-address.ts';
import { limitsAfter, requireStandIn } from './absence-after.ts';
import { languagesOf } from './languages-of.ts';
import { queueMentorEvent } from './queue-mentor-event.ts';

/**
 * Changes a mentor's profile and settings; what is not given stays.
 *
 * @throws Problem `not_found`, `forbidden`, `invalid_request` as `meetingAfter` does.
 */
export async function updateMentor(
  context: CommandContext,
  mentorId: number,
  input: UpdateMentor,
  tools: MeetingTools,
): Promise<Mentor> {
  return commit(context, async (trx) => {
    const { mentor: old, changes } = await changeMentor(trx, context, mentorId, input);
    const { meeting } = input;
    const mentor = meeting === undefined ? old : await setMeeting(trx, old, meeting, tools);
    const moved = changesBetween(old, mentor, [], ['meeting', 'meetingSecret']);
    await audit(trx, context, { subject: 'mentor', id: mentorId, changes: { ...changes, ...moved } });
    return mentor;
  });
}

/** Sets where a mentor's sessions take place; null: as her partner's. */
export async function setMeeting(
  trx: Knex.Transaction,
  mentor: Mentor,
  input: NonNullable<UpdateMentor['meeting']> | null,
  tools: MeetingTools,
): Promise<Mentor> {
  const after = input
    ? meetingAfter(mentor, input, tools, placeOf.mentorsMeetingSecret(mentor.id))
    : { meeting: null, meetingSecret: null };
  return Mentor.query(trx).patchAndFetchById(mentor.id, after);
}

/** The work of `updateMentor` but for her meetings, inside a larger transaction, which also has to audit `changes`. */
export async function changeMentor(
  trx: Knex.Transaction,
  { actor, now }: Pick<CommandContext, 'actor' | 'now'>,
  mentorId: number,
  input: UpdateMentor,
): Promise<{ readonly mentor: Mentor; readonly changes: NonNullable<Change['changes']> }> {
  const old = await mentorInTurn(trx, actor, mentorId);
  const { email, locale, name, bio, subjects, languages, avatar_url, timezone, ...settings } = input;
  const { stand_in_mentor_id: standInId } = settings;
  if (standInId) await requireStandIn(trx, { partnerId: old.partnerId, mentorId, standInId });
  const mentor = await Mentor.query(trx).patchAndFetchById(mentorId, {
    name: name?.trim() ?? old.name,
    bio: bio === undefined ? old.bio : bio,
    subjects: subjects?.map((subject) => subject.trim()) ?? old.subjects,
    languages: languages ? languagesOf(languages) : old.languages,
    timezone: timezone ?? old.timezone,
    avatarUrl: avatar_url === undefined ? old.avatarUrl : avatar_url,
    isAvailable: settings.is_available ?? old.isAvailable,
    slotStepMinutes: settings.slot_step_minutes ?? old.slotStepMinutes,
    minNoticeMinutes: settings.min_notice_minutes ?? old.minNoticeMinutes,
    bookingWindowDays: settings.booking_window_days ?? old.bookingWindowDays,
    bufferMinutes: settings.buffer_minutes ?? old.bufferMinutes,
    durations: settings.durations ?? old.durations,
    ...limitsAfter(settings),
    requiresConfirmation: settings.requires_confirmation ?? old.requiresConfirmation,
    confirmationHours: settings.confirmation_hours ?? old.confirmationHours,
    updatedAt: new Date(now),
  });
  if (email !== undefined) await requireOwnAddress(trx, actor, { userId: old.userId }, email);
  const person = { ...(email !== undefined && { email }), ...(locale !== undefined && { locale }) };
  if (Object.keys(person).length > 0) await User.query(trx).findById(old.userId).patch(person);
  if (mentor.bufferMinutes !== old.bufferMinutes) await moveGuards(trx, mentor, now);
  const seen = changesBetween(old, mentor, settingNames, ['name', 'bio', 'subjects', 'avatarUrl']);
  if (Object.keys(seen).length > 0) await queueMentorEvent(trx, mentorId, now);
  const changes = {
    ...seen,
    ...(email !== undefined && { email: null }),
    ...(locale !== undefined && { locale: null }),
  };
  return { mentor, changes };
}

const settingNames = [
  'languages',
  'timezone',
  'isAvailable',
  'slotStepMinutes',
  'minNoticeMinutes',
  'bookingWindowDays',
  'bufferMinutes',
  'durations',
  'maxSessionsPerDay',
  'maxSessionsPerWeek',
  'maxNewStudentsPerMonth',
  'pausedUntil',
  'standInMentorId',
  'requiresConfirmation',
  'confirmationHours',
] as const;

/**
 * Gives upcoming sessions the mentor's new buffer, as far as the session after each allows, so that the guard in the
 * database agrees with what the engine lists.
 */
async function moveGuards(trx: Knex.Transaction, { id, bufferMinutes }: Mentor, now: number): Promise<void> {
  // One statement for all of them: each depends on the one that follows it. Those of a group have one start and one
  // guard.
  await trx.raw(
    `UPDATE mentor_session s
      SET guarded_until = least(s.ends_at + make_interval(mins => :buffer), coalesce(n.next_start, 'infinity'))
      FROM (
        SELECT id, first_value(starts_at) OVER (ORDER BY starts_at GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING)
          AS next_start FROM mentor_session
        WHERE mentor_id = :id AND ${isLive('status')} AND guarded_until > :from
      ) n
      WHERE s.mentor_id = :id AND s.id = n.id`,
    { id, buffer: bufferMinutes, from: new Date(now - 24 * 60 * 60_000) },
  );
}
