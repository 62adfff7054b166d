import { esbuildPlugin } from '@web/dev-server-esbuild';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { chromeOptions } from './test/support/chrome.ts';

const launchOptions = await chromeOptions();

export default {
  files: 'test/widget/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'default'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022' })],
  browsers: [puppeteerLauncher({ launchOptions, concurrency: 2 })],
  testFramework: { config: { timeout: 10_000, ui: 'bdd' } },
  testsFinishTimeout: 60_000,
};
