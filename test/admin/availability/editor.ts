import assert from 'node:assert/strict';
import type { KeyInput, Page } from 'puppeteer-core';
import type { Schedule } from '../../../api/contract/schedule.ts';
import { close, type OpenOptions, preparePage, sharedProduct } from '../support.ts';

interface Answer<Body> {
  readonly status: number;
  readonly etag: string;
  readonly body: Body;
}

/** The page of availability in a browser, as the demo's mentor, and the API behind it in her name. */
export class Editor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Sets what is given on top of an almost empty week, then opens the page. */
  static async open(schedule: Partial<Schedule> = {}, options: Partial<OpenOptions> = {}): Promise<Editor> {
    const editor = new Editor(await preparePage({ as: 'mentor', ...options }));
    await editor.set(schedule);
    await editor.visit();
    return editor;
  }

  async visit(): Promise<void> {
    await this.page.goto(`${(await sharedProduct()).url}/admin/availability`);
    await this.page.waitForSelector('>>> availability-preview >>> .slots[aria-busy=false]');
  }

  /** Another tab of the same browser. */
  async another(): Promise<Editor> {
    const page = await this.page.browserContext().newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(this.page.url());
    const editor = new Editor(page);
    await editor.visit();
    return editor;
  }

  close(): Promise<void> {
    return close(this.page);
  }

  /** Calls the API as who is signed in in the browser; `:mentor` in the path is the mentor that she is. */
  async api<Body>(method: string, path: string, body?: unknown, etag?: string): Promise<Answer<Body>> {
    const { url } = await sharedProduct();
    const cookies = await this.page.browserContext().cookies();
    const headers = { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
    const issued = await fetch(`${url}/api/sign-in/token`, { method: 'POST', headers });
    const { token, account } = (await issued.json()) as { token: string; account: { mentor_id: number } };
    const response = await fetch(url + path.replace(':mentor', `${account.mentor_id}`), {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        ...(etag && { 'If-Match': etag }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? '',
      body: (await response.json()) as Body,
    };
  }

  schedule(): Promise<Answer<Schedule>> {
    return this.api<Schedule>('GET', '/api/mentors/:mentor/schedule');
  }

  async set(change: object): Promise<void> {
    const { body, etag } = await this.schedule();
    const empty = { availabilities: [wednesday], overrides: [], buffer_minutes: 0, min_notice_minutes: 0 };
    const next = { ...body, is_available: true, ...empty, ...change };
    const { status } = await this.api('PUT', '/api/mentors/:mentor/schedule', next, etag);
    assert.equal(status, 200);
  }

  /** What is saved of the ordinary week: `0 09:00-12:00` is Monday morning. */
  async hours(): Promise<string[]> {
    const { body } = await this.schedule();
    return body.availabilities
      .map(({ day_of_week, start_time, end_time }) => `${day_of_week} ${start_time}-${end_time}`)
      .sort();
  }

  /** Where a minute of a day is on the screen, once it has been scrolled to. */
  async point(day: number, time: string): Promise<{ x: number; y: number }> {
    const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    return this.page.$eval(
      '>>> availability-week-grid >>> .layer',
      (layer, day, minute) => {
        const scroller = layer.closest('.scroller') as HTMLElement;
        scroller.scrollTop = ((minute - 240) / 1440) * layer.clientHeight;
        scroller.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = layer.getBoundingClientRect();
        return { x: left + ((day + 0.5) * width) / 7, y: top + (minute / 1440) * height };
      },
      day,
      minute,
    );
  }

  /** Drags by the mouse from one time to another, in minutes down the screen and days across. */
  async drag(day: number, time: string, to: { minutes?: number; days?: number }): Promise<void> {
    const { mouse } = this.page;
    const start = await this.point(day, time);
    const { width, height } = await this.page.$eval('>>> availability-week-grid >>> .layer', (layer) => ({
      width: layer.clientWidth,
      height: layer.clientHeight,
    }));
    await mouse.move(start.x, start.y);
    await mouse.down();
    const end = {
      x: start.x + ((to.days ?? 0) * width) / 7,
      y: start.y + ((to.minutes ?? 0) / 1440) * height,
    };
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
    await mouse.move(end.x, end.y);
    await mouse.up();
  }

  /** Goes into the grid, to Monday 09:00, as the tab key does. */
  focusGrid(): Promise<void> {
    return this.page.focus('>>> availability-week-grid >>> [role=gridcell][tabindex="0"]');
  }

  /** Presses keys one after the other; `Shift+ArrowDown` holds the first. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      const parts = key.split('+') as KeyInput[];
      const last = parts.pop() as KeyInput;
      for (const held of parts) await this.page.keyboard.down(held);
      await this.page.keyboard.press(last);
      for (const held of parts) await this.page.keyboard.up(held);
    }
  }

  /** Clicks what a screen reader would name so. */
  async click(name: string, role = 'button'): Promise<void> {
    const selector = `::-p-aria([name="${name}"][role="${role}"])`;
    const target = await this.page.waitForSelector(selector);
    // Out from under the bar that saves, as a person would scroll it.
    await target?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await this.page.locator(selector).click();
  }

  /** Sets a field that a screen reader would name so, and leaves it. */
  async fill(name: string, value: string, role = 'textbox'): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).fill(value);
    await this.page.keyboard.press('Tab');
  }

  /** Waits until the page says something to those who do not see it. */
  async hears(text: string): Promise<void> {
    await this.page.waitForFunction(
      (text) => {
        const page = document
          .querySelector('mentor-booking-admin')
          ?.shadowRoot?.querySelector('admin-availability-page')?.shadowRoot;
        return page?.querySelector('[aria-live=polite]')?.textContent?.includes(text);
      },
      {},
      text,
    );
  }

  /** Waits until the preview shows the last change. */
  async previewed(): Promise<void> {
    await this.page.waitForFunction(() => {
      const preview = document
        .querySelector('mentor-booking-admin')
        ?.shadowRoot?.querySelector('admin-availability-page')
        ?.shadowRoot?.querySelector('availability-preview')?.shadowRoot;
      return preview?.querySelector('[aria-busy=false]') && !preview.querySelector('.stale');
    });
  }

  async save(): Promise<void> {
    await this.page.locator('>>> .bar .save').click();
    await this.page.waitForFunction(
      () =>
        !document
          .querySelector('mentor-booking-admin')
          ?.shadowRoot?.querySelector('admin-availability-page')
          ?.shadowRoot?.querySelector('.bar'),
    );
  }

  /** The texts of what matches inside the page, shadow trees included. */
  texts(selector: string): Promise<string[]> {
    return this.page.$$eval(`>>> ${selector}`, (found) =>
      found.map(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').trim()),
    );
  }
}

export const wednesday = { day_of_week: 2, start_time: '09:00', end_time: '12:00' };

/** The same, as `Editor.hours` tells it. */
export const wednesdayHours = '2 09:00-12:00';
