import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { AnySlotList, AnySlotQuery } from '../contract/any-mentor.ts';
import type { Period, Slot } from '../domain/calendar.ts';
import { presentOffsets, presentSharedSlots } from '../domain/present-slots.ts';
import { freeSlots } from '../domain/slots.ts';
import type { StartsOfMany, StartsOfOne } from '../domain/starts-of-many.ts';
import { addDays, startOfDay, todayIn } from '../domain/wall-time.ts';
import { isWithin, nextAvailable, overlapsAny } from '../domain/why-not-bookable.ts';
import { loadCalendars, type MentorCalendar } from '../queries/calendar.ts';
import type { Fitting, FittingMentor } from '../queries/fitting-mentors.ts';
import { findSessionsOf } from '../queries/sessions-of-student.ts';
import type { KeptStarts } from './kept-starts.ts';
import { offeredDuration, requireNearDate } from './list-slots.ts';

export interface AnySlotRequest {
  readonly query: AnySlotQuery;
  readonly fitting: Fitting & { readonly mentors: readonly FittingMentor[] };
  readonly now: number;
  /** Who asks with a token. */
  readonly personId?: number | undefined;
  /** Names the set of mentors among those whose starts are kept. */
  readonly setName: string;
}

export interface FoundAnySlots {
  readonly list: AnySlotList;
  /** Epoch ms: until then the same calendars give the same list. */
  readonly validUntil: number;
}

/** Mentors whose starts are computed before others have a turn: some 5 ms. */
const batch = 50;

/**
 * The free starts of all fitting mentors as one list. Only calendars that changed since they were last looked at are
 * read, in one statement; one more finds the next date after an empty list.
 *
 * @throws Problem `invalid_duration`, `invalid_request`.
 */
export async function listAnySlots(
  { knex, kept }: { knex: Knex; kept: KeptStarts },
  { query, fitting, now, personId, setName }: AnySlotRequest,
): Promise<FoundAnySlots> {
  const { days = 7, locale = 'fr' } = query;
  const timeZone = query.timezone ?? fitting.timeZone;
  const today = todayIn(timeZone, now);
  const from = query.from ?? today;
  requireNearDate(from, today, '');
  const mentors = fitting.mentors.filter(({ seen }) => seen !== 'not');
  const durations = [...new Set(mentors.flatMap((mentor) => mentor.durations))].sort((a, b) => a - b);
  const durationMinutes = mentors.length === 0 ? 0 : offeredDuration(durations, query.duration, '');
  const offering = mentors.filter((mentor) => mentor.durations.includes(durationMinutes));

  const window = { start: startOfDay(timeZone, from), end: startOfDay(timeZone, addDays(from, days)) };
  const wanted = { window, durationMinutes, now };
  const own = await loadOwn(knex, offering, personId, wanted);
  const key = `${setName} ${window.start} ${window.end} ${durationMinutes}`;
  const { slots, zone, validUntil } = await kept.use(key, async (starts) => {
    await renew(knex, starts, offering, wanted);
    const seen = new Map(own.map((mentor) => [mentor.mentorId, startsOf(mentor, wanted)]));
    return {
      slots: starts.listWith(seen, now),
      zone: starts.timeZone,
      validUntil: starts.validUntil,
    };
  });
  const sessions =
    personId === undefined || slots.length === 0
      ? []
      : (own[0]?.studentSessions ?? (await findSessionsOf(knex, personId, window)));
  const first = slots[0]?.startsAt ?? (await firstOfAny(knex, offering, { ...wanted, personId }));
  const mentorZone = zone ?? timeZone;
  const list = {
    mentors: mentors.length,
    timezone: timeZone,
    mentor_timezone: mentorZone,
    ...presentOffsets(window, { timeZone, mentorZone }),
    from,
    to: addDays(from, days - 1),
    durations,
    next_available: first === null ? null : todayIn(timeZone, first),
    slots: presentSharedSlots(slots, {
      timeZone,
      locale,
      isBusy: (startsAt) => overlapsAny({ startsAt, durationMinutes }, sessions),
    }),
  };
  return { list, validUntil: Math.min(validUntil, startOfDay(timeZone, addDays(today, 1))) };
}

interface Wanted {
  readonly window: Period;
  readonly durationMinutes: number;
  readonly now: number;
}

/** Makes what is kept true for those whom everybody sees alike, and forgets all others. */
async function renew(
  knex: Knex,
  starts: StartsOfMany,
  offering: readonly FittingMentor[],
  wanted: Wanted,
): Promise<void> {
  const { window, now } = wanted;
  const fitting = new Set(offering.map(({ id }) => id));
  for (const id of starts.mentorIds) if (!fitting.has(id)) starts.remove(id);
  const changed = offering.filter(
    ({ id, version, seen }) => seen === 'by_all' && !starts.isKnown(id, version, now),
  );
  const ids = changed.map(({ id }) => id);
  const calendars = await loadCalendars(knex, ids, { window, now });
  for (let at = 0; at < calendars.length; at += batch) {
    if (at > 0) await nextTurn();
    for (const mentor of calendars.slice(at, at + batch))
      starts.put(mentor.mentorId, startsOf(mentor, wanted));
  }
}

function startsOf(mentor: MentorCalendar, { window, durationMinutes, now }: Wanted): StartsOfOne {
  const { calendar, version, firstExpiry } = mentor;
  const { timeZone, settings } = calendar;
  return {
    version,
    validUntil: Math.min(firstExpiry, startOfDay(timeZone, addDays(todayIn(timeZone, now), 1))),
    noticeMs: settings.minNoticeMinutes * 60_000,
    timeZone,
    slots: isOffering(mentor, durationMinutes)
      ? freeSlots(calendar, { ...window, durationMinutes }, now).filter(
          ({ startsAt }) => !isWithin(startsAt, mentor.fullForStudent),
        )
      : [],
  };
}

const isOffering = ({ isAvailable, calendar }: MentorCalendar, durationMinutes: number): boolean =>
  isAvailable && calendar.settings.durations.includes(durationMinutes);

/** The calendars that the person who asks sees with other eyes than all: her own hold does not count. */
async function loadOwn(
  knex: Knex,
  offering: readonly FittingMentor[],
  studentId: number | undefined,
  { window, now }: Wanted,
): Promise<MentorCalendar[]> {
  const ids = offering.filter(({ seen }) => seen === 'by_person').map(({ id }) => id);
  return loadCalendars(knex, ids, { window, now, studentId });
}

/** The longest booking window, ms. */
const furthestMs = 732 * 86_400_000;

/** The first start at which any is free after an empty list, epoch ms: only then are whole booking windows read. */
async function firstOfAny(
  knex: Knex,
  offering: readonly FittingMentor[],
  { window, durationMinutes, now, personId }: Wanted & { personId: number | undefined },
): Promise<number | null> {
  const start = Math.max(window.end, now);
  const end = now + furthestMs;
  if (offering.length === 0 || start >= end) return null;
  const ids = offering.map(({ id }) => id);
  const calendars = await loadCalendars(knex, ids, { window: { start, end }, now, studentId: personId });
  let first: Slot | null = null;
  for (const [at, mentor] of calendars.entries()) {
    if (at % batch === batch - 1) await nextTurn();
    if (!isOffering(mentor, durationMinutes)) continue;
    const until: number = first?.startsAt ?? Infinity;
    first = nextAvailable(mentor.calendar, durationMinutes, start, now, { until }) ?? first;
  }
  return first?.startsAt ?? null;
}
