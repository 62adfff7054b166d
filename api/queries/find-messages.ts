import type { Knex } from 'knex';
import { MentorSession } from '../models/mentor-session.ts';
import { Message } from '../models/message.ts';
import type { Partner } from '../models/partner.ts';
import type { User } from '../models/user.ts';
import type { WaitingListOffer } from '../models/waiting-list-offer.ts';
import { findSeries, type WholeSeries } from './find-series.ts';
import { type OpenChannel, openChannels } from './open-channels.ts';

/** What is asked about a message beside its row. */
interface Asked {
  /** Whether the session has a review already. */
  readonly isReviewed: boolean;
  /**
   * Whether a later event tells her where the session stands; of a reminder, whether another message leaves now too.
   */
  readonly isOvertaken: boolean;
  /** When she was last told of that start by another message; null when she was not. */
  readonly toldAt: Date | null;
  /** Channels that she can be told by and that were not tried for this, the best first. */
  readonly openChannels: readonly OpenChannel[];
  /** Channels that have a row of their own for the same. */
  readonly otherChannels: readonly string[];
  /** Whether her number wants no messages. */
  readonly isStopped: boolean;
}

/** A message with all that decides whether and how it is sent, and what it says. */
export interface WholeMessage extends Asked {
  readonly message: Message;
  readonly reader: User;
  readonly partner: Partner;
  /** With its mentor and its student; what it would be, where it is only offered. */
  readonly session: MentorSession;
  /** What somebody who waits is offered; null for what is told of a session. */
  readonly offer: WaitingListOffer | null;
  /** The series that its session belongs to; null for one of its own. */
  readonly series: WholeSeries | null;
}

/**
 * The messages as they stand now, in the order in which they were written.
 *
 * @param now epoch ms
 */
export async function findMessages(knex: Knex, ids: readonly number[], now: number): Promise<WholeMessage[]> {
  const rows = await Message.query(knex)
    .select('message.*', knex.raw(`${reviewed}, ${told}, ${open}, ${others}, ${stopped}`))
    .select(knex.raw(overtaken, { now: new Date(now) }))
    .findByIds([...ids])
    .orderBy('id')
    .withGraphFetched('[person, partner, session.[mentor, student], offer.[entry.student, mentor]]');
  const series = await findSeries(
    knex,
    rows.flatMap(({ session }) => session ?? []),
  );
  return rows.map((message) => {
    const { person: reader, partner, offer = null } = message;
    const session = offer ? sessionOffered(offer) : message.session;
    if (!reader || !partner || !session)
      throw new Error(`message ${message.id} was read without its session`);
    const { isReviewed, isOvertaken, toldAt, openChannels, otherChannels, isStopped } = message as Message &
      Asked;
    const asked = { isReviewed, isOvertaken, toldAt, openChannels, otherChannels, isStopped };
    return {
      message,
      reader,
      partner,
      session,
      offer,
      series: series.get(session.seriesId ?? 0) ?? null,
      ...asked,
    };
  });
}

/** The session that would be booked. */
function sessionOffered({ mentorId, startsAt, endsAt, entry, mentor }: WaitingListOffer): MentorSession {
  if (!entry?.student || !mentor) throw new Error('an offer was read without its people');
  const { studentId, subject, description, student } = entry;
  const session = new MentorSession();
  const columns = { id: 0, mentorId, studentId, startsAt, endsAt, subject, description, cancelReason: null };
  return Object.assign(session, columns, { status: 'scheduled', mentor, student });
}

const reviewed = `EXISTS (SELECT FROM session_review r
  WHERE r.mentor_id = message.mentor_id AND r.session_id = message.session_id) AS is_reviewed`;

// What stands for a failed message has its place in time. One that tells of several sessions is overtaken once each is.
const overtaken = `CASE WHEN message.event = 'session_reminder' THEN EXISTS (SELECT FROM message later
    WHERE later.session_id = message.session_id AND later.person_id = message.person_id
      AND later.starts_at = message.starts_at AND CASE WHEN later.event = message.event
        THEN later.state <> 'skipped' AND later.occasion <> message.occasion
          AND later.due_at > message.due_at AND later.due_at <= :now
        -- What tells of the same start and leaves at the same time, such as at the end of quiet hours.
        ELSE later.state = 'queued' AND later.next_attempt_at <= :now END)
  ELSE NOT EXISTS (SELECT FROM unnest(message.session_id || message.series_sessions) AS own (id)
    WHERE NOT EXISTS (SELECT FROM message later
      WHERE later.person_id = message.person_id AND later.event IN ('session_cancelled', 'session_rescheduled', 'request_received')
        AND coalesce(later.fallback_of, later.id) > coalesce(message.fallback_of, message.id)
        AND (later.session_id = own.id OR own.id = ANY (later.series_sessions)))) END AS is_overtaken`;

const told = `(SELECT max(earlier.sent_at) FROM message earlier
  WHERE earlier.session_id = message.session_id AND earlier.person_id = message.person_id
    AND earlier.starts_at = message.starts_at AND earlier.event <> message.event) AS told_at`;

/** Rows for the same person and event as `message`, of other channels. */
const same = `(other.session_id = message.session_id OR other.waiting_offer_id = message.waiting_offer_id) AND other.person_id = message.person_id
  AND other.event = message.event AND other.occasion = message.occasion AND other.id <> message.id`;

const open = `ARRAY(SELECT o.channel FROM app_user u JOIN partner p ON p.id = u.partner_id
    CROSS JOIN unnest(${openChannels('message.event')}) WITH ORDINALITY AS o(channel, place)
  WHERE u.id = message.person_id AND NOT EXISTS (
    SELECT FROM message other WHERE ${same} AND other.channel = o.channel AND other.state <> 'skipped')
  ORDER BY o.place) AS open_channels`;

const others = `ARRAY(SELECT other.channel FROM message other WHERE ${same}) AS other_channels`;

const stopped = `EXISTS (SELECT FROM app_user u JOIN stopped_number n USING (partner_id, phone_number)
  WHERE u.id = message.person_id) AS is_stopped`;
