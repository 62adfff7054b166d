import { requireChangeable } from '../commands/sessions/changeable-session.ts';
import { rescheduleSession } from '../commands/sessions/reschedule-session.ts';
import { rescheduleSchema } from '../contract/session.ts';
import { donePage } from '../domain/links/link-pages.ts';
import { type MoveChoices, movePage } from '../domain/links/move-page.ts';
import type { LinkFault } from '../domain/links/words.ts';
import { freeStarts } from '../http/free-starts.ts';
import { contextFor, type LinkAct, type LinkAnswer, type LinkVisit, sessionOf } from '../http/link-visit.ts';
import { readForm } from '../http/read-form.ts';
import { faultsOf } from '../middleware/validate.ts';
import { Problem } from '../problems.ts';

/** Moves the session to another free start. */
export const moveLink: LinkAct = {
  async show(visit) {
    const { services, reader, scene, now, once } = visit;
    await requireChangeable(services.knex, { actor: reader.actor, now }, sessionOf(visit));
    return { page: movePage(scene, await choicesFor(visit), { once }) };
  },

  async act(visit) {
    const { ctx, scene, services, reader, now } = visit;
    const { session } = sessionOf(visit);
    await requireChangeable(services.knex, { actor: reader.actor, now }, sessionOf(visit));
    const sent = await readForm(ctx);
    const input = { session_date: sent.get('start') ?? '', timezone: scene.timeZone, locale: scene.language };
    if (faultsOf(rescheduleSchema, input).length > 0) return refused(visit, 'choose_time', 422);
    if (Date.parse(input.session_date) === session.startsAt.getTime()) {
      return { page: donePage(scene, 'move', true) };
    }
    const { context, wasDone } = contextFor(visit, 'rescheduleSession', sent);
    try {
      const { session_date, ends_at } = await rescheduleSession(context, session.id, input);
      const times = { startsAt: new Date(session_date), endsAt: new Date(ends_at) };
      const moved = { ...scene, session: { ...times, subject: session.subject } };
      return { page: donePage(moved, 'move', wasDone()) };
    } catch (error) {
      const fault = error instanceof Problem && slotFaults[error.code];
      if (!fault) throw error;
      return refused(visit, fault, error.status, nearestIn(error));
    }
  },
};

/** The form anew, with why not, and what is free as it stands now. */
async function refused(
  visit: LinkVisit,
  fault: LinkFault,
  status: number,
  nearest: MoveChoices['slots'] = [],
): Promise<LinkAnswer> {
  const choices = { ...(await choicesFor(visit)), nearest };
  return { page: movePage(visit.scene, choices, { once: visit.once, fault }), status };
}

/** What is free for the session of a link, from the date that its page was asked for. */
export function choicesFor(visit: LinkVisit): Promise<MoveChoices> {
  const { ctx, services, scene, now } = visit;
  const { from } = ctx.query;
  const { session } = sessionOf(visit);
  return freeStarts(services.knex, {
    session,
    timeZone: scene.timeZone,
    from: typeof from === 'string' ? from : '',
    now,
  });
}

/** The free starts that a refusal offers. */
export const nearestIn = ({ extras }: Problem): MoveChoices['slots'] =>
  (extras.alternatives ?? []).map(({ datetime, max_duration_minutes }) => ({
    startsAt: Date.parse(datetime),
    maxDurationMinutes: max_duration_minutes,
  }));

/** What is wrong with a chosen start, by the code of the refusal. */
export const slotFaults: { readonly [code: string]: LinkFault } = {
  slot_taken: 'taken',
  slot_held: 'taken',
  student_busy: 'busy',
  quota_exceeded: 'quota',
  in_past: 'gone',
  too_soon: 'gone',
  too_far: 'gone',
  blackout_date: 'gone',
  outside_term: 'gone',
  outside_availability: 'gone',
  invalid_duration: 'gone',
};
