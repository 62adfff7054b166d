import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { Context } from 'koa';
import { etagOf } from '../models/etag.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** From so many bytes on an answer is compressed. A session of 528 B takes 270 B, one mentor of 567 B takes 370 B. */
const worthCompressing = 400;

/**
 * A body that is ready to be sent, with its ETag. One that is worth it is kept as Brotli alone: a week of slots is a
 * thirtieth as long so, and every browser takes it; who does not has it unpacked for her.
 */
export class Serialized {
  readonly etag: string;
  readonly #bytes: Buffer;
  readonly #isBrotli: boolean;

  private constructor(etag: string, bytes: Buffer, isBrotli: boolean) {
    this.etag = etag;
    this.#bytes = bytes;
    this.#isBrotli = isBrotli;
  }

  /** From a text as it is, or any other value as JSON. */
  static async from(value: unknown): Promise<Serialized> {
    const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    const etag = etagOf(bytes);
    if (bytes.length < worthCompressing) return new Serialized(etag, bytes, false);
    // A copy, because zlib's own buffer is 16 KiB long, however little of it is used.
    return new Serialized(etag, Buffer.copyBytesFrom(await pack(bytes)), true);
  }

  /** What keeping it takes, bytes. */
  get size(): number {
    return this.#bytes.length;
  }

  /** Sets body, ETag and encoding; 304 without a body where the client has it already. */
  async send(ctx: Context): Promise<void> {
    ctx.etag = this.etag;
    if (isKnown(ctx.get('if-none-match'), this.etag)) {
      ctx.status = 304;
    } else if (!this.#isBrotli) {
      ctx.body = this.#bytes;
    } else if (takesBrotli(ctx)) {
      ctx.body = this.#bytes;
      ctx.set('Content-Encoding', 'br');
    } else {
      ctx.body = await decompress(this.#bytes);
    }
  }
}

/** Sends the answer to a command, which nobody asks for again: no ETag, and nothing is packed to be unpacked. */
export async function sendOnce(ctx: Context, result: unknown): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(result));
  const isPacked = bytes.length >= worthCompressing && takesBrotli(ctx);
  if (isPacked) ctx.set('Content-Encoding', 'br');
  ctx.body = isPacked ? await pack(bytes) : bytes;
}

function takesBrotli(ctx: Context): boolean {
  return /\bbr\b/.test(ctx.get('accept-encoding'));
}

/**
 * 5 takes 0.1 ms for a week of slots, and no slower setting makes it shorter (measured). The window is as wide as
 * answers are long: the usual one takes megabytes for each answer under way.
 */
function pack(bytes: Buffer): Promise<Buffer> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 16 };
  return compress(bytes, { params });
}

/**
 * Whether `If-None-Match` or `If-Match` names the answer. Not Koa's `ctx.fresh`, which says no to every request with
 * `Cache-Control: no-cache`, and fetch adds just that where a program sets `If-None-Match` itself.
 * Source: RFC 9110 §13.1.2, weak comparison.
 */
export function isKnown(header: string, etag: string): boolean {
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(`"${etag}"`) || tags.includes('*');
}
