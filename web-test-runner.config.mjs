import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { chromeOptions, withClock } from './test/support/chrome.ts';
import { addTimings } from './test/support/timings.ts';

const launchOptions = await chromeOptions();
const createPage = async ({ context }) => withClock(await context.newPage());

/** Every test of a suite and of those within, with the names of the suites before its own. */
const timingsOf = ({ tests, suites }, path = []) => [
  ...tests.map(({ name, duration = 0 }) => ({ title: [...path, name].join(' '), ms: duration })),
  ...suites.flatMap((suite) => timingsOf(suite, [...path, suite.name])),
];

const timer = {
  reportTestFileResults({ sessionsForTestFile }) {
    addTimings(sessionsForTestFile.flatMap(({ testResults }) => (testResults ? timingsOf(testResults) : [])));
  },
};

export default {
  files: 'test/widget/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'default'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022' })],
  browsers: [puppeteerLauncher({ launchOptions, createPage, concurrency: 2 })],
  testFramework: { config: { timeout: 120_000, ui: 'bdd' } },
  reporters: [defaultReporter(), timer],
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
};
