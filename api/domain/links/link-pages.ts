import { escapeHtml } from '../escape-html.ts';
import { tagOf, whenFor } from '../messages.ts';
import { minutesName } from '../reminder-times.ts';
import {
  chip,
  factsOf,
  form,
  type LinkPage,
  type LinkScene,
  linkPage,
  linkWords,
  nameIn,
  partnerIn,
  text,
  textField,
  told,
} from './link-html.ts';
import type { LinkFault, LinkProblem, Unsubscribed } from './words.ts';

/** What a form is shown with: a name for this try, what was wrong with the one before, and what was typed there. */
export interface Asked {
  readonly once: string;
  readonly fault?: LinkFault | undefined;
  readonly typed?: string;
}

/** What was done, or had been done already, and the session as it stands. */
export function donePage(
  scene: LinkScene,
  purpose: 'cancel' | 'move' | 'answer' | 'refuse' | 'again' | 'review' | OfferPurpose,
  isAlready: boolean,
): LinkPage {
  const words = linkWords(scene.language)[purpose];
  return linkPage(scene, words.title, told(isAlready ? words.already : words.done, 'done') + factsOf(scene));
}

/** Why there is nothing to do. `minutes`: the cut-off, for `closed`. */
export function problemPage(scene: LinkScene, problem: LinkProblem, minutes = 0): LinkPage {
  const [title, sentence] = problemWords(scene, problem, minutes);
  return linkPage(scene, title, `<p>${text(sentence)}</p>${factsOf(scene)}`);
}

function problemWords(scene: LinkScene, problem: LinkProblem, minutes: number) {
  const words = linkWords(scene.language);
  switch (problem) {
    case 'closed':
      return words.closed(partnerIn(scene), minutesName(tagOf(scene.language), minutes));
    case 'unavailable':
      return words.unavailable(nameIn(scene, scene.other));
    default:
      return words.problems[problem];
  }
}

/** A session is cancelled, or a request declined, with a reason where one is given. */
export function reasonPage(
  scene: LinkScene,
  purpose: 'cancel' | 'refuse',
  { once, fault, typed = '' }: Asked,
): LinkPage {
  const words = linkWords(scene.language);
  const said = words[purpose];
  const reason = textField(words, { name: 'reason', label: words.cancel.reason, most: 1000, value: typed });
  const content = [
    factsOf(scene),
    `<p>${text(said.text(nameIn(scene, scene.other)))}</p>`,
    fault ? told(words.faults[fault], 'fault') : '',
    form(reason, said.button, once),
  ];
  return linkPage(scene, said.title, content.join('\n'));
}

/** A request is accepted; `refuseUrl` leads to the page of the other answer. `decideBy`: epoch ms. */
export function answerPage(
  scene: LinkScene,
  { once, decideBy, refuseUrl }: { once: string; decideBy: number; refuseUrl: string },
): LinkPage {
  const { answer } = linkWords(scene.language);
  const until = whenFor(decideBy, scene.language, scene.timeZone);
  const content = [
    factsOf(scene),
    `<p>${text(answer.text(nameIn(scene, scene.other), until))}</p>`,
    form('', answer.button, once),
    `<p><a href="${escapeHtml(refuseUrl)}">${text(answer.refuse)}</a></p>`,
  ];
  return linkPage(scene, answer.title, content.join('\n'));
}

/** What one answers to an offer of the waiting list with. */
export type OfferPurpose = 'accept' | 'decline' | 'leave';

/** @param expiresAt until when the offer stands */
export function offerPage(
  scene: LinkScene,
  purpose: OfferPurpose,
  { once, expiresAt }: { readonly once: string; readonly expiresAt: Date },
): LinkPage {
  const words = linkWords(scene.language)[purpose];
  const until = whenFor(expiresAt.getTime(), scene.language, scene.timeZone, 'short');
  const sentence = `<p>${text(words.text(nameIn(scene, scene.other), until))}</p>`;
  return linkPage(scene, words.title, [factsOf(scene), sentence, form('', words.button, once)].join('\n'));
}

export function reviewPage(scene: LinkScene, { once, fault, typed = '' }: Asked): LinkPage {
  const words = linkWords(scene.language);
  const { review } = words;
  const stars = [1, 2, 3, 4, 5].map((count) =>
    chip('rating', String(count), `${count} ★`, { spoken: review.stars(count) }),
  );
  const fields = [
    `<fieldset><legend>${text(review.rating)}</legend><div class="chips stars">${stars.join('')}</div></fieldset>`,
    textField(words, { name: 'comment', label: review.comment, most: 2000, value: typed }),
  ];
  const content = [
    `<p>${text(review.text(nameIn(scene, scene.other)))}</p>`,
    factsOf(scene),
    fault ? told(words.faults[fault], 'fault') : '',
    form(fields.join(''), review.button, once),
  ];
  return linkPage(scene, review.title, content.join('\n'));
}

/** `state`: whether the mails still come, have just been stopped, or had been before. */
export function unsubscribePage(
  scene: LinkScene,
  type: Unsubscribed,
  { once, state, preferences }: { once: string; state: 'on' | 'done' | 'already'; preferences: string },
): LinkPage {
  const { unsubscribe, toPreferences } = linkWords(scene.language);
  const link = `<p><a href="${preferences}">${text(toPreferences)}</a></p>`;
  const content =
    state === 'on'
      ? `<p>${text(unsubscribe.text[type](partnerIn(scene)))}</p>${form('', unsubscribe.button, once)}`
      : told(unsubscribe[state][type], 'done');
  return linkPage(scene, unsubscribe.title, content + link);
}
