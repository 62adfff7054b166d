import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Context } from 'koa';
import { Problem } from '../problems.ts';

/** What a body may be compressed by (RFC 9110 §8.4.1). */
const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** Whether the request says that a body comes. */
export function hasBody({ headers }: Context): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * The bytes of the body, unpacked where it came compressed. It stops reading as soon as the body is known to be too
 * long; what is still to come then is for `endUnreadBody` to deal with.
 *
 * @param maxBytes what it may have, both as it was sent and unpacked
 * @throws Problem `payload_too_large`, `malformed_body` for one that cannot be unpacked or that broke off,
 *   `unsupported_media_type` for a compression that we do not know.
 */
export async function readBody(ctx: Context, maxBytes: number): Promise<Buffer> {
  const encoding = ctx.get('content-encoding').trim().toLowerCase() || 'identity';
  const decode = decoders.get(encoding);
  if (!decode && encoding !== 'identity') {
    throw new Problem('unsupported_media_type', 'Content-Encoding must be gzip, deflate, br or none.', {
      headers: { 'Accept-Encoding': 'gzip, deflate, br' },
    });
  }
  const sent = await readSent(ctx, maxBytes);
  if (!decode) return sent;
  try {
    return await decode(sent, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw new Problem('malformed_body', `The body is not what Content-Encoding says: ${encoding}.`);
  }
}

/** The value of a JSON text in UTF-8 (RFC 8259); an empty body is `{}`. @throws Problem `malformed_json`. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (value !== null && typeof value === 'object') return value;
  } catch {
    // No UTF-8, or no JSON: answered below, as a text or a number by itself is.
  }
  throw new Problem('malformed_json', 'The body cannot be read as a JSON object.');
}

async function readSent({ req, headers }: Context, maxBytes: number): Promise<Buffer> {
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (req.destroyed) throw brokenOff();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (act: () => void): void => {
      req.off('data', take).off('end', end).off('error', brokeOff).off('close', brokeOff);
      act();
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= maxBytes) return;
      req.pause();
      settle(() => reject(tooLarge(maxBytes)));
    };
    const end = (): void => settle(() => resolve(Buffer.concat(chunks)));
    const brokeOff = (): void => settle(() => reject(brokenOff()));
    req.on('data', take).on('end', end).on('error', brokeOff).on('close', brokeOff);
  });
}

const tooLarge = (maxBytes: number): Problem =>
  new Problem('payload_too_large', `A body may have ${maxBytes} bytes at most here.`);

const brokenOff = (): Problem => new Problem('malformed_body', 'The connection ended before the body did.');
