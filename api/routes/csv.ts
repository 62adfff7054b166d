import { stringify } from 'csv-stringify/sync';

/**
 * A table as CSV (RFC 4180), for spreadsheets: with the mark by which they know UTF-8, and with nothing in it that they
 * would run as a formula.
 *
 * @param columns the names in the first line, each of which is the name of a member of every row
 */
export function csv<Row extends object>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): string {
  return stringify([...rows], {
    columns: [...columns],
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
