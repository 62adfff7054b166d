import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Context } from 'koa';
import { LRUCache } from 'lru-cache';
import type { Fault } from '../contract/problem.ts';
import { normalRrule, rruleFaults } from '../domain/recurrence.ts';
import { isDate, isTimeZone } from '../domain/wall-time.ts';
import { invalidRequest, Problem } from '../problems.ts';

const options = { allErrors: true, useDefaults: true, strict: true, allowUnionTypes: true, verbose: true };

/** Bodies come with types; what a query says is text and is read as what the schema expects. */
const bodies = withFormats(new Ajv2020({ ...options, strictRequired: false }));
const queries = withFormats(new Ajv2020({ ...options, coerceTypes: true }));

const compiled = new WeakMap<object, ValidateFunction>();

/** @throws Problem `invalid_request` with every fault at once. */
export function validateBody(schema: object, body: unknown): void {
  check(bodies, schema, body);
}

/**
 * The same few queries come again and again, and the same text always means the same: reading one anew costs as much as
 * the database's answer by key (measured), so that the last thousand of each operation are remembered.
 */
const readQueries = new WeakMap<object, LRUCache<string, object>>();

/**
 * @returns the query with its values read as numbers and booleans, and defaults filled in; shared, so not to be changed
 * @throws Problem `invalid_request` with every fault at once.
 */
export function validateQuery(schema: object, ctx: Context): unknown {
  const text = ctx.querystring;
  let known = readQueries.get(schema);
  if (!known) {
    known = new LRUCache({ max: 1_000 });
    readQueries.set(schema, known);
  }
  const found = known.get(text);
  if (found) return found;
  const values = { ...ctx.query };
  check(queries, schema, values);
  if (text.length <= 500) known.set(text, Object.freeze(values));
  return values;
}

/** An identifier in a path. What cannot name a row is not found. */
export function pathId(text: string): number {
  const id = /^[1-9][0-9]{0,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw new Problem('not_found', 'There is nothing with such an id.');
  return id;
}

/** A date in a path. */
export function pathDate(text: string): string {
  if (!isCalendarDate(text))
    throw invalidRequest([{ pointer: '/date', detail: expectations.date as string }]);
  return text;
}

/** Whether a text is a date that exists, in years that Date, Temporal and PostgreSQL all write the same way. */
function isCalendarDate(text: string): boolean {
  return isDate(text) && text >= '1900-01-01' && text < '3000-01-01';
}

/** Whether a text is a well-formed language tag: Intl throws for any other, such as en-US-US. Source: BCP 47. */
export function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** Whether a text is an RFC 3339 instant with an offset and a date that exists. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text)) return false;
  try {
    Temporal.Instant.from(text);
    return !Number.isNaN(Date.parse(text));
  } catch {
    return false;
  }
}

/** All that is wrong with a value that came as JSON, but what only a database would mind. */
export const faultsOf = (schema: object, value: unknown): Fault[] => findFaults(bodies, schema, value);

function findFaults(ajv: Ajv2020, schema: object, value: unknown): Fault[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  const faults = validate(value) ? [] : (validate.errors ?? []).filter(isPlain).map(toFault);
  // A branch that failed as a whole says no more than the faults inside it.
  if (!faults.length && validate.errors?.length) faults.push({ pointer: '', detail: 'is not valid' });
  return faults;
}

function check(ajv: Ajv2020, schema: object, value: unknown): void {
  const faults = findFaults(ajv, schema, value);
  findUnstorable(value, '', 0, faults);
  if (faults.length > 0) throw invalidRequest(faults.slice(0, 100));
}

const isPlain = ({ keyword }: ErrorObject): boolean => !['if', 'oneOf', 'anyOf'].includes(keyword);

function toFault({
  keyword,
  instancePath,
  params,
  message = 'is not valid',
  data,
  schema,
}: ErrorObject): Fault {
  if (keyword === 'required') {
    return { pointer: `${instancePath}/${escapePointer(params.missingProperty)}`, detail: 'is missing' };
  }
  if (keyword === 'format' && schema === 'rrule') {
    return { pointer: instancePath, detail: rruleFaults(normalRrule(String(data))).join('; ') || message };
  }
  if (keyword === 'format') return { pointer: instancePath, detail: expectations[String(schema)] ?? message };
  if (keyword === 'pattern' && schema === '\\S')
    return { pointer: instancePath, detail: 'must not be blank' };
  if (keyword === 'enum') {
    return { pointer: instancePath, detail: `must be one of ${params.allowedValues.join(', ')}` };
  }
  return { pointer: instancePath, detail: message };
}

const expectations: Readonly<Record<string, string>> = {
  'date-time': 'must be an instant with an offset (RFC 3339), such as 2026-11-23T06:00:00+00:00',
  date: 'must be a date that exists, YYYY-MM-DD, from 1900 to 2999',
  language: 'must be a language tag (BCP 47), such as fr or pt-AO',
  'time-zone': 'must be an IANA time zone, such as Africa/Nairobi',
};

/** Deeper than any sensible metadata, and far from what makes JSON.stringify or PostgreSQL run out of stack. */
const maxDepth = 50;

/**
 * What a schema lets through and the database cannot hold: U+0000 in text, half a surrogate pair in jsonb, a nesting
 * deeper than its stack. Also Infinity, which a query's `9e999` is read as.
 */
function findUnstorable(value: unknown, pointer: string, depth: number, faults: Fault[]): void {
  const fault = (detail: string) => faults.push({ pointer, detail });
  if (typeof value === 'string') {
    if (value.includes('\0')) fault('must not hold a NUL character');
    if (!value.isWellFormed()) fault('must not hold half a surrogate pair');
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) fault('must be a number that can be written out');
  } else if (value !== null && typeof value === 'object') {
    if (depth === maxDepth) {
      fault(`must not be nested deeper than ${maxDepth} levels`);
      return;
    }
    for (const [key, member] of Object.entries(value)) {
      if (key.includes('\0')) fault('must not have a name with a NUL character');
      // Copied by Object.assign, it would become another prototype of the copy.
      if (key === '__proto__') fault('must not have the name __proto__');
      if (!key.isWellFormed()) fault('must not have a name with half a surrogate pair');
      findUnstorable(member, `${pointer}/${escapePointer(key)}`, depth + 1, faults);
    }
  }
}

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function withFormats(ajv: Ajv2020): Ajv2020 {
  formats.default(ajv, ['email', 'uri', 'uri-reference']);
  ajv.addFormat('date-time', isInstant);
  ajv.addFormat('date', isCalendarDate);
  ajv.addFormat('language', isLanguage);
  ajv.addFormat('time-zone', isTimeZone);
  ajv.addFormat('rrule', (text: string) => rruleFaults(normalRrule(text)).length === 0);
  return ajv;
}
