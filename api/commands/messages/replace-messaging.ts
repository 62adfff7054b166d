import type { Messaging } from '../../contract/message.ts';
import { Partner } from '../../models/partner.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/** Replaces how the partner's people are told, and moves the reminders of sessions to come with it. */
export async function replaceMessaging(context: CommandContext, input: Messaging): Promise<Messaging> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const { reminderMinutes } = await lockPartner(trx, actor.partnerId);
    const after = { reminderMinutes: input.reminder_minutes.toSorted((one, other) => other - one) };
    await Partner.query(trx).findById(actor.partnerId).patch(after);
    const bindings = { partnerId: actor.partnerId, minutes: after.reminderMinutes, now: new Date(now) };
    await trx.raw(skipOthers, bindings);
    await trx.raw(queueMissing, bindings);
    await audit(trx, context, {
      subject: 'partner',
      id: null,
      changes: changesBetween({ reminderMinutes }, after, ['reminderMinutes']),
    });
    return { reminder_minutes: after.reminderMinutes };
  });
}

// Of people who have set their own reminders nothing changes.
const skipOthers = `
  UPDATE message SET state = 'skipped', error = 'changed'
  FROM app_user u
  WHERE u.id = message.person_id AND u.reminder_minutes IS NULL AND message.partner_id = :partnerId
    AND message.state = 'queued' AND message.event = 'session_reminder'
    AND message.starts_at - message.due_at <> ALL (
      SELECT minutes * interval '1 minute' FROM unnest(:minutes::integer[]) AS minutes)`;

const queueMissing = `
  INSERT INTO message (partner_id, person_id, mentor_id, session_id, event, channel, occasion, starts_at, due_at,
    next_attempt_at, created_at)
  SELECT m.partner_id, u.id, s.mentor_id, s.id, 'session_reminder', 'mail',
    s.sequence || ', ' || minutes || ' minutes before', s.starts_at, due_at, due_at, :now
  FROM mentor_session s JOIN mentor m ON m.id = s.mentor_id
    JOIN app_user u ON u.id IN (s.student_id, m.user_id)
    CROSS JOIN unnest(:minutes::integer[]) AS minutes
    CROSS JOIN LATERAL (SELECT s.starts_at - minutes * interval '1 minute' AS due_at) due
  WHERE m.partner_id = :partnerId AND s.status = 'scheduled' AND s.starts_at > :now AND due_at > :now
    AND u.reminder_minutes IS NULL AND u.erased_at IS NULL
    AND NOT EXISTS (
      SELECT FROM message old WHERE old.session_id = s.id AND old.person_id = u.id AND old.event = 'session_reminder'
        AND old.starts_at = s.starts_at AND old.due_at = due.due_at AND old.state <> 'skipped')
  ON CONFLICT ON CONSTRAINT message_once DO UPDATE SET state = 'queued', error = NULL, due_at = excluded.due_at,
    next_attempt_at = excluded.next_attempt_at WHERE message.state = 'skipped'`;
