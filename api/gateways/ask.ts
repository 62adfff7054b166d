import type { SendOutcome } from './gateway.ts';

export interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as a form, or as JSON. */
  readonly form?: URLSearchParams;
  readonly json?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** For everything together, ms. */
  readonly timeoutMs?: number;
}

export interface Answer {
  readonly status: number;
  /** The JSON of the body; null where it is none. */
  readonly body: unknown;
}

/**
 * POSTs to a provider once. What breaks off on the way is an outcome: `unreachable` where no connection came about, and
 * `in_doubt` where the request may have arrived.
 */
export async function ask({
  url,
  headers,
  form,
  json,
  signal,
  timeoutMs = 15_000,
}: Asked): Promise<{ readonly answer: Answer } | { readonly outcome: SendOutcome }> {
  const ending = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        ...(form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: form ?? JSON.stringify(json),
      redirect: 'manual',
      signal: ending,
    });
    const text = await response.text();
    return { answer: { status: response.status, body: jsonOf(text) } };
  } catch (error) {
    return { outcome: brokenOff(error as FetchError) };
  }
}

/**
 * What the status alone tells of an answer that is no success. After a 5xx nobody knows what became of the request, but
 * for 503, by which servers say that they do nothing at present (RFC 9110 §15.6.4).
 */
export function outcomeOfStatus(status: number): SendOutcome {
  const reason = `HTTP ${status}`;
  if (status === 429 || status === 503) return { kind: 'later', reason };
  if (status >= 500 || status < 300) return { kind: 'in_doubt', reason };
  const why = status === 401 || status === 403 ? 'wrong_credentials' : 'refused';
  return { kind: 'refused', why, reason: `${why}: ${reason}` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface FetchError extends Error {
  readonly cause?: { readonly code?: string; readonly syscall?: string };
}

function brokenOff({ name, cause }: FetchError): SendOutcome {
  const code = cause?.code ?? (name === 'TimeoutError' ? 'no answer in time' : name);
  const isBefore =
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code) ||
    /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code) ||
    cause?.syscall === 'connect';
  return { kind: isBefore ? 'unreachable' : 'in_doubt', reason: code };
}
