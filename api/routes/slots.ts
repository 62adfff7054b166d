import type Router from '@koa/router';
import { holdSlot, releaseHold } from '../commands/sessions/hold-slot.ts';
import { operations } from '../contract/operations.ts';
import { may } from '../domain/permissions.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { listSlots } from '../http/list-slots.ts';
import { Serialized } from '../http/serialized.ts';
import { SlotAnswers } from '../http/slot-answers.ts';
import { notFound } from '../problems.ts';
import { type CalendarWindow, loadCalendar, type MentorCalendar } from '../queries/calendar.ts';
import { calendarVersions } from '../queries/calendar-versions.ts';

export function slotRoutes(router: Router, services: Services): void {
  const { knex } = services;
  const answers = new SlotAnswers<number>();
  const versionOf = calendarVersions(knex);

  endpoint(router, services, operations.listSlots, async ({ actor, id, query, now }) => {
    const load = async (window: CalendarWindow): Promise<MentorCalendar> => {
      const mentor = await loadCalendar(knex, { mentorId: id, window, now, studentId: actor?.userId });
      if (!mentor || (actor && !may(actor, 'reach_mentor', mentor))) throw notFound('mentor');
      // Who manages the mentor moves students' sessions by this list: her own as a student are nothing to it.
      const manages = actor?.role === 'partner_admin' || actor?.userId === mentor.mentorUserId;
      return manages ? { ...mentor, studentSessions: [], fullForStudent: [] } : mentor;
    };
    const request = { load, query, now };
    // Her own hold does not hide its slot from her, so a student's list is her own.
    if (actor) return Serialized.from((await listSlots(request)).list);
    const { from, days, timezone, duration, locale, mode } = query;
    const question = `${id} ${from} ${days} ${timezone} ${duration} ${locale} ${mode}`;
    const kept = answers.get(question, now);
    if (kept && kept.version === (await versionOf(id))) return kept.answer;
    const { list, version, validUntil } = await listSlots(request);
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
