import type { CommandContext } from '../commands/commit.ts';
import type { Actor } from '../domain/permissions.ts';

/** The reader with the zone that she asks to be told wall times in, if she asks for one. */
export function readingIn(timezone: string | undefined, actor: Actor): Actor {
  return timezone === undefined ? actor : { ...actor, timezone };
}

/** A command whose answer is told in the zone that is asked for. */
export function answeringIn(timezone: string | undefined, command: CommandContext): CommandContext {
  return { ...command, actor: readingIn(timezone, command.actor) };
}
