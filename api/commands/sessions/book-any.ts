import type { AnyBookInput } from '../../contract/any-mentor.ts';
import type { Session } from '../../contract/session.ts';
import { presentSession } from '../../models/mentor-session.ts';
import type { MentorChoice } from '../../queries/fitting-mentors.ts';
import { type CommandContext, transact } from '../commit.ts';
import { bookInTurn } from './book-session.ts';
import { withAnyMentor } from './with-any-mentor.ts';

/**
 * Books a session with one of the mentors who will do, by the rules of `bookSession`; the session says with whom.
 *
 * @throws Problem as `withAnyMentor` and `bookSession` do.
 */
export function bookAny(
  context: CommandContext,
  choice: MentorChoice,
  input: AnyBookInput,
): Promise<Session> {
  return transact(context, (trx) =>
    withAnyMentor(trx, context, { choice, input }, async (wanted) =>
      presentSession(await bookInTurn(trx, context, wanted, input), context.actor, context),
    ),
  );
}
