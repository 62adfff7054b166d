import { randomUUID } from 'node:crypto';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { acrossFailover } from '../database/in-transaction.ts';
import type { LinkScene } from '../domain/links/link-html.ts';
import { donePage, problemPage } from '../domain/links/link-pages.ts';
import type { LinkProblem } from '../domain/links/words.ts';
import type { Services } from '../http/endpoint.ts';
import { type LinkAct, type LinkAnswer, type LinkVisit, sceneOf } from '../http/link-visit.ts';
import { languageAsked, sendPage } from '../http/send-page.ts';
import { whileAway } from '../middleware/problems.ts';
import { networkOf } from '../middleware/rate-limit.ts';
import { Problem } from '../problems.ts';
import { findLinkReader } from '../queries/find-link-reader.ts';
import { findSession } from '../queries/find-session.ts';
import { type LinkPurpose, readLinkToken } from '../secrets/person-link.ts';
import { againLink } from './link-again.ts';
import { answerLink, refuseLink } from './link-answer.ts';
import { cancelLink } from './link-cancel.ts';
import { moveLink } from './link-move.ts';
import { offerLink } from './link-offer.ts';
import { preferencesLink } from './link-preferences.ts';
import { reviewLink } from './link-review.ts';
import { unsubscribeLink } from './link-unsubscribe.ts';

/** `join` has an address of its own. */
const acts: { readonly [purpose in LinkPurpose]?: LinkAct } = {
  answer: answerLink,
  refuse: refuseLink,
  again: againLink,
  cancel: cancelLink,
  move: moveLink,
  review: reviewLink,
  preferences: preferencesLink,
  unsubscribe_reminder: unsubscribeLink('session_reminder'),
  unsubscribe_review: unsubscribeLink('review_requested'),
  accept: offerLink('accept'),
  decline: offerLink('decline'),
  leave: offerLink('leave'),
};

/**
 * `/m/<token>`: what the links of messages open, without signing in. GET shows what the link is for and changes
 * nothing; its button POSTs to the same address, and goes through the command that the API itself would call, as the
 * person whom the link was sent to.
 *
 * A POST from any origin is taken, because only the address says who acts: no cookie and no other header is read, so
 * that a forged request would need the token, and whoever has that needs nobody's browser. No page may frame these.
 */
export function linkRoutes(router: Router, services: Services): void {
  router.get('/m/:token', (ctx: Context) => answer(ctx, services));
  router.post('/m/:token', (ctx: Context) => answer(ctx, services));
}

async function answer(ctx: Context, services: Services): Promise<void> {
  const unknownReader: LinkScene = {
    language: languageAsked(ctx),
    timeZone: 'UTC',
    partner: null,
    role: 'student',
    other: '',
    session: null,
  };
  let visit: LinkVisit | null = null;
  try {
    await services.rateLimit('link', networkOf(ctx.ip));
    visit = await visitOf(ctx, services);
    if (!visit) return send(ctx, { page: problemPage(unknownReader, 'unknown'), status: 404 });
    send(ctx, await answered(visit));
  } catch (thrown) {
    const error = thrown instanceof Problem ? thrown : whileAway(thrown);
    if (!error) throw thrown;
    for (const [name, value] of Object.entries(error.extras.headers ?? {})) ctx.set(name, value);
    if (visit && (error.code === 'not_scheduled' || error.code === 'not_requested')) {
      return send(ctx, await noLonger(visit));
    }
    if (visit && error.code === 'already_reviewed') {
      return send(ctx, { page: donePage(visit.scene, 'review', true) });
    }
    const [problem, status] = problems[error.code] ?? ['failed', error.status];
    const isForNobody = problem === 'erased' || problem === 'unknown';
    const scene = isForNobody || !visit ? unknownReader : visit.scene;
    send(ctx, { page: problemPage(scene, problem, error.extras.cutoff_minutes), status });
  }
}

/** What is told of a session that was cancelled or closed, perhaps a moment ago, by the same form. */
async function noLonger({ ctx, services, reader, link }: LinkVisit): Promise<LinkAnswer> {
  const found = await findSession(services.knex, reader.actor, link.sessionId);
  const scene = sceneOf(reader, found);
  const { status } = found.session;
  const isPost = ctx.method === 'POST';
  if (isPost && status === 'scheduled' && link.purpose === 'answer') {
    return { page: donePage(scene, 'answer', true) };
  }
  if (status === 'requested') return { page: problemPage(scene, 'expired'), status: 410 };
  if (status === 'scheduled' && link.purpose === 'refuse') {
    return { page: donePage(scene, 'answer', true), status: 410 };
  }
  if (status !== 'cancelled') return { page: problemPage(scene, 'past'), status: 410 };
  const done = isPost && (link.purpose === 'cancel' || link.purpose === 'refuse') && link.purpose;
  if (done) return { page: donePage(scene, done, true) };
  return { page: problemPage(scene, 'cancelled'), status: 410 };
}

async function visitOf(ctx: Context, services: Services): Promise<LinkVisit | null> {
  const { knex, clock, tokenSecret } = services;
  const link = readLinkToken(tokenSecret, String(ctx.params.token));
  const reader = link && acts[link.purpose] && (await acrossFailover(() => findLinkReader(knex, link)));
  if (!link || !reader) return null;
  if (reader.user.erasedAt) throw erased();
  const scene = sceneOf(reader, reader.found);
  return { ctx, services, link, reader, scene, now: clock(), once: randomUUID() };
}

async function answered(visit: LinkVisit): Promise<LinkAnswer> {
  const { ctx, services, link, reader, scene, now } = visit;
  if (link.expiresAt !== null && link.expiresAt <= now) {
    return { page: problemPage(scene, 'expired'), status: 410 };
  }
  const act = acts[link.purpose] as LinkAct;
  if (ctx.method !== 'POST') return acrossFailover(() => act.show(visit));
  await services.rateLimit('personal_write', String(reader.actor.userId));
  return act.act(visit);
}

const send = (ctx: Context, { page, status = 200 }: LinkAnswer): void => sendPage(ctx, page, status);

const erased = (): Problem => new Problem('unauthenticated', 'The person of this link was erased.');

const problems: { readonly [code: string]: readonly [LinkProblem, number] } = {
  not_found: ['unknown', 404],
  forbidden: ['unknown', 404],
  unauthenticated: ['erased', 410],
  session_past: ['past', 410],
  cancellation_closed: ['closed', 409],
  mentor_unavailable: ['unavailable', 409],
  not_completed: ['not_completed', 409],
  offer_expired: ['offer_over', 410],
  no_offer: ['offer_over', 410],
  not_waiting: ['offer_over', 410],
  student_busy: ['offer_barred', 409],
  quota_exceeded: ['offer_barred', 409],
  booking_suspended: ['offer_barred', 403],
  rate_limited: ['too_many', 429],
  try_again: ['away', 503],
};
