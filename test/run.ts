import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildAdminIfStale } from '../widget/build/build-admin.ts';
import { buildWidgetIfStale } from '../widget/build/build-widget.ts';
import { days } from './dates/days.ts';
import { launchChrome } from './support/chrome.ts';
import { makeDataFolder } from './support/data-folder.ts';
import { startTestPostgres } from './support/database.ts';
import { slowestOf, startTimings } from './support/timings.ts';

/**
 * `npm test`: every suite, three at a time, and a closing line with all of their counts. All of them share one database
 * server and one browser. `npm test -- API` runs those whose names begin so; with `--slow` the slowest ten tests are
 * named at the end. What failed is printed once more before that line. `npm run test:dates` (`--dates`) runs what
 * depends on dates as if on days unlike the others.
 */
interface Suite {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const mocha = (name: string, args: readonly string[], env: Record<string, string> = {}): Suite => ({
  name,
  command: 'mocha',
  args,
  env,
});

const availability = 'test/admin/availability*.test.ts';
const routes = 'test/api/routes/**/*.test.ts';
const domain = 'test/api/domain/**/*.test.ts';

/** The longest first, so that the last to end is a short one. */
const suites: readonly Suite[] = [
  mocha('admin, other pages', ['test/admin/*.test.ts', '--ignore', availability]),
  mocha('admin, availability', [availability, 'test/admin/availability/**/*.test.ts']),
  mocha('API, routes', [routes]),
  mocha('API', [
    'test/api/**/*.test.ts',
    'test/demo/**/*.test.ts',
    'test/dates/*.test.ts',
    '--ignore',
    domain,
    '--ignore',
    routes,
  ]),
  mocha('process', ['test/main/**/*.test.ts']),
  mocha('widget build', ['test/widget/build/**/*.test.ts']),
  { name: 'widget', command: 'web-test-runner', args: [] },
  mocha('hosts', ['test/widget/hosts/**/*.test.ts']),
  mocha('end to end', ['test/e2e/**/*.test.ts']),
  // Wall times must not depend on the zone of the machine.
  ...['UTC', 'America/New_York', 'Australia/Sydney'].map((TZ, index, { length }) =>
    mocha(`domain, TZ=${TZ}`, [domain], { TZ, TEST_PART: `${index + 1}/${length}` }),
  ),
];

/** What goes by the clock, lived through on each of those days. */
const dated = days.map(({ name, now, timeZone }) =>
  mocha(name, ['test/dates/*.test.ts', 'test/demo/pages.test.ts', 'test/e2e/**/*.test.ts'], {
    TEST_NOW: now,
    TZ: timeZone,
  }),
);

const only = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const isSet = (option: string): boolean => process.argv.includes(option);
const wanted = isSet('--dates') ? dated : suites;
const queue = wanted.filter(({ name }) => !only || name.startsWith(only));
let passed = 0;
let failed = 0;
const failures: string[] = [];
const dataFolder = await makeDataFolder();
process.env.TEST_DATA_DIR = dataFolder;
const [postgres, chrome, timings] = await Promise.all([
  startTestPostgres(),
  launchChrome(),
  process.argv.includes('--slow') ? startTimings() : undefined,
  buildWidgetIfStale(),
  buildAdminIfStale(),
]);
const shared = {
  // A hundred processes load the same files: what one compiled, the next ones take.
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)),
  TEST_POSTGRES: postgres.url,
  TEST_BROWSER: chrome.wsEndpoint(),
  ...(timings && { TEST_TIMINGS: timings }),
};
const running = new Set<ChildProcess>();
const stop = () =>
  Promise.all([chrome.close(), postgres.stop(), rm(dataFolder, { recursive: true, force: true })]);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    for (const suite of running) suite.kill(signal);
    void stop().finally(() => process.exit(1));
  });

// Most of a suite's time it waits for a database or a browser, so three of them share two processors well.
await Promise.all([runQueue(), runQueue(), runQueue()]);
await stop();
if (timings) console.log(`\nThe slowest tests:\n${(await slowestOf(timings, 10)).join('\n')}`);
for (const failure of failures) console.log(failure);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Takes suites from the queue until it is empty; what one printed appears whole, when it has ended. */
async function runQueue(): Promise<void> {
  for (let suite = queue.shift(); suite; suite = queue.shift()) {
    const began = performance.now();
    const { output, code } = await run(suite);
    const counts = countsOf(output);
    passed += counts.passed;
    failed += counts.failed;
    // A runner that fails without a failed test broke before or after its tests.
    if (code !== 0 && counts.failed === 0) failed++;
    const ran = counts.passed + counts.failed;
    if (ran === 0) failed++;
    if (code !== 0 || ran === 0) failures.push(`\n== What failed in ${suite.name}\n${failureIn(output)}`);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`\n== ${suite.name}\n${output}\n== ${suite.name}: ${ran || 'no'} tests ran, ${seconds} s`);
  }
}

function run({ command, args, env }: Suite): Promise<{ output: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...shared, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    const add = (chunk: Buffer): void => {
      output += chunk;
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ output, code });
    });
  });
}

/** What a runner says of its failures: mocha's list at its end, or else the last lines. */
function failureIn(output: string): string {
  const list = output.search(/^\s*\d+ failing/m);
  return list >= 0 ? output.slice(list) : output.split('\n').slice(-60).join('\n');
}

/** Counts in the closing lines of mocha (`12 passing`) and web-test-runner (`12 passed, 0 failed`). */
function countsOf(output: string): { passed: number; failed: number } {
  const sum = (pattern: RegExp): number =>
    [...output.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
  return {
    passed: sum(/^\s*(\d+) passing/gm) + last(output, /(\d+) passed/g),
    failed: sum(/^\s*(\d+) failing/gm) + last(output, /(\d+) failed/g),
  };
}

/** web-test-runner repeats its line as it goes on; the last one counts. */
function last(output: string, pattern: RegExp): number {
  return Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
}
