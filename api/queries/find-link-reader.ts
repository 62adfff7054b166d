import type { Knex } from 'knex';
import type { Actor } from '../domain/permissions.ts';
import { Mentor } from '../models/mentor.ts';
import type { WholeSession } from '../models/mentor-session.ts';
import { Partner } from '../models/partner.ts';
import { User } from '../models/user.ts';
import { WaitingListOffer } from '../models/waiting-list-offer.ts';
import { notFound } from '../problems.ts';
import { offerPurposes, type PersonLink } from '../secrets/person-link.ts';
import { findSession } from './find-session.ts';

/** The person whom a link was sent to, and what it is about. */
export interface LinkReader {
  readonly user: User;
  readonly partner: Partner;
  /** Who acts by the link: this person in what she is in its session, and nothing more. */
  readonly actor: Actor;
  /** IANA zone that she is told times in. */
  readonly timeZone: string;
  /** Null for a link that is about no session. */
  readonly found: WholeSession | null;
  /** With its entry and its mentor; null for a link that is about none. */
  readonly offer: WaitingListOffer | null;
}

/**
 * Reads whom a link is for; null when there is no such person.
 *
 * @throws Problem `not_found` when its session or offer is not there, or is no longer hers.
 */
export async function findLinkReader(knex: Knex, link: PersonLink): Promise<LinkReader | null> {
  const user = await User.query(knex).findById(link.personId);
  if (!user) return null;
  const partner = await Partner.query(knex).findById(user.partnerId).throwIfNotFound();
  const mentor = await Mentor.query(knex).findOne({ user_id: user.id });
  const isMentor = mentor !== undefined && (link.mentorId === 0 || link.mentorId === mentor.id);
  const actor: Actor = {
    userId: user.id,
    partnerId: partner.id,
    partnerSlug: partner.slug,
    name: user.name,
    role: isMentor ? 'mentor' : 'student',
    mentorId: isMentor ? mentor.id : null,
    locale: user.locale,
    timezone: (isMentor ? mentor.timezone : user.timezone) ?? null,
    scopes: null,
    tokenEndsAt: link.expiresAt,
  };
  const isAboutOffer = offerPurposes.some((purpose) => purpose === link.purpose);
  const offer = isAboutOffer ? await offerTo(knex, user, link.sessionId) : null;
  const found = offer || link.sessionId === 0 ? null : await findSession(knex, actor, link.sessionId);
  const timeZone = actor.timezone ?? offer?.entry?.timezone ?? found?.mentor.timezone ?? partner.timezone;
  return { user, partner, actor, timeZone, found, offer };
}

async function offerTo(knex: Knex, user: User, id: number): Promise<WaitingListOffer> {
  const offer = await WaitingListOffer.query(knex).findById(id).withGraphFetched('[entry, mentor]');
  if (offer?.entry?.studentId !== user.id) throw notFound('offer');
  return offer;
}
