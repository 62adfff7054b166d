import type Router from '@koa/router';
import { bookSession } from '../commands/book-session.ts';
import { cancelSession } from '../commands/cancel-session.ts';
import { closeSession } from '../commands/close-session.ts';
import { rescheduleSession } from '../commands/reschedule-session.ts';
import { reviewSession } from '../commands/review-session.ts';
import { updateSession } from '../commands/update-session.ts';
import { operations } from '../contract/operations.ts';
import { sessionCalendar } from '../domain/icalendar.ts';
import { may } from '../domain/permissions.ts';
import { addDays, isDate } from '../domain/wall-time.ts';
import { calendarEventOf } from '../models/calendar-event.ts';
import { findSession, withPeople } from '../models/find-session.ts';
import { MentorSession, presentSession, sessionThing } from '../models/mentor-session.ts';
import { notFound } from '../problems.ts';
import { endpoint, type Services } from './endpoint.ts';
import { decodeCursor, pageOf } from './page.ts';

export function sessionRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.bookSession, async ({ body, command, id }) =>
    bookSession(command, id, body),
  );

  endpoint(router, services, operations.listSessions, async ({ command: { actor }, query }) => {
    const {
      as = actor.mentorId === null ? 'student' : 'mentor',
      status,
      from,
      to,
      limit = 20,
      cursor,
    } = query;
    const before = decodeCursor(cursor, 2);
    const found = MentorSession.query(knex)
      .withGraphFetched('[mentor, student]')
      .orderBy([
        { column: 'starts_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (as === 'student') found.where('student_id', actor.userId);
    else found.where('mentor_id', actor.mentorId ?? 0);
    if (status) found.where({ status });
    if (from) found.where('starts_at', '>=', new Date(from));
    if (to) found.where('starts_at', '<', isDate(to) ? new Date(addDays(to, 1)) : new Date(to));
    if (before) {
      const [startsAt, id] = before as [number, number];
      found.whereRaw('(starts_at, id) < (?, ?)', [new Date(startsAt).toISOString(), id]);
    }
    const { rows, next_cursor } = pageOf(await found, limit, ({ startsAt, id }) => [startsAt.getTime(), id]);
    return { sessions: rows.map((row) => presentSession(withPeople(row), actor)), next_cursor };
  });

  endpoint(router, services, operations.getSession, async ({ command: { actor }, id }) =>
    presentSession(await findSession(knex, actor, id), actor),
  );

  endpoint(router, services, operations.updateSession, async ({ body, command, id }) =>
    updateSession(command, id, body),
  );

  endpoint(router, services, operations.cancelSession, async ({ body, command, id }) =>
    cancelSession(command, id, body),
  );

  endpoint(router, services, operations.rescheduleSession, async ({ body, command, id }) =>
    rescheduleSession(command, id, body),
  );

  endpoint(router, services, operations.completeSession, async ({ command, id }) =>
    closeSession(command, id, 'completed'),
  );

  endpoint(router, services, operations.markNoShow, async ({ command, id }) =>
    closeSession(command, id, 'no_show'),
  );

  endpoint(router, services, operations.reviewSession, async ({ body, command, id }) =>
    reviewSession(command, id, body),
  );

  endpoint(router, services, operations.getSessionCalendar, async ({ command: { actor }, ctx, id }) => {
    const found = await findSession(knex, actor, id);
    if (!may(actor, 'change_session', sessionThing(found))) throw notFound('session');
    ctx.attachment(`session-${id}.ics`);
    return sessionCalendar(calendarEventOf(found, actor.partnerSlug));
  });
}
