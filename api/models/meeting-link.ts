import type { SessionStatus } from '../contract/session.ts';
import { type LinkMaker, linkToken } from '../secrets/person-link.ts';

/** A session as far as links into its meeting depend on it. */
interface Joinable {
  readonly session: {
    readonly mentorId: number;
    readonly id: number;
    readonly status: SessionStatus;
    /** The one that the mentor set. */
    readonly meetingLink: string | null;
  };
  /** Whether a meeting is made for it. */
  readonly hasMeeting: boolean;
}

/**
 * The link into the meeting of a session for one of its two people: the mentor's own where she set one, else a link of
 * ours that is good for this person alone, `PUBLIC_URL/join/<token>`, the same whenever it is asked for. Null where
 * there is nothing to join.
 */
export function meetingLinkOf(
  { session, hasMeeting }: Joinable,
  personId: number,
  maker: LinkMaker,
): string | null {
  if (session.meetingLink !== null) return session.meetingLink;
  if (!hasMeeting || session.status === 'cancelled' || session.status === 'requested') return null;
  const { mentorId, id: sessionId } = session;
  const link = { purpose: 'join', personId, mentorId, sessionId, expiresAt: null } as const;
  return `${maker.publicUrl}/join/${linkToken(maker.tokenSecret, link)}`;
}
