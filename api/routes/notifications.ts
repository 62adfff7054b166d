import { PassThrough } from 'node:stream';
import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import { readAllNotifications } from '../commands/notifications/read-all-notifications.ts';
import { readNotification } from '../commands/notifications/read-notification.ts';
import { replaceNotificationPreferences } from '../commands/notifications/replace-notification-preferences.ts';
import type { Notification as WireNotification } from '../contract/notification.ts';
import { operations } from '../contract/operations.ts';
import type { NotificationListener } from '../database/listen.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import type { OpenStreams } from '../http/open-streams.ts';
import { decodeCursor, pageOf } from '../http/page.ts';
import { Notification } from '../models/notification.ts';
import { User, wholePreferences } from '../models/user.ts';
import { countUnread } from '../queries/count-unread.ts';

/** Keeps proxies and phones from closing a quiet stream, ms. */
const heartbeatMs = 20_000;

export function notificationRoutes(
  router: Router,
  services: Services,
  listener: NotificationListener,
  streams: OpenStreams,
): void {
  const { knex } = services;

  endpoint(router, services, operations.listNotifications, async ({ command: { actor }, query }) => {
    const { unread, limit = 20, cursor } = query;
    const before = decodeCursor(cursor, 1);
    // In one statement, so that the count and the newest of the list belong to the same moment.
    const found = Notification.query(knex)
      .select('notification.*', unreadCount(knex, actor.userId))
      .where({ user_id: actor.userId })
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (unread === 'true' || unread === '1') found.where({ is_read: false });
    if (before) found.where('id', '<', before[0] as number);
    const all = await found;
    const unread_count = all[0]?.unreadCount ?? (await countUnread(knex, actor.userId));
    const { rows, next_cursor } = pageOf(all, limit, ({ id }) => [id]);
    return { notifications: rows.map(presentNotification), unread_count, next_cursor };
  });

  endpoint(router, services, operations.readAllNotifications, async ({ command, body }) => {
    await readAllNotifications(command, body.up_to);
    return { unread_count: await countUnread(knex, command.actor.userId) };
  });

  endpoint(router, services, operations.getNotificationPreferences, async ({ command: { actor } }) => {
    return wholePreferences(await User.query(knex).findById(actor.userId).throwIfNotFound());
  });

  endpoint(router, services, operations.replaceNotificationPreferences, ({ command, body }) =>
    replaceNotificationPreferences(command, body),
  );

  endpoint(router, services, operations.streamNotifications, async ({ command: { actor }, ctx, now }) => {
    await listener.ready;
    const stream = new PassThrough();
    const since = await lastSeen(ctx, knex, actor.userId);
    const feed = feedFrom(knex, { userId: actor.userId, since, began: now }, stream);
    const unsubscribe = listener.subscribe(actor.userId, feed);
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs);
    // A stream tells no more than its token would: the client comes back with a new one and misses nothing.
    const end = setTimeout(() => stream.end(), Math.max(0, (actor.tokenEndsAt ?? now) - now));
    stream.on('close', () => {
      clearInterval(heartbeat);
      clearTimeout(end);
      unsubscribe();
    });
    streams.add(actor.userId, stream);
    ctx.type = 'text/event-stream';
    ctx.set('Cache-Control', 'no-store');
    ctx.set('X-Accel-Buffering', 'no');
    ctx.status = 200;
    ctx.body = stream;
    stream.write('retry: 2000\n\n');
    // What was committed between the token and the subscription.
    feed();
    return undefined;
  });

  endpoint(router, services, operations.readNotification, async ({ command, id }) =>
    presentNotification(await readNotification(command, id)),
  );
}

/** The id after which events are sent: the one the client had last, or the newest there is. */
async function lastSeen(ctx: Context, knex: Knex, userId: number): Promise<number> {
  const header = ctx.get('last-event-id');
  if (/^[0-9]{1,15}$/.test(header)) return Number(header);
  const newest = await Notification.query(knex).where({ user_id: userId }).max('id AS id').first();
  return newest?.id ?? 0;
}

interface FeedReader {
  readonly userId: number;
  /** Id of the last notification that she has. */
  readonly since: number;
  /** When her token was checked, epoch ms. */
  readonly began: number;
}

/**
 * A function that sends all notifications since the last it sent; calls that overlap become one more look. Nothing is
 * sent to somebody who has signed out everywhere meanwhile: the stream ends, and its token is refused the next time.
 */
function feedFrom(knex: Knex, { userId, since, began }: FeedReader, stream: PassThrough): () => void {
  let last = since;
  let looking = false;
  let again = false;
  const look = async (): Promise<void> => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    try {
      do {
        again = false;
        if (await hasSignedOut(knex, userId, began)) {
          stream.end();
          return;
        }
        const rows = await Notification.query(knex)
          .where({ user_id: userId })
          .where('id', '>', last)
          .where({ is_live: true })
          .orderBy('id')
          .limit(100);
        for (const row of rows) {
          last = row.id;
          const data = JSON.stringify(presentNotification(row));
          if (stream.writable) stream.write(`id: ${row.id}\nevent: notification\ndata: ${data}\n\n`);
        }
        again ||= rows.length === 100;
      } while (again && stream.writable);
    } catch {
      // The client comes back with its last id and misses nothing.
      stream.destroy();
    } finally {
      looking = false;
    }
  };
  return () => void look();
}

const unreadCount = (knex: Knex, userId: number) =>
  Notification.query(knex).where({ user_id: userId, is_read: false }).count().as('unread_count');

async function hasSignedOut(knex: Knex, userId: number, since: number): Promise<boolean> {
  const reader = await User.query(knex).findById(userId).select('tokens_valid_from');
  return (reader?.tokensValidFrom?.getTime() ?? 0) > since;
}

function presentNotification(row: Notification): WireNotification {
  return {
    id: row.id,
    type: row.type,
    title: row.title,
    message: row.message,
    link: row.link,
    is_read: row.isRead,
    created_at: formatInstant(row.createdAt.getTime(), 'UTC'),
  };
}
