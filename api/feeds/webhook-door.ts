import type { AttemptError } from '../contract/webhook.ts';
import { FetchRefused, fetchPublic } from './fetch-public.ts';
import { isLocal, isPrivate } from './local-address.ts';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: AbortSignal | undefined;
}

/** How a request to a webhook went. */
export interface Outcome {
  /** HTTP status; null without an answer. */
  readonly status: number | null;
  /** What was answered, up to 64 KiB; null without an answer. */
  readonly answer: string | null;
  /** Null when it was answered by 2xx. */
  readonly error: AttemptError | null;
  /** What is known of the failure beyond its kind. */
  readonly detail: string | null;
  readonly durationMs: number;
}

/** What leads to the servers of partners, and nowhere else. */
export interface WebhookDoor {
  /** Why nothing is sent to this address, to stand after "The address"; null when it may be. */
  refusalOf(url: string): string | null;
  /** POSTs JSON once. @throws what the request's signal was aborted with, and nothing else. */
  send(request: WebhookRequest): Promise<Outcome>;
}

export interface WebhookDoorOptions {
  /** Whether addresses of this machine may be sent to: in tests and in a demo that is not public. */
  readonly mayBeLocal: boolean;
  /** Whether http is refused. */
  readonly httpsOnly: boolean;
  /** This product's version, which stands in User-Agent. */
  readonly version: string;
  /** For everything together, ms. */
  readonly timeoutMs?: number;
}

const maxBytes = 64 * 1024;

/** A door to the public web: private addresses are refused where the connection goes, redirects are not followed. */
export function makeWebhookDoor(options: WebhookDoorOptions): WebhookDoor {
  const { mayBeLocal, httpsOnly, version, timeoutMs = 15_000 } = options;
  const isOwn = ({ hostname }: URL): boolean => mayBeLocal && isLocal(hostname);

  const faultOf = (url: URL | null): string | null => {
    if (!url || !/^https?:$/.test(url.protocol)) return 'is no address that begins with https://.';
    if (url.username || url.password) return 'holds a user or a password, which nobody would keep secret.';
    if (url.hash) return 'has a fragment (#), which no server is ever told.';
    if (httpsOnly && url.protocol === 'http:') return 'must begin with https://.';
    return null;
  };

  const refusalOf = (address: string): string | null => {
    const url = URL.parse(address);
    const isHidden = url !== null && !isOwn(url) && isPrivate(url.hostname);
    return faultOf(url) ?? (isHidden ? 'leads into a private network.' : null);
  };

  const send = async ({ url, headers, body, signal }: WebhookRequest): Promise<Outcome> => {
    const began = performance.now();
    const outcome = (rest: Partial<Outcome>): Outcome => {
      const durationMs = Math.round(performance.now() - began);
      return { status: null, answer: null, error: null, detail: null, ...rest, durationMs };
    };
    const parsed = URL.parse(url);
    const fault = faultOf(parsed);
    if (!parsed || fault) return outcome({ error: 'address', detail: `The address ${fault}` });
    try {
      const { status, text } = await fetchPublic(url, {
        ownOrigins: isOwn(parsed) ? [parsed.origin] : [],
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': `mentor-booking/${version} (webhooks)`,
          ...headers,
        },
        body,
        redirects: 0,
        timeoutMs,
        maxBytes,
        cut: true,
        signal,
      });
      return outcome({ status, answer: text, error: errorOf(status) });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof FetchRefused)) throw error;
      return outcome({ error: kinds[error.reason], detail: error.message });
    }
  };
  return { refusalOf, send };
}

function errorOf(status: number): AttemptError | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

const kinds: Readonly<Record<FetchRefused['reason'], AttemptError>> = {
  address: 'address',
  private: 'private',
  too_slow: 'too_slow',
  no_answer: 'no_answer',
  too_large: 'no_answer',
  wrong_type: 'no_answer',
};
