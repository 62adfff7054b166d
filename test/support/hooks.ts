import { stopDatabase } from './database.ts';

/** Mocha's root hooks: leave no server behind. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    await stopDatabase();
  },
};
