import type { Context } from 'koa';
import { Problem } from '../problems.ts';

/** Bytes that a file may have. */
const maxBytes = 2_000_000;

/**
 * The text of a body that is a CSV file. Spreadsheets save UTF-8 or, older ones and by default on many machines,
 * Windows-1252; what is no UTF-8 is taken for that.
 *
 * @throws Problem `payload_too_large`.
 */
export async function readCsv(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new Problem('payload_too_large', `A file may have ${maxBytes} bytes at most.`);
    }
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
