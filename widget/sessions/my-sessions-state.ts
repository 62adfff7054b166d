import type { Session } from '../../api/contract/session.ts';
import type { Slot, SlotList } from '../../api/contract/slot.ts';
import type { Progress } from '../draft.ts';
import type { DialogParts } from './dialog-parts.ts';
import type { SessionStrings } from './strings.ts';

/** What is open under one session. */
export interface Panel {
  readonly id: number;
  readonly kind: 'cancel' | 'move' | 'review';
  /** Reason or comment. */
  readonly text: string;
  /** 0 while none is chosen. */
  readonly rating: number;
  readonly from?: string | undefined;
  readonly minutes: number;
  readonly today?: string | undefined;
  readonly list?: SlotList | undefined;
  readonly listFailed?: boolean;
  readonly slot?: Slot | undefined;
  readonly alternatives: readonly Slot[];
}

export interface SessionsState {
  readonly sessions?: readonly Session[];
  readonly next?: string | null | undefined;
  /** Where she chooses what she is told. */
  readonly preferences?: string | undefined;
  /** What went wrong. */
  readonly message?: string | undefined;
  /** What went well. */
  readonly told?: string | undefined;
  readonly panel?: Panel | undefined;
  readonly progress?: Progress | undefined;
}

/** What the view shows, and what may be done there. */
export interface SessionsModel {
  readonly parts: DialogParts;
  readonly state: SessionsState;
  readonly strings: SessionStrings | undefined;
  /** Reads the list, or the page after what is there. */
  read(): Promise<void>;
  /** Opens a panel under a session, or closes it. */
  open(session: Session, kind: Panel['kind']): void;
  /** Lists the slots that a session can move to. */
  list(session: Session, change: Pick<Partial<Panel>, 'from' | 'minutes'>): Promise<void>;
  change(change: Partial<Panel>): void;
  cancel(session: Session): void;
  move(session: Session): void;
  review(session: Session): void;
  /** Hands over the session's calendar file. */
  save(session: Session): Promise<void>;
}
