import type Router from '@koa/router';
import type { Knex } from 'knex';
import { createBusyFeed } from '../commands/calendars/create-busy-feed.ts';
import { deleteBusyFeed } from '../commands/calendars/delete-busy-feed.ts';
import { readBusyFeed } from '../commands/calendars/read-busy-feed.ts';
import { renewCalendarFeed } from '../commands/calendars/renew-calendar-feed.ts';
import type { CalendarFeed } from '../contract/busy-feed.ts';
import { operations } from '../contract/operations.ts';
import { sessionsCalendar } from '../domain/ics/sessions-calendar.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { BusyFeed, presentBusyFeed } from '../models/busy-feed.ts';
import { meetingLinkOf } from '../models/meeting-link.ts';
import type { SessionWithPeople } from '../models/mentor-session.ts';
import { seriesEventOf, sessionEventOf } from '../models/session-event.ts';
import { notFound } from '../problems.ts';
import { findBusyFeed } from '../queries/find-busy-feed.ts';
import { findManagedMentor, findMentorAtPartner } from '../queries/find-mentor.ts';
import { findSeries } from '../queries/find-series.ts';
import { joined, selectSessions } from '../queries/find-session.ts';
import { addressSecret, claimedOwner, isSecretOf } from '../secrets/address-secret.ts';

/** How far back a calendar goes that is subscribed to, and how many sessions it holds at most: the newest. */
const daysBack = 90;
const mostSessions = 2_000;

/** A mentor's sessions in her own calendar, and the busy times of her own calendar here. */
export function calendarRoutes(router: Router, services: Services): void {
  const { knex, tokenSecret, publicUrl, readCalendar, rateLimit } = services;

  const addressOf = (id: number, generation: number): CalendarFeed => {
    const secret = addressSecret(tokenSecret, { kind: 'calendar', id, generation });
    const url = `${publicUrl()}/api/calendars/${secret}.ics`;
    return { url, webcal_url: url.replace(/^https?:/, 'webcal:') };
  };

  endpoint(router, services, operations.getCalendarFeed, async ({ command: { actor }, id }) => {
    const { calendarGeneration } = await findManagedMentor(knex, actor, id);
    return addressOf(id, calendarGeneration);
  });

  endpoint(router, services, operations.renewCalendarFeed, async ({ command, id }) =>
    addressOf(id, await renewCalendarFeed(command, id)),
  );

  endpoint(router, services, operations.readCalendar, async ({ ctx, now }) => {
    const secret = String(ctx.params.secret);
    const mentor = await findBySecret(knex, secret, tokenSecret);
    if (!mentor) throw notFound('calendar');
    const rows = await selectSessions(knex)
      .where('s.mentor_id', mentor.id)
      .where('s.starts_at', '>=', new Date(now - daysBack * 86_400_000))
      .orderBy('s.starts_at', 'desc')
      .limit(mostSessions);
    const maker = { tokenSecret, publicUrl: publicUrl() };
    const linkOf = (found: SessionWithPeople) => meetingLinkOf(found, mentor.userId, maker);
    const found = rows.map(joined);
    const alone = found.filter(({ session }) => session.seriesId === null);
    // Whole, although some of their sessions may be longer ago.
    const series = await findSeries(
      knex,
      found.map(({ session }) => session),
    );
    const events = {
      sessions: alone.map((each) => sessionEventOf(each, mentor.slug, linkOf(each))),
      series: [...series.values()].map((each) => seriesEventOf(each, mentor.slug, linkOf)),
    };
    ctx.set('Content-Disposition', 'inline; filename="sessions.ics"');
    return sessionsCalendar(events, mentor.name);
  });

  endpoint(router, services, operations.listBusyFeeds, async ({ command: { actor }, id }) => {
    await findManagedMentor(knex, actor, id);
    const feeds = await BusyFeed.query(knex).where({ mentor_id: id }).orderBy('id');
    return { busy_feeds: feeds.map(presentBusyFeed) };
  });

  endpoint(router, services, operations.createBusyFeed, async ({ command, id, body }) => {
    await rateLimit('calendar_read', String(command.actor.userId));
    return presentBusyFeed(await createBusyFeed(command, id, body, readCalendar));
  });

  endpoint(router, services, operations.readBusyFeed, async ({ command, id, now }) => {
    await rateLimit('calendar_read', String(command.actor.userId));
    const feed = await findBusyFeed(knex, command.actor, id);
    await readBusyFeed({ knex, readCalendar, now }, feed);
    return presentBusyFeed(await findBusyFeed(knex, command.actor, id));
  });

  endpoint(router, services, operations.deleteBusyFeed, async ({ command, id }) => {
    await deleteBusyFeed(command, id);
    return undefined;
  });
}

/** The mentor whose calendar a secret opens; every other text, also one that was good before, finds nobody. */
async function findBySecret(knex: Knex, secret: string, tokenSecret: string) {
  const id = claimedOwner(secret);
  const found = id && (await findMentorAtPartner(knex, id));
  if (!found) return null;
  const owner = { kind: 'calendar', id, generation: found.calendarGeneration } as const;
  return isSecretOf(secret, tokenSecret, owner) ? found : null;
}
