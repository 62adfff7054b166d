import type { Knex } from 'knex';

/** Asks for a look at the lines that an entry stands in: it waits again, or from now on. */
export async function callFor(trx: Knex.Transaction, entryId: number): Promise<void> {
  await trx.raw(
    `INSERT INTO waiting_list_call (mentor_id)
      SELECT m.id FROM waiting_list_entry e JOIN mentor m ON m.partner_id = e.partner_id
        AND (m.id = e.mentor_id OR e.search_subject = ANY (m.subject_keys))
      WHERE e.id = ?`,
    [entryId],
  );
}
