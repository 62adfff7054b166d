import type { Session } from '../../../api/contract/session.ts';
import type { WordFiles } from '../admin-part.ts';
import type { App } from '../app.ts';
import type { SessionWords } from './strings.ts';

export const sessionWordFiles: WordFiles<SessionWords> = {
  fr: () => import('./strings-fr.ts'),
  en: () => import('./strings-en.ts'),
  pt: () => import('./strings-pt.ts'),
  ar: () => import('./strings-ar.ts'),
  sw: () => import('./strings-sw.ts'),
};

/** The zone that times are asked for in: the reader's own, else her browser's. */
export function zoneOf({ account }: App): string {
  return account?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `2026-11-23` -> `lundi 23 novembre`, with the year where it is not this one's. */
export function dayOf(date: string, { common }: App, today: string): string {
  const year = date.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric';
  const style = { weekday: 'long', day: 'numeric', month: 'long', year, timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(common.tag, style).format(new Date(`${date}T00:00Z`));
}

/** What to show as the state of a session, and how. */
export function stateOf(
  { status, ends_at }: Session,
  words: SessionWords,
): { readonly label: string; readonly kind: string } {
  if (status === 'scheduled' && Date.parse(ends_at) <= Date.now())
    return { label: words.toClose, kind: 'due' };
  const kind = { requested: '', scheduled: '', completed: 'good', cancelled: 'bad', no_show: 'bad' }[status];
  return { label: words.statuses[status], kind };
}

/** What went wrong, in the words of these pages where they have some. */
export function failureOf(error: unknown, app: App, words: SessionWords): string {
  const { problem } = error as { problem?: { code: string } };
  return (words.problems as Readonly<Record<string, string>>)[problem?.code ?? ''] ?? app.wordsFor(error);
}
