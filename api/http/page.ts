import { invalidRequest } from '../problems.ts';

/**
 * Where a page ends, as an opaque text: the sort values of its last row. This is keyset paging: every page costs the
 * same, and new rows do not shift later pages.
 */
export function encodeCursor(values: readonly (number | string)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * @returns the sort values of a cursor, or null without one
 * @throws Problem `invalid_request` for a text that is no cursor of this list.
 */
export function decodeCursor(cursor: string | undefined, length: number): number[] | null {
  if (!cursor) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length && values.every(isSortValue)) return values;
  } catch {
    // Not JSON: answered below like any other text that is no cursor.
  }
  throw invalidRequest([{ pointer: '/cursor', detail: 'must be the next_cursor of the page before' }]);
}

/**
 * Cursors are made of ids and starts (epoch ms, up to the year 9999); anything else is refused before it reaches a
 * query.
 */
const isSortValue = (value: unknown): boolean =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 253_402_300_800_000;

/** Splits rows that were read with one more than `limit` into the page and where the next one starts. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  sortValues: (row: Row) => readonly (number | string)[],
): { readonly rows: readonly Row[]; readonly next_cursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next_cursor: rows.length > limit && last ? encodeCursor(sortValues(last)) : null };
}
