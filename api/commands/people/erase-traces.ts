import type { Knex } from 'knex';
import { erasedName } from '../../domain/messages.ts';

/** A person who is erased. */
export interface Erased {
  readonly userId: number;
  /** 0 when the person is no mentor; no mentor has this id. */
  readonly mentorId: number;
  readonly email: string | null;
}

/**
 * Removes what is stored about a person, and what is stored for others that names her. Sessions and ratings stay as
 * counts, and what students wrote to a mentor stays theirs.
 */
export async function eraseTraces(trx: Knex.Transaction, { userId, mentorId, email }: Erased): Promise<void> {
  const ids = { userId, mentorId, email: email ?? '', nobody: erasedName };
  for (const statement of statements) await trx.raw(statement, ids);
}

const sessionsOfHers = 'FROM mentor_session s WHERE s.student_id = :userId OR s.mentor_id = :mentorId';

/** The users on the other side of her sessions. */
const others = `
  SELECT s.student_id FROM mentor_session s WHERE s.mentor_id = :mentorId
  UNION SELECT m.user_id FROM mentor_session s JOIN mentor m ON m.id = s.mentor_id WHERE s.student_id = :userId`;

const aboutHers = `about IN (SELECT 'session ' || s.id ${sessionsOfHers} UNION SELECT 'mentor ' || CAST(:mentorId AS text))`;

/** What was told of her, and what was answered to it. What still waits goes on without her. */
const told = (type: string, data: string): string =>
  `UPDATE webhook_delivery SET body = jsonb_set(body::jsonb, '{data}', (body::jsonb -> 'data') || ${data})::text
    WHERE ${aboutHers} AND type ${type}`;

const sentToWebhooks: readonly string[] = [
  `UPDATE webhook_attempt SET answer = NULL
    WHERE delivery_id IN (SELECT id FROM webhook_delivery WHERE ${aboutHers})`,
  told("= 'review.created'", `'{"comment": null}'`),
  told(
    "= 'mentor.updated'",
    `'{"name": "${erasedName}", "external_id": "", "bio": null, "subjects": [], "languages": [], "certifications": [], "avatar_url": null}'`,
  ),
  told("LIKE 'session.%'", `'{"cancel_reason": null, "meeting_link": null, "review": null}'`),
  told(
    "LIKE 'session.%' AND body::jsonb #>> '{data,student,id}' = CAST(:userId AS text)",
    `jsonb_build_object('student', jsonb_build_object('id', CAST(:userId AS bigint), 'name', CAST(:nobody AS text)),
      'subject', CAST(:nobody AS text), 'description', NULL, 'metadata', '{}'::jsonb)`,
  ),
  told(
    "LIKE 'session.%' AND body::jsonb #>> '{data,mentor,id}' = CAST(:mentorId AS text)",
    `jsonb_build_object('mentor', jsonb_build_object('id', CAST(:mentorId AS bigint), 'name', CAST(:nobody AS text)))`,
  ),
];

// SQL, because what goes from a table depends on others in most of them, and the list is read by whoever asks what
// stays.
const statements: readonly string[] = [
  'DELETE FROM notification WHERE user_id = :userId',
  // The title says what happened, and names nobody.
  `UPDATE notification SET message = title WHERE user_id IN (${others})
    AND link IN (SELECT '/mentorship/sessions/' || s.id ${sessionsOfHers})`,
  `UPDATE notification n SET message = title FROM waiting_list_offer o JOIN waiting_list_entry e ON e.id = o.entry_id
    WHERE o.mentor_id = :mentorId AND n.user_id = e.student_id AND n.link = '/waiting-list/' || e.id`,
  'DELETE FROM idempotency_key WHERE user_id = :userId',
  // Answers that are kept for a day.
  `DELETE FROM idempotency_key WHERE user_id IN (${others})
    AND (body LIKE '%"student_id":' || :userId || ',%' OR body LIKE '%"mentor_id":' || :mentorId || ',%')`,
  // Mail about a session names both people; what was kept before there were messages tells by its calendar file of
  // which.
  `DELETE FROM kept_mail WHERE lower(recipient) = lower(:email)
    OR message_id IN (SELECT id FROM message WHERE session_id IN (SELECT s.id ${sessionsOfHers}))
    OR message_id IN (SELECT id FROM message WHERE mentor_id = :mentorId AND waiting_offer_id IS NOT NULL)
    OR EXISTS (SELECT ${sessionsOfHers.replace('WHERE ', 'WHERE (')}) AND calendar LIKE '%UID:session-' || s.id || '@%')`,
  // What was sent to her, and what was sent to others about her.
  'UPDATE message SET recipient = NULL, content = NULL WHERE person_id = :userId',
  `UPDATE message SET content = NULL WHERE session_id IN (SELECT s.id ${sessionsOfHers})`,
  'UPDATE message SET content = NULL WHERE mentor_id = :mentorId AND waiting_offer_id IS NOT NULL',
  `UPDATE mentor_session SET subject = :nobody, description = NULL, metadata = '{}', notes = NULL,
    cancel_reason = NULL, meeting_link = NULL WHERE student_id = :userId`,
  `UPDATE mentor_session SET notes = NULL, cancel_reason = NULL, meeting_link = NULL
    WHERE mentor_id = :mentorId`,
  'UPDATE session_review SET comment = NULL WHERE student_id = :userId OR mentor_id = :mentorId',
  ...sentToWebhooks,
  'DELETE FROM session_attendance WHERE person_id = :userId',
  'DELETE FROM phone_code WHERE user_id = :userId',
  // That its owner wants no messages is hers too, unless somebody else has the number.
  `DELETE FROM stopped_number n USING app_user u
    WHERE u.id = :userId AND n.partner_id = u.partner_id AND n.phone_number = u.phone_number AND NOT EXISTS (
      SELECT FROM app_user other
      WHERE other.partner_id = u.partner_id AND other.phone_number = u.phone_number AND other.id <> u.id)`,
  // What she is offered goes on with the row that holds it.
  'DELETE FROM waiting_list_entry WHERE student_id = :userId',
  `UPDATE waiting_list_entry SET state = 'expired' WHERE mentor_id = :mentorId AND state IN ('waiting', 'offered')`,
  `UPDATE waiting_list_entry SET state = 'waiting' WHERE state = 'offered' AND id IN (
    SELECT entry_id FROM waiting_list_offer WHERE mentor_id = :mentorId AND outcome IS NULL)`,
  `UPDATE waiting_list_offer SET outcome = 'missed' WHERE mentor_id = :mentorId AND outcome IS NULL`,
  'DELETE FROM slot_hold WHERE student_id = :userId OR mentor_id = :mentorId',
  'DELETE FROM mentor_availability WHERE mentor_id = :mentorId',
  'DELETE FROM availability_override WHERE mentor_id = :mentorId',
  'DELETE FROM busy_feed WHERE mentor_id = :mentorId',
  'DELETE FROM certification_application WHERE mentor_id = :mentorId',
  'DELETE FROM mentor_certification WHERE mentor_id = :mentorId',
  'UPDATE certification_event SET evidence_url = NULL, note = NULL WHERE mentor_id = :mentorId',
];
