import type { Scope } from '../contract/operation.ts';

/** Who acts: a person of one partner, as her verified token says. */
export interface Actor {
  readonly userId: number;
  readonly partnerId: number;
  readonly partnerSlug: string;
  readonly name: string;
  readonly role: 'student' | 'mentor' | 'partner_admin';
  /** The mentor that this person is, if she is one. */
  readonly mentorId: number | null;
  readonly locale: string | null;
  readonly timezone: string | null;
  /** What an API key may do; null for a person, whose role decides alone. */
  readonly scopes: readonly Scope[] | null;
  /** When her token ends, epoch ms; null for an API key, which does not. */
  readonly tokenEndsAt: number | null;
}

/** A mentor as far as permission depends on her. */
export interface MentorThing {
  readonly partnerId: number;
  readonly mentorId: number;
}

/** A session as far as permission depends on it. */
export interface SessionThing extends MentorThing {
  readonly studentId: number;
}

type Rules = {
  readonly [action in Action]: (actor: Actor, thing: never) => boolean;
};

type Action = MentorAction | SessionAction;
type MentorAction = 'reach_mentor' | 'manage_mentor' | 'administer_mentor';
export type SessionAction = 'see_session' | 'change_session' | 'conduct_session' | 'review_session';

const rules: Rules = {
  reach_mentor: (actor, mentor: MentorThing) => actor.partnerId === mentor.partnerId,
  manage_mentor: (actor, mentor: MentorThing) =>
    actor.partnerId === mentor.partnerId &&
    (actor.role === 'partner_admin' || actor.mentorId === mentor.mentorId),
  administer_mentor: (actor, mentor: MentorThing) =>
    actor.partnerId === mentor.partnerId &&
    actor.role === 'partner_admin' &&
    (actor.scopes === null || actor.scopes.includes('mentors')),
  see_session: (actor, session: SessionThing) =>
    isStudent(actor, session) ||
    isMentor(actor, session) ||
    (actor.role === 'partner_admin' && actor.partnerId === session.partnerId),
  change_session: (actor, session: SessionThing) => isStudent(actor, session) || isMentor(actor, session),
  conduct_session: (actor, session: SessionThing) => isMentor(actor, session),
  review_session: (actor, session: SessionThing) => isStudent(actor, session),
};

/** Whether `actor` may do `action` to `thing`. Nobody reaches another partner's data. */
export function may(actor: Actor, action: MentorAction, thing: MentorThing): boolean;
export function may(actor: Actor, action: SessionAction, thing: SessionThing): boolean;
export function may(actor: Actor, action: Action, thing: MentorThing | SessionThing): boolean {
  return rules[action](actor, thing as never);
}

const isStudent = (actor: Actor, session: SessionThing): boolean => actor.userId === session.studentId;

const isMentor = (actor: Actor, session: SessionThing): boolean => actor.mentorId === session.mentorId;
