import { createHmac } from 'node:crypto';

/** What stands for a mail address in the database (a keyed hash): no plain hash, because addresses can be guessed. */
export const addressHash = (tokenSecret: string, email: string): Buffer =>
  keyed(tokenSecret, `sign-in address ${email.trim().toLowerCase()}`);

export interface CodeMaker {
  readonly seed: Buffer;
  /** How long the code is: 6 or 10. */
  readonly digits: number;
}

/** The digits for an address and a seed: computed again whenever they are needed, and kept nowhere. */
export function signInCode(tokenSecret: string, address: Buffer, { seed, digits }: CodeMaker): string {
  const hash = keyed(tokenSecret, `sign-in code ${address.toString('hex')} ${seed.toString('hex')}`);
  return String(hash.readUIntBE(0, 6) % 10 ** digits).padStart(digits, '0');
}

export interface PhoneCode {
  readonly userId: number;
  /** E.164. */
  readonly phoneNumber: string;
  readonly seed: Buffer;
}

/** The six digits that confirm a number; kept nowhere either. */
export function phoneCode(tokenSecret: string, { userId, phoneNumber, seed }: PhoneCode): string {
  const hash = keyed(tokenSecret, `phone code ${userId} ${phoneNumber} ${seed.toString('hex')}`);
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

const keyed = (key: string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
