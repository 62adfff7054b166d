import { factsOf, type LinkScene, nameIn, text, told } from '../links/link-html.ts';
import { allWords as mailWords } from '../mail/session-mail.ts';
import { type Language, whenFor } from '../messages.ts';
import { pageShell } from '../page-shell.ts';
import type { JoinRefusal, JoinWords } from './words.ts';
import { words as ar } from './words-ar.ts';
import { words as en } from './words-en.ts';
import { words as fr } from './words-fr.ts';
import { words as pt } from './words-pt.ts';
import { words as sw } from './words-sw.ts';

/** Where the meeting stands. `opensAt`, `now`: epoch ms. */
export type JoinState =
  | { readonly kind: 'open' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'early'; readonly opensAt: number; readonly now: number }
  | { readonly kind: Exclude<JoinRefusal, 'unknown' | 'busy' | 'away'> };

export interface JoinPage {
  readonly html: string;
  /** The one sheet in its `style` element. */
  readonly sheet: string;
  /** The one script in it. */
  readonly script?: string;
  /** After so many seconds it is to be asked for again. */
  readonly refreshSeconds?: number;
}

const allWords: Readonly<Record<Language, JoinWords>> = { fr, en, pt, ar, sw };

/** The page in front of the meeting of a session, for one of its two people. */
export function joinPage(scene: LinkScene, state: JoinState): JoinPage {
  const { language, partner } = scene;
  const words = allWords[language];
  const { lang, dir } = mailWords[language];
  const shell = (title: string, sentences: string, script?: string): JoinPage => ({
    ...pageShell({ lang, dir, title, partner, content: `${sentences}${factsOf(scene)}`, script }),
    ...(script !== undefined && { script }),
  });
  switch (state.kind) {
    case 'open':
      return shell(
        words.title,
        `<p>${text(words.open(nameIn(scene, scene.other)))}</p>${enterForm(words.enter)}`,
      );
    case 'failed': {
      const [title, sentence] = words.failed;
      return shell(title, told(sentence, 'fault') + enterForm(words.again));
    }
    case 'early': {
      const leftMs = Math.max(0, state.opensAt - state.now);
      const content = early(scene, words, state.opensAt, leftMs);
      const page = shell(words.title, content, leftMs < dayMs ? countdown : undefined);
      return { ...page, refreshSeconds: refreshSeconds(leftMs) };
    }
    default: {
      const [title, sentence] = words.refusals[state.kind];
      return shell(title, `<p>${text(sentence)}</p>`);
    }
  }
}

/** The page for a link that tells of nobody, in a language that its reader's browser asks for. */
export function strangersPage(language: Language, refusal: JoinRefusal): JoinPage {
  const [title, sentence] = allWords[language].refusals[refusal];
  const { lang, dir } = mailWords[language];
  return pageShell({ lang, dir, title, partner: null, content: `<p>${text(sentence)}</p>` });
}

const dayMs = 24 * 60 * 60_000;

/** When it opens, and for an hour at most: timers of browsers hold no more than 24 days, and sessions move. */
const refreshSeconds = (leftMs: number): number => Math.min(3600, Math.ceil(leftMs / 1000) + 1);

/** Counts down what the server wrote. The page itself is asked for again by `Refresh`, with and without it. */
const countdown = `(()=>{const e=document.getElementById('left'),end=Date.now()+Number(e.dataset.ms),two=n=>String(n).padStart(2,'0');
setInterval(()=>{const s=Math.max(0,Math.ceil((end-Date.now())/1000));e.textContent=[s/3600,s/60%60,s%60].map(n=>two(Math.floor(n))).join(':')},1000)})()`;

function early({ language, timeZone }: LinkScene, words: JoinWords, opensAt: number, leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((count) => String(Math.floor(count)).padStart(2, '0'))
    .join(':');
  const left =
    leftMs < dayMs
      ? `<p class="left">${text(words.opensIn)} <b id="left" role="timer" dir="ltr" data-ms="${leftMs}">${clock}</b></p>`
      : `<p class="left">${text(words.opensAt(whenFor(opensAt, language, timeZone)))}</p>`;
  return `${left}<p>${text(words.early)}</p><p><a href="">${text(words.reload)}</a></p>`;
}

// It is sent by a button alone: what scans mail opens links, and does not come to sessions.
const enterForm = (label: string): string =>
  `<form method="post"><p><button>${text(label)}</button></p></form>`;
