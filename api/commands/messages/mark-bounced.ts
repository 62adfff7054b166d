import type { Knex } from 'knex';
import { User } from '../../models/user.ts';
import { auditSystem } from '../audit.ts';

/** Mail that came back, or was refused, because of its address. */
export interface Bounce {
  readonly partnerId: number;
  readonly address: string;
  /** Who it was sent to; null for all of the partner's people with that address. */
  readonly personId: number | null;
  /** Codes of whoever did not take it: `550 5.1.1`. */
  readonly reason: string;
}

/**
 * Marks an address as one that mail comes back from, where it is still a person's: later mail about sessions is
 * skipped. The first reason stays.
 */
export async function markBounced(trx: Knex.Transaction, bounce: Bounce, now: number): Promise<void> {
  const { partnerId, address, personId, reason } = bounce;
  const marked = User.query(trx)
    .where({ partner_id: partnerId })
    // As an address is looked for everywhere: by the index, and then with a case for A to Z alone.
    .whereRaw('lower(email) = lower(?)', [address])
    .whereRaw('lower(email COLLATE "C") = lower(CAST(? AS text) COLLATE "C")', [address])
    .whereNull('mail_bounced_at')
    .patch({ mailBouncedAt: new Date(now), mailBounceReason: reason })
    .returning('id');
  if (personId !== null) marked.where({ id: personId });
  for (const { id } of (await marked) as unknown as readonly { id: number }[]) {
    const change = { subject: 'person', id, changes: { mail_bounced: [null, reason] } } as const;
    await auditSystem(trx, { partnerId, operation: 'reportMail', now }, change);
  }
}
