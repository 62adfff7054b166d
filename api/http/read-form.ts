import type { Context } from 'koa';
import { Problem } from '../problems.ts';
import { readBody } from './read-body.ts';

/** Bytes that a form may have: a comment of 2,000 characters, each of which is sent as up to twelve. */
const maxFormBytes = 65_536;

/**
 * The fields of a form (application/x-www-form-urlencoded); lines of a text end as in JSON, by one character.
 *
 * @throws Problem `unsupported_media_type`, `payload_too_large`, `malformed_body`.
 */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  if (!ctx.is('application/x-www-form-urlencoded')) {
    throw new Problem('unsupported_media_type', 'Send a form: application/x-www-form-urlencoded.');
  }
  const sent = new URLSearchParams((await readBody(ctx, maxFormBytes)).toString('utf8'));
  return new URLSearchParams([...sent].map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]));
}

/** Reads a body that says nothing which is not known already, so that the next request finds its own. */
export const passOver = (ctx: Context): Promise<Buffer> => readBody(ctx, maxFormBytes);
