import { acceptSession } from '../commands/sessions/accept-session.ts';
import { declineSession } from '../commands/sessions/decline-session.ts';
import { requireRequested } from '../commands/sessions/requested-session.ts';
import { declineSchema } from '../contract/session.ts';
import { answerPage, donePage, reasonPage } from '../domain/links/link-pages.ts';
import { may } from '../domain/permissions.ts';
import { contextFor, type LinkAct, type LinkVisit, sessionOf } from '../http/link-visit.ts';
import { readForm } from '../http/read-form.ts';
import { faultsOf } from '../middleware/validate.ts';
import { sessionThing, type WholeSession } from '../models/mentor-session.ts';
import { Problem } from '../problems.ts';
import { linkToken } from '../secrets/person-link.ts';

/** The mentor accepts a request. */
export const answerLink: LinkAct = {
  async show(visit) {
    const { scene, now, once, link } = visit;
    const found = requestOf(visit);
    if (found.session.status === 'scheduled') return { page: donePage(scene, 'answer', true), status: 410 };
    requireRequested(found, now);
    const decideBy = found.session.decideBy?.getTime() ?? now;
    return { page: answerPage(scene, { once, decideBy, refuseUrl: refuseUrl(visit, link.expiresAt) }) };
  },

  async act(visit) {
    const { ctx, scene } = visit;
    const { session } = requestOf(visit);
    const sent = await readForm(ctx);
    if (session.status === 'scheduled') return { page: donePage(scene, 'answer', true) };
    const { context, wasDone } = contextFor(visit, 'acceptSession', sent);
    await acceptSession(context, session.id);
    return { page: donePage(scene, 'answer', wasDone()) };
  },
};

/** The mentor declines a request, with a reason where she gives one. */
export const refuseLink: LinkAct = {
  async show(visit) {
    const { scene, now, once } = visit;
    requireRequested(requestOf(visit), now);
    return { page: reasonPage(scene, 'refuse', { once }) };
  },

  async act(visit) {
    const { ctx, scene, once } = visit;
    const { session } = requestOf(visit);
    const sent = await readForm(ctx);
    if (session.status === 'cancelled') return { page: donePage(scene, 'refuse', true) };
    const reason = sent.get('reason') ?? '';
    if (faultsOf(declineSchema, { reason }).length > 0) {
      return { page: reasonPage(scene, 'refuse', { once, fault: 'invalid', typed: reason }), status: 422 };
    }
    const { context, wasDone } = contextFor(visit, 'declineSession', sent);
    await declineSession(context, session.id, { reason });
    return { page: donePage(scene, 'refuse', wasDone()) };
  },
};

/** The session, for its mentor alone. @throws Problem `forbidden` to anyone else */
function requestOf(visit: LinkVisit): WholeSession {
  const found = sessionOf(visit);
  if (!may(visit.reader.actor, 'conduct_session', sessionThing(found))) {
    throw new Problem('forbidden', "Only the session's mentor answers.");
  }
  return found;
}

const refuseUrl = ({ services, link }: LinkVisit, expiresAt: number | null): string =>
  `${services.publicUrl()}/m/${linkToken(services.tokenSecret, { ...link, purpose: 'refuse', expiresAt })}`;
