import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { takeMentorsTurn } from '../../database/turns.ts';
import { erasedName } from '../../domain/messages.ts';
import { notFound, Problem } from '../../problems.ts';
import { joined, selectSessions } from '../../queries/find-session.ts';
import { audit } from '../audit.ts';
import { type CommandContext, transact } from '../commit.ts';
import { cancelFound } from '../sessions/cancel-session.ts';
import { endSignIns } from '../sign-in/sign-out-everywhere.ts';
import { eraseTraces } from './erase-traces.ts';

/**
 * Erases a person of the actor's partner for good: her name, address, free texts, sign-ins, and how the partner knows
 * her, so that a later token of the same `sub` is another person. Sessions stay as counts. Those that she booked and that
 * are to come are cancelled, and their mentors told.
 *
 * @throws Problem `not_found`; `sessions_to_come` for a mentor, whose students must hear from her first.
 */
export async function erasePerson(context: CommandContext, userId: number): Promise<void> {
  const { actor, now } = context;
  await transact(context, async (trx) => {
    const person = await findErasable(trx, actor.partnerId, userId);
    const { mentor_id: mentorId, email } = person;
    if (mentorId) {
      await takeMentorsTurn(trx, mentorId);
      await requireNoneToCome(trx, mentorId, now);
    }
    // What she has under way, or others with her, ends first, and is found below; what comes later finds her erased.
    // No student's turn: those who have it hold this row too, or are about to.
    await trx.raw('SELECT FROM app_user WHERE id = ? FOR UPDATE', [userId]);
    // Again, because another request may have erased her while this one waited.
    await findErasable(trx, actor.partnerId, userId);
    await eraseTraces(trx, { userId, mentorId: mentorId ?? 0, email });
    await cancelBooked(context, trx, userId);
    await endSignIns(trx, userId, now);
    await trx('app_user')
      .where({ id: userId })
      .update({
        external_id: `erased-${randomUUID()}`,
        name: erasedName,
        email: null,
        locale: null,
        timezone: null,
        is_admin: false,
        notification_preferences: '{}',
        erased_at: new Date(now),
        updated_at: new Date(now),
      });
    if (mentorId) await closeMentor(trx, mentorId, now);
    const changes = { name: null, email: null, external_id: null };
    await audit(trx, context, { subject: 'person', id: userId, changes });
  });
}

interface ErasablePerson {
  readonly email: string | null;
  readonly mentor_id: number | null;
}

/** A partner's programs act as persons too, but are none. */
async function findErasable(trx: Knex, partnerId: number, userId: number): Promise<ErasablePerson> {
  const person = await trx('app_user AS u')
    .leftJoin('mentor AS m', 'm.user_id', 'u.id')
    .where({ 'u.id': userId, 'u.partner_id': partnerId })
    .whereNull('u.erased_at')
    .whereRaw('NOT EXISTS (SELECT FROM api_key k WHERE k.user_id = u.id)')
    .first('u.email', 'm.id AS mentor_id');
  if (!person) throw notFound('person');
  return person;
}

const toCome = (trx: Knex, now: number) =>
  selectSessions(trx).where('s.status', 'scheduled').where('s.starts_at', '>', new Date(now));

async function requireNoneToCome(trx: Knex, mentorId: number, now: number): Promise<void> {
  const { length } = await toCome(trx, now).where('s.mentor_id', mentorId);
  if (length === 0) return;
  const detail = `There are ${length} sessions to come with this mentor; cancel or move them first.`;
  throw new Problem('sessions_to_come', detail);
}

async function cancelBooked(context: CommandContext, trx: Knex.Transaction, userId: number): Promise<void> {
  for (const row of await toCome(trx, context.now).where('s.student_id', userId).orderBy('s.mentor_id')) {
    const found = joined(row);
    const { user_id } = await trx('mentor').where({ id: found.mentor.id }).first('user_id');
    await cancelFound(context, trx, found, { reason: null, to: user_id, who: erasedName });
  }
}

/** Her row stays for the sessions that were; nobody finds or books her. */
async function closeMentor(trx: Knex.Transaction, id: number, now: number): Promise<void> {
  await trx('mentor')
    .where({ id })
    .update({
      name: erasedName,
      bio: null,
      subjects: [],
      avatar_url: null,
      is_available: false,
      deactivated_at: new Date(now),
      calendar_generation: trx.raw('calendar_generation + 1'),
      updated_at: new Date(now),
    });
}
