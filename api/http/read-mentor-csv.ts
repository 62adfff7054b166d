import { CsvError, parse } from 'csv-parse/sync';
import {
  type ImportFault,
  type ImportRow,
  importRowSchema,
  maxImportLines,
} from '../contract/mentor-import.ts';
import type { Fault } from '../contract/problem.ts';
import { validateBody } from '../middleware/validate.ts';
import { invalidRequest, Problem } from '../problems.ts';

/** A line that can be understood, with where it stands. */
export interface ImportLine {
  readonly line: number;
  readonly row: ImportRow;
}

export interface ReadCsv {
  readonly lines: readonly ImportLine[];
  readonly faults: readonly ImportFault[];
  /** Columns whose names mean nothing here. */
  readonly ignored: readonly string[];
}

/**
 * Reads a file of mentors: columns in any order, cells parted by comma, semicolon or tab, with or without a byte order
 * mark and the line `sep=;` that tells Excel what parts them. An empty cell is left out of its row.
 *
 * @throws Problem `invalid_request` for a text that is no such file: no `external_id`, too many lines, broken quotes.
 */
export function readMentorCsv(csv: string): ReadCsv {
  const [header, ...records] = recordsOf(csv);
  const names = (header?.cells ?? []).map(columnName);
  requireHeader(names, records.length);
  const faults: ImportFault[] = [];
  const lines: ImportLine[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of records) {
    const found = cells.length === names.length ? rowFaults(names, cells) : [wrongWidth(cells, names)];
    const { external_id = '' } = found.length === 0 ? rowOf(names, cells) : {};
    const first = seen.get(external_id as string);
    if (first !== undefined && found.length === 0) {
      found.push({ column: 'external_id', code: 'repeated', detail: `stands on line ${first} already` });
    }
    faults.push(...found.map((fault) => ({ line, ...fault })));
    if (found.length > 0) continue;
    seen.set(external_id as string, line);
    lines.push({ line, row: rowOf(names, cells) as ImportRow });
  }
  const ignored = (header?.cells ?? []).filter((cell, index) => cell !== '' && !isColumn(names[index] ?? ''));
  return { lines, faults, ignored };
}

/** Lines that are read, empty ones too: spreadsheets write some at the end. To read a million holds up everybody. */
const maxRecords = 4 * maxImportLines;

interface CsvRecord {
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The line that Excel takes the delimiter from, before the column names; it counts as a line. */
const SEPARATOR = /^\s*"?sep=([,;\t])"?[,;\t ]*$/i;

function recordsOf(text: string): CsvRecord[] {
  // One kind of line break: the parser counts those of Windows twice inside quotes.
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const [told, delimiter] = SEPARATOR.exec(lines.slice(0, 100).split('\n', 1)[0] ?? '') ?? [];
  const csv = told === undefined ? lines : lines.slice(told.length);
  try {
    const parsed = parse(csv, {
      delimiter: delimiter ?? delimiterOf(csv),
      record_delimiter: '\n',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 100_000,
      to: maxRecords + 1,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[];
    if (parsed.length > maxRecords) throw unreadable(`must have at most ${maxRecords} lines`);
    // What the parser tells is the line on which a record ends, and cells may hold line breaks.
    return parsed
      .map(({ record, info }) => ({ line: info.lines - lineBreaks(record), cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines, message } = error as CsvError & { lines?: number };
    throw unreadable(`cannot be read as CSV${lines ? ` at line ${lines}` : ''}: ${message}`);
  }
}

const lineBreaks = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);

/** The separator that occurs most often in the first line: French spreadsheets write semicolons. */
function delimiterOf(csv: string): string {
  const header = /^[^\r\n]*/.exec(csv.trimStart())?.[0] ?? '';
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function requireHeader(names: readonly string[], count: number): void {
  if (!names.includes('external_id'))
    throw unreadable('must begin with column names, among them external_id');
  const twice = names.find((name, index) => isColumn(name) && names.indexOf(name) !== index);
  if (twice) throw unreadable(`must have the column ${twice} once`);
  if (count > maxImportLines) {
    throw unreadable(`must hold at most ${maxImportLines} mentors; it holds ${count}`);
  }
}

const unreadable = (detail: string): Problem => invalidRequest([{ pointer: '/csv', detail }]);

/** "External ID" is `external_id`. */
const columnName = (cell: string): string => cell.toLowerCase().replace(/[\s-]+/g, '_');

const columns: Readonly<Record<string, { readonly type?: unknown }>> = importRowSchema.properties;

const isColumn = (name: string): boolean => Object.hasOwn(columns, name);

type RowFault = Omit<ImportFault, 'line'>;

function rowFaults(names: readonly string[], cells: readonly string[]): RowFault[] {
  try {
    validateBody(importRowSchema, rowOf(names, cells));
    return [];
  } catch (error) {
    if (!(error instanceof Problem) || !error.extras.errors) throw error;
    return error.extras.errors.map(toRowFault);
  }
}

/** `/durations/1 must be >= 5` is a fault of the column `durations`. */
function toRowFault({ pointer, detail }: Fault): RowFault {
  const [, column = null, place] = pointer.split('/');
  return {
    column,
    code: 'invalid',
    detail: place === undefined ? detail : `value ${Number(place) + 1} ${detail}`,
  };
}

const wrongWidth = (cells: readonly string[], names: readonly string[]): RowFault => ({
  column: null,
  code: 'cells',
  detail: `must have ${names.length} cells; it has ${cells.length}`,
});

function rowOf(names: readonly string[], cells: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const cell = cells[index] ?? '';
      return isColumn(name) && cell !== '' ? [[name, readCell(name, cell)]] : [];
    }),
  );
}

function readCell(name: string, cell: string): unknown {
  const told = columns[name]?.type;
  // An empty cell is left out, so that null has no way to be written.
  const type = Array.isArray(told) ? told[0] : told;
  if (type === 'boolean') return booleans.get(cell.toLowerCase()) ?? cell;
  if (type === 'integer') return numberOf(cell);
  if (type !== 'array') return cell;
  const parts = cell
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter(Boolean);
  return name === 'durations' ? parts.map(numberOf) : parts;
}

/** Spreadsheets write them in their own language. */
const booleans: ReadonlyMap<string, boolean> = new Map(
  Object.entries({
    ...{ true: true, yes: true, 1: true, vrai: true, oui: true, verdadeiro: true, sim: true, ndiyo: true },
    ...{
      false: false,
      no: false,
      0: false,
      faux: false,
      non: false,
      falso: false,
      não: false,
      hapana: false,
    },
  }),
);

const numberOf = (cell: string): number | string => (/^-?\d{1,9}$/.test(cell) ? Number(cell) : cell);
