import type { Knex } from 'knex';
import { isLive } from '../../database/live-sessions.ts';
import type { Period, Slot } from '../../domain/calendar.ts';
import { MINUTE_MS } from '../../domain/calendar-date.ts';
import { loudFrom, type QuietHours } from '../../domain/quiet-hours.ts';
import { freeSlots } from '../../domain/slots.ts';
import { todayIn } from '../../domain/wall-time.ts';
import { overlapsAny } from '../../domain/why-not-bookable.ts';
import { suits } from '../../domain/wishes.ts';
import { defaultOfferMinutes } from '../../models/programme.ts';
import { WaitingListEntry, wishesOf } from '../../models/waiting-list-entry.ts';
import { loadCalendar, type MentorCalendar, windowAround } from '../../queries/calendar.ts';
import { waitsFor } from '../../queries/waiting-list.ts';
import { isAllowed } from '../sessions/require-allowance.ts';
import { slotOrCode } from '../sessions/require-bookable.ts';
import { makeOffer, type NewOffer } from './make-offer.ts';

export interface OfferingContext {
  /** Epoch ms. */
  readonly now: number;
  readonly tokenSecret: string;
}

/**
 * How long until the same line is looked at again though nothing was heard, ms: quotas and windows move by themselves.
 */
const lookAgainMs = 10 * MINUTE_MS;

/** An offer that ends sooner than this is none, ms. */
const shortestOfferMs = MINUTE_MS;

/** Does `offerTime` where somebody waits for the mentor; elsewhere it costs one look by key. */
export async function offerIfAwaited(
  trx: Knex.Transaction,
  context: OfferingContext,
  mentorId: number,
): Promise<void> {
  const { rows } = await trx.raw(
    `SELECT WHERE EXISTS (SELECT FROM waiting_list_look WHERE mentor_id = :mentorId)
      OR EXISTS (SELECT FROM waiting_list_call WHERE mentor_id = :mentorId)`,
    { mentorId },
  );
  if (rows.length > 0) await offerTime(trx, context, mentorId);
}

/**
 * Offers what is free of a mentor's time to those who wait for it, in the mentor's turn, which the caller has taken:
 * the first in line whom it suits gets the earliest start that does, and so on as far as time and people go. The
 * `freeSlots` that decides is the one that lists and books.
 */
export async function offerTime(
  trx: Knex.Transaction,
  context: OfferingContext,
  mentorId: number,
): Promise<void> {
  const { now } = context;
  // Before the line is read: who calls later stands there for the next look.
  await trx('waiting_list_call').where({ mentor_id: mentorId }).delete();
  const line = await readLine(trx, mentorId);
  const end = Math.max(now, ...line.map(({ entry }) => entry.endsAt.getTime()));
  const load = () => loadCalendar(trx, { mentorId, window: { start: now, end }, now });
  const mentor = line.length > 0 ? await load() : null;
  if (!mentor) {
    await trx('waiting_list_look').where({ mentor_id: mentorId }).delete();
    return;
  }
  let lookAt = Math.min(now + lookAgainMs, mentor.firstExpiry);
  let free = mentor.isAvailable ? startsOf(mentor, { now, end }) : null;
  const others = await othersOf(trx, mentorId, line);
  for (const waiting of line) {
    if (!free) break;
    const loudAt = loudFrom(now, waiting.quietHours, waiting.timeZone);
    if (loudAt > now) {
      lookAt = Math.min(lookAt, loudAt);
      continue;
    }
    const found = await firstSuiting(trx, context, free, waiting, others(waiting));
    if (!found || !(await makeOffer(trx, { entryId: waiting.entry.id, mentor, now, ...found }))) continue;
    const held = await load();
    free = held && startsOf(held, { now, end });
  }
  await trx('waiting_list_look')
    .insert({ mentor_id: mentorId, seen_version: mentor.version, look_at: new Date(lookAt) })
    .onConflict('mentor_id')
    .merge();
}

/** A mentor with her free starts by duration, each computed once however many wait. */
interface FreeTime {
  readonly mentor: MentorCalendar;
  readonly starts: (durationMinutes: number) => readonly Slot[];
}

function startsOf(
  mentor: MentorCalendar,
  { now, end }: { readonly now: number; readonly end: number },
): FreeTime {
  const { calendar } = mentor;
  const known = new Map<number, readonly Slot[]>();
  return {
    mentor,
    starts(durationMinutes) {
      const isOffered = calendar.settings.durations.includes(durationMinutes);
      const query = { start: now, end, durationMinutes };
      const starts = known.get(durationMinutes) ?? (isOffered ? freeSlots(calendar, query, now) : []);
      known.set(durationMinutes, starts);
      return starts;
    },
  };
}

/** Somebody in line, with what decides whether she can be offered anything. */
interface Waiting {
  readonly entry: WaitingListEntry;
  readonly externalId: string;
  readonly timeZone: string;
  readonly quietHours: QuietHours | null;
}

