import { get } from 'node:http';
import type { Browser, CDPSession, Page } from 'puppeteer-core';

export interface BenchPage {
  /** Address of a page with one `<mentor-booking>`. */
  readonly page: string;
  /** Origin of the API, which serves the widget too. */
  readonly apiUrl: string;
}

interface Answer {
  readonly url: string;
  readonly method: string;
  /** Bytes on the wire, headers included. */
  bytes: number;
  readonly startedAt: number;
  endedAt: number;
}

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
  await close();
  return {
    bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
    requests: found.length,
    answers: found.map(({ method, url, bytes }) => `${method} ${url.slice(apiUrl.length)}: ${bytes} B`),
  };
}

/** How long a student waits on a bad line and a cheap phone, and how many requests wait for one another. */
export async function timeToSlots(
  browser: Browser,
  { page: address, apiUrl }: BenchPage,
): Promise<{ milliseconds: number; serialRequests: number }> {
  const { page, client, answers, close } = await coldPage(browser, apiUrl);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.emulateNetworkConditions({ download: 50_000, upload: 50_000, latency: 400 });
  await page.goto(address, { waitUntil: 'networkidle0' });
  const milliseconds = await page.evaluate(async () => {
    const element = document.querySelector('mentor-booking') as HTMLElement;
    const began = performance.now();
    element.shadowRoot?.querySelector('button')?.click();
    while (!element.shadowRoot?.querySelector('[part~="slot"]')) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
  // What had no answer yet when the slots were there, nobody waited for: such as the same list in the student's name.
  const needed = [...answers.values()].filter(
    ({ url, endedAt }) => /\/widget\/|available-slots/.test(url) && Number.isFinite(endedAt),
  );
  await close();
  return { milliseconds, serialRequests: longestChain(needed) };
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
  // A preflight, and an answer that the page does not read, end without telling their size; both have headers only.
  client.on('Network.responseReceivedExtraInfo', ({ requestId, headersText = '', headers }) => {
    const answer = answers.get(requestId);
    const size = headersText.length || JSON.stringify(headers).length;
    if (answer && !answer.bytes) answer.bytes = size;
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const answer = answers.get(requestId);
    if (answer) Object.assign(answer, { bytes: encodedDataLength || answer.bytes, endedAt: timestamp });
  });
  return { page, client, answers, close: () => context.close() };
}
