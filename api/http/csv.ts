import { stringify } from 'csv-stringify/sync';

/**
 * How tables are written (RFC 4180): with the byte order mark by which spreadsheets recognise UTF-8, and with
 * formulas made harmless.
 */
export const forSpreadsheets = {
  header: true,
  bom: true,
  escape_formulas: true,
  record_delimiter: 'windows',
} as const;

/** The separator of cells, by the caller's choice. */
export const delimiters = { comma: ',', semicolon: ';' } as const;

export type Separator = keyof typeof delimiters;

/**
 * A table as CSV, for spreadsheets.
 *
 * @param columns the names in the first line, each of which is the name of a member of every row
 */
export function csv<Row extends object>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
  separator: Separator = 'comma',
): string {
  return stringify([...rows], {
    ...forSpreadsheets,
    columns: [...columns],
    delimiter: delimiters[separator],
  });
}
