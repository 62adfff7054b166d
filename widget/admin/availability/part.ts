import { LitElement } from 'lit';
import { adminStyles } from '../admin-styles.ts';
import type { AdminStrings } from '../strings/strings.ts';
import type { Draft } from './draft.ts';
import { weekdayName } from './rule-words.ts';
import type { AvailabilityWords } from './strings.ts';

/** A change that a part of the page asks for. */
export interface Edit {
  readonly change: Partial<Draft>;
  /** What is said of it to those who do not see it. */
  readonly told: string;
}

/**
 * A part of the page of availability: shows one side of the draft, and asks the page for changes of it.
 *
 * @fires edit - `detail` is an `Edit`
 * @fires say - `detail` is a sentence for the live region
 */
export abstract class Part extends LitElement {
  static override properties = {
    words: { attribute: false },
    common: { attribute: false },
    draft: { attribute: false },
    today: { attribute: false },
  };

  static override styles = [adminStyles];

  declare words: AvailabilityWords;
  declare common: AdminStrings;
  declare draft: Draft;
  /** YYYY-MM-DD in the mentor's zone. */
  declare today: string;

  protected edit(change: Partial<Draft>, told: string): void {
    const detail: Edit = { change, told };
    this.dispatchEvent(new CustomEvent('edit', { detail, bubbles: true, composed: true }));
  }

  protected say(detail: string): void {
    this.dispatchEvent(new CustomEvent('say', { detail, bubbles: true, composed: true }));
  }

  /** `Monday` of 0, with a capital as at the start of a line. */
  protected dayName(day: number): string {
    const name = weekdayName(day, this.words.tag);
    return name.charAt(0).toLocaleUpperCase(this.words.tag) + name.slice(1);
  }

  /** Puts the focus on a place of this part once it has been drawn. */
  protected async focusOn(selector: string, preventScroll = false): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll });
  }
}

export const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;
