import type { TemplateResult } from 'lit/html.js';
import type { Occurrence } from '../../api/contract/occurrence.ts';

/** The choice of how often a session comes back, as the dialog knows it before its file is there. */
export interface RepeatChoice {
  /** All dates or those that are free; undefined where none is and while that is not known. */
  readonly mode: 'all' | 'free' | undefined;
  /** How the dates stand, as a refusal tells it. */
  show(occurrences: readonly Occurrence[]): void;
  template(): TemplateResult;
}
