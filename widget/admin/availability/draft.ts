import type { AvailabilityOverride } from '../../../api/contract/availability.ts';
import type { Schedule, ScheduleInput, ScheduleSettings } from '../../../api/contract/schedule.ts';
import type { Block } from './blocks.ts';
import { type Rule, rulesOf, splitRules } from './week-rules.ts';

/** A schedule as the page changes it. Replaced, never changed in place, so that an earlier one can come back. */
export interface Draft {
  readonly settings: ScheduleSettings;
  /** The ordinary week. */
  readonly blocks: readonly Block[];
  /** The rules that are not of every week. */
  readonly rules: readonly Rule[];
  readonly overrides: readonly AvailabilityOverride[];
}

/** @param today YYYY-MM-DD in the mentor's zone */
export function draftOf(schedule: Schedule, today: string): Draft {
  const { availabilities, overrides, ...settings } = schedule;
  const { blocks, others } = splitRules(availabilities, today);
  return { settings, blocks, rules: others, overrides };
}

/**
 * What is sent to be saved. `stands` is the schedule that it replaces: rules that it does not hold any more, because
 * somebody removed them, are sent as new ones.
 */
export function documentOf(draft: Draft, stands: Schedule, today: string): ScheduleInput {
  const ids = new Set(stands.availabilities.map(({ id }) => id));
  const known = ({ id, ...rule }: Rule): Rule => (id !== undefined && ids.has(id) ? { id, ...rule } : rule);
  return {
    ...draft.settings,
    availabilities: [...rulesOf(draft.blocks, stands.availabilities, today), ...draft.rules.map(known)],
    overrides: [...draft.overrides],
  };
}

/** Earlier drafts, for undo and redo. */
export class History {
  readonly #past: Draft[] = [];
  #future: Draft[] = [];

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Call it with the draft that is about to be replaced. */
  keep(draft: Draft): void {
    this.#past.push(draft);
    if (this.#past.length > 200) this.#past.shift();
    this.#future = [];
  }

  undo(now: Draft): Draft {
    const before = this.#past.pop();
    if (!before) return now;
    this.#future.push(now);
    return before;
  }

  redo(now: Draft): Draft {
    const after = this.#future.pop();
    if (!after) return now;
    this.#past.push(now);
    return after;
  }
}
