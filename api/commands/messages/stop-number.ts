import type { Knex } from 'knex';

export interface Stopped {
  readonly partnerId: number;
  /** E.164. */
  readonly phoneNumber: string;
  /** Epoch ms. */
  readonly now: number;
}

/** Ends a partner's messages to a number, until whoever has it asks for them again. */
export async function stopNumber(knex: Knex, { partnerId, phoneNumber, now }: Stopped): Promise<void> {
  const stopped = { partner_id: partnerId, phone_number: phoneNumber, stopped_at: new Date(now) };
  await knex('stopped_number').insert(stopped).onConflict(['partner_id', 'phone_number']).ignore();
}

/** Lets messages go to a number again. */
export async function startNumber(knex: Knex, { partnerId, phoneNumber }: Stopped): Promise<void> {
  await knex('stopped_number').where({ partner_id: partnerId, phone_number: phoneNumber }).delete();
}
