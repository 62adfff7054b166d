import type { Context } from 'koa';
import { readBody } from './read-body.ts';

/** Bytes that a file may have. */
const maxBytes = 2_000_000;

/**
 * The text of a body that is a CSV file. Spreadsheets save UTF-8 or, older ones and by default on many machines,
 * Windows-1252; what is no UTF-8 is taken for that.
 *
 * @throws Problem as `readBody` does.
 */
export async function readCsv(ctx: Context): Promise<string> {
  const bytes = await readBody(ctx, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
