import pg from 'pg';
import type { Logger } from 'pino';
import { connectionSettings } from './connect.ts';

export interface NotificationListener {
  /** @returns a function that ends the subscription. */
  subscribe(userId: number, hear: () => void): () => void;
  /** From now on `hear` is told whenever the origins of a partner changed, or may have. */
  onOrigins(hear: () => void): void;
  /** Resolves once this process hears; tests and readiness wait for it. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** How often the server is asked whether it still lives, ms: a machine that vanished does not say so. */
const beatMs = 15_000;

/**
 * Listens on a connection of its own (LISTEN holds one for good). When it is lost it is made again with growing
 * pauses, and then every subscriber is told to look, because something may have been missed.
 */
export function listenForNotifications(url: string, log: Logger): NotificationListener {
  const subscribers = new Map<number, Set<() => void>>();
  const originHears: (() => void)[] = [];
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  let stopped = false;
  let failures = 0;
  let hearing = () => {};
  const ready = new Promise<void>((resolve) => {
    hearing = resolve;
  });

  const connect = async (): Promise<void> => {
    const made = new pg.Client(connectionSettings(url));
    client = made;
    made.on('error', () => again());
    made.on('end', () => again());
    made.on('notification', ({ channel, payload }) => {
      const hears = channel === 'origins' ? originHears : subscribers.get(Number(payload));
      for (const hear of hears ?? []) hear();
    });
    let lost = false;
    const again = (): void => {
      if (lost || stopped) return;
      lost = true;
      clearInterval(beat);
      failures++;
      const pause = Math.min(5_000, 100 * 2 ** failures);
      log.warn({ pause }, 'notifications: connection lost, trying again');
      timer = setTimeout(() => void connect(), pause);
      void made.end().catch(() => {});
    };
    try {
      await made.connect();
      await made.query('LISTEN notification; LISTEN origins');
      const stillThere: pg.QueryConfig & { query_timeout: number } = {
        text: 'SELECT',
        query_timeout: beatMs,
      };
      beat = setInterval(() => void made.query(stillThere).catch(again), beatMs);
      for (const hear of originHears) hear();
      if (failures > 0) for (const hears of subscribers.values()) for (const hear of hears) hear();
      failures = 0;
      hearing();
    } catch {
      again();
    }
  };
  void connect();

  return {
    ready,
    subscribe(userId, hear) {
      const hears = subscribers.get(userId) ?? new Set();
      subscribers.set(userId, hears.add(hear));
      return () => {
        hears.delete(hear);
        if (hears.size === 0) subscribers.delete(userId);
      };
    },
    onOrigins(hear) {
      originHears.push(hear);
    },
    async stop() {
      stopped = true;
      clearInterval(beat);
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
