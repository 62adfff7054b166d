import type { WaitingListEntry } from '../../api/contract/waiting-list.ts';
import type { Progress } from '../draft.ts';
import type { DialogParts } from '../sessions/dialog-parts.ts';
import type { WaitingStrings } from './strings.ts';

/** From when to when each part of a day lasts, wall time. */
export const partsOfDay = [
  ['00:00', '24:00'],
  ['00:00', '12:00'],
  ['12:00', '18:00'],
  ['18:00', '24:00'],
] as const;

/** What she wishes of the mentor whose dialog it is. */
export interface Wishes {
  readonly minutes: number;
  readonly from: string;
  readonly to: string;
  /** Index in `partsOfDay`. */
  readonly part: number;
}

export interface WaitingState {
  /** Those that stand; undefined until they are read. */
  readonly entries?: readonly WaitingListEntry[];
  readonly wishes: Wishes;
  /** What went wrong. */
  readonly message?: string | undefined;
  /** What went well. */
  readonly told?: string | undefined;
  readonly progress?: Progress | undefined;
}

/** What the view shows, and what may be done there. */
export interface WaitingModel {
  readonly parts: DialogParts;
  readonly state: WaitingState;
  readonly strings: WaitingStrings | undefined;
  readonly durations: readonly number[];
  read(): Promise<void>;
  wish(change: Partial<Wishes>): void;
  join(): void;
  accept(entry: WaitingListEntry): void;
  decline(entry: WaitingListEntry): void;
  leave(entry: WaitingListEntry): void;
}