async function readLine(trx: Knex.Transaction, mentorId: number): Promise<Waiting[]> {
  const { rows } = await trx.raw(line, { mentorId });
  return rows.map((row: Record<string, unknown>) => {
    const { external_id, person_zone, quiet_hours, ...columns } = row;
    const entry = WaitingListEntry.fromDatabaseJson(columns);
    return {
      entry,
      externalId: external_id as string,
      timeZone: (person_zone as string | null) ?? entry.timezone,
      quietHours: quiet_hours as QuietHours | null,
    };
  });
}

// Those who have an offer stand here too, because their line is not at its end; nothing is offered to them.
const line = `
  SELECT e.*, u.external_id, u.timezone AS person_zone, p.quiet_hours
  FROM waiting_list_entry e JOIN app_user u ON u.id = e.student_id JOIN partner p ON p.id = e.partner_id
  WHERE e.state IN ('waiting', 'offered') AND ${waitsFor(':mentorId')} AND u.erased_at IS NULL
  ORDER BY e.id`;

/**
 * What stands in the way of an offer beside the mentor's calendar: other sessions and offers, and what she passed up.
 */
async function othersOf(trx: Knex.Transaction, mentorId: number, waiting: readonly Waiting[]) {
  const studentIds = waiting.map(({ entry }) => entry.studentId);
  const entryIds = waiting.map(({ entry }) => entry.id);
  const [{ rows: busy }, { rows: past }] = await Promise.all([
    trx.raw(busyStudents, { studentIds }),
    trx.raw(
      `SELECT entry_id, starts_at FROM waiting_list_offer
        WHERE entry_id = ANY(:entryIds) AND mentor_id = :mentorId AND outcome IS NOT NULL`,
      { entryIds, mentorId },
    ),
  ]);
  return ({ entry }: Waiting) => ({
    busy: busy
      .filter((row: BusyRow) => row.student_id === entry.studentId)
      .map((row: BusyRow): Period => ({ start: row.starts_at.getTime(), end: row.ends_at.getTime() })),
    past: past
      .filter((row: PastRow) => row.entry_id === entry.id)
      .map((row: PastRow) => row.starts_at.getTime()),
  });
}

interface BusyRow {
  readonly student_id: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

interface PastRow {
  readonly entry_id: number;
  readonly starts_at: Date;
}

const busyStudents = `
  SELECT student_id, starts_at, ends_at FROM mentor_session s
    WHERE student_id = ANY(:studentIds) AND ${isLive('s.status')}
  UNION ALL
  SELECT student_id, starts_at, ends_at FROM slot_hold
    WHERE student_id = ANY(:studentIds) AND waiting_offer_id IS NOT NULL`;

/** The earliest start that she could be offered, and until when; null when none is. */
async function firstSuiting(
  trx: Knex.Transaction,
  { now, tokenSecret }: OfferingContext,
  { mentor, starts }: FreeTime,
  { entry, externalId }: Waiting,
  { busy, past }: { readonly busy: readonly Period[]; readonly past: readonly number[] },
): Promise<Pick<NewOffer, 'startsAt' | 'isSeat' | 'expiresAt'> | null> {
  const { mentorId, calendar, programme, partnerId } = mentor;
  const { studentId, durationMinutes } = entry;
  if (entry.state !== 'waiting' || studentId === mentor.mentorUserId) return null;
  const student = { partnerId, externalId };
  const minutes = programme?.waiting_list_offer_minutes ?? defaultOfferMinutes;
  const wishes = wishesOf(entry);
  // Limits count by date, so that what one start of a date is refused for, the others are.
  const full = new Set<string>();
  for (const { startsAt, capacity } of starts(durationMinutes)) {
    if (!suits(wishes, startsAt)) continue;
    const lastAnswer = startsAt - calendar.settings.minNoticeMinutes * MINUTE_MS;
    const expiresAt = Math.min(now + minutes * MINUTE_MS, lastAnswer);
    if (expiresAt - now < shortestOfferMs || past.includes(startsAt)) continue;
    if (overlapsAny({ startsAt, durationMinutes }, busy)) continue;
    const date = todayIn(programme?.timeZone ?? 'UTC', startsAt);
    if (full.has(date)) continue;
    const wanted = { mentorId, studentId, startsAt, durationMinutes };
    const own = await loadCalendar(trx, { mentorId, window: windowAround(startsAt), now, studentId });
    // As a booking of hers would be judged: the mentor may meet nobody new.
    if (!own || typeof slotOrCode(own, wanted, now) === 'string') continue;
    if (await isAllowed(trx, { student, now, tokenSecret }, programme, wanted))
      return { startsAt, isSeat: capacity !== undefined, expiresAt };
    full.add(date);
  }
  return null;
}
