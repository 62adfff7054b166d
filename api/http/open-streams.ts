import type { PassThrough } from 'node:stream';

/** Streams of one person in this process: every tab of a few devices. */
const most = 10;

/** The notification streams that are open, a person's oldest first. */
export class OpenStreams {
  readonly #open = new Map<number, Set<PassThrough>>();

  /** One more of a person; her oldest ends where that is one too many. */
  add(userId: number, stream: PassThrough): void {
    const hers = this.#open.get(userId) ?? new Set<PassThrough>();
    this.#open.set(userId, hers.add(stream));
    const [oldest] = hers;
    if (hers.size > most && oldest) {
      hers.delete(oldest);
      oldest.end();
    }
    stream.on('close', () => {
      hers.delete(stream);
      if (hers.size === 0 && this.#open.get(userId) === hers) this.#open.delete(userId);
    });
  }

  /** Ends all of them, which would otherwise keep the server from closing. */
  end(): void {
    for (const hers of this.#open.values()) for (const stream of hers) stream.end();
  }
}
