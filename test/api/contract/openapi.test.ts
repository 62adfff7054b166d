import assert from 'node:assert/strict';
import { openapiDocument } from '../../../api/contract/openapi.ts';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import { problemKinds } from '../../../api/contract/problem.ts';

interface Described {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly description?: string }[];
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Answer {
  readonly $ref?: string;
  readonly description: string;
  readonly headers?: Readonly<Record<string, object>>;
}

const document = openapiDocument('1.2.3') as {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, object>; responses: Record<string, Answer> };
};

/** An answer, or the shared one that it refers to. */
const resolved = (answer: Answer): Answer =>
  answer.$ref ? (document.components.responses[answer.$ref.split('/').at(-1) as string] as Answer) : answer;

/** That it stands in api/openapi.json as it is, and lints clean, is looked after by `npm run check`. */
describe('the OpenAPI document', () => {
  const described = (operation: Operation): Described =>
    document.paths[operation.path.replaceAll(/:([a-z]+)/g, '{$1}')]?.[operation.method] as Described;

  it('is OpenAPI 3.1 of the version it was asked for, the same every time', () => {
    assert.match(document.openapi, /^3\.1\.\d$/);
    assert.equal(document.info.version, '1.2.3');
    assert.equal(JSON.stringify(openapiDocument('1.2.3')), JSON.stringify(document));
  });

  it('refers to nothing that it does not define, and defines nothing in vain', () => {
    const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    const used = new Set([...references].map(([, name]) => name));
    assert.deepEqual([...used].sort(), Object.keys(document.components.schemas).sort());
  });

  for (const operation of Object.values(operations) as Operation[]) {
    it(`describes ${operation.id}: its parameters, success and problems`, () => {
      const { operationId, parameters, responses: told, security } = described(operation);
      const responses = Object.fromEntries(
        Object.entries(told).map(([status, response]) => [status, resolved(response)]),
      );
      assert.equal(operationId, operation.id);
      assert.ok(responses[operation.status]);
      for (const code of operation.problems) {
        assert.ok(responses[problemKinds[code].status]?.description.includes(`\`${code}\``), code);
      }
      assert.ok(responses[401] && responses[429]?.headers?.['Retry-After']);
      assert.ok(
        responses[503]?.description.includes('`try_again`') && responses[503].headers?.['Retry-After'],
      );
      for (const status of [400, 429, 431, 503]) assert.ok(told[status]?.$ref, `${status} is described once`);
      for (const status of [413, 415]) assert.equal(Boolean(told[status]?.$ref), Boolean(operation.body));
      assert.equal(security.length, operation.who === 'anyone' ? 2 : 1);
      assert.ok(parameters.every(({ description }) => description));
      const names = parameters.map(({ name }) => name);
      const query = (operation.query as { properties?: object } | undefined)?.properties ?? {};
      for (const name of Object.keys(query)) assert.ok(names.includes(name), name);
      assert.equal(names.includes('Idempotency-Key'), operation.idempotent === true);
    });
  }
});
