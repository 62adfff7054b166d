import type { BookSeriesInput } from '../api/contract/series.ts';
import type { BookInput } from '../api/contract/session.ts';
import type { Slot } from '../api/contract/slot.ts';

/** How often a session comes back. */
export type Repetition = Pick<BookSeriesInput, 'every_weeks' | 'count'>;

/** What is about to be booked: a session, or a series where it comes back. */
export type BookingBody = BookInput & Partial<Pick<BookSeriesInput, 'every_weeks' | 'count' | 'mode'>>;

/** What a student has chosen and typed so far, and what was sent whose outcome is not known yet. */
export interface Draft {
  /** Whose it is: `ownerOf` a token; '' while nobody was signed in. */
  readonly owner: string;
  readonly slot?: Slot | undefined;
  readonly minutes?: number | undefined;
  readonly subject: string;
  readonly description: string;
  readonly repeat?: Repetition | undefined;
  readonly sent?: Sent | undefined;
}

/** A request that went out. The same key and body are sent again until there is an answer. */
export interface Sent {
  readonly key: string;
  readonly body: BookingBody;
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
