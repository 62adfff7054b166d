import assert from 'node:assert/strict';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import { problemKinds, problemSchema } from '../../../api/contract/problem.ts';
import { startApi } from '../../support/api.ts';

const all = Object.entries(operations) as [string, Operation][];

describe('the contract', () => {
  it('describes every property of every schema', () => {
    const bare = all.flatMap(([name, { query, body, response }]) =>
      [query, body, response].flatMap((schema) => withoutDescription(schema ?? {}, name)),
    );
    assert.deepEqual([...bare, ...withoutDescription(problemSchema, 'problem')], []);
  });

  it('describes every named schema and sums up every operation', () => {
    for (const [name, { summary, body, response }] of all) {
      assert.ok(summary.length > 5, name);
      for (const schema of [body, response] as { description?: string; oneOf?: unknown }[]) {
        if (schema && !schema.oneOf) assert.ok(schema.description, name);
      }
    }
  });

  it('calls each operation by its key, and puts it at a place of its own', () => {
    for (const [key, { id }] of all) assert.equal(id, key);
    assert.equal(new Set(all.map(([, { method, path }]) => `${method} ${path}`)).size, all.length);
  });

  it('bounds every text and list that is sent', () => {
    const unbounded = all.flatMap(([name, { query, body }]) =>
      [query, body].flatMap((schema) => withoutBound(schema ?? {}, name)),
    );
    assert.deepEqual(unbounded, []);
  });

  it('knows titles and statuses of 4xx and 5xx for every problem', () => {
    for (const [code, { status, title }] of Object.entries(problemKinds)) {
      assert.match(code, /^[a-z_]+$/);
      assert.ok(status >= 400 && status < 600 && title.length > 5, code);
    }
  });

  it('has a route for every operation', async () => {
    const api = await startApi();
    try {
      for (const [name, { method, path }] of all) {
        const address = path.replaceAll(/:[a-z]+/g, '1');
        const response = await fetch(`${api.url}${address}`, { method: 'OPTIONS' });
        const allowed = (response.headers.get('allow') ?? '').split(', ');
        assert.ok(allowed.includes(method.toUpperCase()), `${name}: ${allowed}`);
      }
    } finally {
      await api.stop();
    }
  });
});

type Schema = Record<string, unknown>;

/** Every schema below this one with its path, the members of `properties` marked. */
function* parts(schema: unknown, path: string, isProperty = false): Generator<[Schema, string, boolean]> {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) yield [schema as Schema, path, isProperty];
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') {
      for (const [name, member] of Object.entries(value as object))
        yield* parts(member, `${path}.${name}`, true);
    } else if (key !== 'enum' && key !== 'required') yield* parts(value, `${path}/${key}`);
  }
}

const withoutDescription = (schema: object, name: string): string[] =>
  [...parts(schema, name)]
    .filter(([part, , isProperty]) => isProperty && !part.description)
    .map(([, path]) => path);

const withoutBound = (schema: object, name: string): string[] =>
  [...parts(schema, name)]
    .filter(([part]) => {
      const types = [part.type].flat();
      const hasBound = ['maxLength', 'enum', 'pattern', 'format', 'anyOf'].some((key) => key in part);
      return (types.includes('string') && !hasBound) || (types.includes('array') && !('maxItems' in part));
    })
    .map(([, path]) => path);
