import type { Knex } from 'knex';
import type { MessageQuery } from '../contract/message.ts';
import type { MentorSession } from '../models/mentor-session.ts';
import { Message } from '../models/message.ts';
import { notFound } from '../problems.ts';

export interface MessagesRequest {
  readonly partnerId: number;
  readonly query: Pick<MessageQuery, 'session_id' | 'person_id' | 'channel' | 'state'>;
  readonly limit: number;
  /** Only messages before the one with this id. */
  readonly before?: number | undefined;
}

/** The partner's messages with their people, the latest first. */
export async function listMessages(knex: Knex, request: MessagesRequest): Promise<Message[]> {
  const { partnerId, query, limit, before } = request;
  const found = Message.query(knex)
    .where({ partner_id: partnerId })
    .withGraphFetched('person')
    .orderBy('id', 'desc')
    .limit(limit);
  for (const name of ['session_id', 'person_id', 'channel', 'state'] as const)
    if (query[name] !== undefined) found.where(name, query[name]);
  if (before) found.where('id', '<', before);
  return found;
}

/** How many messages of one session are told of at most. */
const mostOfSession = 100;

/** What the people of a session are told of it, what is due last first; with a `readerId` that person alone. */
export async function messagesOfSession(
  knex: Knex,
  session: MentorSession,
  readerId: number | null,
): Promise<Message[]> {
  const found = Message.query(knex)
    .where({ mentor_id: session.mentorId, session_id: session.id })
    .orderBy([
      { column: 'due_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(mostOfSession);
  return readerId === null ? found : found.where({ person_id: readerId });
}

/**
 * A message of the partner, with its person.
 *
 * @throws Problem `not_found`.
 */
export async function findMessage(knex: Knex, partnerId: number, id: number): Promise<Message> {
  const message = await Message.query(knex).findOne({ id, partner_id: partnerId }).withGraphFetched('person');
  if (!message) throw notFound('message');
  return message;
}
