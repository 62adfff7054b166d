import { createHash } from 'node:crypto';

/** SHA-256 of a secret that is long and random: what the database keeps of it. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A short fingerprint that tells two secrets apart and reveals nothing about them. */
export const fingerprintOf = (secret: string): string => hashOf(secret).toString('hex').slice(0, 8);
