import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Context, Middleware } from 'koa';

/** A body of at most so many bytes is taken in after the answer, so that the connection serves on. */
const keepBelow = 262_144;

/** What is taken in of a longer one before the connection is closed on it: bytes, ms. */
const most = { bytes: 16_777_216, ms: 10_000 };

/**
 * Deals with what is still to come of a body when its request has been answered: refused before it was read, too long,
 * or sent to a route that reads none. Left unread it would stand before the next request on the connection, which then
 * is never answered.
 *
 * A short rest is read and thrown away. Otherwise the answer says `Connection: close`, and the connection is closed
 * once the caller has stopped sending or the bounds above are reached: closed with bytes unread, TCP would tell the
 * caller of a reset, and she might lose the answer that she was sent (RFC 9112 §9.6).
 */
export function endUnreadBody(): Middleware {
  return async (ctx, next) => {
    await next();
    const { req } = ctx;
    if (req.complete || req.destroyed) return;
    if (Number(req.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= keepBelow) {
      const isOver = takeIn(req);
      isOver.then((isWhole) => isWhole || req.destroy());
      return;
    }
    ctx.set('Connection', 'close');
    await answerThenClose(ctx, takeIn(req));
  };
}

async function answerThenClose(ctx: Context, isOver: Promise<unknown>): Promise<void> {
  const { body } = ctx;
  if (ctx.method === 'HEAD' || (typeof body !== 'string' && !Buffer.isBuffer(body))) {
    // There is no body whose end the caller could wait for while the connection stays open.
    await isOver;
    return;
  }
  const bytes = Buffer.from(body as string);
  const type = ctx.response.get('content-type');
  // The length tells the caller when she has it all; Node closes the connection when the stream ends.
  ctx.body = Readable.from(
    (async function* () {
      yield bytes;
      await isOver;
    })(),
  );
  ctx.set('Content-Type', type);
  ctx.length = bytes.length;
}

/** Reads and throws away. @returns whether it came to the end, within `most`. */
function takeIn(req: IncomingMessage): Promise<boolean> {
  return new Promise((resolve) => {
    let taken = 0;
    const over = (isWhole: boolean): void => {
      clearTimeout(timer);
      req.off('data', count).off('end', whole).off('close', broken).off('error', broken);
      req.on('error', () => {});
      resolve(isWhole);
    };
    const count = (chunk: Buffer): void => {
      taken += chunk.length;
      if (taken > most.bytes) over(false);
    };
    const whole = (): void => over(true);
    const broken = (): void => over(false);
    const timer = setTimeout(broken, most.ms);
    req.on('data', count).on('end', whole).on('close', broken).on('error', broken);
    req.resume();
  });
}
