import type { Knex } from 'knex';
import type { CreateMentor } from '../../contract/mentor.ts';
import { Mentor, searchTextOf } from '../../models/mentor.ts';
import { Problem } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { requireOwnAddress } from '../people/require-own-address.ts';
import { queueInvitation } from './queue-invitation.ts';

/**
 * Creates a mentor at the admin's partner. The person is created too, or found by her `external_id`.
 *
 * @throws Problem `forbidden`, `mentor_exists`, and `rate_limited` for an invitation.
 */
export async function createMentor(context: CommandContext, input: CreateMentor): Promise<Mentor> {
  if (context.actor.role !== 'partner_admin') {
    throw new Problem('forbidden', 'Only an admin of the partner may create mentors.');
  }
  return commit(context, async (trx) => {
    const mentor = await insertMentor(trx, context, input);
    return input.invite ? queueInvitation(trx, context, mentor.id) : mentor;
  });
}

/** Does `createMentor` inside a transaction that does more. */
export async function insertMentor(
  trx: Knex.Transaction,
  context: CommandContext,
  input: CreateMentor,
): Promise<Mentor> {
  const { actor, now } = context;
  await requireOwnAddress(trx, actor, { externalId: input.external_id }, input.email);
  const [user] = await trx('app_user')
    .insert({
      partner_id: actor.partnerId,
      external_id: input.external_id,
      name: input.name.trim(),
      email: input.email,
      timezone: input.timezone,
      ...(input.locale && { locale: input.locale }),
    })
    .onConflict(['partner_id', 'external_id'])
    .merge(['name', 'email', ...(input.locale ? ['locale'] : [])])
    .returning('id');
  const profile = {
    name: input.name.trim(),
    subjects: input.subjects?.map((subject) => subject.trim()) ?? [],
    bio: input.bio ?? null,
  };
  const [row] = await trx('mentor')
    .insert({
      partner_id: actor.partnerId,
      user_id: user.id,
      ...profile,
      search_text: searchTextOf(profile),
      timezone: input.timezone,
      avatar_url: input.avatar_url ?? null,
      is_available: input.is_available ?? true,
      slot_step_minutes: input.slot_step_minutes ?? 30,
      min_notice_minutes: input.min_notice_minutes ?? 0,
      booking_window_days: input.booking_window_days ?? 60,
      buffer_minutes: input.buffer_minutes ?? 0,
      durations: input.durations ?? [30, 60, 90, 120],
      created_at: new Date(now),
      updated_at: new Date(now),
    })
    .onConflict('user_id')
    .ignore()
    .returning('*');
  if (!row) {
    throw new Problem('mentor_exists', 'A mentor with this external_id exists already.');
  }
  await audit(trx, context, { subject: 'mentor', id: row.id });
  return Mentor.fromDatabaseJson(row);
}
