import type Router from '@koa/router';
import { presentMessaging, replaceMessaging } from '../commands/messages/replace-messaging.ts';
import { resendMessage } from '../commands/messages/resend-message.ts';
import { operations } from '../contract/operations.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { decodeCursor, pageOf } from '../http/page.ts';
import { presentMessage, presentSessionMessage, presentWholeMessage } from '../models/message.ts';
import { findPartner } from '../queries/find-partner.ts';
import { findSession } from '../queries/find-session.ts';
import { findMessage, listMessages, messagesOfSession } from '../queries/list-messages.ts';

export function messageRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.listMessages, async ({ command: { actor }, query }) => {
    const { limit = 20, cursor, timezone, ...filters } = query;
    const before = decodeCursor(cursor, 1)?.[0];
    const { partnerId } = actor;
    const found = await listMessages(knex, { partnerId, query: filters, limit: limit + 1, before });
    const { rows, next_cursor } = pageOf(found, limit, ({ id }) => [id]);
    return { messages: rows.map((message) => presentMessage(message, timezone)), next_cursor };
  });

  endpoint(router, services, operations.getMessage, async ({ command: { actor }, id, query }) =>
    presentWholeMessage(await findMessage(knex, actor.partnerId, id), query.timezone),
  );

  endpoint(router, services, operations.resendMessage, async ({ command, id, query }) =>
    presentMessage(await resendMessage(command, id), query.timezone),
  );

  endpoint(router, services, operations.listSessionMessages, async ({ command: { actor }, id, query }) => {
    const { session } = await findSession(knex, actor, id);
    const mayReadAll = actor.role === 'partner_admin' || actor.mentorId === session.mentorId;
    const messages = await messagesOfSession(knex, session, mayReadAll ? null : actor.userId);
    return {
      messages: messages.map((each) => presentSessionMessage(each, session.studentId, query.timezone)),
    };
  });

  endpoint(router, services, operations.getMessaging, async ({ command: { actor } }) => {
    return presentMessaging(await findPartner(knex, actor.partnerId), services);
  });

  endpoint(router, services, operations.replaceMessaging, async ({ body, command }) =>
    replaceMessaging(command, body, services),
  );
}
