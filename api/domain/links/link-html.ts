import { escapeHtml } from '../escape-html.ts';
import { allWords as mailWords } from '../mail/session-mail.ts';
import { durationName, placeName, zoneName } from '../mail/time-words.ts';
import { isolated, isolatesAsElements, oneLine } from '../mail/typed-text.ts';
import type { MailRole } from '../mail/words.ts';
import { erasedName, type Language, whenFor } from '../messages.ts';
import { pageShell } from '../page-shell.ts';
import type { LinkWords } from './words.ts';
import { words as ar } from './words-ar.ts';
import { words as en } from './words-en.ts';
import { words as fr } from './words-fr.ts';
import { words as pt } from './words-pt.ts';
import { words as sw } from './words-sw.ts';

/** Whom a page is for, and what it is about. Names and texts are as people typed them. */
export interface LinkScene {
  readonly language: Language;
  /** IANA zone that times are told in. */
  readonly timeZone: string;
  /** Null where the link cannot tell. */
  readonly partner: { readonly name: string; readonly color: string | null } | null;
  /** What she is in the session. */
  readonly role: MailRole;
  /** Name of the other person. */
  readonly other: string;
  readonly session: { readonly startsAt: Date; readonly endsAt: Date; readonly subject: string } | null;
}

/** A page without scripts, and the one sheet in its `style` element. */
export interface LinkPage {
  readonly html: string;
  readonly sheet: string;
}

const allWords: Readonly<Record<Language, LinkWords>> = { fr, en, pt, ar, sw };

export const linkWords = (language: Language): LinkWords => allWords[language];

/** A text as HTML; isolated names in it are elements. */
export const text = (plain: string): string => isolatesAsElements(escapeHtml(plain));

/** A name as it may stand in a sentence. */
export function nameIn({ language }: Pick<LinkScene, 'language'>, name: string): string {
  const { dir, erased } = mailWords[language];
  if (name === erasedName) return erased;
  return isolated(oneLine(name, 60) || erasedName, dir);
}

/** A partner's name as it may stand in a sentence. */
export const partnerIn = (scene: LinkScene): string => nameIn(scene, scene.partner?.name ?? '');

/** What the session is: when, how long, with whom and about what. */
export function factsOf(scene: LinkScene): string {
  const { language, timeZone, session, role, other } = scene;
  if (!session) return '';
  const { labels, dir } = mailWords[language];
  const start = session.startsAt.getTime();
  const zone = `${capital(zoneName(language, timeZone, start))} (${isolated(placeName(timeZone), dir)})`;
  const facts = [
    [labels.when, `${text(whenFor(start, language, timeZone))}<br><small>${text(zone)}</small>`],
    [labels.duration, text(durationName(language, session))],
    [labels[role === 'mentor' ? 'student' : 'mentor'], text(capital(nameIn(scene, other)))],
    [labels.subject, text(isolated(oneLine(session.subject, 200), dir))],
  ];
  return `<dl>${facts.map(([label = '', value]) => `<div><dt>${text(label)}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

/** What came of the last thing that she did. */
export const told = (message: string, kind: 'done' | 'fault'): string =>
  `<p class="${kind}" role="${kind === 'fault' ? 'alert' : 'status'}">${text(message)}</p>`;

/**
 * A form to the page's own address. `once` names this try: what comes twice is done once.
 *
 * @param button what stands on its one button
 * @param kind of a long one the button stays on the screen; a plain one is not what most come for
 */
export const form = (
  fields: string,
  button: string,
  once: string,
  kind: 'short' | 'long' | 'plain' = 'short',
): string =>
  `<form method="post"><input type="hidden" name="once" value="${escapeHtml(once)}">${fields}<p class="${kind}"><button>${text(button)}</button></p></form>`;

/** A choice that looks like a button. */
export const chip = (
  name: string,
  value: string,
  label: string,
  { spoken = '', isChosen = false }: { readonly spoken?: string; readonly isChosen?: boolean } = {},
): string =>
  `<label class="chip"><input type="radio" name="${name}" value="${escapeHtml(value)}"${spoken && ` aria-label="${escapeHtml(spoken)}"`}${isChosen ? ' checked' : ''} required><span>${text(label)}</span></label>`;

/** A text that may be left empty. */
export const textField = (
  { optional }: LinkWords,
  field: { readonly name: string; readonly label: string; readonly most: number; readonly value: string },
): string =>
  `<label class="field"><span>${text(field.label)} <small>(${text(optional)})</small></span><textarea name="${field.name}" dir="auto" rows="3" maxlength="${field.most}">${escapeHtml(field.value)}</textarea></label>`;

/** The whole page, in the reader's language and her partner's colour. */
export function linkPage({ language, partner }: LinkScene, title: string, content: string): LinkPage {
  const { lang, dir } = mailWords[language];
  return pageShell({ lang, dir, title, partner, content, styles });
}

const styles = `fieldset{margin:0 0 16px;padding:0;border:0;min-inline-size:0}
legend{padding:0 0 6px;font-weight:600}
.chips{display:grid;grid-template-columns:repeat(auto-fill,minmax(96px,1fr));gap:8px}
.stars{grid-template-columns:repeat(5,1fr)}
.boxes{display:grid;grid-template-columns:repeat(auto-fill,minmax(120px,1fr));gap:0 8px}
.wide{grid-template-columns:repeat(auto-fill,minmax(200px,1fr))}
.chip{position:relative;display:block}
.chip input{position:absolute;inset:0;inline-size:100%;block-size:100%;margin:0;opacity:0;cursor:pointer}
.chip span{display:grid;place-items:center;min-block-size:44px;padding:4px 8px;border:1px solid var(--field);border-radius:8px;font-variant-numeric:tabular-nums;text-align:center}
.chip input:checked+span{background:var(--primary);color:var(--on-primary);border-color:var(--ink);box-shadow:inset 0 0 0 1px var(--ink);font-weight:600}
.chip input:focus-visible+span,textarea:focus-visible,.field input:focus-visible,.check input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.field,.check{display:grid;gap:6px;margin-block-end:16px}
.check{grid-template-columns:24px 1fr;align-items:center;gap:12px;min-block-size:44px;margin:0}
.check input{inline-size:24px;block-size:24px;margin:0;accent-color:var(--primary)}
.inner{margin-inline-start:36px}
textarea,.field input{inline-size:100%;padding:10px 12px;border:1px solid var(--field);border-radius:8px;background:var(--card);color:inherit;font:inherit}
.short,.plain{margin:0}
section{margin-block-start:32px;padding-block-start:20px;border-block-start:1px solid var(--line)}
section form{margin-block-start:20px}
h2{margin:0 0 8px;font-size:18px;line-height:24px}
.plain button{background:none;border-color:var(--field);color:var(--link)}
/* In reach on a long page, and over nothing that has the keyboard. */
.long{position:sticky;inset-block-end:0;margin:0 -16px;padding:12px 16px;background:var(--card)}
html:has(.long){scroll-padding-block-end:96px}
.done{padding-inline-start:12px;border-inline-start:4px solid;color:var(--done);font-weight:600}
`;

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
