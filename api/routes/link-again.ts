import { bookSession } from '../commands/sessions/book-session.ts';
import { type BookInput, bookSchema } from '../contract/session.ts';
import { donePage } from '../domain/links/link-pages.ts';
import { movePage } from '../domain/links/move-page.ts';
import { may } from '../domain/permissions.ts';
import { contextFor, type LinkAct, type LinkVisit, sessionOf } from '../http/link-visit.ts';
import { readForm } from '../http/read-form.ts';
import { faultsOf } from '../middleware/validate.ts';
import { sessionThing } from '../models/mentor-session.ts';
import { Problem } from '../problems.ts';
import { choicesFor, nearestIn, slotFaults } from './link-move.ts';

/** The student books another time after her request has ended, about the same. */
export const againLink: LinkAct = {
  async show(visit) {
    const { scene, once } = visit;
    endedRequest(visit);
    return { page: movePage(scene, await choicesFor(visit), { once }, 'again') };
  },

  async act(visit) {
    const { ctx, scene, once } = visit;
    const { session } = endedRequest(visit);
    const sent = await readForm(ctx);
    const input: BookInput = {
      session_date: sent.get('start') ?? '',
      duration_minutes: session.durationMinutes,
      subject: session.subject,
      ...(session.description !== null && { description: session.description }),
      metadata: session.metadata,
      timezone: scene.timeZone,
      locale: scene.language,
    };
    if (faultsOf(bookSchema, input).length > 0) {
      const page = movePage(scene, await choicesFor(visit), { once, fault: 'choose_time' }, 'again');
      return { page, status: 422 };
    }
    const { context, wasDone } = contextFor(visit, 'bookSession', sent);
    try {
      const booked = await bookSession(context, session.mentorId, input);
      const times = { startsAt: new Date(booked.session_date), endsAt: new Date(booked.ends_at) };
      const anew = { ...scene, session: { ...times, subject: session.subject } };
      return { page: donePage(anew, 'again', wasDone()) };
    } catch (error) {
      const fault = error instanceof Problem && slotFaults[error.code];
      if (!fault) throw error;
      const choices = { ...(await choicesFor(visit)), nearest: nearestIn(error) };
      return { page: movePage(scene, choices, { once, fault }, 'again'), status: error.status };
    }
  },
};

/** @throws Problem `forbidden` to anyone but its student, `not_found` for what is no request that ended. */
function endedRequest(visit: LinkVisit) {
  const found = sessionOf(visit);
  if (!may(visit.reader.actor, 'review_session', sessionThing(found))) {
    throw new Problem('forbidden', "Only the session's student books again.");
  }
  const { status, decideBy } = found.session;
  if (status !== 'cancelled' || !decideBy) throw new Problem('not_found', 'No request has ended here.');
  return found;
}
