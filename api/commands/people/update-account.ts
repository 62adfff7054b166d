import type { Account, UpdateAccount } from '../../contract/account.ts';
import { Mentor } from '../../models/mentor.ts';
import { User } from '../../models/user.ts';
import { notFound } from '../../problems.ts';
import { findAccount } from '../../queries/find-account.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { queueMentorEvent } from '../mentors/queue-mentor-event.ts';

/** Changes the caller's own name, language or zone. A mentor's public name goes with hers. */
export async function updateAccount(context: CommandContext, input: UpdateAccount): Promise<Account> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const before = await findAccount(trx, actor.userId, actor.role);
    if (!before) throw notFound('account');
    const after = { ...before, ...input, name: input.name?.trim() ?? before.name };
    const { name, locale, timezone } = after;
    await User.query(trx)
      .findById(actor.userId)
      .patch({ name, locale, timezone, updatedAt: new Date(now) });
    if (actor.mentorId !== null && input.name !== undefined)
      await renameMentor(trx, actor.mentorId, after.name);
    const changes = changesBetween(before, after, ['locale', 'timezone'], ['name']);
    await audit(trx, context, { subject: 'person', id: actor.userId, changes });
    return after;
  });

  async function renameMentor(trx: Parameters<typeof audit>[0], id: number, name: string): Promise<void> {
    const mentor = await Mentor.query(trx).findById(id).forNoKeyUpdate();
    if (!mentor || mentor.name === name) return;
    await mentor.$query(trx).patch({ name, updatedAt: new Date(now) });
    await queueMentorEvent(trx, id, now);
    await audit(trx, context, { subject: 'mentor', id, changes: { name: null } });
  }
}
