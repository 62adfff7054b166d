import * as message from './message.ts';
import { define } from './operation.ts';

const common = { tag: 'Messages', who: 'partner_admin' } as const;

/** What the partner's people are told of their sessions, and whether it reached them. */
export const messageOperations = {
  listMessages: define<{ query: message.MessageQuery; result: message.MessageList }>({
    id: 'listMessages',
    method: 'get',
    path: '/api/partner/messages',
    ...common,
    summary: 'List messages',
    query: message.messageQuerySchema,
    status: 200,
    response: message.messageListSchema,
    problems: [],
  }),
  getMessage: define<{ query: message.MessageView; result: message.MessageWithContent }>({
    id: 'getMessage',
    method: 'get',
    path: '/api/partner/messages/:id',
    ...common,
    summary: 'Get a message and what it looked like',
    query: message.messageViewSchema,
    status: 200,
    response: message.messageWithContentSchema,
    problems: ['not_found'],
  }),
  resendMessage: define<{ query: message.MessageView; result: message.Message }>({
    id: 'resendMessage',
    method: 'post',
    path: '/api/partner/messages/:id/resend',
    ...common,
    summary: 'Send a message again',
    description:
      'Soon, to the address that the person has now, in words of the session as it stands. What says nothing any more, such as a reminder of a session that was moved, is skipped again.',
    query: message.messageViewSchema,
    status: 202,
    response: message.messageSchema,
    problems: ['not_found', 'message_under_way'],
  }),
  listSessionMessages: define<{ query: message.MessageView; result: message.SessionMessageList }>({
    id: 'listSessionMessages',
    method: 'get',
    path: '/api/mentorship/sessions/:id/messages',
    tag: 'Messages',
    who: 'person',
    summary: 'List what was told of a session',
    description:
      "To whom, when, and whether it arrived: all of it for the session's mentor and admins of the partner, her own for its student. Others are told that there is no such session.",
    query: message.messageViewSchema,
    status: 200,
    response: message.sessionMessageListSchema,
    problems: ['not_found'],
  }),
  getMessaging: define<{ result: message.Messaging }>({
    id: 'getMessaging',
    method: 'get',
    path: '/api/partner/messaging',
    ...common,
    summary: 'Read how people are told',
    status: 200,
    response: message.messagingSchema,
    problems: [],
  }),
  replaceMessaging: define<{ body: message.ReplaceMessaging; result: message.Messaging }>({
    id: 'replaceMessaging',
    method: 'put',
    path: '/api/partner/messaging',
    ...common,
    summary: 'Replace how people are told',
    description: 'Reminders of sessions to come are moved with it.',
    body: message.replaceMessagingSchema,
    status: 200,
    response: message.messagingSchema,
    problems: [],
  }),
} as const;
