import { html, nothing, type TemplateResult } from 'lit';
import { mostReminders } from '../../../api/contract/message.ts';
import { minutesName, reminderTimes } from '../../../api/domain/reminder-times.ts';
import type { NotificationWords } from './strings.ts';

export interface ReminderChoiceOptions {
  readonly words: NotificationWords;
  /** BCP 47, for the names of times. */
  readonly tag: string;
  /** Before a session; null for when the partner's people are reminded. */
  readonly minutes: readonly number[] | null;
  readonly choose: (minutes: readonly number[] | null) => void;
}

/** What she begins with who wants times of her own: what partners have who set none. */
const first = [1440, 60];

/** When she is reminded: as her partner has it, or at times of her own. */
export function reminderChoice({ words, tag, minutes, choose }: ReminderChoiceOptions): TemplateResult {
  const way = (label: string, isChosen: boolean, value: readonly number[] | null) =>
    html`<label class="check"><input type="radio" name="reminders" .checked=${isChosen} @change=${() => choose(value)} />${label}</label>`;
  const box = (own: readonly number[], each: number) => {
    const isChosen = own.includes(each);
    const changed = isChosen ? own.filter((other) => other !== each) : [...own, each];
    return html`<label class="check"><input type="checkbox" .checked=${isChosen}
      ?disabled=${!isChosen && own.length >= mostReminders} @change=${() => choose(changed)} />${minutesName(tag, each)}</label>`;
  };
  return html`<fieldset class="reminders">
    <legend>${words.reminders}</legend>
    ${way(words.asPartner, minutes === null, null)}
    ${way(words.own, minutes !== null, minutes ?? first)}
    ${
      minutes
        ? html`<div class="times" role="group" aria-label=${words.own}>${reminderTimes(minutes).map((each) => box(minutes, each))}</div>`
        : nothing
    }
  </fieldset>`;
}
