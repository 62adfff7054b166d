import { defaultSettings } from '../api/contract/mentor.ts';
import type { Calendar, Period, Settings } from '../api/domain/calendar.ts';
import { DAY_MS, MINUTE_MS } from '../api/domain/calendar-date.ts';
import { openPeriods } from '../api/domain/open-periods.ts';
import { freeSlots } from '../api/domain/slots.ts';
import { startOfDay } from '../api/domain/wall-time.ts';
import { demoHours } from './seed-hours.ts';
import { type DemoMentor, fullyBookedMentor } from './seed-mentors.ts';
import { type DemoPerson, demoVisitors } from './seed-people.ts';
import type { Random } from './seed-random.ts';
import { demoTexts } from './seed-texts.ts';

/** A session of the demo before it has ids: people by external id, instants in epoch ms. */
export interface DemoSession extends Period {
  readonly mentor: DemoMentor;
  readonly student: DemoPerson;
  readonly subject: string;
  readonly description: string | null;
  readonly status: 'scheduled' | 'completed' | 'cancelled' | 'no_show';
  readonly meetingLink: string | null;
  readonly notes: string | null;
  readonly cancelReason: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly review: { readonly rating: number; readonly comment: string | null; readonly at: number } | null;
}

export interface SessionPlan {
  readonly mentors: readonly DemoMentor[];
  readonly students: readonly DemoPerson[];
  readonly random: Random;
  /** Epoch ms. */
  readonly now: number;
}

/** What a mentor has who has no settings of her own. */
export const demoSettings: Settings = {
  slotStepMinutes: defaultSettings.slot_step_minutes,
  minNoticeMinutes: defaultSettings.min_notice_minutes,
  bookingWindowDays: defaultSettings.booking_window_days,
  bufferMinutes: defaultSettings.buffer_minutes,
  durations: defaultSettings.durations,
};

const PAST_SESSIONS = 40;
const PAST_WEEKS = 8;
const COMING_SESSIONS = 15;

const HOUR_MS = 60 * MINUTE_MS;

/** Whose turn it is, again and again: who stands here more often is booked more often. */
const pastTurns = 'm1 m2 m4 m8 m1 m9 m5 m14 m13 m3 m10 m7 m1 m6 m11 m2 m9 m4'.split(' ');
const comingTurns = 'm1 m2 m4 m8 m9 m5 m1 m3 m10 m14 m7 m6'.split(' ');
/** Of the visitors: mentors with an hour every week in which no other mentor is open, be it late or early. */
const visitorsTurns = 'm4 m10'.split(' ');

/**
 * Past and coming sessions, by the time they were booked. Each lies in free time of its mentor and student.
 *
 * Those to come of a visitor of the demo pages lie where no other mentor has hours, so that she can book whatever any
 * mentor lists, whatever day it is.
 */
export function planSessions(plan: SessionPlan): DemoSession[] {
  const booked: DemoSession[] = [];
  addPast(plan, booked);
  addAllOfFullyBooked(plan, booked);
  addVisitors(plan, booked);
  addComing(plan, booked);
  return booked.sort((a, b) => a.createdAt - b.createdAt);
}

function addPast(plan: SessionPlan, booked: DemoSession[]): void {
  const { now, random } = plan;
  for (let turn = 0; booked.length < PAST_SESSIONS && turn < 10 * PAST_SESSIONS; turn++) {
    const mentor = turnOf(plan, pastTurns, turn);
    const start = now - 7 * DAY_MS * (PAST_WEEKS - (turn % PAST_WEEKS));
    const end = Math.min(start + 7 * DAY_MS, now - 4 * HOUR_MS);
    const found = findTime(plan, {
      mentor,
      students: plan.students,
      booked,
      window: { start, end },
      now: start,
    });
    if (found) booked.push(closed(found, booked.length, random, now));
  }
}

function addAllOfFullyBooked(plan: SessionPlan, booked: DemoSession[]): void {
  const { now, mentors } = plan;
  const mentor = mentors.find(({ externalId }) => externalId === fullyBookedMentor);
  if (!mentor) return;
  const end = startOfDay(mentor.timezone, demoHours(mentor.timezone, now).nextWeek(0, 1));
  for (;;) {
    const found = findTime(plan, {
      mentor,
      students: othersOf(plan),
      booked,
      window: { start: now, end },
      now,
    });
    if (!found) return;
    booked.push(scheduled(found, plan));
  }
}

function addVisitors(plan: SessionPlan, booked: DemoSession[]): void {
  const { now, mentors } = plan;
  for (const [turn, visitor] of demoVisitors.entries()) {
    const mentor = turnOf(plan, visitorsTurns, turn);
    const window = comingWindow(now);
    const hoursOfOthers = mentors
      .filter((other) => other !== mentor)
      .flatMap((other) => openPeriods(calendarOf(other, []), window));
    const found = findTime(plan, {
      mentor,
      students: [visitor],
      booked,
      window,
      now,
      besides: hoursOfOthers,
    });
    if (found) booked.push(scheduled(found, plan));
  }
}

function addComing(plan: SessionPlan, booked: DemoSession[]): void {
  const { now } = plan;
  const students = othersOf(plan);
  const window = comingWindow(now);
  const wanted = PAST_SESSIONS + COMING_SESSIONS;
  for (let turn = 0; booked.length < wanted && turn < 10 * COMING_SESSIONS; turn++) {
    const mentor = turnOf(plan, comingTurns, turn);
    const found = findTime(plan, { mentor, students, booked, window, now });
    if (found) booked.push(scheduled(found, plan));
  }
}

