import { createHash } from 'node:crypto';

/** What tells one state of a resource from another: the ETag of its wire form (RFC 9110 §8.8.3), without the quotes. */
export const etagOf = (bytes: string | Buffer): string =>
  createHash('sha1').update(bytes).digest('base64url');
