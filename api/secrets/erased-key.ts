import { createHmac } from 'node:crypto';

/** How a partner knows a person. */
export interface KnownAs {
  readonly partnerId: number;
  /** The `sub` of her tokens. */
  readonly externalId: string;
}

/**
 * What stands for an erased person in the database, 32 bytes: no plain hash, because a `sub` can be guessed. Another
 * secret of the server makes another key.
 */
export const erasedKey = (tokenSecret: string, { partnerId, externalId }: KnownAs): Buffer =>
  createHmac('sha256', tokenSecret).update(`erased person ${partnerId} ${externalId}`).digest();
