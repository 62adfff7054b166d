import { configureGlobal } from 'fast-check';
import { leaveChrome } from './chrome.ts';
import { beginning } from './clock.ts';
import { removeDataFolder } from './data-folder.ts';
import { stopDatabase } from './database.ts';
import { seedOf } from './examples.ts';
import { stopServers } from './server.ts';
import { addTimings, type Timing } from './timings.ts';

// Whoever runs the tests of one instant tries the same examples; those of another (TEST_NOW) are others.
configureGlobal({ seed: seedOf(beginning / 1000) });

const timings: Timing[] = [];

/** Mocha's root hooks: note how long each test took, and leave no server and no browser behind. */
export const mochaHooks = {
  afterEach(this: Mocha.Context): void {
    const test = this.currentTest as Mocha.Test;
    timings.push({ title: test.fullTitle(), ms: test.duration ?? 0 });
  },
  async afterAll(): Promise<void> {
    await leaveChrome();
    await stopServers();
    await stopDatabase();
    await removeDataFolder();
    addTimings(timings);
  },
};
