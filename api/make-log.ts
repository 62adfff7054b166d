import { type Logger, pino } from 'pino';
import type { LogLevel } from './env.ts';

/**
 * The log of this thread, on stdout. Lines are written in batches, at least every second: a write for each would cost
 * as much as a query by key.
 */
export function makeLog(level: LogLevel): Logger {
  const stdout = pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 1000 });
  process.on('exit', () => stdout.flushSync());
  return pino({ level }, stdout);
}
