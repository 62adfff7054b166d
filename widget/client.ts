import type { WidgetEvent } from '../api/contract/event.ts';
import type { Mentor, MentorList } from '../api/contract/mentor.ts';
import type { ProblemBody } from '../api/contract/problem.ts';
import type { SlotList } from '../api/contract/slot.ts';

/** An answer of the API that is not a success (RFC 9457). Match on `problem.code`, never on words. */
export class ProblemError extends Error {
  readonly problem: ProblemBody;
  /** What `Retry-After` asked for, in seconds; 0 when it asked for nothing. */
  readonly retryAfter: number;

  constructor(problem: ProblemBody, retryAfter = 0) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** Gives a token; `refused` says that the last one was answered with 401. Rejects when nobody is signed in. */
type GiveToken = (refused: boolean) => Promise<string>;

/** What `listSlots` may be asked; what is missing is left to the API's defaults. */
export interface SlotQuery {
  readonly from?: string | undefined;
  readonly timezone?: string | undefined;
  readonly duration?: number | undefined;
  readonly mentor_subject?: string | undefined;
  readonly partner?: string | undefined;
}

/** A list of slots, and the answer that it came with. */
export type SlotAnswer = readonly [Response, SlotList];

export interface Request {
  readonly method?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly key?: string;
  readonly signed?: boolean;
  /** The answer is no JSON. */
  readonly isText?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Mentors that elements of the page are about to ask for together. */
let asked: readonly [apiUrl: string, ids: Set<number>, answer: Promise<MentorList>] | undefined;

/** Steps of the funnel that wait to be sent together, and where to. */
let steps: WidgetEvent[] = [];
let stepsUrl = '';

/**
 * The only place that talks to the network. A method resolves with the body, rejects with a `ProblemError` when
 * the API refused, and with any other error when no whole answer came: then the outcome is unknown.
 */
export class Client {
  readonly apiUrl: string;
  readonly token: GiveToken;
  readonly #timeoutMs: number;

  /** `apiUrl`: origin of the API, without a slash at the end; `timeoutMs`: how long one request may take. */
  constructor(apiUrl: string, token: GiveToken, timeoutMs = 15_000) {
    this.apiUrl = apiUrl;
    this.token = token;
    this.#timeoutMs = timeoutMs;
  }

  /** One request for all the mentors that the page asks for in the same moment. */
  async getMentor(mentorId: string | number): Promise<Mentor> {
    const id = Number(mentorId);
    // The API takes a hundred at once.
    if (asked?.[0] !== this.apiUrl || asked[1].size > 99) {
      const ids = new Set<number>();
      // Elements that come into view together say so one by one, in one task.
      const answer = new Promise((resolve) => setTimeout(resolve)).then(() => {
        asked = undefined;
        return this.json<MentorList>(`/api/mentors?ids=${[...ids]}`);
      });
      asked = [this.apiUrl, ids, answer];
    }
    asked[1].add(id);
    const found = (await asked[2]).mentors.find((mentor) => mentor.id === id);
    if (!found) throw new Error(`No mentor ${id}`);
    return found;
  }

  /** What everybody may read, with its ETag. */
  listSlots(path: string, query: SlotQuery, request: Request = {}): Promise<SlotAnswer> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
    return this.wholeAnswer(`${path}/available-slots?${search}`, request);
  }

  /** Counts a step of the funnel, in a while: nobody waits for it and nobody misses it. */
  count(event: WidgetEvent): void {
    if (stepsUrl !== this.apiUrl) sendSteps();
    stepsUrl = this.apiUrl;
    steps.push(event);
    // The API takes twenty at once.
    if (event.type === 'booked' || steps.length > 19) sendSteps();
  }

  /** A request and the body of its answer. */
  async json<Result>(path: string, request: Request = {}): Promise<Result> {
    return (await this.wholeAnswer<Result>(path, request))[1];
  }

  /** A request and its whole answer, headers too. */
  async wholeAnswer<Result>(path: string, request: Request, refused = false): Promise<[Response, Result]> {
    const { method = 'GET', body, signal, key, signed, isText } = request;
    const headers: Record<string, string> = { ...request.headers };
    if (body) headers['Content-Type'] = 'application/json';
    if (key) headers['Idempotency-Key'] = key;
    if (signed) headers.Authorization = `Bearer ${await this.token(refused)}`;
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timer = setTimeout(abort, this.#timeoutMs);
    signal?.addEventListener('abort', abort);
    try {
      const response = await fetch(this.apiUrl + path, {
        method,
        headers,
        body: JSON.stringify(body),
        signal: controller.signal,
        credentials: 'omit',
        keepalive: method !== 'GET',
      });
      const text = await response.text();
      if (response.ok) return [response, (isText || !text ? text : JSON.parse(text)) as Result];
      if (response.status === 401 && signed && !refused) return await this.wholeAnswer(path, request, true);
      // A page of a proxy in between is no answer of the API: it says nothing of what became of the request.
      const problem = JSON.parse(text);
      if (!problem.code) throw new Error(text);
      throw new ProblemError(problem, Number(response.headers.get('retry-after')) || 0);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }
}

/** Sends what was counted so far, as text, which needs no preflight; also from a page that is being left. */
export function sendSteps(): void {
  if (!steps[0]) return;
  const body = JSON.stringify({ events: steps });
  steps = [];
  fetch(`${stepsUrl}/api/events`, { method: 'POST', body, credentials: 'omit', keepalive: true }).catch(
    () => {},
  );
}

// A phone ends a page in the background without another word.
for (const type of ['visibilitychange', 'pagehide']) globalThis.addEventListener?.(type, sendSteps);
