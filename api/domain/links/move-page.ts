import type { Slot } from '../calendar.ts';
import { tagOf } from '../messages.ts';
import { formatInstant, instantToWallTime, occursTwice } from '../wall-time.ts';
import {
  chip,
  factsOf,
  form,
  type LinkPage,
  type LinkScene,
  linkPage,
  linkWords,
  nameIn,
  text,
  told,
} from './link-html.ts';
import type { Asked } from './link-pages.ts';

/** What a session can move to. */
export interface MoveChoices {
  readonly slots: readonly Slot[];
  /** The nearest to a start that was taken meanwhile. */
  readonly nearest?: readonly Slot[];
  /** The first date that is not shown any more, where there is something free from then on. */
  readonly later: string | null;
  /** Whether these are the first free starts. */
  readonly isFirst: boolean;
}

/** The free starts by day, in the reader's zone, and the button that moves or books the session to the chosen one. */
export function movePage(
  scene: LinkScene,
  choices: MoveChoices,
  { once, fault }: Asked,
  purpose: 'move' | 'again' = 'move',
): LinkPage {
  const words = linkWords(scene.language);
  const { faults } = words;
  const move = { ...words.move, ...words[purpose] };
  const { slots, nearest = [], later, isFirst } = choices;
  const groups = [
    nearest.length > 0
      ? group(
          move.alternatives,
          nearest.map((slot) => start(scene, slot, 'full')),
          true,
        )
      : '',
    ...byDay(scene, slots).map(({ date, ofDay }) =>
      group(
        dayName(scene, date),
        ofDay.map((slot) => start(scene, slot, 'time')),
      ),
    ),
  ];
  const others = [
    isFirst ? '' : `<a href="?">${text(move.first)}</a>`,
    later ? `<a href="?from=${later}">${text(move.later)}</a>` : '',
  ].filter(Boolean);
  const isEmpty = slots.length === 0 && nearest.length === 0;
  const content = [
    factsOf(scene),
    `<p>${text(isEmpty ? move.none : move.text(nameIn(scene, scene.other)))}</p>`,
    fault ? told(faults[fault], 'fault') : '',
    isEmpty ? '' : form(groups.join('\n'), move.button, once, 'long'),
    others.length > 0 ? `<p>${others.join('&emsp; ')}</p>` : '',
  ];
  return linkPage(scene, move.title, content.join('\n'));
}

const group = (legend: string, chips: readonly string[], isWide = false): string =>
  `<fieldset><legend>${text(legend)}</legend><div class="chips${isWide ? ' wide' : ''}">${chips.join('')}</div></fieldset>`;

function byDay({ timeZone }: LinkScene, slots: readonly Slot[]): { date: string; ofDay: Slot[] }[] {
  const days = Map.groupBy(slots, ({ startsAt }) => instantToWallTime(timeZone, startsAt).date);
  return [...days].map(([date, ofDay]) => ({ date, ofDay }));
}

function start({ language, timeZone }: LinkScene, { startsAt }: Slot, style: 'time' | 'full'): string {
  const tag = tagOf(language);
  const time = new Intl.DateTimeFormat(tag, { timeZone, timeStyle: 'short' }).format(startsAt);
  const offset = occursTwice(timeZone, startsAt)
    ? ` (UTC${instantToWallTime(timeZone, startsAt).offset})`
    : '';
  const day = new Intl.DateTimeFormat(tag, { timeZone, ...dayStyle }).format(startsAt);
  const full = `${day}, ${time}${offset}`;
  const shown = style === 'full' ? full : `${time}${offset}`;
  return chip('start', formatInstant(startsAt, 'UTC'), shown, style === 'full' ? {} : { spoken: full });
}

const dayStyle = { weekday: 'long', day: 'numeric', month: 'long' } as const;

const dayName = ({ language }: LinkScene, date: string): string =>
  new Intl.DateTimeFormat(tagOf(language), { ...dayStyle, timeZone: 'UTC' }).format(Date.parse(date));
