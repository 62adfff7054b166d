import { cancelSession } from '../commands/sessions/cancel-session.ts';
import { requireChangeable } from '../commands/sessions/changeable-session.ts';
import { cancelSchema } from '../contract/session.ts';
import { donePage, reasonPage } from '../domain/links/link-pages.ts';
import { contextFor, type LinkAct, sessionOf } from '../http/link-visit.ts';
import { readForm } from '../http/read-form.ts';
import { faultsOf } from '../middleware/validate.ts';

/** Cancels the session, with a reason where she gives one. */
export const cancelLink: LinkAct = {
  async show(visit) {
    const { services, reader, scene, now, once } = visit;
    await requireChangeable(services.knex, { actor: reader.actor, now }, sessionOf(visit));
    return { page: reasonPage(scene, 'cancel', { once }) };
  },

  async act(visit) {
    const { ctx, scene, once } = visit;
    const { session } = sessionOf(visit);
    const sent = await readForm(ctx);
    if (session.status === 'cancelled') return { page: donePage(scene, 'cancel', true) };
    const reason = sent.get('reason') ?? '';
    if (faultsOf(cancelSchema, { reason }).length > 0) {
      return { page: reasonPage(scene, 'cancel', { once, fault: 'invalid', typed: reason }), status: 422 };
    }
    const { context, wasDone } = contextFor(visit, 'cancelSession', sent);
    await cancelSession(context, session.id, { reason });
    return { page: donePage(scene, 'cancel', wasDone()) };
  },
};
