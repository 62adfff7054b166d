import type { AnyHoldInput } from '../../contract/any-mentor.ts';
import type { Hold } from '../../contract/slot.ts';
import type { MentorChoice } from '../../queries/fitting-mentors.ts';
import { type CommandContext, commit } from '../commit.ts';
import { holdInTurn } from './hold-slot.ts';
import { withAnyMentor } from './with-any-mentor.ts';

/**
 * Keeps a slot of one of the mentors who will do, by the rules of `holdSlot`; the hold says whose it is.
 *
 * @throws Problem as `withAnyMentor` and `holdSlot` do.
 */
export function holdAny(context: CommandContext, choice: MentorChoice, input: AnyHoldInput): Promise<Hold> {
  return commit(context, (trx) =>
    withAnyMentor(trx, context, { choice, input }, (wanted) => holdInTurn(trx, context, wanted)),
  );
}
