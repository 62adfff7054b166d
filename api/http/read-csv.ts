import type { Context } from 'koa';
import { textOfBytes } from '../domain/text-of-bytes.ts';
import { readBody } from './read-body.ts';

/** Bytes that a file may have. */
const maxBytes = 2_000_000;

/**
 * The text of a body that is a CSV file. Spreadsheets save UTF-8, UTF-16 ("Unicode text") or, older ones and by
 * default on many machines, Windows-1252; what is none of the former is taken for that.
 *
 * @throws Problem as `readBody` does.
 */
export async function readCsv(ctx: Context): Promise<string> {
  return textOfBytes(await readBody(ctx, maxBytes), { fallback: 'windows-1252' });
}
