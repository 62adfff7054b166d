import { html, nothing, type TemplateResult } from 'lit';
import type { Conflict } from '../../../api/contract/availability.ts';
import { dayName } from '../../format.ts';
import type { AdminStrings } from '../strings/strings.ts';
import type { AvailabilityWords } from './strings.ts';

type Shown = TemplateResult | typeof nothing;

/** Shown to an admin who is no mentor and has chosen none. */
export function noMentorNotice({ title, noMentor }: AvailabilityWords): TemplateResult {
  return html`<div class="empty"><h1>${title}</h1><p>${noMentor.text}</p>
    <a class="button primary" href="/admin/mentors">${noMentor.link}</a></div>`;
}

/** The booked sessions that are outside the hours that were saved last, each with its page. */
export function outsideNotice(conflicts: readonly Conflict[], words: AvailabilityWords): Shown {
  if (!conflicts.length) return nothing;
  return html`<div class="message stack" role="status">
    <h2 id="outside" tabindex="-1">${words.outside.title(conflicts.length)}</h2>
    <p>${words.outside.text}</p>
    <ul>${conflicts.map(
      ({ session_id, date, time, end_time, subject, student }) => html`<li><p>
        <a href="/admin/sessions/${session_id}">${words.outside.session(
          dayName(date, words.tag),
          words.hours(time, end_time),
        )}</a> · <bdi>${student.name}</bdi> · <bdi>${subject}</bdi></p></li>`,
    )}</ul>
  </div>`;
}

/** What the server does not take, place by place. */
export function refusalNotice(refusal: readonly string[], words: AvailabilityWords): Shown {
  if (!refusal.length) return nothing;
  return html`<div class="message error" role="alert">
    ${refusal.map((each) => html`<p>${words.faultAt(each)}</p>`)}</div>`;
}

/** Somebody else saved first: take theirs, or put mine over it. */
export function meanwhileNotice(
  words: AvailabilityWords,
  take: () => void,
  save: () => void,
): TemplateResult {
  return html`<div class="message error stack" role="alert">
    <h2 id="meanwhile" tabindex="-1">${words.meanwhile.title}</h2>
    <p>${words.meanwhile.text}</p>
    <div class="row">
      <button class="primary" @click=${take}>${words.meanwhile.theirs}</button>
      <button @click=${save}>${words.meanwhile.mine}</button>
    </div>
  </div>`;
}

export interface UnsavedView {
  readonly words: AvailabilityWords;
  readonly common: AdminStrings;
  readonly isSaving: boolean;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
  readonly discard: () => void;
  readonly save: () => void;
}

/** What can be done about changes that are not saved. */
export function unsavedBar({
  words,
  common,
  isSaving,
  undo,
  redo,
  discard,
  save,
}: UnsavedView): TemplateResult {
  return html`<div class="bar" role="region" aria-label=${words.bar.unsaved}>
    <strong>${words.bar.unsaved}</strong>
    <div class="row">
      <button class="plain" ?disabled=${!undo} @click=${undo}>${words.bar.undo}</button>
      ${redo ? html`<button class="plain" @click=${redo}>${words.bar.redo}</button>` : nothing}
      <button @click=${discard}>${common.discard}</button>
      <button class="primary save" ?disabled=${isSaving} @click=${save}>${common.save}</button>
    </div>
  </div>`;
}
