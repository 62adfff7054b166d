import type Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { enterMeeting } from '../commands/meetings/enter-meeting.ts';
import { acrossFailover } from '../database/in-transaction.ts';
import { type JoinPage, type JoinState, joinPage, strangersPage } from '../domain/join/join-page.ts';
import { joinTimes } from '../domain/join/join-times.ts';
import { languageOf } from '../domain/messages.ts';
import { FetchRefused } from '../feeds/fetch-public.ts';
import type { Services } from '../http/endpoint.ts';
import { languageAsked, sendPage } from '../http/send-page.ts';
import { whileAway } from '../middleware/problems.ts';
import { networkOf } from '../middleware/rate-limit.ts';
import { Problem } from '../problems.ts';
import { type FoundMeeting, findMeeting } from '../queries/find-meeting.ts';
import { readLinkToken } from '../secrets/person-link.ts';
import { UnreadableSecretError } from '../secrets/secret-box.ts';

const path = '/join/:token';

/** Browsers hold where a form leads on to to this too, and rooms are on any host. */
const formAction = "'self' https: http:";

/**
 * `/join/<token>`: the door to the meeting of a session for one of its two people. It opens 15 minutes before the
 * session and closes 30 minutes after it. GET shows where it stands and changes nothing; the button POSTs, and leads on
 * to the room.
 */
export function joinRoutes(router: Router, services: Services, log: Logger): void {
  const { knex, clock, tokenSecret, rateLimit } = services;

  /** What the link leads to; null once it was told that it leads nowhere. */
  const found = async (ctx: Context): Promise<FoundMeeting | null> => {
    try {
      await rateLimit('join', networkOf(ctx.ip));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      for (const [name, value] of Object.entries(error.extras.headers ?? {})) ctx.set(name, value);
      send(ctx, strangersPage(languageAsked(ctx), 'busy'), 429);
      return null;
    }
    const link = readLinkToken(tokenSecret, String(ctx.params.token));
    const meeting = link?.purpose === 'join' ? await acrossFailover(() => findMeeting(knex, link)) : null;
    if (!meeting) send(ctx, strangersPage(languageAsked(ctx), 'unknown'), 404);
    return meeting;
  };

  router.get(path, orAway, async (ctx) => {
    const meeting = await found(ctx);
    if (!meeting) return;
    const state = stateOf(meeting, clock());
    const isGone = state.kind !== 'open' && state.kind !== 'early';
    send(ctx, joinPage(sceneOf(meeting), state), isGone ? 410 : 200);
  });

  router.post(path, orAway, async (ctx) => {
    const meeting = await found(ctx);
    if (!meeting) return;
    const now = clock();
    const state = stateOf(meeting, now);
    const scene = sceneOf(meeting);
    if (state.kind !== 'open') return send(ctx, joinPage(scene, state), state.kind === 'early' ? 409 : 410);
    try {
      const address = await enterMeeting({ ...services, now }, meeting);
      if (address === null) return send(ctx, joinPage(scene, { kind: 'none' }), 410);
      ctx.set('Cache-Control', 'no-store');
      ctx.status = 303;
      ctx.set('Location', address);
      ctx.body = '';
    } catch (error) {
      if (!(error instanceof FetchRefused || error instanceof UnreadableSecretError)) throw error;
      log.warn({ partner: meeting.partner.id, reason: error.message }, 'a meeting could not be opened');
      ctx.set('Retry-After', '10');
      send(ctx, joinPage(scene, { kind: 'failed' }), 503);
    }
  });
}

/** While the database is away nobody knows whose link it is. */
async function orAway(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    const problem = whileAway(error);
    if (!problem) throw error;
    for (const [name, value] of Object.entries(problem.extras.headers ?? {})) ctx.set(name, value);
    send(ctx, strangersPage(languageAsked(ctx), 'away'), 503);
  }
}

function stateOf({ session, meeting }: FoundMeeting, now: number): JoinState {
  const { opensAt, closesAt } = joinTimes(session);
  if (session.status === 'cancelled') return { kind: 'cancelled' };
  if (now >= closesAt) return { kind: 'over' };
  if (session.status === 'requested') return { kind: 'none' };
  if (meeting.kind === 'none' && session.meetingLink === null) return { kind: 'none' };
  return now < opensAt ? { kind: 'early', opensAt, now } : { kind: 'open' };
}

const sceneOf = ({ session, partner, reader, role, other, timeZone }: FoundMeeting) => ({
  language: languageOf(reader.locale),
  timeZone,
  role,
  other,
  partner: { name: partner.name, color: partner.theme.primary ?? null },
  session,
});

const send = (ctx: Context, page: JoinPage, status: number): void => sendPage(ctx, page, status, formAction);
