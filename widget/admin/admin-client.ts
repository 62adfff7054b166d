import type { Account } from '../../api/contract/account.ts';
import { Client, ProblemError } from '../client.ts';

/** What the server answered: the body, and its version where it has one. */
export interface Answer<Result> {
  readonly body: Result;
  /** Value of the ETag header, to be sent back as `ifMatch`; null without one. */
  readonly etag: string | null;
}

export interface AskOptions {
  readonly body?: unknown;
  /** ETag of what the change was made from: the server refuses (412) when it is another by now. */
  readonly ifMatch?: string | null;
  readonly signal?: AbortSignal;
  /** The answer is no JSON. */
  readonly isText?: boolean;
  /** Idempotency-Key, for what must happen once. */
  readonly key?: string;
}

interface Issued {
  readonly token: string;
  readonly account: Account;
}

/**
 * Talks to the API in the name of whoever is signed in. The browser's cookie is good for one thing, a token of ten
 * minutes; the token is kept in memory and renewed when it is refused.
 */
export class AdminClient {
  #issued: Promise<Issued> | undefined;
  readonly #onEnded: () => void;
  readonly #client = new Client('', (refused) => this.token(refused));

  /** `onEnded` is called when a token was needed and nobody is signed in any more. */
  constructor(onEnded: () => void) {
    this.#onEnded = onEnded;
  }

  /** Who is signed in; null when nobody is. Rejects when the server cannot be reached. */
  async account(): Promise<Account | null> {
    try {
      return (await this.#issue()).account;
    } catch (error) {
      if (isEnded(error)) return null;
      throw error;
    }
  }

  async token(refused = false): Promise<string> {
    if (refused) this.#issued = undefined;
    try {
      return (await this.#issue()).token;
    } catch (error) {
      if (isEnded(error)) this.#onEnded();
      throw error;
    }
  }

  /** Forgets the token: after signing in or out, or when the account has changed. */
  forget(): void {
    this.#issued = undefined;
  }

  /** Asks with the cookie and without a token: for signing in and out. */
  async open<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      ...(body !== undefined && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    const answer = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw new ProblemError(answer, Number(response.headers.get('retry-after')) || 0);
    return answer;
  }

  get<Result>(path: string, options: AskOptions = {}): Promise<Result> {
    return this.ask<Result>('GET', path, options).then(({ body }) => body);
  }

  post<Result = void>(path: string, body: unknown = {}, options: AskOptions = {}): Promise<Result> {
    return this.ask<Result>('POST', path, { ...options, body }).then((answer) => answer.body);
  }

  /** Any request. @throws ProblemError when the API refused; any other error when no whole answer came. */
  async ask<Result>(method: string, path: string, options: AskOptions = {}): Promise<Answer<Result>> {
    const { ifMatch, ...request } = options;
    const [response, body] = await this.#client.wholeAnswer<Result>(path, {
      ...request,
      method,
      signed: true,
      ...(ifMatch && { headers: { 'If-Match': ifMatch } }),
    });
    return { body, etag: response.headers.get('etag') };
  }

  /** Sends a file as it is: files are larger than what the API takes as JSON, and take longer. */
  async upload<Result>(path: string, file: File): Promise<Result> {
    const send = async (refused: boolean): Promise<Response> =>
      fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'text/csv', Authorization: `Bearer ${await this.token(refused)}` },
        body: file,
        credentials: 'omit',
      });
    const first = await send(false);
    const response = first.status === 401 ? await send(true) : first;
    const body = await response.json();
    if (!response.ok) throw new ProblemError(body);
    return body;
  }

  #issue(): Promise<Issued> {
    this.#issued ??= this.open<Issued>('POST', '/api/sign-in/token');
    this.#issued.catch(() => this.forget());
    return this.#issued;
  }
}

const isEnded = (error: unknown): boolean => error instanceof ProblemError && error.problem.status === 401;
