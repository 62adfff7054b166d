/** Why nobody is let in at the moment, or not any more. */
export type JoinRefusal = 'over' | 'cancelled' | 'none' | 'unknown' | 'busy' | 'away';

/** All that the page in front of a meeting says, in one language. */
export interface JoinWords {
  readonly title: string;
  /** The sentence above the button. */
  readonly open: (other: string) => string;
  readonly enter: string;
  readonly early: string;
  /** What a countdown counts to. */
  readonly opensIn: string;
  readonly opensAt: (when: string) => string;
  readonly reload: string;
  /** The room was not to be had. */
  readonly failed: readonly [title: string, sentence: string];
  readonly again: string;
  readonly refusals: Readonly<Record<JoinRefusal, readonly [title: string, sentence: string]>>;
}
