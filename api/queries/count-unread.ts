import type { Knex } from 'knex';
import { Notification } from '../models/notification.ts';

/** How many of a person's notifications she has not read. */
export async function countUnread(knex: Knex, userId: number): Promise<number> {
  return Notification.query(knex).where({ user_id: userId, is_read: false }).resultSize();
}
