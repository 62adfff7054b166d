import type { PartnerName } from './contract/account.ts';
import type { FeedFailure } from './contract/busy-feed.ts';
import type { Occurrence } from './contract/occurrence.ts';
import {
  type Alternative,
  type Fault,
  type ProblemBody,
  type ProblemCode,
  problemKinds,
} from './contract/problem.ts';
import type { NamedDates, QuotaName } from './contract/programme.ts';

/** Members that a problem may carry beside its code and detail. */
export interface ProblemExtras {
  readonly errors?: readonly Fault[];
  readonly alternatives?: readonly Alternative[];
  readonly occurrences?: readonly Occurrence[];
  readonly timezone?: string;
  readonly session_id?: number;
  readonly reason?: FeedFailure;
  readonly partners?: readonly PartnerName[];
  readonly rule?: QuotaName;
  readonly limit?: number;
  readonly used?: number;
  readonly left?: number;
  readonly resets_on?: string;
  readonly until?: string;
  readonly until_date?: string;
  readonly stand_in?: { readonly mentor_id: number; readonly name: string };
  readonly cutoff_minutes?: number;
  readonly dates?: NamedDates;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An expected outcome that is not success: thrown anywhere below a route, answered as RFC 9457 problem details.
 * A bug is no Problem: it throws whatever it throws and becomes a bare 500.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.code = code;
    this.status = problemKinds[code].status;
    this.extras = extras;
  }

  /** The wire form, without a request id. */
  toBody(): ProblemBody {
    const { headers: _, errors, alternatives, occurrences, partners, ...members } = this.extras;
    return {
      type: `/api/docs/problems#${this.code}`,
      title: problemKinds[this.code].title,
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(errors && { errors: [...errors] }),
      ...(alternatives && { alternatives: [...alternatives] }),
      ...(occurrences && { occurrences: [...occurrences] }),
      ...(partners && { partners: [...partners] }),
      ...members,
    };
  }
}

/** 422 `invalid_request` with every fault at once. */
export function invalidRequest(errors: readonly Fault[]): Problem {
  const detail = errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
  return new Problem('invalid_request', detail.slice(0, 1000), { errors });
}

/** 401 `unauthenticated`, with the challenge that RFC 6750 §3 asks for. */
export function unauthenticated(detail: string): Problem {
  return new Problem('unauthenticated', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

/** 404 that does not tell whether the thing exists for somebody else. */
export function notFound(what: string): Problem {
  return new Problem('not_found', `There is no such ${what}.`);
}

/** 429 `rate_limited` that tells how long to wait, ms. */
export function tooMany(waitMs: number): Problem {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Problem('rate_limited', `Too many requests; try again in ${seconds} seconds.`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

/**
 * 503 `try_again` that tells how long to wait, seconds: nothing is wrong with the request, and sent again as it is,
 * with its Idempotency-Key if it has one, it will very likely succeed.
 */
export function tryAgain(detail: string, seconds = 2): Problem {
  return new Problem('try_again', detail, { headers: { 'Retry-After': String(seconds) } });
}
