import { createHash } from 'node:crypto';

/** SHA-256 of a secret that is long and random: what the database keeps of it. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** What tells one state of a resource from another: its ETag, without the quotes. */
export const etagOf = (bytes: string | Buffer): string =>
  createHash('sha1').update(bytes).digest('base64url');

/** Tells one secret from another, and nothing about it. */
export const fingerprintOf = (secret: string): string => hashOf(secret).toString('hex').slice(0, 8);
