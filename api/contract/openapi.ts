import { namedSchemas } from './named-schemas.ts';
import { reportTypes } from './operation.ts';
import { type Operation, operations } from './operations.ts';
import { type ProblemCode, problemKinds, problemSchema } from './problem.ts';
import { sentEvent } from './sent-event.ts';

/** The OpenAPI 3.1 document of every operation. Pure: the same operations give the same document. */
export function openapiDocument(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mentor Booking API',
      version,
      summary: 'Mentor sessions: availability, free slots, bookings.',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    tags: [...new Set(Object.values(operations).map(({ tag }) => tag))].map((name) => ({
      name,
      description: tags[name],
    })),
    paths: paths(),
    webhooks: { event: { post: inner(sentEvent) } },
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'A token signed by the partner (HS256, or RS256, ES256, EdDSA by its JWKS) or issued by this API.',
        },
      },
      responses: Object.fromEntries(
        Object.entries<SharedResponse>(shared).map(([name, { status, codes, also }]) => [
          name,
          problemResponse(status, codes, also),
        ]),
      ),
      schemas: Object.fromEntries([...namedSchemas].map(([schema, name]) => [name, inner(schema)])),
    },
  };
}

const description = `Names are snake_case, instants RFC 3339 with an offset, dates YYYY-MM-DD, wall times HH:MM, zones IANA names.

**Errors** are \`application/problem+json\` (RFC 9457). Match on \`code\`, never on words; \`errors\` holds every fault of the input with a JSON Pointer.

**Idempotency.** Send an \`Idempotency-Key\` where it is offered: the first answer, a refusal too, is given again to every later request with the same key and body for 24 hours, with \`Idempotency-Replayed: true\`. Take a new key for a new try.

**Rate limits** count by person, or by partner and address where no token is needed; \`429\` tells in \`Retry-After\` how many seconds to wait.

**Interruptions.** \`503\` with \`try_again\` means that the database was away, moving to another machine or too busy: send the same request again after \`Retry-After\` seconds, with the same \`Idempotency-Key\` where it had one, so that nothing is done twice.

**Paging.** Give \`next_cursor\` back as \`cursor\` until it is null.`;

const tags: Readonly<Record<string, string>> = {
  Mentors: 'People who offer time.',
  Certifications: 'What partners certify of their mentors, who asks for it, and what became of it.',
  Directory: 'The mentors of a partner as students look for them, and those who are recommended for a goal.',
  Availability: "A mentor's recurring rules, and what replaces them on single dates.",
  Slots: 'Bookable starts, and holds on them.',
  Sessions: 'What was booked.',
  'Waiting list': 'Who waits for time that is not free yet, and what she is offered when it opens.',
  People: 'The people of a partner, for its admins.',
  Calendars: "A mentor's sessions in her own calendar, and the busy times of her own calendar here.",
  Notifications: 'What a person should know.',
  Insight: 'Funnel events and metrics.',
  Programme: 'How a partner runs its programme: its rules, and who changed what.',
  Messages: 'What people are told of their sessions by mail, when, and whether it reached them.',
  Webhooks:
    'Addresses of the partner that are told what happens, and what became of each event. What is sent, and how it is signed, stands at `sendEvent`.',
  'Sign-in':
    'Mentors and admins on the hosted page: by a code in a mail, or with their partner’s own sign-in.',
  Account: 'The person who calls, and what is held of her.',
};

function paths(): Record<string, Record<string, object>> {
  const all: Record<string, Record<string, object>> = {};
  for (const operation of Object.values(operations) as Operation[]) {
    const path = operation.path.replace(/:([a-z]+)/g, '{$1}');
    all[path] = { ...all[path], [operation.method]: describe(operation) };
  }
  return all;
}

function describe(operation: Operation): object {
  const { id, tag, summary, description, who, body, bodyOptional, csvBody, reportBody } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: who === 'anyone' ? [{}, { token: [] }] : [{ token: [] }],
    parameters: parameters(operation),
    ...(body && {
      requestBody: {
        required: !bodyOptional,
        content: {
          'application/json': { schema: refer(body) },
          ...(csvBody && { 'text/csv': { schema: { type: 'string' } } }),
          ...(reportBody &&
            Object.fromEntries(reportTypes.map((type) => [type, { schema: { type: 'string' } }]))),
        },
      },
    }),
    responses: responses(operation),
  };
}

const inPaths: Readonly<Record<string, object>> = {
  id: { description: 'Identifier.', schema: { type: 'integer', minimum: 1 } },
  date: { description: 'Date, YYYY-MM-DD.', schema: { type: 'string', format: 'date' } },
  secret: { description: 'What the address was made with.', schema: { type: 'string' } },
};

