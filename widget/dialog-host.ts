import type { WidgetEvent } from '../api/contract/event.ts';
import type { Mentor } from '../api/contract/mentor.ts';
import type { Client, SlotQuery } from './client.ts';
import type { EventDetails, EventName } from './events.ts';

/** What the dialog needs of the element that opened it. */
export interface DialogHost {
  readonly shadowRoot: ShadowRoot | null;
  readonly partner: string | undefined;
  readonly mentorId: string | number | undefined;
  /** The subject, where any mentor with it will do. */
  readonly anyOf: string | undefined;
  /** Path of the API below which slots are listed, held and booked. */
  readonly bookingPath: string;
  readonly token: string | undefined;
  readonly getToken: (() => Promise<string>) | undefined;
  /** The language that `locale` comes down to: fr, en, pt, ar or sw. */
  readonly language: string;
  /** Talks to the API. */
  readonly client: Client;
  /** What the first week is asked with. */
  readonly slotQuery: SlotQuery;
  /** What the student reads when a file or the calendar could not be loaded. */
  readonly lineFailed: string;
  /** Tells the page; false when the page cancelled it. */
  emit<Name extends EventName>(name: Name, detail: EventDetails[Name]): boolean;
  /** Counts a step of the funnel. */
  count(type: WidgetEvent['type']): void;
  /** The dialog closed. */
  closed(): void;
  /** The mentor, asked for once; again after the line has failed; none where any will do. */
  getMentor(): Promise<Mentor> | undefined;
  /** Loads a file, also at a second try. */
  readonly loadFile: <File>(load: () => Promise<File>) => Promise<File>;
}
