import type Router from '@koa/router';
import type { Knex } from 'knex';
import { holdSlot, releaseHold } from '../commands/hold-slot.ts';
import { operations } from '../contract/operations.ts';
import type { SlotList, SlotQueryString } from '../contract/slot.ts';
import { nextAvailable } from '../domain/booking-rules.ts';
import { type Actor, may } from '../domain/permissions.ts';
import { presentOffsets, presentSlots } from '../domain/present-slots.ts';
import { freeSlots } from '../domain/slots.ts';
import { addDays, startOfDay, todayIn } from '../domain/wall-time.ts';
import { type CalendarWindow, loadCalendar, type MentorCalendar } from '../models/calendar.ts';
import { calendarVersions } from '../models/calendar-versions.ts';
import { invalidRequest, notFound, Problem } from '../problems.ts';
import { endpoint, type Services } from './endpoint.ts';
import { Serialized } from './serialized.ts';
import { SlotAnswers } from './slot-answers.ts';

/** How far from today a list may start, days: a little back, and the longest booking window ahead. */
const furthestBack = 31;
const furthestAhead = 732;

export function slotRoutes(router: Router, services: Services): void {
  const { knex } = services;
  const answers = new SlotAnswers();
  const versionOf = calendarVersions(knex);

  endpoint(router, services, operations.listSlots, async ({ actor, id, query, now }) => {
    const request = { mentorId: id, actor, query, now };
    // Her own hold does not hide its slot from her, so a student's list is her own.
    if (actor) return Serialized.from((await listSlots(knex, request)).list);
    const { from, days, timezone, duration, locale } = query;
    const question = `${id} ${from} ${days} ${timezone} ${duration} ${locale}`;
    const kept = answers.get(question, now);
    if (kept && kept.version === (await versionOf(id))) return kept.answer;
    const { list, version, validUntil } = await listSlots(knex, request);
    const answer = await Serialized.from(list);
    answers.keep(question, { answer, version, validUntil });
    return answer;
  });

  endpoint(router, services, operations.createHold, async ({ body, command, id }) =>
    holdSlot(command, id, body),
  );

  endpoint(router, services, operations.deleteHold, async ({ command, id }) => {
    await releaseHold(command, id);
    return undefined;
  });
}

interface SlotRequest {
  readonly mentorId: number;
  readonly actor: Actor | null;
  readonly query: SlotQueryString;
  readonly now: number;
}

interface FoundSlots {
  readonly list: SlotList;
  /** Of the calendar that the list was made from. */
  readonly version: number;
  /** Epoch ms: until then the same calendar gives the same list. */
  readonly validUntil: number;
}

async function listSlots(knex: Knex, request: SlotRequest): Promise<FoundSlots> {
  const { mentorId, actor, query, now } = request;
  const { days = 7, locale = 'fr' } = query;
  const load = async (window: CalendarWindow): Promise<MentorCalendar> => {
    const mentor = await loadCalendar(knex, { mentorId, window, now, studentId: actor?.userId });
    if (!mentor || (actor && !may(actor, 'reach_mentor', mentor))) throw notFound('mentor');
    return mentor;
  };

  // Where the dates begin and end depends on a zone that may be the mentor's, which is not known before the one
  // query; a day more on each side holds every zone.
  const roughFrom = query.from ?? todayIn(query.timezone ?? 'UTC', now);
  const mentor = await load({
    start: Date.parse(`${addDays(roughFrom, -2)}T00:00:00Z`),
    end: Date.parse(`${addDays(roughFrom, days + 2)}T00:00:00Z`),
  });
  const { calendar } = mentor;
  const timeZone = query.timezone ?? calendar.timeZone;
  const from = query.from ?? todayIn(timeZone, now);
  requireNearDate(from, todayIn(timeZone, now));
  const durations = [...calendar.settings.durations].sort((a, b) => a - b);
  const durationMinutes = query.duration ?? (durations[0] as number);
  if (!durations.includes(durationMinutes)) {
    throw new Problem('invalid_duration', `The mentor offers sessions of ${durations.join(', ')} minutes.`, {
      errors: [{ pointer: '/duration', detail: `must be one of ${durations.join(', ')}` }],
    });
  }

  const window = { start: startOfDay(timeZone, from), end: startOfDay(timeZone, addDays(from, days)) };
  const slots = mentor.isAvailable ? freeSlots(calendar, { ...window, durationMinutes }, now) : [];
  const first = slots[0]?.startsAt ?? (await firstLater(mentor, durationMinutes, window.end, now, load));
  const list = {
    mentor_id: mentorId,
    timezone: timeZone,
    mentor_timezone: calendar.timeZone,
    ...presentOffsets(window, { timeZone, mentorZone: calendar.timeZone }),
    from,
    to: addDays(from, days - 1),
    durations,
    next_available: first === null ? null : todayIn(timeZone, first),
    slots: presentSlots(slots, { timeZone, locale }),
  };
  return { list, version: mentor.version, validUntil: validUntil(mentor, timeZone, first, now) };
}

/**
 * When time alone changes a list: its first start falls inside the notice, a hold expires, or a day ends where the
 * student or the mentor is, which moves the default `from` and the booking window.
 */
function validUntil(
  { calendar, firstExpiry }: MentorCalendar,
  timeZone: string,
  first: number | null,
  now: number,
): number {
  const midnightIn = (zone: string) => startOfDay(zone, addDays(todayIn(zone, now), 1));
  const noticeMs = calendar.settings.minNoticeMinutes * 60_000;
  return Math.min(
    midnightIn(timeZone),
    midnightIn(calendar.timeZone),
    firstExpiry,
    first === null ? Number.POSITIVE_INFINITY : first - noticeMs,
  );
}

/** The first free start after an empty list, epoch ms: only then is the whole booking window read. */
async function firstLater(
  mentor: MentorCalendar,
  durationMinutes: number,
  from: number,
  now: number,
  load: (window: CalendarWindow) => Promise<MentorCalendar>,
): Promise<number | null> {
  if (!mentor.isAvailable) return null;
  const lastDay = now + (mentor.calendar.settings.bookingWindowDays + 2) * 86_400_000;
  const start = Math.max(from, now);
  if (start >= lastDay) return null;
  const { calendar } = await load({ start, end: lastDay });
  return nextAvailable(calendar, durationMinutes, start, now)?.startsAt ?? null;
}

function requireNearDate(from: string, today: string): void {
  const first = addDays(today, -furthestBack);
  const last = addDays(today, furthestAhead);
  if (from < first || from > last) {
    throw invalidRequest([{ pointer: '/from', detail: `must be from ${first} to ${last}` }]);
  }
}
