import type { Context } from 'koa';
import type { CommandContext } from '../commands/commit.ts';
import type { LinkPage, LinkScene } from '../domain/links/link-html.ts';
import { languageOf } from '../domain/messages.ts';
import type { WholeSession } from '../models/mentor-session.ts';
import { Problem } from '../problems.ts';
import type { LinkReader } from '../queries/find-link-reader.ts';
import { hashOf } from '../secrets/hash.ts';
import type { PersonLink } from '../secrets/person-link.ts';
import type { Services } from './endpoint.ts';

/** A page and its status; 200 unless told. */
export interface LinkAnswer {
  readonly page: LinkPage;
  readonly status?: number;
}

/** One request for a link that is good, by the person whom it was sent to. */
export interface LinkVisit {
  readonly ctx: Context;
  readonly services: Services;
  readonly link: PersonLink;
  readonly reader: LinkReader;
  readonly scene: LinkScene;
  /** Epoch ms. */
  readonly now: number;
  /** Names the next try of a form. */
  readonly once: string;
}

/** What a link is for. */
export interface LinkAct {
  /** The page, which changes nothing: mail scanners open links. */
  show(visit: LinkVisit): Promise<LinkAnswer>;
  /** What its button does. */
  act(visit: LinkVisit): Promise<LinkAnswer>;
}

/** What a page tells of, in words and times for its reader. */
export function sceneOf(
  { user, partner, timeZone, actor, offer }: LinkReader,
  found: WholeSession | null,
): LinkScene {
  const isStudent = actor.mentorId === null;
  const other = (isStudent ? found?.mentor.name : found?.student.name) ?? '';
  const offered = offer && {
    startsAt: offer.startsAt,
    endsAt: offer.endsAt,
    subject: offer.entry?.subject ?? '',
  };
  return {
    language: languageOf(user.locale),
    timeZone,
    partner: { name: partner.name, color: partner.theme.primary ?? null },
    role: isStudent ? 'student' : 'mentor',
    other: offer?.mentor?.name ?? other,
    session: offered ?? found?.session ?? null,
  };
}

/** The session that a link is about. @throws Problem `not_found` for a link that is about none. */
export function sessionOf({ reader }: LinkVisit): WholeSession {
  if (!reader.found) throw new Problem('not_found', 'The link is about no session.');
  return reader.found;
}

/**
 * What a command is called with by a form. A form that comes twice, as by a double click, is answered as the first
 * time: its `once` is the Idempotency-Key, together with what was filled in.
 *
 * @param operation id of the operation that does the same, which the audit names
 */
export function contextFor(
  { services: { knex, tokenSecret, publicUrl }, reader, link, now }: LinkVisit,
  operation: string,
  sent: URLSearchParams,
): { context: CommandContext; wasDone: () => boolean } {
  let isReplayed = false;
  const requestHash = hashOf(JSON.stringify([link.purpose, link.mentorId, link.sessionId, ...sent]));
  const idempotency = /^[\w-]{8,64}$/.test(sent.get('once') ?? '')
    ? {
        key: `link ${requestHash.toString('base64url')}`,
        requestHash,
        replayed() {
          isReplayed = true;
        },
      }
    : undefined;
  const secrets = { tokenSecret, publicUrl: publicUrl() };
  const context = { knex, actor: reader.actor, operation, now, ...secrets, idempotency };
  return { context, wasDone: () => isReplayed };
}
