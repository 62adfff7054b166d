import type { Knex } from 'knex';
import type { CreateMentor } from '../../contract/mentor.ts';
import { Mentor } from '../../models/mentor.ts';
import { User } from '../../models/user.ts';
import { Problem } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import type { MeetingTools } from '../meetings/meeting-after.ts';
import { requireOwnAddress } from '../people/require-own-address.ts';
import { limitsAfter, requireStandIn } from './absence-after.ts';
import { languagesOf } from './languages-of.ts';
import { queueInvitation } from './queue-invitation.ts';
import { setMeeting } from './update-mentor.ts';

/**
 * Creates a mentor at the admin's partner. The person is created too, or found by her `external_id`.
 *
 * @throws Problem `forbidden`, `mentor_exists`, `rate_limited` for an invitation, `invalid_request` as `meetingAfter`
 *   does.
 */
export async function createMentor(
  context: CommandContext,
  input: CreateMentor,
  tools: MeetingTools,
): Promise<Mentor> {
  if (context.actor.role !== 'partner_admin') {
    throw new Problem('forbidden', 'Only an admin of the partner may create mentors.');
  }
  return commit(context, async (trx) => {
    const made = await insertMentor(trx, context, input);
    const mentor = input.meeting ? await setMeeting(trx, made, input.meeting, tools) : made;
    return input.invite ? queueInvitation(trx, context, mentor.id) : mentor;
  });
}

/** The work of `createMentor`, inside a larger transaction. */
export async function insertMentor(
  trx: Knex.Transaction,
  context: CommandContext,
  input: CreateMentor,
): Promise<Mentor> {
  const { actor, now } = context;
  await requireOwnAddress(trx, actor, { externalId: input.external_id }, input.email);
  const user = await User.query(trx)
    .insert({
      partnerId: actor.partnerId,
      externalId: input.external_id,
      name: input.name.trim(),
      email: input.email,
      timezone: input.timezone,
      ...(input.locale && { locale: input.locale }),
    })
    .onConflict(['partner_id', 'external_id'])
    .merge(['name', 'email', ...(input.locale ? ['locale'] : [])])
    .returning('id');
  const { stand_in_mentor_id: standInId } = input;
  if (standInId) await requireStandIn(trx, { partnerId: actor.partnerId, mentorId: null, standInId });
  const mentor = await Mentor.query(trx)
    .insert({
      partnerId: actor.partnerId,
      userId: user.id,
      name: input.name.trim(),
      subjects: input.subjects?.map((subject) => subject.trim()) ?? [],
      languages: languagesOf(input.languages ?? []),
      bio: input.bio ?? null,
      timezone: input.timezone,
      avatarUrl: input.avatar_url ?? null,
      isAvailable: input.is_available,
      slotStepMinutes: input.slot_step_minutes,
      minNoticeMinutes: input.min_notice_minutes,
      bookingWindowDays: input.booking_window_days,
      bufferMinutes: input.buffer_minutes,
      durations: input.durations,
      ...limitsAfter(input),
      requiresConfirmation: input.requires_confirmation ?? false,
      confirmationHours: input.confirmation_hours ?? 48,
      createdAt: new Date(now),
      updatedAt: new Date(now),
    })
    .onConflict('user_id')
    .ignore()
    .returning('*');
  // Where nothing was inserted, Objection answers what was to be, without an id.
  if (mentor.id === undefined) {
    throw new Problem('mentor_exists', 'A mentor with this external_id exists already.');
  }
  await audit(trx, context, { subject: 'mentor', id: mentor.id });
  return mentor;
}
