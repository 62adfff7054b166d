import { html, type TemplateResult } from 'lit';
import type { NotificationPreferences } from '../../../api/contract/notification.ts';
import { reminderChoice } from './reminder-choice.ts';
import type { NotificationWords, ToldType } from './strings.ts';

type Channel = 'live' | 'mail' | 'sms' | 'whatsapp';

export interface PreferencesOptions {
  readonly words: NotificationWords;
  readonly preferences: NotificationPreferences;
  /** BCP 47 of the page. */
  readonly tag: string;
  readonly choose: (type: ToldType, channel: Channel, isOn: boolean) => void;
  readonly remind: (minutes: readonly number[] | null) => void;
}

const channels = ['live', 'mail', 'sms', 'whatsapp'] as const;

/** Types by channels, a box for each that there is. */
export function preferencesTable({
  words,
  preferences,
  tag,
  choose,
  remind,
}: PreferencesOptions): TemplateResult {
  const cell = (type: ToldType, channel: Channel): TemplateResult => {
    const isOn = (preferences[type] as Partial<Record<Channel, boolean>>)[channel];
    if (isOn === undefined)
      return html`<td><span aria-hidden="true">–</span><span class="unseen">${words.none}</span></td>`;
    const label = `${words.types[type]}, ${words[channel]}`;
    const change = (event: Event) => choose(type, channel, (event.target as HTMLInputElement).checked);
    return html`<td><label class="check"><input type="checkbox" aria-label=${label} .checked=${isOn} @change=${change} /></label></td>`;
  };
  const types = Object.keys(words.types) as ToldType[];
  return html`<section class="card" aria-labelledby="preferences">
    <h2 id="preferences">${words.preferences}</h2>
    <p>${words.preferencesText}</p>
    <table>
      <thead><tr><th scope="col">${words.type}</th>${channels.map((channel) => html`<th scope="col">${words[channel]}</th>`)}</tr></thead>
      <tbody>${types.map(
        (type) =>
          html`<tr><th scope="row">${words.types[type]}</th>${channels.map((channel) => cell(type, channel))}</tr>`,
      )}</tbody>
    </table>
    <p class="hint">${words.liveHint} ${words.oneHint}</p>
    ${reminderChoice({ words, tag, minutes: preferences.reminder_minutes, choose: remind })}
  </section>`;
}
