import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { comingStatuses } from '../../contract/session.ts';
import { takeMentorsTurn } from '../../database/turns.ts';
import { erasedName } from '../../domain/messages.ts';
import { ApiKey } from '../../models/api-key.ts';
import { Mentor } from '../../models/mentor.ts';
import type { WholeSession } from '../../models/mentor-session.ts';
import { User } from '../../models/user.ts';
import { notFound, Problem } from '../../problems.ts';
import { joined, selectSessions } from '../../queries/find-session.ts';
import { erasedKey } from '../../secrets/erased-key.ts';
import { audit } from '../audit.ts';
import { type CommandContext, transact } from '../commit.ts';
import { cancelFound } from '../sessions/cancel-session.ts';
import { endSignIns } from '../sign-in/sign-out-everywhere.ts';
import { eraseTraces } from './erase-traces.ts';

/**
 * Erases a person of the actor's partner for good: her name, address, free texts, sign-ins, and how the partner knows
 * her, so that a later token of the same `sub` is another person. The partner's limits still count the sessions of
 * both: a keyed hash of the `sub` stays for 400 days. Sessions stay as counts. Those that she booked and that are to
 * come are cancelled, and their mentors told.
 *
 * @throws Problem `not_found`; `sessions_to_come` for a mentor, whose students must hear from her first.
 */
export async function erasePerson(context: CommandContext, userId: number): Promise<void> {
  const { actor, now, tokenSecret } = context;
  await transact(context, async (trx) => {
    const { email, externalId } = await findErasable(trx, actor.partnerId, userId);
    const mentorId = (await Mentor.query(trx).findOne({ user_id: userId }))?.id;
    if (mentorId) {
      await takeMentorsTurn(trx, mentorId);
      await requireNoneToCome(trx, mentorId, now);
    }
    // What she has under way, or others with her, ends first, and is found below; what comes later finds her erased.
    // No student's turn: those who have it hold this row too, or are about to.
    await User.query(trx).findById(userId).forUpdate().select('id');
    // Again, because another request may have erased her while this one waited.
    await findErasable(trx, actor.partnerId, userId);
    await eraseTraces(trx, { userId, mentorId: mentorId ?? 0, email });
    await cancelBooked(context, trx, userId);
    await endSignIns(trx, userId, now);
    await User.query(trx)
      .findById(userId)
      .patch({
        externalId: `erased-${randomUUID()}`,
        name: erasedName,
        email: null,
        locale: null,
        timezone: null,
        phoneNumber: null,
        phoneSource: null,
        phoneConfirmedAt: null,
        isAdmin: false,
        notificationPreferences: {},
        reminderMinutes: null,
        erasedAt: new Date(now),
        erasedKey: erasedKey(tokenSecret, { partnerId: actor.partnerId, externalId }),
        updatedAt: new Date(now),
      });
    if (mentorId) await closeMentor(trx, mentorId, now);
    const changes = { name: null, email: null, external_id: null };
    await audit(trx, context, { subject: 'person', id: userId, changes });
  });
}

/** A partner's programs have a row here too, but they are not people. */
async function findErasable(trx: Knex, partnerId: number, userId: number): Promise<User> {
  const person = await User.query(trx)
    .findOne({ id: userId, partner_id: partnerId })
    .whereNull('erased_at')
    .whereNotExists(ApiKey.query(trx).where({ user_id: userId }));
  if (!person) throw notFound('person');
  return person;
}

const toCome = (trx: Knex, now: number) =>
  selectSessions(trx).whereIn('s.status', comingStatuses).where('s.starts_at', '>', new Date(now));

async function requireNoneToCome(trx: Knex, mentorId: number, now: number): Promise<void> {
  const { length } = await toCome(trx, now).where('s.mentor_id', mentorId);
  if (length === 0) return;
  const detail = `There are ${length} sessions to come with this mentor; cancel or move them first.`;
  throw new Problem('sessions_to_come', detail);
}

async function cancelBooked(context: CommandContext, trx: Knex.Transaction, userId: number): Promise<void> {
  const rows = await toCome(trx, context.now)
    .where('s.student_id', userId)
    .orderBy(['s.mentor_id', 's.starts_at']);
  // As she is from now on: what is told of it names her no more.
  const found = rows.map((row) => ({ ...joined(row), student: { id: userId, name: erasedName } }));
  for (const ofSeries of Map.groupBy(found, ({ session }) => session.seriesId ?? session).values()) {
    const mentorId = (ofSeries[0] as WholeSession).mentor.id;
    const { userId: to } = await Mentor.query(trx).findById(mentorId).throwIfNotFound();
    await cancelFound(context, trx, ofSeries, { reason: null, to, who: erasedName });
  }
}

/** Her row stays for her past sessions; nobody can find or book her. */
async function closeMentor(trx: Knex.Transaction, id: number, now: number): Promise<void> {
  await Mentor.query(trx)
    .findById(id)
    .patch({
      name: erasedName,
      bio: null,
      subjects: [],
      languages: [],
      avatarUrl: null,
      meeting: null,
      meetingSecret: null,
      isAvailable: false,
      deactivatedAt: new Date(now),
      calendarGeneration: Mentor.raw('calendar_generation + 1'),
      updatedAt: new Date(now),
    });
}
