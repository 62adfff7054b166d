import { html, nothing, type TemplateResult } from 'lit';
import type { Person } from '../../../api/contract/person.ts';
import type { WordFiles } from '../admin-part.ts';
import type { PeopleWords } from './strings.ts';

export const peopleWordFiles: WordFiles<PeopleWords> = {
  fr: () => import('./strings-fr.ts'),
  en: () => import('./strings-en.ts'),
  pt: () => import('./strings-pt.ts'),
  ar: () => import('./strings-ar.ts'),
  sw: () => import('./strings-sw.ts'),
};

/** What a person is: one badge for each. */
export function badges(
  words: PeopleWords,
  { is_admin, mentor_id, erased_at, mail_bounced_at }: Person,
): TemplateResult {
  const roles = [is_admin && words.admin, mentor_id !== null && words.mentor].filter(Boolean);
  const told = erased_at ? [words.erased] : roles.length ? roles : [words.student];
  return html`<span class="row">${told.map((label) => html`<span class="badge ${erased_at ? 'bad' : ''}">${label}</span>`)}
    ${mail_bounced_at ? html`<span class="badge bad">${words.comesBack}</span>` : nothing}</span>`;
}
