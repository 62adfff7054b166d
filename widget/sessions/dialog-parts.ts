import type { html, nothing } from 'lit/html.js';
import type { Booking } from '../booking.ts';
import type { DialogHost } from '../dialog-host.ts';
import type { city, clockTime, dayName, duration } from '../format.ts';
import type { readOwnSlots } from '../own-slots.ts';
import type { sendUntilKnown } from '../send-booking.ts';
import type { chooseSlot, icon, slotButton } from '../steps/choose-slot.ts';
import type { Strings } from '../strings/strings.ts';

/**
 * What the dialog hands to the chunk of sessions. Were it imported on both sides, the bundler would put it into a
 * third file, which every booking would have to wait for.
 */
export interface DialogParts {
  readonly html: typeof html;
  readonly nothing: typeof nothing;
  readonly icon: typeof icon;
  readonly chooseSlot: typeof chooseSlot;
  readonly slotButton: typeof slotButton;
  readonly city: typeof city;
  readonly clockTime: typeof clockTime;
  readonly dayName: typeof dayName;
  readonly duration: typeof duration;
  readonly readOwnSlots: typeof readOwnSlots;
  readonly sendUntilKnown: typeof sendUntilKnown;
  readonly host: DialogHost;
  readonly words: Strings;
  readonly wordsFor: Booking['wordsFor'];
  /** IANA zone that the API told the student's times in; '' when not known. */
  readonly timeZone: string;
  /** Draws again. */
  readonly update: () => void;
}
