import type { Mode } from '../../contract/primitives.ts';
import { isolated, oneLine } from './typed-text.ts';
import type { MailWords } from './words.ts';

/** How a session is held and where, as its hours say; neither where they say nothing. */
export interface Meeting {
  readonly mode?: Mode | null;
  /** A room, an address or a number to call, as a person typed it. */
  readonly place?: string | null;
}

/** The most that is told of a place, characters: with them no mail grows beyond what a reason could make of it. */
const most = 400;

/** Where to go to a session, in words; '' where nothing is known. A link alone means a video meeting. */
export function whereToGo(words: MailWords, { mode, place }: Meeting, hasLink: boolean): string {
  const named = isolated(oneLine(place ?? '', most), words.dir);
  const how = mode ? words.modes[mode] : hasLink && !named ? words.video : '';
  return [how, named].filter(Boolean).join(' · ');
}
