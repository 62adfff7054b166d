import type { NamedDates, Programme } from '../contract/programme.ts';
import { etagOf } from './etag.ts';
import type { Partner } from './partner.ts';

/** For how long an offer stands where the partner has not set it, minutes. */
export const defaultOfferMinutes = 15;

/** A partner's programme in its wire form: all of it, what limits nothing as null or empty. */
export function presentProgramme({
  timezone,
  programme,
}: Pick<Partner, 'timezone' | 'programme'>): Programme {
  return {
    timezone,
    sessions_per_day: programme.sessions_per_day ?? null,
    sessions_per_week: programme.sessions_per_week ?? null,
    sessions_per_term: programme.sessions_per_term ?? null,
    minutes_per_day: programme.minutes_per_day ?? null,
    minutes_per_week: programme.minutes_per_week ?? null,
    minutes_per_term: programme.minutes_per_term ?? null,
    cancellation_cutoff_minutes: programme.cancellation_cutoff_minutes ?? null,
    no_show_limit: programme.no_show_limit ?? null,
    no_show_suspension_days: programme.no_show_suspension_days ?? null,
    waiting_list_offer_minutes: programme.waiting_list_offer_minutes ?? defaultOfferMinutes,
    blackouts: (programme.blackouts ?? []).map(inOrder),
    terms: (programme.terms ?? []).map(inOrder),
  };
}

// PostgreSQL keeps members in an order of its own, and the same programme must be the same text.
const inOrder = ({ name, from, to }: NamedDates): NamedDates => ({ name, from, to });

/** The ETag of a programme as `GET` answers them. */
export const programmeEtag = (programme: Programme): string => etagOf(JSON.stringify(programme));
