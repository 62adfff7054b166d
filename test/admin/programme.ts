import type { ElementHandle, Page } from 'puppeteer-core';
import { buildAdminIfStale } from '../../widget/build/build-admin.ts';
import { book, day, hour } from '../api/routes/scene.ts';
import { monday, startApi, type TestApi, token } from '../support/api.ts';
import { addMentor, type TestMentor } from '../support/people.ts';
import { type OpenOptions, openAdmin } from './support.ts';

/**
 * A partner with one mentor, her students and an admin, at `monday`, and pages of the admin that have the same clock.
 */
export interface Programme {
  readonly api: TestApi;
  readonly mentor: TestMentor;
  readonly anna: string;
  readonly ben: string;
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** Books Monday at a wall time of Nairobi, where the mentor is. @returns the session's id. */
  book(student: string, time: string, rest?: object): Promise<number>;
  /** A session of an hour that is over, an hour and so many days before `monday`. @returns its id. */
  addPast(daysAgo?: number, row?: object): Promise<number>;
  stop(): Promise<void>;
}

export async function startProgramme(): Promise<Programme> {
  await buildAdminIfStale();
  const api = await startApi();
  const mentor = await addMentor(api, { name: 'Name of m1' });
  await api
    .knex('app_user')
    .where({ external_id: 'a1' })
    .update({ is_admin: true, timezone: 'Africa/Nairobi' });
  const anna = await token({ sub: 'anna', name: 'Änna Ŋwosu', email: 'anna@example.edu' });
  const ben = await token({ sub: 'ben', name: 'Ben Kone', email: 'ben@example.edu' });
  const first = await book(api, mentor, anna, '09:00', { subject: 'Mémoire de master' });
  return {
    api,
    mentor,
    anna,
    ben,
    open: (path, options = {}) => openAdmin(path, { url: api.url, now: monday, as: 'mentor', ...options }),
    book: async (student, time, rest = {}) => (await book(api, mentor, student, time, rest)).id,
    async addPast(daysAgo = 0, row = {}) {
      const start = monday - 2 * hour - daysAgo * day;
      const times = { starts_at: start, ends_at: start + hour, guarded_until: start + hour };
      const instants = Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, new Date(ms)]));
      const [{ id }] = await api
        .knex('mentor_session')
        .insert({ mentor_id: mentor.id, student_id: first.student_id, subject: 'Bilan', ...instants, ...row })
        .returning('id');
      return id;
    },
    stop: () => api.stop(),
  };
}

/** What is on the page with this role and name, once it is there. */
export function find(page: Page, role: string, name: string): Promise<ElementHandle> {
  return page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`) as Promise<ElementHandle>;
}

/** Presses the button with this name. */
export const press = (page: Page, name: string): Promise<void> =>
  page.locator(`::-p-aria([name="${name}"][role="button"])`).click();

/** Waits until the page says this. (Puppeteer's own `-p-text` remembers what a shadow tree said before it changed.) */
export const says = (page: Page, text: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => {
      const isSaid = (root: ParentNode): boolean =>
        (root.textContent ?? '').replace(/\s+/g, ' ').includes(wanted) ||
        [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot && isSaid(shadowRoot));
      return isSaid(document.body);
    },
    { polling: 50 },
    text,
  );

/** The texts of what matches, shadow trees included. */
export const texts = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(`>>> ${selector}`, (all) =>
    all.map((each) => (each.textContent ?? '').replace(/\s+/g, ' ').trim()),
  );

/** Waits until the texts of what matches are these. */
export async function show(page: Page, selector: string, wanted: readonly string[]): Promise<void> {
  const end = Date.now() + 10_000;
  let found = await texts(page, selector);
  while (JSON.stringify(found) !== JSON.stringify(wanted)) {
    if (Date.now() > end)
      throw new Error(`${selector} shows ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
    await new Promise((done) => setTimeout(done, 50));
    found = await texts(page, selector);
  }
}

/** Does what saves a file, and gives back the file's bytes. */
export async function saved(page: Page, act: () => Promise<void>): Promise<Buffer> {
  await page.evaluate(() => {
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      Object.assign(globalThis, { saved: blob });
      return create(blob);
    };
  });
  await act();
  await page.waitForFunction(() => 'saved' in globalThis);
  const bytes = await page.evaluate(async () => [
    ...new Uint8Array(await (globalThis as unknown as { saved: Blob }).saved.arrayBuffer()),
  ]);
  return Buffer.from(bytes);
}

export const close = (page: Page): Promise<void> => page.browserContext().close();
