import type { HeldCertification } from '../contract/certification.ts';
import type { MentorView, Mentor as WireMentor } from '../contract/mentor.ts';
import { type Actor, may } from '../domain/permissions.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { absenceOf, limitsOf, type Mentor, settingsOf } from './mentor.ts';
import { presentMeeting } from './present-meeting.ts';

export type MentorViewName = MentorView['view'];

/**
 * A mentor as everyone sees her; her id at the partner for the partner's admins only, what else is known of her as a
 * person only where they ask for it, and where she meets also for herself.
 *
 * @param now epoch ms, at which her certifications hold
 */
export function presentMentor(
  mentor: Mentor,
  reader: Actor | null,
  now: number,
  view: MentorViewName = 'public',
): WireMentor {
  const thing = { partnerId: mentor.partnerId, mentorId: mentor.id };
  const isAdmin = reader !== null && may(reader, 'administer_mentor', thing);
  return {
    id: mentor.id,
    ...(isAdmin && mentor.user && { external_id: mentor.user.externalId }),
    ...(isAdmin &&
      mentor.user &&
      view === 'admin' && {
        email: mentor.user.email,
        locale: mentor.user.locale,
        invited_at: mentor.invitedAt && formatInstant(mentor.invitedAt.getTime(), 'UTC'),
        deactivated_at: mentor.deactivatedAt && formatInstant(mentor.deactivatedAt.getTime(), 'UTC'),
      }),
    name: mentor.name,
    bio: mentor.bio,
    subjects: mentor.subjects,
    languages: mentor.languages,
    timezone: mentor.timezone,
    avatar_url: mentor.avatarUrl,
    // In their view admins see the mentor's own choice, beside whether she is deactivated.
    is_available: mentor.isAvailable && (view === 'admin' || mentor.deactivatedAt === null),
    total_sessions: mentor.totalSessions,
    rating_average: ratingOf(mentor),
    rating_count: mentor.ratingCount,
    certifications: heldCertifications(mentor, now),
    ...settingsOf(mentor),
    ...absenceOf(mentor),
    requires_confirmation: mentor.requiresConfirmation,
    confirmation_hours: mentor.confirmationHours,
    ...((isAdmin || reader?.mentorId === mentor.id) && {
      ...limitsOf(mentor),
      meeting: mentor.meeting && presentMeeting(mentor.meeting, mentor.meetingSecret),
    }),
  };
}

/** A mentor's mean rating, one decimal; null before the first. */
export const ratingOf = ({ ratingSum, ratingCount }: Mentor): number | null =>
  ratingCount === 0 ? null : Math.round((ratingSum / ratingCount) * 10) / 10;

/** The certifications of a mentor that hold now. */
export const heldCertifications = (
  { certifications }: Pick<Mentor, 'certifications'>,
  now: number,
): HeldCertification[] =>
  certifications
    .filter(({ granted_at, expires_at }) => granted_at <= now && (expires_at === null || now < expires_at))
    .map(({ id, name, granted_at, expires_at }) => ({
      id,
      name,
      granted_at: formatInstant(granted_at, 'UTC'),
      expires_at: expires_at === null ? null : formatInstant(expires_at, 'UTC'),
    }));
