import { createHmac } from 'node:crypto';
import { isSame } from './is-same.ts';

/** Whose address of ours a secret is a part of, for programs that send no token. */
export interface AddressOwner {
  /** What the address is good for: a mentor's calendar, or reports about a partner's mail. */
  readonly kind: 'calendar' | 'mail reports';
  /** Id of the mentor or the partner. */
  readonly id: number;
  /** Another one makes another secret. */
  readonly generation: number;
}

/** The secret part of an address. It is derived, so that it is not in the database. */
export function addressSecret(tokenSecret: string, { kind, id, generation }: AddressOwner): string {
  const mac = createHmac('sha256', tokenSecret).update(`${kind} ${id} ${generation}`).digest('base64url');
  return `${id}-${mac}`;
}

/** The id whose address a secret claims to be of; null when the text does not have the form of one. */
export function claimedOwner(secret: string): number | null {
  const id = /^([1-9][0-9]{0,15})-[\w-]{43}$/.exec(secret)?.[1];
  return id && Number.isSafeInteger(Number(id)) ? Number(id) : null;
}

/** Whether a secret is the one of this owner. */
export const isSecretOf = (secret: string, tokenSecret: string, owner: AddressOwner): boolean =>
  isSame(secret, addressSecret(tokenSecret, owner));
