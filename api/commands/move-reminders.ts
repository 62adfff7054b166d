import type { Knex } from 'knex';
import { bestChannel } from '../queries/open-channels.ts';

/** Whose reminders: one person's, or those of all the partner's people who have set none for themselves. */
type Reminded = { readonly personId: number } | { readonly partnerId: number };

/**
 * Moves the reminders of sessions to come to when they are due by what stands in `app_user` and `partner` now: skips
 * what is queued for other times, and queues what is missing.
 *
 * @param now epoch ms
 */
export async function moveReminders(
  trx: Knex.Transaction,
  { now, ...reminded }: Reminded & { readonly now: number },
): Promise<void> {
  const people = 'personId' in reminded ? 'u.id = :personId' : ofPartner;
  const bindings = { ...reminded, now: new Date(now) };
  await trx.raw(skipOthers(people), bindings);
  await trx.raw(queueMissing(people), bindings);
}

const ofPartner = 'u.partner_id = :partnerId AND u.reminder_minutes IS NULL';

const minutesOf = 'unnest(coalesce(u.reminder_minutes, p.reminder_minutes))';

const skipOthers = (people: string): string => `
  UPDATE message SET state = 'skipped', error = 'changed'
  FROM app_user u JOIN partner p ON p.id = u.partner_id
  WHERE u.id = message.person_id AND ${people} AND message.partner_id = u.partner_id
    AND message.state = 'queued' AND message.event = 'session_reminder'
    AND message.starts_at - message.due_at <> ALL (
      SELECT minutes * interval '1 minute' FROM ${minutesOf} AS minutes)`;

const queueMissing = (people: string): string => `
  INSERT INTO message (partner_id, person_id, mentor_id, session_id, event, channel, occasion, starts_at, due_at,
    next_attempt_at, created_at)
  SELECT m.partner_id, u.id, s.mentor_id, s.id, 'session_reminder', ${bestChannel("'session_reminder'::text")},
    s.sequence || ', ' || minutes || ' minutes before', s.starts_at, due_at, due_at, :now
  FROM mentor_session s JOIN mentor m ON m.id = s.mentor_id
    JOIN app_user u ON u.id IN (s.student_id, m.user_id) JOIN partner p ON p.id = u.partner_id
    CROSS JOIN ${minutesOf} AS minutes
    CROSS JOIN LATERAL (SELECT s.starts_at - minutes * interval '1 minute' AS due_at) due
  WHERE ${people} AND u.erased_at IS NULL AND s.status = 'scheduled' AND s.starts_at > :now AND due_at > :now
    AND NOT EXISTS (
      SELECT FROM message old WHERE old.session_id = s.id AND old.person_id = u.id AND old.event = 'session_reminder'
        AND old.starts_at = s.starts_at AND old.due_at = due.due_at AND old.state <> 'skipped')
  ON CONFLICT ON CONSTRAINT message_once DO UPDATE SET state = 'queued', error = NULL, due_at = excluded.due_at,
    next_attempt_at = excluded.next_attempt_at WHERE message.state = 'skipped'`;
