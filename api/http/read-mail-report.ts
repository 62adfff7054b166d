import type { Context } from 'koa';
import { readBody } from './read-body.ts';

/** Bytes that a report may have, with the mail that it is about. */
const maxBytes = 2_000_000;

/**
 * The text of a body that is a report about a mail. What of it is read is ASCII, and addresses in UTF-8 (RFC 6533).
 *
 * @throws Problem as `readBody` does.
 */
export async function readMailReport(ctx: Context): Promise<string> {
  return (await readBody(ctx, maxBytes)).toString('utf8');
}
