import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import type { IdempotencyKey } from '../commands/commit.ts';
import { invalidRequest } from '../problems.ts';

/**
 * The request's Idempotency-Key, if it has one, with a hash of what it asks: the same key with another body is a
 * mistake.
 *
 * @throws Problem `invalid_request` for a key that is empty or longer than 255 characters.
 */
export function idempotencyKey(ctx: Context, body: unknown): IdempotencyKey | undefined {
  const key = ctx.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key === '' || key.length > 255) {
    throw invalidRequest([{ pointer: '/Idempotency-Key', detail: 'must have 1 to 255 characters' }]);
  }
  const requestHash = createHash('sha256')
    .update(`${ctx.method} ${ctx.path}\n${JSON.stringify(sorted(body))}`)
    .digest();
  return { key, requestHash, replayed: () => ctx.set('Idempotency-Replayed', 'true') };
}

/** The same value with the members of every object in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
