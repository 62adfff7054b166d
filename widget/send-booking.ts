import type { Series } from '../api/contract/series.ts';
import type { Session } from '../api/contract/session.ts';
import type { Client, ProblemError } from './client.ts';
import type { BookingBody, Progress, Sent } from './draft.ts';

/**
 * Books a session or a series, whatever the line does meanwhile; `tell` hears how it goes.
 *
 * @throws {ProblemError} the API's no.
 */
export function sendBooking(
  client: Client,
  path: string,
  { body, key }: Sent,
  tell: (progress: Progress) => void,
): Promise<Session | Series> {
  const request = { method: 'POST', body, key, signed: true };
  return sendUntilKnown(() => client.json(`${path}/${body.count ? 'series' : 'book'}`, request), tell);
}

/** The request for a body: the one already on its way when the student changed nothing since, else a new key. */
export function sealed(before: Sent | undefined, body: BookingBody): Sent {
  const words = ({ hold_id: _, ...rest }: BookingBody) => JSON.stringify(rest);
  if (before && words(before.body) === words(body)) return before;
  // randomUUID exists on https only; this is as random.
  const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
  return { key, body };
}

/**
 * Sends until the API has answered yes or no. A lost line, a timeout and a 5xx leave the outcome open: the same
 * request goes out again with growing pauses, at once when the line is back. 429 waits as long as it asks for.
 *
 * @throws {ProblemError} the API's no.
 */
export async function sendUntilKnown<Answer>(
  send: () => Promise<Answer>,
  tell: (progress: Progress) => void,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    tell(!navigator.onLine ? 'offline' : attempt ? 'checking' : 'sending');
    try {
      return await send();
    } catch (error) {
      const { problem, retryAfter } = error as Partial<ProblemError>;
      if (problem && problem.status < 500 && problem.status !== 429) throw error;
      if (problem?.status === 429) await countDown(retryAfter || 5, tell);
      else {
        tell(navigator.onLine ? 'checking' : 'offline');
        await pause(Math.min(1000 * 2 ** attempt, 30_000));
      }
    }
  }
}

async function countDown(seconds: number, tell: (progress: Progress) => void): Promise<void> {
  for (let left = Math.ceil(seconds); left > 0; left--) {
    tell(left);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      removeEventListener('online', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    addEventListener('online', wake);
  });
}
