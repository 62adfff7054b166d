import type { Knex } from 'knex';
import { type Actor, may } from '../domain/permissions.ts';
import { Mentor } from '../models/mentor.ts';
import type { Partner } from '../models/partner.ts';
import type { User } from '../models/user.ts';
import { notFound, Problem } from '../problems.ts';

/**
 * The mentor whose calendar or profile `actor` wants to change.
 *
 * @throws Problem `not_found` when there is none at the actor's partner, `forbidden` when she may not.
 */
export async function findManagedMentor(trx: Knex, actor: Actor, mentorId: number): Promise<Mentor> {
  const mentor = await Mentor.query(trx).findById(mentorId);
  const thing = mentor && { partnerId: mentor.partnerId, mentorId };
  if (!mentor || !thing || !may(actor, 'reach_mentor', thing)) throw notFound('mentor');
  if (!may(actor, 'manage_mentor', thing)) {
    throw new Problem('forbidden', 'Only the mentor herself or an admin of her partner may do this.');
  }
  return mentor;
}

/**
 * Id of the mentor meant by a request that may leave her out: the caller, or the `mentor_id` that an admin adds.
 *
 * @throws Problem `forbidden`.
 */
export function meantMentorId(actor: Actor, mentorId: number | undefined): number {
  const meant = mentorId ?? actor.mentorId;
  if (meant !== null) return meant;
  throw new Problem('forbidden', 'Only mentors have availabilities; an admin adds `mentor_id`.');
}

/** A mentor with the short name of her partner and her own address. */
type MentorAtPartner = Mentor & Pick<Partner, 'slug'> & Pick<User, 'email'>;

/** The mentor of this id, as her calendars need her; undefined when there is none, or she was erased. */
export function findMentorAtPartner(knex: Knex, mentorId: number): Promise<MentorAtPartner | undefined> {
  return Mentor.query(knex)
    .findById(mentorId)
    .joinRelated('[partner, user]')
    .whereNull('user.erased_at')
    .select('mentor.*', 'partner.slug', 'user.email')
    .castTo<MentorAtPartner | undefined>()
    .execute();
}
