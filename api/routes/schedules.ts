import type Router from '@koa/router';
import { replaceSchedule } from '../commands/schedule/replace-schedule.ts';
import { type SentSchedule, scheduleFromInput } from '../commands/schedule/schedule-from-input.ts';
import { operations } from '../contract/operations.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Actor } from '../domain/permissions.ts';
import { todayIn } from '../domain/wall-time.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { ifMatch } from '../http/if-match.ts';
import { listSlots } from '../http/list-slots.ts';
import { invalidRequest, notFound } from '../problems.ts';
import { type CalendarWindow, loadCalendar } from '../queries/calendar.ts';
import { findConflicts } from '../queries/find-conflicts.ts';
import { findManagedMentor } from '../queries/find-mentor.ts';
import { loadSchedule } from '../queries/schedule.ts';

export function scheduleRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.getSchedule, async ({ actor, id, now }) => {
    const mentor = await findManagedMentor(knex, actor as Actor, id);
    return loadSchedule(knex, mentor, todayIn(mentor.timezone, now));
  });

  endpoint(router, services, operations.replaceSchedule, async ({ ctx, body, command, id }) => {
    const { saved, etag } = await replaceSchedule(command, id, body, ifMatch(ctx));
    ctx.etag = etag;
    return saved;
  });

  endpoint(router, services, operations.previewSchedule, async ({ actor, body, id, now }) => {
    const mentor = await findManagedMentor(knex, actor as Actor, id);
    const sent = scheduleFromInput(body.schedule, now, '/schedule');
    if (sent.faults.length > 0) throw invalidRequest(sent.faults);
    const today = todayIn(mentor.timezone, now);
    const change = (calendar: Calendar) => withSchedule(calendar, sent, today);
    const load = async (window: CalendarWindow) => {
      const found = await loadCalendar(knex, { mentorId: id, window, now });
      if (!found) throw notFound('mentor');
      const isAvailable = sent.settings.is_available && mentor.deactivatedAt === null;
      return { ...found, isAvailable, calendar: change(found.calendar) };
    };
    const { list } = await listSlots({
      load,
      query: body.query ?? { days: 7, locale: 'fr' },
      now,
      at: '/query',
    });
    return { ...list, conflicts: await findConflicts(knex, id, now, change) };
  });
}

/** The calendar that a schedule would make: other hours and settings; the same busy times, closed dates and past. */
function withSchedule(
  calendar: Calendar,
  { settings, rules, overrides }: SentSchedule,
  today: string,
): Calendar {
  return {
    ...calendar,
    timeZone: settings.timezone,
    rules: rules.map(({ rule }) => rule).filter(({ isActive }) => isActive),
    overrides: [
      ...calendar.overrides.filter(({ date }) => date < today),
      ...overrides
        .filter(({ date }) => date >= today)
        .map(({ date, ranges }) => ({
          date,
          ranges: ranges.map(({ start_time, end_time }) => ({ startTime: start_time, endTime: end_time })),
        })),
    ],
    settings: {
      slotStepMinutes: settings.slot_step_minutes,
      minNoticeMinutes: settings.min_notice_minutes,
      bookingWindowDays: settings.booking_window_days,
      bufferMinutes: settings.buffer_minutes,
      durations: settings.durations,
    },
  };
}
