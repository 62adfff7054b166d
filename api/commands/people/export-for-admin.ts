import type { PersonExport } from '../../contract/account.ts';
import { exportPerson } from '../../queries/export-person.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/**
 * Everything stored about a person, for an admin of her partner to hand over; the export is audited. It leaves out
 * what would show the admin more than her own pages do: a mentor's private notes, the addresses of her calendars, and
 * what mails about her sessions say. The person's own export has them.
 *
 * @throws Problem `not_found`.
 */
export async function exportForAdmin(context: CommandContext, userId: number): Promise<PersonExport> {
  const { partnerId } = context.actor;
  return commit(context, async (trx) => {
    const whole = await exportPerson(trx, { userId, partnerId }, context.now);
    await audit(trx, context, { subject: 'person', id: userId });
    return {
      ...whole,
      sessions: whole.sessions.map((session) => without(session, ['notes'])),
      busy_feeds: whole.busy_feeds.map((feed) => without(feed, ['url'])),
      messages: whole.messages.map((message) => without(message, ['content'])),
      mails: whole.mails.map((mail) => without(mail, ['body', 'calendar'])),
    };
  });
}

const without = (row: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
