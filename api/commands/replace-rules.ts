import type { NamedDates, ProgrammeRules, Rules, RulesInput } from '../contract/programme.ts';
import { rulesFaults } from '../domain/programme.ts';
import { lockPartner, Partner } from '../models/partner.ts';
import { presentRules, rulesEtag } from '../models/rules.ts';
import { invalidRequest, Problem } from '../problems.ts';
import { audit, changesBetween } from './audit.ts';
import { type CommandContext, commit } from './commit.ts';

/**
 * Replaces the rules of the caller's partner, unless they were changed since they were read. Sessions that stand stay.
 *
 * @param isKnown whether an ETag is the one that the caller read
 * @throws Problem `invalid_request`, `precondition_failed`.
 */
export async function replaceRules(
  context: CommandContext,
  input: RulesInput,
  isKnown: (etag: string) => boolean,
): Promise<Rules> {
  const faults = rulesFaults(input);
  if (faults.length > 0) throw invalidRequest(faults);
  const { partnerId } = context.actor;
  return commit(context, async (trx) => {
    const partner = await lockPartner(trx, partnerId);
    const before = presentRules(partner);
    if (!isKnown(rulesEtag(before))) {
      throw new Problem(
        'precondition_failed',
        'The rules were changed since they were read: read them again.',
      );
    }
    const kept = { timezone: input.timezone ?? partner.timezone, rules: storedRules(input) };
    await Partner.query(trx).findById(partnerId).patch(kept);
    const after = presentRules(kept);
    const names = Object.keys(after) as (keyof Rules)[];
    const changes = changesBetween(before, after, names);
    await audit(trx, context, { subject: 'partner', id: null, changes });
    return after;
  });
}

/** Without what limits nothing, lists in the order of their dates. */
function storedRules({ timezone: _, blackouts, terms, ...limits }: RulesInput): ProgrammeRules {
  const set = Object.entries(limits).filter(([, limit]) => limit !== null);
  return {
    ...Object.fromEntries(set),
    ...(blackouts.length > 0 && { blackouts: sorted(blackouts) }),
    ...(terms.length > 0 && { terms: sorted(terms) }),
  };
}

const sorted = (list: readonly NamedDates[]): NamedDates[] =>
  list
    .map(({ name, from, to }) => ({ name: name.trim(), from, to }))
    .sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
