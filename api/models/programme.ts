import type { NamedDates, Rules } from '../contract/programme.ts';
import { etagOf } from '../secrets/hash.ts';
import type { Partner } from './partner.ts';

/** A partner's rules in their wire form: all of them, those that limit nothing as null or empty. */
export function presentRules({ timezone, rules }: Pick<Partner, 'timezone' | 'rules'>): Rules {
  return {
    timezone,
    sessions_per_day: rules.sessions_per_day ?? null,
    sessions_per_week: rules.sessions_per_week ?? null,
    sessions_per_term: rules.sessions_per_term ?? null,
    minutes_per_day: rules.minutes_per_day ?? null,
    minutes_per_week: rules.minutes_per_week ?? null,
    minutes_per_term: rules.minutes_per_term ?? null,
    cancellation_cutoff_minutes: rules.cancellation_cutoff_minutes ?? null,
    no_show_limit: rules.no_show_limit ?? null,
    no_show_suspension_days: rules.no_show_suspension_days ?? null,
    blackouts: (rules.blackouts ?? []).map(inOrder),
    terms: (rules.terms ?? []).map(inOrder),
  };
}

// PostgreSQL keeps members in an order of its own, and the same rules must be the same text.
const inOrder = ({ name, from, to }: NamedDates): NamedDates => ({ name, from, to });

/** The ETag of rules as `GET` answers them. */
export const rulesEtag = (rules: Rules): string => etagOf(JSON.stringify(rules));
