/**
 * The one clock of the tests and of all that they start: tests, servers and the pages of browsers begin at the same
 * instant, whatever day it is, and move on from there. Importing this file sets the `Date` of the process, so
 * .mocharc.json names it first, and `clockArguments` load it into another process of Node.
 *
 * What it leaves alone: timers and `performance`, files, cookies' `Max-Age`, and the database. PostgreSQL's `now()` is
 * the time of the machine; nothing that the API decides asks it.
 */
import { ServerResponse } from 'node:http';

/** Monday 2026-11-23, 05:00 UTC: before the working day of every mentor in the tests, with a whole week ahead. */
export const monday = Date.UTC(2026, 10, 23, 5);

/** When the tests begin, epoch ms. */
export const beginning = process.env.TEST_NOW ? Date.parse(process.env.TEST_NOW) : monday;
if (Number.isNaN(beginning)) throw new Error(`TEST_NOW=${process.env.TEST_NOW} is not an instant (RFC 3339)`);

/** How far the tests' clock is ahead of the machine's, ms; less than 0 when it is behind. */
export const aheadMs = Number(process.env.TEST_CLOCK_AHEAD ?? beginning - Date.now());

/** What `node` takes before a script that shall run by this clock. */
export const clockArguments: readonly string[] = ['--import', import.meta.url];
/** And what it needs in its environment: it is as far ahead as we are, whenever it starts. */
export const clockEnvironment = { TEST_CLOCK_AHEAD: String(aheadMs) };

/** Sets the clock of whatever runs it: this process, or a page before its scripts. It needs nothing from outside. */
export function setClock(ahead: number): void {
  const Real = Date;
  const { now } = Real;
  // The prototype stays, so that dates made by others are instances of it.
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length > 0 ? given : [now() + ahead], newTarget),
    apply: (target) => String(new target(now() + ahead)),
  });
  Real.now = () => now() + ahead;
  Real.prototype.constructor = globalThis.Date;
}

setClock(aheadMs);

// Node writes this header by a clock of its own, and the widget goes by it.
const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function (this: ServerResponse, ...given: Parameters<typeof writeHead>) {
  if (this.sendDate && !this.headersSent && !this.hasHeader('Date')) {
    this.setHeader('Date', new Date().toUTCString());
  }
  return writeHead.apply(this, given);
} as typeof writeHead;
