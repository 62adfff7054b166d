import type { Knex } from 'knex';
import type { Notification } from '../contract/notification.ts';
import { messageFor } from '../domain/messages.ts';
import type { MentorSession } from '../models/mentor-session.ts';

export interface Notice {
  readonly kind: Notification['type'];
  readonly session: MentorSession;
  /** User id of the reader. */
  readonly to: number;
  /** Name of the person who did it. */
  readonly who: string;
}

/** Writes a notification in its reader's language and zone. The table itself announces it when the commit is done. */
export async function notify(trx: Knex.Transaction, { kind, session, to, who }: Notice): Promise<void> {
  const reader = await trx('app_user')
    .leftJoin('mentor', 'mentor.user_id', 'app_user.id')
    .where('app_user.id', to)
    // One at a time for each reader, so that her notifications are committed in the order of their ids and a
    // stream that has sent one has sent all before it.
    .forNoKeyUpdate('app_user')
    .first('app_user.locale', trx.raw('coalesce(mentor.timezone, app_user.timezone) AS timezone'));
  const startsAt = session.startsAt.getTime();
  const text = messageFor(
    { kind, who, startsAt },
    { locale: reader.locale, timeZone: reader.timezone ?? 'UTC' },
  );
  await trx('notification').insert({
    user_id: to,
    type: kind,
    ...text,
    link: `/mentorship/sessions/${session.id}`,
  });
}
