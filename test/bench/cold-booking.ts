import { get } from 'node:http';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { until } from '../support/until.ts';

export interface BenchPage {
  /** Address of a page with one `<mentor-booking>`. */
  readonly page: string;
  /** Origin of the API, which serves the widget too. */
  readonly apiUrl: string;
}

interface Answer {
  readonly url: string;
  readonly method: string;
  /** Bytes on the wire, headers included; 0 before the headers are there. */
  bytes: number;
  /** Seconds by the browser's clock. */
  readonly startedAt: number;
  endedAt: number;
}

/** Of several runs the one in the middle counts: other work on the machine slows single ones. */
const RUNS = 5;

/** A whole booking in a browser that has seen nothing before: all that came from the API and the widget. */
export async function countBooking(
  browser: Browser,
  { page: address, apiUrl }: BenchPage,
): Promise<{ bytes: number; requests: number; answers: string[] }> {
  const { page, answers, close } = await coldPage(browser, apiUrl);
  await page.goto(address, { waitUntil: 'networkidle0' });
  await page.locator('mentor-booking').click();
  await (await page.waitForSelector('mentor-booking >>> [part~="slot"]'))?.click();
  await page.locator('mentor-booking >>> input').fill('Préparer ma soutenance');
  await page.locator('mentor-booking >>> [part~="confirm"]').click();
  await page.waitForSelector('mentor-booking >>> [part="success"]');
  await page.waitForNetworkIdle({ idleTime: 500 });
  const found = [...answers.values()];
  const hasEnded = ({ bytes, endedAt }: Answer): boolean => bytes > 0 && Number.isFinite(endedAt);
  await until(() => found.every(hasEnded), 'the end of every answer');
  await close();
  return {
    bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
    requests: found.length,
    answers: found.map(({ method, url, bytes }) => `${method} ${url.slice(apiUrl.length)}: ${bytes} B`),
  };
}

export interface Wait {
  /** From the click to the slots. */
  readonly milliseconds: number;
  /** From the first request after the click to the last answer that the slots need; the rest is the processor's. */
  readonly lineMilliseconds: number;
  /** How many requests waited for one another. */
  readonly serialRequests: number;
  /** What was asked for after the click: when it began and ended, ms. */
  readonly waterfall: readonly string[];
}

/** How long a student waits on a bad line and a cheap phone; the median of several cold pages. */
export async function timeToSlots(browser: Browser, place: BenchPage): Promise<Wait> {
  const waits: Wait[] = [];
  while (waits.length < RUNS) waits.push(await waitForSlots(browser, place));
  return waits.toSorted((one, other) => one.milliseconds - other.milliseconds)[RUNS >> 1] as Wait;
}

async function waitForSlots(browser: Browser, { page: address, apiUrl }: BenchPage): Promise<Wait> {
  const { page, client, answers, close } = await coldPage(browser, apiUrl);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.emulateNetworkConditions({ download: 50_000, upload: 50_000, latency: 400 });
  await page.goto(address, { waitUntil: 'networkidle0' });
  const before = answers.size;
  const milliseconds = await page.evaluate(async () => {
    const element = document.querySelector('mentor-booking') as HTMLElement;
    const began = performance.now();
    element.shadowRoot?.querySelector('button')?.click();
    while (!element.shadowRoot?.querySelector('[part~="slot"]')) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
  const all = [...answers.values()];
  await close();
  // What had no answer yet when the slots were there, nobody waited for: such as the same list in the student's name.
  const isNeeded = ({ url, endedAt }: Answer): boolean =>
    /\/widget\/|available-slots/.test(url) && Number.isFinite(endedAt);
  const asked = all.slice(before);
  const since = (seconds: number): number => Math.round((seconds - (asked[0] as Answer).startedAt) * 1000);
  return {
    milliseconds,
    lineMilliseconds: since(Math.max(...asked.filter(isNeeded).map(({ endedAt }) => endedAt))),
    serialRequests: longestChain(all.filter(isNeeded)),
    waterfall: asked.map(
      ({ method, url, startedAt, endedAt }) =>
        `${since(startedAt)} to ${since(endedAt)} ms: ${method} ${url.slice(apiUrl.length)}`,
    ),
  };
}

/** The week that the dialog asks for first, compressed as a browser gets it; bytes of the body. */
export function weekOnTheWire(apiUrl: string): Promise<number> {
  const headers = { 'Accept-Encoding': 'gzip, deflate, br' };
  return new Promise((resolve, reject) => {
    get(`${apiUrl}/api/mentors/1/available-slots?timezone=Africa/Dakar`, { headers }, (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
      });
      response.on('end', () => resolve(size));
    }).on('error', reject);
  });
}

/** Requests of which each began after the one before it had ended. */
function longestChain(answers: readonly Answer[]): number {
  let chain = 0;
  let endedAt = 0;
  for (const answer of answers.toSorted((one, other) => one.endedAt - other.endedAt)) {
    if (answer.startedAt < endedAt) continue;
    chain++;
    endedAt = answer.endedAt;
  }
  return chain;
}

async function coldPage(browser: Browser, apiUrl: string) {
  const context = await browser.createBrowserContext();
  const page: Page = await context.newPage();
  await page.setViewport({ width: 360, height: 740 });
  await page.emulateTimezone('Africa/Dakar');
  const client: CDPSession = await page.createCDPSession();
  const answers = new Map<string, Answer>();
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: false });
  client.on('Network.requestWillBeSent', ({ requestId, request: { url, method }, timestamp }) => {
    if (url.startsWith(`${apiUrl}/`))
      answers.set(requestId, {
        url,
        method,
        bytes: 0,
        startedAt: timestamp,
        endedAt: Number.POSITIVE_INFINITY,
      });
  });
  const note = (requestId: string, change: Partial<Answer>): void => {
    const answer = answers.get(requestId);
    if (answer) Object.assign(answer, change);
  };
  client.on('Network.responseReceived', ({ requestId, response: { encodedDataLength } }) =>
    note(requestId, { bytes: encodedDataLength }),
  );
  // A preflight ends without a size, and an answer that nobody reads is broken off: both are their headers.
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) =>
    note(requestId, { ...(encodedDataLength && { bytes: encodedDataLength }), endedAt: timestamp }),
  );
  client.on('Network.loadingFailed', ({ requestId, timestamp }) => note(requestId, { endedAt: timestamp }));
  return { page, client, answers, close: () => context.close() };
}