const comingWindow = (now: number): Period => ({ start: now + 3 * HOUR_MS, end: now + 20 * DAY_MS });

/** The students who are no visitors. */
const othersOf = ({ students }: SessionPlan): readonly DemoPerson[] =>
  students.filter((student) => !demoVisitors.includes(student));

function turnOf({ mentors }: SessionPlan, turns: readonly string[], turn: number): DemoMentor {
  const externalId = turns[turn % turns.length];
  const mentor = mentors.find((each) => each.externalId === externalId);
  if (!mentor) throw new Error(`there is no demo mentor ${externalId}`);
  return mentor;
}

/** What follows from a session's time. */
type Found = Pick<DemoSession, 'start' | 'end' | 'mentor' | 'student' | 'subject' | 'description'>;

interface Search {
  readonly mentor: DemoMentor;
  /** The candidates. */
  readonly students: readonly DemoPerson[];
  readonly booked: readonly DemoSession[];
  readonly window: Period;
  /** The instant from which the engine judges: for past sessions, when they were to come. */
  readonly now: number;
  /** Periods that it must not overlap either. */
  readonly besides?: readonly Period[];
}

/** A start at which the mentor and one of the students are free, drawn by lot; null when there is none. */
function findTime({ random }: SessionPlan, search: Search): Found | null {
  const { mentor, students, booked, window, now, besides = [] } = search;
  const busy = booked.filter((session) => session.mentor === mentor);
  const calendar = calendarOf(mentor, [...busy, ...besides]);
  const durationMinutes = Math.min(...calendar.settings.durations);
  const slots = freeSlots(calendar, { ...window, durationMinutes }, now);
  if (slots.length === 0) return null;
  const { startsAt, maxDurationMinutes } = random.pick(slots);
  const fitting = calendar.settings.durations.filter((duration) => duration <= maxDurationMinutes);
  const end = startsAt + random.pick(fitting) * MINUTE_MS;
  const free = students.filter(
    (student) =>
      !booked.some((other) => other.student === student && other.start < end && startsAt < other.end),
  );
  if (free.length === 0) return null;
  const bookedBy = (student: DemoPerson) => booked.filter((session) => session.student === student).length;
  const fewest = Math.min(...free.map(bookedBy));
  return {
    start: startsAt,
    end,
    mentor,
    student: random.pick(free.filter((student) => bookedBy(student) === fewest)),
    subject: random.pick(mentor.topics),
    description: random.chance(0.6) ? random.pick(demoTexts(mentor.locale).descriptions) : null,
  };
}

/** What `freeSlots` takes, as the API would load it once these sessions are stored. */
export function calendarOf(mentor: DemoMentor, busy: readonly Period[]): Calendar {
  return {
    timeZone: mentor.timezone,
    rules: mentor.rules.filter(({ isActive = true }) => isActive),
    overrides: mentor.overrides,
    busy,
    settings: { ...demoSettings, ...mentor.settings },
  };
}

function closed(found: Found, index: number, random: Random, now: number): DemoSession {
  const texts = demoTexts(found.mentor.locale);
  const createdAt = found.start - random.whole(4 * 60, 3 * 24 * 60) * MINUTE_MS;
  const past = { ...found, createdAt, meetingLink: meetingLink(random), notes: null, cancelReason: null };
  if (index % 10 === 4 || index % 20 === 9) {
    const updatedAt = createdAt + random.whole(10, 220) * MINUTE_MS;
    const cancelReason = random.pick(texts.reasons);
    return { ...past, status: 'cancelled', meetingLink: null, cancelReason, updatedAt, review: null };
  }
  const updatedAt = found.end + random.whole(1, 90) * MINUTE_MS;
  if (index % 10 === 7) return { ...past, status: 'no_show', updatedAt, review: null };
  const notes = random.chance(0.5) ? random.pick(texts.notes) : null;
  return { ...past, status: 'completed', notes, updatedAt, review: reviewOf(found, random, now) };
}

function reviewOf({ mentor, end }: Found, random: Random, now: number): DemoSession['review'] {
  if (!random.chance(0.7)) return null;
  const { praise, wishes } = demoTexts(mentor.locale);
  const rating = random.pick([5, 5, 5, 4, 5, 4, 3]);
  const comment = random.chance(0.75) ? random.pick(rating >= 4 ? praise : wishes) : null;
  return { rating, comment, at: Math.min(now - MINUTE_MS, end + random.whole(95, 48 * 60) * MINUTE_MS) };
}

function scheduled(found: Found, { random, now }: SessionPlan): DemoSession {
  const createdAt = now - random.whole(20, 6 * 24 * 60) * MINUTE_MS;
  const link = random.chance(0.5) ? meetingLink(random) : null;
  const open = { status: 'scheduled', notes: null, cancelReason: null, review: null } as const;
  return { ...found, ...open, meetingLink: link, createdAt, updatedAt: createdAt };
}

function meetingLink(random: Random): string {
  const part = (): string => random.whole(36 ** 3, 36 ** 4 - 1).toString(36);
  return `https://meet.example.edu/${part()}-${part()}`;
}
