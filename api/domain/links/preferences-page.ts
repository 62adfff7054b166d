import { mostReminders } from '../../contract/message.ts';
import type { NotificationPreferences } from '../../contract/notification.ts';
import { tagOf } from '../messages.ts';
import { minutesName, minutesNames, reminderTimes } from '../reminder-times.ts';
import {
  form,
  type LinkPage,
  type LinkScene,
  linkPage,
  linkWords,
  partnerIn,
  text,
  told,
} from './link-html.ts';
import type { Asked } from './link-pages.ts';
import { type PhoneShown, phonePart } from './phone-part.ts';

/** What students are told of. */
const types = [
  'session_booking',
  'session_cancelled',
  'session_rescheduled',
  'session_reminder',
  'review_requested',
  'waiting_list_offer',
] as const;

/** Mentors wait for nobody, and are not asked for reviews. */
const ofStudents: readonly string[] = ['review_requested', 'waiting_list_offer'];

/** The types that stand on the page of a student or a mentor. */
export const shownTypes = ({ role }: Pick<LinkScene, 'role'>) =>
  types.filter((type) => role === 'student' || !ofStudents.includes(type));

/** A channel that she may choose by. */
export type ChosenChannel = 'mail' | 'sms' | 'whatsapp';

export interface PreferencesShown extends Asked {
  /** Those that can reach her. */
  readonly channels: readonly ChosenChannel[];
  readonly preferences: NotificationPreferences;
  /** When the partner's people are reminded, minutes. */
  readonly partnerMinutes: readonly number[];
  readonly isSaved: boolean;
  readonly phone: PhoneShown;
}

/** What she is told, by what, and when she is reminded. */
export function preferencesPage(scene: LinkScene, shown: PreferencesShown): LinkPage {
  const words = linkWords(scene.language);
  const { preferences: said } = words;
  const { preferences, channels, partnerMinutes, isSaved, fault, once } = shown;
  const own = preferences.reminder_minutes;
  const tag = tagOf(scene.language);
  const byChannel = channels.map((channel) => {
    const boxes = shownTypes(scene).map((type) =>
      check(channel, type, said.types[type], preferences[type][channel]),
    );
    return `<fieldset><legend>${text(said.channels[channel])}</legend>${boxes.join('')}</fieldset>`;
  });
  const times = partnerMinutes.length > 0 ? said.before(minutesNames(tag, partnerMinutes)) : words.noTime;
  const asPartner = text(said.asPartner(partnerIn(scene), times));
  const chosen = own ?? partnerMinutes;
  const choices = reminderTimes(chosen).map((minutes) =>
    check('minutes', String(minutes), minutesName(tag, minutes), chosen.includes(minutes)),
  );
  const fields = `${byChannel.join('\n')}
<fieldset><legend>${text(said.reminders)}</legend>
${radio('partner', asPartner, own === null)}
${radio('own', text(said.own), own !== null)}
<div class="inner" role="group" aria-label="${text(said.own)}"><div class="boxes">${choices.join('')}</div><small>${text(said.most(mostReminders))}</small></div>
</fieldset>`;
  const content = [
    `<p>${text(said.text(partnerIn(scene)))}${channels.length > 1 ? ` ${text(said.oneChannel)}` : ''}</p>`,
    isSaved ? told(said.done, 'done') : '',
    fault ? told(words.faults[fault], 'fault') : '',
    form(fields, said.button, once),
    phonePart(scene, shown.phone, once),
  ];
  return linkPage(scene, said.title, content.join('\n'));
}

const check = (name: string, value: string, label: string, isChecked: boolean): string =>
  `<label class="check"><input type="checkbox" name="${name}" value="${value}"${isChecked ? ' checked' : ''}><span>${text(label)}</span></label>`;

const radio = (value: string, label: string, isChecked: boolean): string =>
  `<label class="check"><input type="radio" name="reminders" value="${value}"${isChecked ? ' checked' : ''}><span>${label}</span></label>`;
