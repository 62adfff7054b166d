import type { Knex } from 'knex';
import type {
  NamedDates,
  Programme,
  ProgrammeInput,
  SavedProgramme,
  StoredProgramme,
} from '../../contract/programme.ts';
import { comingStatuses } from '../../contract/session.ts';
import { closedDates, programmeFaults } from '../../domain/programme.ts';
import { closedAt } from '../../domain/why-not-bookable.ts';
import type { Mentor } from '../../models/mentor.ts';
import { MentorSession } from '../../models/mentor-session.ts';
import { Partner } from '../../models/partner.ts';
import { defaultOfferMinutes, presentProgramme, programmeEtag } from '../../models/programme.ts';
import { invalidRequest, Problem } from '../../problems.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/**
 * Replaces the programme of the caller's partner, unless it was changed since it was read. Sessions that stand stay.
 *
 * @param isKnown whether an ETag is the one that the caller read
 * @returns the new programme with what it no longer allows, and the ETag of the programme alone
 * @throws Problem `invalid_request`, `precondition_failed`.
 */
export async function replaceProgramme(
  context: CommandContext,
  input: ProgrammeInput,
  isKnown: (etag: string) => boolean,
): Promise<{ readonly saved: SavedProgramme; readonly etag: string }> {
  const faults = programmeFaults(input);
  if (faults.length > 0) throw invalidRequest(faults);
  const { partnerId } = context.actor;
  return commit(context, async (trx) => {
    const partner = await lockPartner(trx, partnerId);
    const before = presentProgramme(partner);
    if (!isKnown(programmeEtag(before))) {
      throw new Problem('precondition_failed', 'The programme was changed since it was read: read it again.');
    }
    const kept = { timezone: input.timezone ?? partner.timezone, programme: storedProgramme(input) };
    await Partner.query(trx).findById(partnerId).patch(kept);
    const after = presentProgramme(kept);
    const names = Object.keys(after) as (keyof Programme)[];
    const changes = changesBetween(before, after, names);
    await audit(trx, context, { subject: 'partner', id: null, changes });
    const sessions_on_closed_dates = await countOnClosedDates(trx, context, kept.programme);
    return { saved: { ...after, sessions_on_closed_dates }, etag: programmeEtag(after) };
  });
}

/** How many upcoming sessions of the partner's mentors lie on dates that the programme closes. */
async function countOnClosedDates(
  trx: Knex.Transaction,
  { actor, now }: CommandContext,
  programme: StoredProgramme,
): Promise<number> {
  const closed = closedDates(programme);
  if (closed.length === 0) return 0;
  const sessions = await MentorSession.query(trx)
    .joinRelated('mentor')
    .where({ 'mentor.partner_id': actor.partnerId })
    .whereIn('mentor_session.status', comingStatuses)
    .where('mentor_session.starts_at', '>', new Date(now))
    .select('mentor_session.starts_at', 'mentor_session.ends_at', 'mentor.timezone')
    .castTo<(MentorSession & Pick<Mentor, 'timezone'>)[]>();
  return sessions.filter(({ startsAt, durationMinutes, timezone }) => {
    const start = { startsAt: startsAt.getTime(), durationMinutes };
    return closedAt({ timeZone: timezone, closed }, start) !== null;
  }).length;
}

/** What is stored: without members that limit nothing, and with lists in the order of their dates. */
function storedProgramme({ timezone: _, blackouts, terms, ...rest }: ProgrammeInput): StoredProgramme {
  const { waiting_list_offer_minutes, ...limits } = rest;
  const set = Object.entries(limits).filter(([, limit]) => limit !== null);
  return {
    ...Object.fromEntries(set),
    ...(waiting_list_offer_minutes !== defaultOfferMinutes && { waiting_list_offer_minutes }),
    ...(blackouts.length > 0 && { blackouts: sorted(blackouts) }),
    ...(terms.length > 0 && { terms: sorted(terms) }),
  };
}

const sorted = (list: readonly NamedDates[]): NamedDates[] =>
  list
    .map(({ name, from, to }) => ({ name: name.trim(), from, to }))
    .sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
