import type { Knex } from 'knex';
import type { Hold, HoldInput } from '../../contract/slot.ts';
import { prepared } from '../../database/prepared.ts';
import { takeMentorsTurn, takeStudentsTurn } from '../../database/turns.ts';
import { formatInstant } from '../../domain/wall-time.ts';
import { notFound } from '../../problems.ts';
import { audit, auditInsertion, auditValues } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { requireAllowance } from './require-allowance.ts';
import { requireBookable, type WantedStart, wantedBy } from './require-bookable.ts';
import { studentBusy } from './student-busy.ts';

/** How long a hold keeps a slot, ms: long enough to type a few sentences on a phone. */
const holdMs = 5 * 60_000;

/**
 * Keeps a slot for the student while she fills in the form. Her new hold replaces her old one.
 *
 * @throws Problem as `bookSession` does.
 */
export async function holdSlot(context: CommandContext, mentorId: number, input: HoldInput): Promise<Hold> {
  const wanted = wantedBy(context.actor, mentorId, input);
  return commit(context, async (trx) => {
    await takeMentorsTurn(trx, mentorId);
    return holdInTurn(trx, context, wanted);
  });
}

/** Does `holdSlot` in the mentor's turn, which the caller has taken. */
export async function holdInTurn(
  trx: Knex.Transaction,
  context: CommandContext,
  wanted: WantedStart,
): Promise<Hold> {
  const { actor, now } = context;
  const { mentorId } = wanted;
  await takeStudentsTurn(trx, actor.userId);
  const { programme, name, slot } = await requireBookable(trx, context, wanted);
  // Checked now, so that she learns it before she fills in the form.
  await requireAllowance(trx, context, programme, wanted);
  const busy = await studentBusy(trx, wanted);
  if (busy) throw busy;

  await lockCalendars(trx, mentorId, actor.userId);
  // Removed and inserted, not updated: an id that she was given before names a hold that has ended.
  await trx('slot_hold').where({ student_id: actor.userId, waiting_offer_id: null }).delete();
  const endsAt = wanted.startsAt + wanted.durationMinutes * 60_000;
  const times = [wanted.startsAt, endsAt, now + holdMs, now].map((instant) => new Date(instant));
  const audited = auditValues(context, {
    subject: 'hold',
    id: null,
    changes: {
      mentor_id: [null, mentorId],
      session_date: [null, times[0]],
      duration_minutes: [null, wanted.durationMinutes],
    },
  });
  const values = [mentorId, actor.userId, ...times, slot.capacity !== undefined, ...audited];
  const { rows } = await prepared(trx, 'insert_hold', insertion, values);
  return {
    id: rows[0].id,
    mentor_id: mentorId,
    mentor: { id: mentorId, name },
    session_date: formatInstant(wanted.startsAt, 'UTC'),
    duration_minutes: wanted.durationMinutes,
    expires_at: formatInstant(now + holdMs, 'UTC'),
  };
}

/**
 * Lets go of a hold before it expires.
 *
 * @throws Problem `not_found` unless it is the caller's own.
 */
export async function releaseHold(context: CommandContext, holdId: number): Promise<void> {
  await commit(context, async (trx) => {
    const own = { id: holdId, student_id: context.actor.userId, waiting_offer_id: null };
    const removed = await trx('slot_hold').where(own).delete();
    if (removed === 0) throw notFound('hold');
    await audit(trx, context, { subject: 'hold', id: holdId });
  });
}

const insertion = `
  WITH placed AS (
    INSERT INTO slot_hold (mentor_id, student_id, starts_at, ends_at, expires_at, created_at, is_seat)
    VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
  ), audited AS (${auditInsertion(8, 'placed')})
  SELECT id FROM placed`;

/**
 * Locks the rows of this mentor and of the one whom the student's old hold is with, in the order of their ids: both
 * calendars change, and two students who swap mentors at once must not wait for each other.
 */
async function lockCalendars(trx: Knex.Transaction, mentorId: number, studentId: number): Promise<void> {
  const text = `SELECT id FROM mentor
    WHERE id = $1 OR id IN (SELECT mentor_id FROM slot_hold WHERE student_id = $2 AND waiting_offer_id IS NULL)
    ORDER BY id FOR NO KEY UPDATE`;
  await prepared(trx, 'lock_calendars', text, [mentorId, studentId]);
}
