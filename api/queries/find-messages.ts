import type { Knex } from 'knex';
import type { MentorSession } from '../models/mentor-session.ts';
import { Message } from '../models/message.ts';
import type { Partner } from '../models/partner.ts';
import type { User } from '../models/user.ts';

/** A message with all that decides whether it is sent, and what it says. */
export interface WholeMessage {
  readonly message: Message;
  readonly reader: User;
  readonly partner: Partner;
  /** With its mentor and its student. */
  readonly session: MentorSession;
  /** Whether the session has a review already. */
  readonly isReviewed: boolean;
  /** Whether a later event tells her where the session stands. */
  readonly isOvertaken: boolean;
  /** When she was last told of that start by another message; null when she was not. */
  readonly toldAt: Date | null;
}

interface Asked {
  readonly isReviewed: boolean;
  readonly isOvertaken: boolean;
  readonly toldAt: Date | null;
}

/** The messages as they stand now, in the order in which they were written. */
export async function findMessages(knex: Knex, ids: readonly number[]): Promise<WholeMessage[]> {
  const rows = await Message.query(knex)
    .select('message.*', knex.raw(reviewed), knex.raw(overtaken), knex.raw(told))
    .findByIds([...ids])
    .orderBy('id')
    .withGraphFetched('[person, partner, session.[mentor, student]]');
  return rows.map((message) => {
    const { person: reader, partner, session } = message;
    if (!reader || !partner || !session)
      throw new Error(`message ${message.id} was read without its session`);
    const { isReviewed, isOvertaken, toldAt } = message as Message & Asked;
    return { message, reader, partner, session, isReviewed, isOvertaken, toldAt };
  });
}

const reviewed = `EXISTS (SELECT FROM session_review r
  WHERE r.mentor_id = message.mentor_id AND r.session_id = message.session_id) AS is_reviewed`;

const overtaken = `EXISTS (SELECT FROM message later
  WHERE later.session_id = message.session_id AND later.person_id = message.person_id AND later.id > message.id
    AND later.event IN ('session_cancelled', 'session_rescheduled')) AS is_overtaken`;

const told = `(SELECT max(earlier.sent_at) FROM message earlier
  WHERE earlier.session_id = message.session_id AND earlier.person_id = message.person_id
    AND earlier.starts_at = message.starts_at AND earlier.event <> message.event) AS told_at`;
