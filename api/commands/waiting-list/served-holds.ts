/**
 * SQL: the parts of a statement by which a session ends what was held for its student: her hold with this mentor, and
 * an offer that the session takes the time of, which is accepted by it.
 *
 * Its parameters: mentor, student, start, end and id of the session, and now.
 */
export const servedHolds = `
  served AS (
    DELETE FROM slot_hold WHERE mentor_id = $1 AND student_id = $2
      AND (waiting_offer_id IS NULL OR (starts_at < $4 AND ends_at > $3)) RETURNING waiting_offer_id
  ), accepted AS (
    UPDATE waiting_list_offer SET outcome = 'booked'
      WHERE outcome IS NULL AND id IN (SELECT waiting_offer_id FROM served) RETURNING entry_id
  ), booked AS (
    UPDATE waiting_list_entry SET state = 'booked', session_id = $5, updated_at = $6
      WHERE id IN (SELECT entry_id FROM accepted)
  )`;

/** SQL: the same as a statement of its own. */
export const serveHolds = `WITH ${servedHolds} SELECT`;
