import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Context } from 'koa';

const compress = promisify(brotliCompress);

/** Below this a compressed answer is no shorter on the wire, bytes. */
const worthCompressing = 1_024;

/** A body that is ready to be sent: its bytes, its ETag and, once asked for, its Brotli form. */
export class Serialized {
  readonly body: Buffer;
  readonly etag: string;
  #brotli: Promise<Buffer> | undefined;

  constructor(value: unknown) {
    this.body = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    this.etag = createHash('sha1').update(this.body).digest('base64url');
  }

  /** Sets body, ETag and encoding; 304 without a body where the client has it already. */
  async send(ctx: Context): Promise<void> {
    ctx.etag = this.etag;
    if (isKnown(ctx.get('if-none-match'), this.etag)) {
      ctx.status = 304;
      return;
    }
    const accepted = ctx.get('accept-encoding');
    if (this.body.length < worthCompressing || !/\bbr\b/.test(accepted)) {
      ctx.body = this.body;
      return;
    }
    // 5 takes 0.3 ms for a week of slots and is within 10% of the slowest setting.
    this.#brotli ??= compress(this.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    ctx.body = await this.#brotli;
    ctx.set('Content-Encoding', 'br');
  }
}

/**
 * Whether `If-None-Match` names the answer. Not Koa's `ctx.fresh`, which says no to every request with
 * `Cache-Control: no-cache`, and fetch adds just that where a program sets `If-None-Match` itself.
 * Source: RFC 9110 §13.1.2, weak comparison.
 */
function isKnown(header: string, etag: string): boolean {
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(`"${etag}"`) || tags.includes('*');
}
