import { LRUCache } from 'lru-cache';
import { StartsOfMany } from '../domain/starts-of-many.ts';

interface Kept {
  readonly starts: StartsOfMany;
  /** Settles when whoever uses them last has done so. */
  last: Promise<unknown>;
}

/** Starts of all mentors that one process keeps: some 20 MB, twenty weeks of 1,000 mentors. */
const maxStarts = 2_000_000;

/** What one process keeps of the starts of many mentors, for each set of mentors, window and duration. */
export class KeptStarts {
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: maxStarts,
    sizeCalculation: ({ starts }) => starts.size,
  });

  /** Lets `work` change and read what is kept under a key, one at a time. */
  async use<T>(key: string, work: (starts: StartsOfMany) => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key) ?? { starts: new StartsOfMany(), last: Promise.resolve() };
    const done = kept.last.then(() => work(kept.starts));
    kept.last = done.catch(() => undefined);
    this.#kept.set(key, kept);
    try {
      return await done;
    } finally {
      // Anew, because it may have grown.
      this.#kept.set(key, kept);
    }
  }
}
