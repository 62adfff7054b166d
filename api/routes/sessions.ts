import type Router from '@koa/router';
import { bookSession } from '../commands/book-session.ts';
import { cancelSession } from '../commands/cancel-session.ts';
import { closeSession } from '../commands/close-session.ts';
import type { CommandContext } from '../commands/commit.ts';
import { rescheduleSession } from '../commands/reschedule-session.ts';
import { reviewSession } from '../commands/review-session.ts';
import { updateSession } from '../commands/update-session.ts';
import { operations } from '../contract/operations.ts';
import { sessionCalendar } from '../domain/icalendar.ts';
import { type Actor, may } from '../domain/permissions.ts';
import { addDays, isDate } from '../domain/wall-time.ts';
import { calendarEventOf } from '../models/calendar-event.ts';
import { findSession, joined, selectSessions } from '../models/find-session.ts';
import { presentSession, sessionThing } from '../models/mentor-session.ts';
import { notFound } from '../problems.ts';
import { endpoint, type Services } from './endpoint.ts';
import { decodeCursor, pageOf } from './page.ts';

export function sessionRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.bookSession, async ({ body, command, id }) =>
    bookSession(answeringIn(body.timezone, command), id, body),
  );

  endpoint(router, services, operations.listSessions, async ({ command: { actor }, query }) => {
    const {
      as = actor.mentorId === null ? 'student' : 'mentor',
      status,
      from,
      to,
      limit = 20,
      cursor,
      timezone,
    } = query;
    const before = decodeCursor(cursor, 2);
    const found = selectSessions(knex)
      .orderBy([
        { column: 's.starts_at', order: 'desc' },
        { column: 's.id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (as === 'student') found.where('s.student_id', actor.userId);
    else found.where('s.mentor_id', actor.mentorId ?? 0);
    if (status) found.where('s.status', status);
    if (from) found.where('s.starts_at', '>=', new Date(from));
    if (to) found.where('s.starts_at', '<', isDate(to) ? new Date(addDays(to, 1)) : new Date(to));
    if (before) {
      const [startsAt, id] = before as [number, number];
      found.whereRaw('(s.starts_at, s.id) < (?, ?)', [new Date(startsAt).toISOString(), id]);
    }
    const sessions = (await found).map(joined);
    const { rows, next_cursor } = pageOf(sessions, limit, ({ session: { startsAt, id } }) => [
      startsAt.getTime(),
      id,
    ]);
    const reader = readingIn(timezone, actor);
    return { sessions: rows.map((row) => presentSession(row, reader)), next_cursor };
  });

  endpoint(router, services, operations.getSession, async ({ command: { actor }, id, query }) =>
    presentSession(await findSession(knex, actor, id), readingIn(query.timezone, actor)),
  );

  endpoint(router, services, operations.updateSession, async ({ body, command, id, query }) =>
    updateSession(answeringIn(query.timezone, command), id, body),
  );

  endpoint(router, services, operations.cancelSession, async ({ body, command, id, query }) =>
    cancelSession(answeringIn(query.timezone, command), id, body),
  );

  endpoint(router, services, operations.rescheduleSession, async ({ body, command, id }) =>
    rescheduleSession(answeringIn(body.timezone, command), id, body),
  );

  endpoint(router, services, operations.completeSession, async ({ command, id, query }) =>
    closeSession(answeringIn(query.timezone, command), id, 'completed'),
  );

  endpoint(router, services, operations.markNoShow, async ({ command, id, query }) =>
    closeSession(answeringIn(query.timezone, command), id, 'no_show'),
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

/** The reader with the zone that she asks to be told wall times in, if she asks for one. */
function readingIn(timezone: string | undefined, actor: Actor): Actor {
  return timezone === undefined ? actor : { ...actor, timezone };
}

function answeringIn(timezone: string | undefined, command: CommandContext): CommandContext {
  return { ...command, actor: readingIn(timezone, command.actor) };
}
