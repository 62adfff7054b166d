import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { keepWorking } from './keep-working.ts';

export interface Sendings<Row> {
  /** Names it in the log. */
  readonly name: string;
  readonly log: Logger;
  /** Takes rows that are due, beside those that are under way already. */
  readonly claim: (underWay: readonly Row[], signal: AbortSignal) => Promise<readonly Row[]>;
  /** Sends one and writes down what became of it; it never throws. */
  readonly send: (row: Row, signal: AbortSignal) => Promise<void>;
  /** How long to rest when nothing is due, ms. */
  readonly restMs?: number | undefined;
}

/** Sends rows that fall due, many at once, until stopped; it waits then for what is under way. */
export function keepSending<Row>({ name, log, claim, send, restMs = 1_000 }: Sendings<Row>): {
  stop(): Promise<void>;
} {
  const underWay = new Map<Promise<void>, Row>();
  const working = keepWorking({
    name,
    log,
    restMs,
    async work(signal) {
      const due = await claim([...underWay.values()], signal);
      for (const row of due) {
        const sent = send(row, signal).finally(() => underWay.delete(sent));
        underWay.set(sent, row);
      }
      if (due.length > 0) return true;
      if (underWay.size === 0) return false;
      // What has ended may have made room, or let the next of its kind go.
      const rested = sleep(restMs, undefined, { signal }).catch(() => {});
      await Promise.race([...underWay.keys(), rested]);
      return true;
    },
  });
  return {
    async stop() {
      await working.stop();
      await Promise.all(underWay.keys());
    },
  };
}

export interface Writing {
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly restMs?: number;
}

/** Until it is written down, as nobody else may touch what a living worker has claimed; in the end once. */
export async function untilWritten(
  write: () => Promise<void>,
  { log, signal, restMs = 1_000 }: Writing,
): Promise<void> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      log.warn({ err: error }, 'what became of a sending: not written down');
      if (signal.aborted) return;
      await sleep(restMs, undefined, { signal }).catch(() => {});
    }
  }
}
