import { LRUCache } from 'lru-cache';
import type { Serialized } from './serialized.ts';

/**
 * An answer that may be given again while the calendars that it was made from have this version and the time is not
 * past `validUntil`.
 */
export interface SlotAnswer<Version> {
  readonly version: Version;
  /** Epoch ms: the first moment at which the passing of time alone changes the answer. */
  readonly validUntil: number;
  readonly answer: Serialized;
}

/** Bytes of answers that one process keeps: some ten thousand mentors' weeks. */
const maxBytes = 32 * 1024 * 1024;

/**
 * Answers of one process to public questions for slots.
 *
 * `freeSlots` is pure, so that the same calendar, question and stretch of time have the same answer. Nothing is
 * trusted to be fresh: the version is read from the database for every request.
 */
export class SlotAnswers<Version extends number | string> {
  readonly #answers = new LRUCache<string, SlotAnswer<Version>>({
    maxSize: maxBytes,
    // And about as much for the question and the objects around it.
    sizeCalculation: ({ answer }) => answer.size + 1024,
  });

  /** The answer kept for a question, whose version is still to be compared; undefined when its time is over. */
  get(question: string, now: number): SlotAnswer<Version> | undefined {
    const kept = this.#answers.get(question);
    return kept && now < kept.validUntil ? kept : undefined;
  }

  keep(question: string, answer: SlotAnswer<Version>): void {
    this.#answers.set(question, answer);
  }
}
