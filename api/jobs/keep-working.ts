import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

export interface Work {
  /** Names it in the log. */
  readonly name: string;
  /** Does some of what is due. @returns whether more may be due at once. */
  readonly work: (signal: AbortSignal) => Promise<boolean>;
  readonly log: Logger;
  /** How long to rest when nothing more is due, ms. */
  readonly restMs?: number;
}

/**
 * Works off rows that fall due, again and again, until stopped; what breaks one round is told, and the next goes on.
 * It looks for itself instead of being told: what is due is due by our clock, and a signal that is lost delays nothing.
 */
export function keepWorking({ name, work, log, restMs = 1_000 }: Work): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      const more = await work(signal).catch((error) => {
        log.warn({ err: error, work: name }, 'a round failed, the next comes soon');
        return false;
      });
      if (!more) await sleep(restMs, undefined, { signal }).catch(() => {});
    }
  };
  const ended = loop();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
