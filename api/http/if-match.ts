import type { Context } from 'koa';
import { Problem } from '../problems.ts';
import { isKnown } from './serialized.ts';

/**
 * Returns a test whether an ETag is named in the request's `If-Match`. Source: RFC 9110 §13.1.1, RFC 6585 §3.
 *
 * @throws Problem `precondition_required` for a request that does not say which state it changes.
 */
export function ifMatch(ctx: Context): (etag: string) => boolean {
  const header = ctx.get('if-match');
  if (header) return (etag) => isKnown(header, etag);
  throw new Problem('precondition_required', 'Send If-Match with the ETag of what you read and changed.', {
    errors: [{ pointer: '/If-Match', detail: 'is missing' }],
  });
}

/** The same where `If-Match` may be left out: every ETag will do then. */
export function ifMatchWhereSent(ctx: Context): (etag: string) => boolean {
  return ctx.get('if-match') ? ifMatch(ctx) : () => true;
}
