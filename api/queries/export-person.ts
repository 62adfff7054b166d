import type { Knex } from 'knex';
import type { PersonExport } from '../contract/account.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { notFound } from '../problems.ts';

/**
 * Everything stored about a person of a partner, without what is only of technical use.
 *
 * @throws Problem `not_found`.
 */
export async function exportPerson(
  knex: Knex,
  { userId, partnerId }: { readonly userId: number; readonly partnerId: number },
  now: number,
): Promise<PersonExport> {
  // Without the models: everything is handed over under the names by which it is stored.
  const person = await knex('app_user')
    .where({ id: userId, partner_id: partnerId })
    .first('id', 'external_id', 'name', 'email', 'locale', 'timezone', ...settings);
  if (!person) throw notFound('person');
  const found = await knex('mentor').where({ user_id: userId }).first();
  const mentorId: number = found?.id ?? 0;
  const { partner_id, user_id, search_text, search_name, calendar_version, profile_version, ...rest } =
    found ?? {};
  const { meeting_secret, ...mentor } = rest;
  const read = (text: string) =>
    knex.raw(text, { userId, mentorId, email: person.email ?? '' }).then(({ rows }) => rows);
  return {
    exported_at: formatInstant(now, 'UTC'),
    person,
    mentor: found ? mentor : null,
    availabilities: await read('SELECT * FROM mentor_availability WHERE mentor_id = :mentorId ORDER BY id'),
    overrides: await read('SELECT * FROM availability_override WHERE mentor_id = :mentorId ORDER BY date'),
    busy_feeds: await read('SELECT * FROM busy_feed WHERE mentor_id = :mentorId ORDER BY id'),
    sessions: await read(sessions),
    attendance: await read(
      'SELECT session_id, first_joined_at, last_joined_at FROM session_attendance WHERE person_id = :userId ORDER BY session_id',
    ),
    certifications: await read(certifications),
    reviews: await read('SELECT * FROM session_review WHERE student_id = :userId ORDER BY session_id'),
    holds: await read('SELECT * FROM slot_hold WHERE student_id = :userId'),
    waiting_list: await read(waitingList),
    notifications: await read('SELECT * FROM notification WHERE user_id = :userId ORDER BY id'),
    messages: await read(messages),
    mails: await read(mails),
    sign_ins: await read(
      'SELECT created_at, last_used_at, expires_at FROM sign_in WHERE user_id = :userId ORDER BY id',
    ),
    audit: await read(
      'SELECT action, subject, subject_id, changes, created_at FROM audit_entry WHERE actor_id = :userId ORDER BY id',
    ),
  };
}

const settings = [
  'phone_number',
  'phone_source',
  'phone_confirmed_at',
  'is_admin',
  'notification_preferences',
  'reminder_minutes',
  'mail_bounced_at',
  'mail_bounce_reason',
  'created_at',
  'updated_at',
] as const;

/**
 * Only mails about her sessions at this partner. Partners set addresses: selected by address alone, they could read
 * mail, even sign-in codes, that a person of another partner was sent.
 */
const mails = `
  SELECT * FROM kept_mail WHERE message_id IN (SELECT id FROM message WHERE person_id = :userId)
    OR lower(recipient) = lower(:email) AND EXISTS (
      SELECT FROM mentor_session s WHERE (s.student_id = :userId OR s.mentor_id = :mentorId)
        AND calendar LIKE '%UID:session-' || s.id || '@%')
  ORDER BY id`;

const certifications = `
  SELECT c.name, e.type, e.granted_at, e.expires_at, e.evidence_url, e.note, e.created_at
  FROM certification_event e JOIN certification c ON c.id = e.certification_id
  WHERE e.mentor_id = :mentorId ORDER BY e.id`;

const messages = `
  SELECT id, session_id, waiting_offer_id, event, channel, due_at, state, error, recipient, content, created_at, sent_at, delivered_at
  FROM message WHERE person_id = :userId ORDER BY id`;

const waitingList = `
  SELECT e.id, e.mentor_id, e.mentor_subject, e.duration_minutes, e.from_date, e.to_date, e.days_of_week, e.start_time,
    e.end_time, e.timezone, e.subject, e.description, e.state, e.missed_offers, e.session_id, e.created_at,
    (SELECT json_agg(o ORDER BY o.id) FROM waiting_list_offer o WHERE o.entry_id = e.id) AS offers
  FROM waiting_list_entry e WHERE e.student_id = :userId ORDER BY e.id`;

const sessions = `
  SELECT s.id, s.mentor_id, m.name AS mentor_name, s.student_id, u.name AS student_name, s.starts_at, s.ends_at,
    s.subject, s.description, s.status, s.meeting_link, CASE WHEN s.mentor_id = :mentorId THEN s.notes END AS notes,
    s.cancel_reason, s.metadata, s.series_id, s.occurrence, s.created_at, s.updated_at
  FROM mentor_session s JOIN mentor m ON m.id = s.mentor_id JOIN app_user u ON u.id = s.student_id
  WHERE s.student_id = :userId OR s.mentor_id = :mentorId ORDER BY s.starts_at, s.id`;
