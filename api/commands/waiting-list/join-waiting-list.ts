import type { Knex } from 'knex';
import type { Fault } from '../../contract/problem.ts';
import {
  type JoinWaitingList,
  mostWaitingListEntries,
  type WaitingListEntry as WireEntry,
} from '../../contract/waiting-list.ts';
import { may } from '../../domain/permissions.ts';
import { sessionOf } from '../../domain/session-word.ts';
import { unmetBy, type Wishes, wishedPeriod, wishesFaults } from '../../domain/wishes.ts';
import { Mentor } from '../../models/mentor.ts';
import { Partner } from '../../models/partner.ts';
import { presentEntry, WaitingListEntry } from '../../models/waiting-list-entry.ts';
import { invalidRequest, notFound, Problem } from '../../problems.ts';
import { loadCalendar, type MentorCalendar } from '../../queries/calendar.ts';
import { hasSubject } from '../../queries/has-subject.ts';
import { findEntry } from '../../queries/waiting-list.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { callFor } from './call-for.ts';

/**
 * Puts the caller at the end of the line for a mentor, or for all of a subject. What is free already is offered to her
 * in her turn.
 *
 * @throws Problem `not_found`, `own_session`, `mentor_unavailable`, `invalid_request` for wishes that nobody could
 *   meet, `already_waiting`, `too_many_waiting_list_entries`.
 */
export function joinWaitingList(context: CommandContext, input: JoinWaitingList): Promise<WireEntry> {
  const { actor, now } = context;
  const target = targetOf(input);
  return commit(context, async (trx) => {
    const zone = input.timezone ?? actor.timezone ?? (await zoneOf(trx, context, target));
    const wishes: Wishes = {
      durationMinutes: input.duration_minutes,
      from: input.from,
      to: input.to,
      daysOfWeek: input.days_of_week ? [...input.days_of_week].sort() : null,
      startTime: input.start_time ?? '00:00',
      endTime: input.end_time ?? '24:00',
      timeZone: zone,
    };
    const faults = wishesFaults(wishes, now);
    if (faults.length > 0) throw invalidRequest(faults);
    await requireMeetable(trx, context, target, wishes);
    await requireRoom(trx, context, target, wishes);
    const entry = await WaitingListEntry.query(trx).insertAndFetch({
      partnerId: actor.partnerId,
      studentId: actor.userId,
      mentorId: target.mentorId,
      mentorSubject: target.subject,
      durationMinutes: wishes.durationMinutes,
      fromDate: wishes.from,
      toDate: wishes.to,
      daysOfWeek: wishes.daysOfWeek && [...wishes.daysOfWeek],
      startTime: wishes.startTime,
      endTime: wishes.endTime,
      timezone: zone,
      endsAt: new Date(wishedPeriod(wishes).end),
      subject: (input.subject ?? target.subject ?? sessionOf(actor.locale)).trim(),
      description: input.description ?? null,
      createdAt: new Date(now),
      updatedAt: new Date(now),
    });
    await callFor(trx, entry.id);
    const changes = { mentor_id: [null, target.mentorId], state: [null, 'waiting'] } as const;
    await audit(trx, context, { subject: 'waiting_list_entry', id: entry.id, changes });
    return presentEntry(await findEntry(trx, actor.userId, entry.id));
  });
}

/** Whom she waits for: one of the two is set. */
interface Target {
  readonly mentorId: number | null;
  readonly subject: string | null;
}

function targetOf({ mentor_id, mentor_subject }: JoinWaitingList): Target {
  if ((mentor_id === undefined) === (mentor_subject === undefined)) {
    const detail = 'give either mentor_id or mentor_subject';
    throw invalidRequest([{ pointer: mentor_id === undefined ? '/mentor_id' : '/mentor_subject', detail }]);
  }
  return { mentorId: mentor_id ?? null, subject: mentor_subject?.trim() ?? null };
}

