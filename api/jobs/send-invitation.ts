import type { Knex } from 'knex';
import type { InvitationPayload } from '../commands/mentors/queue-invitation.ts';
import { invitationFor } from '../domain/invitation.ts';
import { Mentor } from '../models/mentor.ts';
import { Partner } from '../models/partner.ts';
import type { Post } from './post.ts';

export interface InvitationOptions {
  readonly knex: Knex;
  readonly post: Post;
  /** The address others see, without a slash at the end. */
  readonly publicUrl: string;
}

/** Mails a mentor where to sign in. One who was deactivated or lost her address meanwhile gets none. */
export async function sendInvitation(
  { knex, post, publicUrl }: InvitationOptions,
  { mentor_id }: InvitationPayload,
): Promise<void> {
  if (!publicUrl) throw new Error('the server does not listen yet: its address is not known');
  const mentor = await Mentor.query(knex).findById(mentor_id).withGraphFetched('user');
  if (!mentor?.user?.email || mentor.deactivatedAt) return;
  const partner = await Partner.query(knex).findById(mentor.partnerId);
  const invitation = {
    mentorName: mentor.name,
    partnerName: partner?.name ?? '',
    url: `${publicUrl}/admin/`,
  };
  await post({ to: mentor.user.email, ...invitationFor(invitation, mentor.user.locale) });
}
