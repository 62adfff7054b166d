import type { Knex } from 'knex';
import { prepared } from '../../database/prepared.ts';
import type { MentorSession } from '../../models/mentor-session.ts';

export type SessionMailKind = 'booked' | 'cancelled' | 'rescheduled' | 'reminder';

/** Payload of the job `send-session-mail`: names the session only, so that no personal data waits in the queue. */
export interface SessionMailPayload {
  readonly kind: SessionMailKind;
  readonly mentor_id: number;
  readonly session_id: number;
  /** The session's start when the mail was queued, RFC 3339: a reminder of an older time is not sent. */
  readonly starts_at: string;
}

const reminderLeadMs = 24 * 60 * 60_000;

/**
 * Queues the mail about what happened, and the reminder a day ahead, inside the transaction: a commit sends it, a
 * rollback drops it. The reminder has a job key, so that a new time replaces the old one.
 */
export async function queueSessionMail(
  trx: Knex.Transaction,
  kind: Exclude<SessionMailKind, 'reminder'>,
  session: MentorSession,
  now: number,
): Promise<void> {
  const starts_at = session.startsAt.toISOString();
  const payload = { mentor_id: session.mentorId, session_id: session.id, starts_at };
  const remindAt = session.startsAt.getTime() - reminderLeadMs;
  const jobs = [JSON.stringify({ ...payload, kind })];
  if (kind === 'cancelled' || remindAt <= now) {
    await prepared(trx, 'queue_mail', mailNow, jobs);
    return;
  }
  const reminder = JSON.stringify({ ...payload, kind: 'reminder' });
  const values = [...jobs, reminder, remindAt - now, `reminder ${session.id}`];
  await prepared(trx, 'queue_mail_and_reminder', mailNowAndLater, values);
}

const mailNow = `SELECT graphile_worker.add_job('send-session-mail', $1::json)`;

// The worker waits by the database's clock, so it is told how long, not until when.
const mailNowAndLater = `${mailNow},
  graphile_worker.add_job('send-session-mail', $2::json, run_at := now() + $3 * interval '1 millisecond', job_key := $4)`;
