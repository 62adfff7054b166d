import { reviewSession } from '../commands/sessions/review-session.ts';
import { reviewInputSchema } from '../contract/session.ts';
import { donePage, reviewPage } from '../domain/links/link-pages.ts';
import { may } from '../domain/permissions.ts';
import { contextFor, type LinkAct, type LinkVisit, sessionOf } from '../http/link-visit.ts';
import { readForm } from '../http/read-form.ts';
import { faultsOf } from '../middleware/validate.ts';
import { sessionThing } from '../models/mentor-session.ts';
import { Problem } from '../problems.ts';

/** Reviews the session: a rating, and a comment where she writes one. */
export const reviewLink: LinkAct = {
  async show(visit) {
    const { scene, once } = visit;
    const { review } = reviewable(visit);
    if (review) return { page: donePage(scene, 'review', true), status: 410 };
    return { page: reviewPage(scene, { once }) };
  },

  async act(visit) {
    const { ctx, scene, once } = visit;
    const { session, review } = reviewable(visit);
    const sent = await readForm(ctx);
    if (review) return { page: donePage(scene, 'review', true) };
    const comment = sent.get('comment') ?? '';
    const input = { rating: Number(sent.get('rating')), comment };
    const faults = faultsOf(reviewInputSchema, input);
    if (faults.length > 0) {
      const fault = faults.some(({ pointer }) => pointer === '/rating') ? 'choose_rating' : 'invalid';
      return { page: reviewPage(scene, { once, fault, typed: comment }), status: 422 };
    }
    const { context, wasDone } = contextFor(visit, 'reviewSession', sent);
    await reviewSession(context, session.id, input);
    return { page: donePage(scene, 'review', wasDone()) };
  },
};

/** @throws Problem `forbidden` to anyone but its student, `not_completed`. */
function reviewable(visit: LinkVisit) {
  const found = sessionOf(visit);
  if (!may(visit.reader.actor, 'review_session', sessionThing(found))) {
    throw new Problem('forbidden', "Only the session's student may review it.");
  }
  const { status } = found.session;
  if (status === 'cancelled') throw new Problem('not_scheduled', `The session is ${status}.`);
  if (status !== 'completed') throw new Problem('not_completed', `The session is ${status}.`);
  return found;
}
