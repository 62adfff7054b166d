import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { CommandContext } from '../commands/commit.ts';
import { acceptSession } from '../commands/sessions/accept-session.ts';
import { bookSeries, previewSeries } from '../commands/sessions/book-series.ts';
import { bookSession } from '../commands/sessions/book-session.ts';
import { cancelGroup } from '../commands/sessions/cancel-group.ts';
import { cancelSession } from '../commands/sessions/cancel-session.ts';
import { closeSession } from '../commands/sessions/close-session.ts';
import { declineSession } from '../commands/sessions/decline-session.ts';
import { reopenSession } from '../commands/sessions/reopen-session.ts';
import { rescheduleSession } from '../commands/sessions/reschedule-session.ts';
import { reviewSession } from '../commands/sessions/review-session.ts';
import { updateSession } from '../commands/sessions/update-session.ts';
import { operations } from '../contract/operations.ts';
import type { SessionFilters } from '../contract/session-query.ts';
import { DAY_MS } from '../domain/calendar-date.ts';
import { sessionCalendar } from '../domain/ics/session-calendar.ts';
import { seriesCalendar, seriesSessionCalendar } from '../domain/ics/sessions-calendar.ts';
import { type Actor, may } from '../domain/permissions.ts';
import { todayIn } from '../domain/wall-time.ts';
import { answeringIn, readingIn } from '../http/answering-in.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { ifMatchWhereSent } from '../http/if-match.ts';
import { decodeCursor, pageOf } from '../http/page.ts';
import { sessionTable } from '../http/session-table.ts';
import { meetingLinkOf } from '../models/meeting-link.ts';
import {
  presentSession,
  type SessionWithPeople,
  sessionEtag,
  sessionThing,
  type WholeSession,
} from '../models/mentor-session.ts';
import { seriesEventOf, sessionEventOf } from '../models/session-event.ts';
import { notFound } from '../problems.ts';
import { findSeries } from '../queries/find-series.ts';
import { findSession } from '../queries/find-session.ts';
import { listSessions, sessionsMeant } from '../queries/list-sessions.ts';
import { linkToken } from '../secrets/person-link.ts';

export function sessionRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.bookSession, async ({ body, command, id }) =>
    bookSession(answeringIn(body.timezone, command), id, body),
  );

  endpoint(router, services, operations.bookSeries, async ({ body, command, id, ctx }) => {
    const answering = answeringIn(body.timezone, command);
    if (!body.dry_run) return bookSeries(answering, id, body);
    ctx.status = 200;
    return previewSeries(answering, id, body);
  });

  endpoint(router, services, operations.listSessions, async ({ command, query }) => {
    const { actor, now } = command;
    const { limit = 20, cursor, timezone } = query;
    const after = decodeCursor(cursor, 2) as [number, number] | null;
    const sessions = await listSessions(knex, actor, query, { limit: limit + 1, after });
    const { rows, next_cursor } = pageOf(sessions, limit, placeOf);
    const reader = readingIn(timezone, actor);
    return {
      sessions: rows.map((row) => presentSession(row, reader, command)),
      next_cursor,
      ...(reader.timezone && { today: todayIn(reader.timezone, now) }),
      ...(sessionsMeant(actor, query.as) === 'student' &&
        !actor.scopes && { preferences_url: preferencesUrl(command) }),
    };
  });

  endpoint(router, services, operations.tableSessions, async ({ command, ctx, query }) => {
    const { actor } = command;
    const as = sessionsMeant(actor, query.as);
    ctx.attachment('sessions.csv');
    const reader = readingIn(query.timezone, actor);
    return sessionTable(everySession(knex, actor, query), {
      as,
      reader,
      reading: command,
      separator: query.separator,
    });
  });

  endpoint(router, services, operations.getSession, async ({ command, id, query }) =>
    presentSession(
      await findSession(knex, command.actor, id),
      readingIn(query.timezone, command.actor),
      command,
    ),
  );

  endpoint(router, services, operations.updateSession, async ({ body, command, ctx, id, query }) => {
    const isKnown = ifMatchWhereSent(ctx);
    const session = await updateSession(answeringIn(query.timezone, command), id, body, isKnown);
    ctx.etag = sessionEtag(session);
    return session;
  });

  endpoint(router, services, operations.cancelSession, async ({ body, command, id, query }) => {
    const answering = answeringIn(query.timezone, command);
    const { scope, reason } = body;
    return scope === 'group'
      ? cancelGroup(answering, id, body)
      : cancelSession(answering, id, { reason, scope });
  });

  endpoint(router, services, operations.rescheduleSession, async ({ body, command, id }) =>
    rescheduleSession(answeringIn(body.timezone, command), id, body),
  );

  endpoint(router, services, operations.acceptSession, async ({ command, id, query }) =>
    acceptSession(answeringIn(query.timezone, command), id),
  );

  endpoint(router, services, operations.declineSession, async ({ body, command, id, query }) =>
    declineSession(answeringIn(query.timezone, command), id, body),
  );

  endpoint(router, services, operations.completeSession, async ({ command, id, query }) =>
    closeSession(answeringIn(query.timezone, command), id, 'completed'),
  );

  endpoint(router, services, operations.markNoShow, async ({ command, id, query }) =>
    closeSession(answeringIn(query.timezone, command), id, 'no_show'),
  );

  endpoint(router, services, operations.reopenSession, async ({ command, id, query }) =>
    reopenSession(answeringIn(query.timezone, command), id),
  );

  endpoint(router, services, operations.reviewSession, async ({ body, command, id }) =>
    reviewSession(command, id, body),
  );

  endpoint(router, services, operations.getSessionCalendar, async ({ command, ctx, id, query }) => {
    const { actor } = command;
    const found = await findSession(knex, actor, id);
    if (!may(actor, 'change_session', sessionThing(found))) throw notFound('session');
    ctx.attachment(`session-${id}.ics`);
    const linkOf = (each: SessionWithPeople) => meetingLinkOf(each, actor.userId, command);
    const [series] = (await findSeries(knex, [found.session])).values();
    if (!series) return sessionCalendar(sessionEventOf(found, actor.partnerSlug, linkOf(found)));
    const event = seriesEventOf(series, actor.partnerSlug, linkOf);
    return query.scope === 'all' ? seriesCalendar(event) : seriesSessionCalendar(event, id);
  });
}

/** The same all day, so that the list keeps its ETag; good until the day after has ended (UTC). */
function preferencesUrl({ actor, now, tokenSecret, publicUrl }: CommandContext): string {
  const expiresAt = (Math.floor(now / DAY_MS) + 2) * DAY_MS;
  const link = {
    purpose: 'preferences',
    personId: actor.userId,
    mentorId: 0,
    sessionId: 0,
    expiresAt,
  } as const;
  return `${publicUrl}/m/${linkToken(tokenSecret, link)}`;
}

/** All the sessions that `filters` mean, read as they are asked for, so that no table is too long. */
async function* everySession(
  knex: Knex,
  actor: Actor,
  filters: SessionFilters,
): AsyncGenerator<WholeSession> {
  const limit = 500;
  let after: readonly [number, number] | null = null;
  for (;;) {
    const page: readonly WholeSession[] = await listSessions(knex, actor, filters, { limit, after });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < limit) return;
    after = placeOf(last);
  }
}

const placeOf = ({ session: { startsAt, id } }: WholeSession): [number, number] => [startsAt.getTime(), id];
