import type { ProblemCode } from './problem.ts';

/** Who may call: `anyone` needs no token; the rest do, and the command or route checks the thing itself. */
export type Who = 'anyone' | 'person' | 'student' | 'mentor' | 'mentor_or_admin' | 'partner_admin';

/** What a handler is given and gives back: the types of one operation. */
export interface OperationTypes {
  query?: unknown;
  body?: unknown;
  result?: unknown;
}

export interface Operation<T extends OperationTypes = OperationTypes> {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Koa's form: `:id`, `:mentor` and `:certification` are identifiers, `:date` is a date. */
  readonly path: string;
  readonly tag:
    | 'Mentors'
    | 'Certifications'
    | 'Directory'
    | 'Availability'
    | 'Slots'
    | 'Sessions'
    | 'Waiting list'
    | 'Calendars'
    | 'Notifications'
    | 'Insight'
    | 'Sign-in'
    | 'Account'
    | 'People'
    | 'Programme'
    | 'Messages'
    | 'Webhooks';
  readonly who: Who;
  /** What an API key must carry to call it; without one, no key can. */
  readonly scope?: Scope;
  readonly summary: string;
  readonly description?: string;
  readonly query?: object;
  readonly body?: object;
  /** True when a request without a body counts as `{}`. */
  readonly bodyOptional?: boolean;
  /** True when the JSON may also come as text/plain, which a page sends without a preflight. */
  readonly plainBody?: boolean;
  /** True when the body may also come as text/csv: it is then the member `csv`. */
  readonly csvBody?: boolean;
  /** True when the body may also be a report about a mail (RFC 3464) as it came: it is then the member `report`. */
  readonly reportBody?: boolean;
  readonly idempotent?: boolean;
  /** True when the answer belongs to one person although no token is needed: no shared cache may keep it. */
  readonly personal?: boolean;
  /** Whether a request must or may tell in `If-Match` which state it changes (RFC 6585 §3). */
  readonly ifMatch?: 'required' | 'optional';
  readonly status: 200 | 201 | 202 | 204;
  readonly response?: object;
  /** Another answer than that, when the request asks for one: its status, and its schema. */
  readonly otherwise?: { readonly status: 200; readonly response: object };
  readonly mediaType?: 'text/calendar' | 'text/csv' | 'text/event-stream';
  readonly problems: readonly ProblemCode[];
  /** Only carries the types; never set. */
  readonly types?: T;
}

/** Media types of a report about a mail (RFC 3462, 3464). */
export const reportTypes = ['message/rfc822', 'message/delivery-status', 'multipart/report'] as const;

/** What a partner's program may do with its API key. */
export const scopes = ['mentors', 'sessions', 'metrics', 'webhooks'] as const;

export type Scope = (typeof scopes)[number];

/** Lets the types of one operation travel with it. */
export const define = <T extends OperationTypes>(operation: Omit<Operation<T>, 'types'>): Operation<T> =>
  operation;
