/**
 * When a student who waits could come, and which of a mentor's starts suit her. Pure, like slots.ts: instants are epoch
 * milliseconds, dates and times are wall time in the zone of the wishes.
 */
import type { Fault } from '../contract/problem.ts';
import type { Calendar, Slot } from './calendar.ts';
import { MINUTE_MS, minuteOfTime } from './calendar-date.ts';
import { bookablePeriod, freeSlots } from './slots.ts';
import { addDays, instantToWallTime, startOfDay, todayIn } from './wall-time.ts';

export interface Wishes {
  readonly durationMinutes: number;
  /** First and last date, both included. */
  readonly from: string;
  readonly to: string;
  /** 0 = Monday; null for any day. */
  readonly daysOfWeek: readonly number[] | null;
  /** A session lies between these of one date; `24:00` is the end of the day. */
  readonly startTime: string;
  readonly endTime: string;
  readonly timeZone: string;
}

/** From the start of the first date to the end of the last, epoch ms. */
export const wishedPeriod = ({ from, to, timeZone }: Wishes) => ({
  start: startOfDay(timeZone, from),
  end: startOfDay(timeZone, addDays(to, 1)),
});

/** Whether a session from this instant on lies where she wishes. */
export function suits(wishes: Wishes, startsAt: number): boolean {
  const { durationMinutes, from, to, daysOfWeek, startTime, endTime, timeZone } = wishes;
  const { date, time, dayOfWeek } = instantToWallTime(timeZone, startsAt);
  if (date < from || date > to || time < startTime) return false;
  if (daysOfWeek && !daysOfWeek.includes(dayOfWeek)) return false;
  const end = instantToWallTime(timeZone, startsAt + durationMinutes * MINUTE_MS);
  if (end.date === date) return end.time <= endTime;
  return endTime === '24:00' && end.time === '00:00' && end.date === addDays(date, 1);
}

/** The free starts of a calendar that suit her, ascending; none where the duration is not on offer. */
function suitingSlots(calendar: Calendar, wishes: Wishes, now: number): Slot[] {
  const { durationMinutes } = wishes;
  if (!calendar.settings.durations.includes(durationMinutes)) return [];
  const query = { ...wishedPeriod(wishes), durationMinutes };
  return freeSlots(calendar, query, now).filter(({ startsAt }) => suits(wishes, startsAt));
}

/** How far ahead anybody waits, days. */
const farthestDays = 366;

/** What is wrong with wishes by themselves, every fault at once. */
export function wishesFaults(wishes: Wishes, now: number): Fault[] {
  const { from, to, startTime, endTime, durationMinutes, timeZone } = wishes;
  const today = todayIn(timeZone, now);
  const farthest = addDays(today, farthestDays);
  const faults: Fault[] = [];
  const add = (name: string, detail: string) => void faults.push({ pointer: `/${name}`, detail });
  if (to < from) add('to', `must not be before from (${from})`);
  else if (to < today) add('to', `must not be in the past: today is ${today} (${timeZone})`);
  if (from > farthest) add('from', `must not be after ${farthest}`);
  else if (to > farthest) add('to', `must not be after ${farthest}`);
  if (endTime <= startTime) add('end_time', `must be after start_time (${startTime})`);
  else if (minuteOfTime(endTime) - minuteOfTime(startTime) < durationMinutes)
    add('end_time', `leaves no room for ${durationMinutes} minutes after start_time (${startTime})`);
  return faults;
}

/** Why a mentor could never meet the wishes, as one fault for each thing to change; none when she could. */
export function unmetBy(calendar: Calendar, wishes: Wishes, now: number): Fault[] {
  const { durations } = calendar.settings;
  if (!durations.includes(wishes.durationMinutes)) {
    const offered = [...durations].sort((a, b) => a - b).join(', ');
    return [{ pointer: '/duration_minutes', detail: `must be one that is offered: ${offered}` }];
  }
  const lastDate = todayIn(calendar.timeZone, bookablePeriod(calendar, now).end - 1);
  if (wishes.from > lastDate) {
    return [{ pointer: '/from', detail: `must not be after ${lastDate}: later dates are not open yet` }];
  }
  // As if nobody had booked, she were never away, and all of the dates were open already.
  const { limits: _, closed = [], ...rest } = calendar;
  const settings = { ...calendar.settings, minNoticeMinutes: 0, bookingWindowDays: farthestDays + 2 };
  const everOpen = {
    ...rest,
    busy: [],
    closed: closed.filter(({ reason }) => reason !== 'mentor_paused'),
    settings,
  };
  const hasHours = (looser: Wishes): boolean => suitingSlots(everOpen, looser, now).length > 0;
  if (hasHours(wishes)) return [];
  const anyTime = { ...wishes, startTime: '00:00', endTime: '24:00' };
  if (hasHours(anyTime)) {
    return [{ pointer: '/start_time', detail: 'and end_time must leave room in the hours of these dates' }];
  }
  if (hasHours({ ...anyTime, daysOfWeek: null })) {
    return [{ pointer: '/days_of_week', detail: 'must hold a day on which there are hours' }];
  }
  return [{ pointer: '/from', detail: 'and to must hold a date with hours' }];
}