function parameters({ path, query, idempotent, ifMatch }: Operation): object[] {
  const inPath = [...path.matchAll(/:([a-z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    ...(inPaths[name as string] ?? inPaths.id),
  }));
  const properties = (query as { properties?: Record<string, { description?: string }> })?.properties ?? {};
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    description,
    schema,
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Any text of 1 to 255 characters; counts for this person and this request.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  };
  const condition = {
    name: 'If-Match',
    in: 'header',
    required: ifMatch === 'required',
    description: 'The `ETag` of what is changed, as it was read.',
    schema: { type: 'string' },
  };
  return [...inPath, ...inQuery, ...(idempotent ? [key] : []), ...(ifMatch ? [condition] : [])];
}

function responses(operation: Operation): Record<string, object> {
  const { status, response, otherwise, mediaType, who, body, query, path } = operation;
  const always: ProblemCode[] = [
    'unauthenticated',
    ...shared.TooManyRequests.codes,
    ...shared.TryAgain.codes,
  ];
  always.push(...shared.MalformedRequest.codes);
  if (who !== 'anyone') always.push('forbidden');
  if (body || query || path.includes(':date')) always.push('invalid_request');
  if (body) always.push(...shared.PayloadTooLarge.codes, ...shared.UnsupportedMediaType.codes);
  const byStatus = Map.groupBy(
    [...new Set([...operation.problems, ...always])],
    (code) => problemKinds[code].status as number,
  );
  byStatus.set(shared.HeadersTooLarge.status, []);
  const problems = [...byStatus].sort(([a], [b]) => a - b);
  return {
    ...(otherwise && {
      [otherwise.status]: {
        description: successes[otherwise.status],
        content: { 'application/json': { schema: refer(otherwise.response) } },
      },
    }),
    [status]: {
      description: successes[status],
      ...(response && { content: { 'application/json': { schema: refer(response) } } }),
      ...(mediaType && { content: { [mediaType]: { schema: { type: 'string' } } } }),
    },
    ...(operation.method === 'get' &&
      (!mediaType || mediaType === 'text/calendar') && {
        304: { description: 'As the `If-None-Match` given.' },
      }),
    ...Object.fromEntries(
      problems.map(([problemStatus, codes]) => [
        problemStatus,
        sharedFor(problemStatus, codes) ?? problemResponse(problemStatus, codes),
      ]),
    ),
  };
}

interface SharedResponse {
  readonly status: number;
  readonly codes: readonly ProblemCode[];
  /** What the codes do not say. */
  readonly also?: string;
}

/** What operations answer for reasons that are none of theirs, described once. */
const shared = {
  MalformedRequest: {
    status: 400,
    codes: ['malformed_json', 'malformed_body'],
    also: 'What is no HTTP is answered so too, without a body.',
  },
  PayloadTooLarge: {
    status: 413,
    codes: ['payload_too_large'],
    also: 'The connection may be closed after it.',
  },
  UnsupportedMediaType: {
    status: 415,
    codes: ['unsupported_media_type'],
    also: 'Also for a `Content-Encoding` that is neither gzip, deflate nor br.',
  },
  TooManyRequests: { status: 429, codes: ['rate_limited'] },
  HeadersTooLarge: { status: 431, codes: [], also: 'The headers have more than 16 KiB. It has no body.' },
  TryAgain: { status: 503, codes: ['try_again'] },
} as const satisfies Record<string, SharedResponse>;

/** A reference to the shared response that says it all; undefined where the operation has more to say. */
function sharedFor(status: number, codes: readonly ProblemCode[]): object | undefined {
  const [name] = Object.entries<SharedResponse>(shared).find(([, each]) => each.status === status) ?? [];
  const known: readonly ProblemCode[] = name ? shared[name as keyof typeof shared].codes : [];
  if (!name || codes.some((code) => !known.includes(code))) return undefined;
  return { $ref: `#/components/responses/${name}` };
}

function problemResponse(status: number, codes: readonly ProblemCode[], also = ''): object {
  const said = codes.map((code) => `\`${code}\`: ${problemKinds[code].title}.`);
  return {
    description: [...said, also].filter(Boolean).join(' '),
    ...((status === 429 || status === 503) && {
      headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
    }),
    ...(codes.length > 0 && { content: { 'application/problem+json': { schema: refer(problemSchema) } } }),
  };
}

const successes: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Taken in.',
  204: 'Done; nothing to say.',
};

/** A reference where the schema has a name, else the schema with references inside. */
function refer(schema: object): object {
  const name = namedSchemas.get(schema);
  return name ? { $ref: `#/components/schemas/${name}` } : inner(schema);
}

function inner(schema: object): object {
  if (Array.isArray(schema)) return schema.map((item) => (isObject(item) ? refer(item) : item));
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, isObject(value) ? refer(value) : value]),
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