/** The mentor's zone; the partner's where any mentor of a subject will do. */
async function zoneOf(
  trx: Knex.Transaction,
  { actor }: CommandContext,
  { mentorId }: Target,
): Promise<string> {
  const found =
    mentorId === null
      ? await Partner.query(trx).findById(actor.partnerId).select('timezone')
      : await Mentor.query(trx).findById(mentorId).select('timezone');
  return found?.timezone ?? 'UTC';
}

/** How many mentors of a subject are looked at: of more than these one will do. */
const mostLookedAt = 100;

async function requireMeetable(
  trx: Knex.Transaction,
  { actor, now }: CommandContext,
  { mentorId, subject }: Target,
  wishes: Wishes,
): Promise<void> {
  const { end } = wishedPeriod(wishes);
  const calendarOf = (id: number): Promise<MentorCalendar | null> =>
    loadCalendar(trx, { mentorId: id, window: { start: now, end: Math.max(now, end) }, now });
  if (mentorId !== null) {
    const found = await calendarOf(mentorId);
    if (!found || !may(actor, 'reach_mentor', found)) throw notFound('mentor');
    if (found.mentorUserId === actor.userId)
      throw new Problem('own_session', 'A mentor cannot wait for herself.');
    if (await isDeactivated(trx, mentorId))
      throw new Problem('mentor_unavailable', `${found.name} takes no bookings at present.`);
    const faults = unmetBy(found.calendar, wishes, now);
    if (faults.length > 0) throw invalidRequest(faults);
    return;
  }
  const mentors = await Mentor.query(trx)
    .where({ partner_id: actor.partnerId, deactivated_at: null })
    .whereNot({ user_id: actor.userId })
    .whereRaw(hasSubject('mentor', '?'), [subject ?? ''])
    .orderBy('id')
    .limit(mostLookedAt + 1)
    .select('id');
  if (mentors.length === 0) {
    throw invalidRequest([{ pointer: '/mentor_subject', detail: 'must be a subject that a mentor has' }]);
  }
  if (mentors.length > mostLookedAt) return;
  let fewest: Fault[] = [];
  for (const { id } of mentors) {
    const found = await calendarOf(id);
    const faults = found ? unmetBy(found.calendar, wishes, now) : [];
    if (faults.length === 0) return;
    fewest = faults;
  }
  throw invalidRequest(fewest);
}

const isDeactivated = async (trx: Knex.Transaction, mentorId: number): Promise<boolean> =>
  (await Mentor.query(trx).findById(mentorId).whereNotNull('deactivated_at').select('id')) !== undefined;

/** Lets the caller wait for what she does not wait for yet, up to a number of entries. */
async function requireRoom(
  trx: Knex.Transaction,
  { actor }: CommandContext,
  { mentorId, subject }: Target,
  wishes: Wishes,
): Promise<void> {
  // Her own lock: nobody else waits for it, so that it may be taken while others are held.
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('waiting list of ' || ?, 0))`, [
    String(actor.userId),
  ]);
  const standing = await WaitingListEntry.query(trx)
    .where({ student_id: actor.userId })
    .whereIn('state', ['waiting', 'offered']);
  const isSame = (entry: WaitingListEntry): boolean =>
    entry.mentorId === mentorId &&
    entry.mentorSubject === subject &&
    entry.durationMinutes === wishes.durationMinutes &&
    entry.fromDate === wishes.from &&
    entry.toDate === wishes.to &&
    String(entry.daysOfWeek) === String(wishes.daysOfWeek) &&
    entry.startTime === wishes.startTime &&
    entry.endTime === wishes.endTime;
  if (standing.some(isSame)) throw new Problem('already_waiting', 'An entry with the same wishes stands.');
  if (standing.length >= mostWaitingListEntries) {
    const detail = `At most ${mostWaitingListEntries} entries stand at a time: leave one first.`;
    throw new Problem('too_many_waiting_list_entries', detail);
  }
}
