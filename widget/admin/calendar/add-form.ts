import { html, nothing, type TemplateResult } from 'lit';
import type { AdminStrings } from '../strings/strings.ts';
import type { CalendarWords } from './strings.ts';

export interface AddFormOptions {
  readonly words: CalendarWords;
  readonly common: AdminStrings;
  /** What is wrong with the address; empty for nothing. */
  readonly fault: string;
  readonly isAdding: boolean;
  readonly add: (event: SubmitEvent) => unknown;
}

/** Where the address of another calendar is pasted. */
export function addForm({ words, common, fault, isAdding, add }: AddFormOptions): TemplateResult {
  return html`<form novalidate @submit=${add}>
    <h3>${words.addTitle}</h3>
    <label>${words.url}
      <input name="url" type="url" inputmode="url" dir="ltr" autocomplete="off" spellcheck="false" maxlength="2000" required
        aria-invalid=${fault ? 'true' : nothing} aria-describedby="url-hint" />
      <span id="url-hint" class=${fault ? 'fault' : 'hint'}>${fault || words.urlHint}</span></label>
    <label><span>${words.name} <span class="hint">(${common.optional})</span></span>
      <input name="name" maxlength="100" autocomplete="off" aria-describedby="name-hint" />
      <span id="name-hint" class="hint">${words.nameHint}</span></label>
    <button class="primary" ?disabled=${isAdding}>${isAdding ? words.adding : words.addButton}</button>
  </form>`;
}
