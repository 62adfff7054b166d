import type { BookInput, Session } from '../api/contract/session.ts';
import type { Slot } from '../api/contract/slot.ts';
import type { ProblemError } from './client.ts';

/** What a student has chosen and typed so far, and what was sent whose outcome is not known yet. */
export interface Draft {
  /** Whose it is: `ownerOf` a token; '' while nobody was signed in. */
  readonly owner: string;
  readonly slot?: Slot | undefined;
  readonly minutes?: number | undefined;
  readonly subject: string;
  readonly description: string;
  readonly sent?: Sent | undefined;
}

/** A request that went out. The same key and body are sent again until there is an answer. */
export interface Sent {
  readonly key: string;
  readonly body: BookInput;
}

/** What the student is told while the outcome is open; a number: seconds that the API asked to wait. */
export type Progress = 'sending' | 'checking' | 'offline' | number;

/** Reads a draft from this tab; undefined when there is none or the browser keeps nothing. */
export function readDraft(name: string): Draft | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(name) as string) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft in this tab, over reloads; undefined removes it. It never outlives the tab: phones are shared. */
export function writeDraft(name: string, draft: Draft | undefined): void {
  try {
    if (draft) sessionStorage.setItem(name, JSON.stringify(draft));
    else sessionStorage.removeItem(name);
  } catch {}
}

/** A short print of the `sub` of a JWT: enough to tell two students apart, too little to tell who. */
export function ownerOf(token: string): string {
  let print = 5381;
  for (const character of subjectOf(token)) print = (print * 33) ^ character.charCodeAt(0);
  return String(print);
}

function subjectOf(token: string): string {
  try {
    return String(
      JSON.parse(atob((token.split('.')[1] as string).replace(/-/g, '+').replace(/_/g, '/'))).sub,
    );
  } catch {
    return token;
  }
}

/** The request for a body: the one already on its way when the student changed nothing since, else a new key. */
export function sealed(before: Sent | undefined, body: BookInput): Sent {
  const words = ({ hold_id: _, ...rest }: BookInput) => JSON.stringify(rest);
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
export async function sendUntilKnown(
  send: () => Promise<Session>,
  tell: (progress: Progress) => void,
): Promise<Session> {
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
