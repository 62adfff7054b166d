import assert from 'node:assert/strict';
import type { BrowserContext, ElementHandle, Frame, Page } from 'puppeteer-core';
import type { Hosts } from './hosts.ts';

/** What a booking of `<mentor-booking>` looks like from its page. */
export interface BookedSession {
  readonly id: number;
  readonly subject: string;
}

/** A student with a browser, in front of a host's page. */
export class Visitor {
  readonly page: Page;
  readonly token: string;
  /** What the page logged as errors, and what it threw. */
  readonly errors: string[] = [];
  readonly #hosts: Hosts;

  private constructor(hosts: Hosts, page: Page, token: string) {
    this.#hosts = hosts;
    this.page = page;
    this.token = token;
    page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()));
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  /** A new tab, as a student who has not booked before; pages find her token in `studentToken`. */
  static async arrive(hosts: Hosts, profile: Pick<BrowserContext, 'newPage'>): Promise<Visitor> {
    const [page, token] = await Promise.all([profile.newPage(), hosts.newStudent()]);
    await page.setViewport({ width: 900, height: 800 });
    await page.evaluateOnNewDocument((given) => {
      Object.assign(globalThis, { studentToken: given });
    }, token);
    return new Visitor(hosts, page, token);
  }

  /** Opens a page of the site and signs in to its elements. */
  async visit(path: string): Promise<void> {
    await this.page.goto(`${this.#hosts.url}${path}`);
    await this.signIn();
  }

  /** Gives every element of the page the token, as scripts of the page would. */
  signIn(): Promise<void> {
    return this.page.evaluate(
      (token) =>
        customElements.whenDefined('mentor-booking').then(() => {
          for (const element of document.querySelectorAll('mentor-booking')) {
            element.getToken ??= async () => token;
          }
        }),
      this.token,
    );
  }

  /** Opens the dialog of an element as a person does and waits for its slots. */
  async open(host = 'mentor-booking', at: Page | Frame = this.page): Promise<ElementHandle> {
    await press(await at.waitForSelector(`${host} >>> .trigger`));
    const slot = await at.waitForSelector(`${host} >>> dialog[open] [part~="slot"]`);
    assert.ok(slot);
    return slot;
  }

  /** Books the first slot with the pointer and the keyboard. @returns the session, as the API keeps it. */
  async book(host = 'mentor-booking', at: Page | Frame = this.page): Promise<BookedSession> {
    await at.evaluate(() => {
      const booked = new Promise((resolve) => {
        document.addEventListener(
          'mentor-booking-booked',
          (event) => resolve((event as CustomEvent).detail.session),
          {
            once: true,
          },
        );
      });
      Object.assign(globalThis, { booked });
    });
    const subject = `From ${new URL(at.url()).pathname}`;
    await press(await this.open(host, at));
    const input = await at.waitForSelector(`${host} >>> dialog[open] input`);
    await input?.type(subject);
    await press(await at.waitForSelector(`${host} >>> [part~="confirm"]:enabled`));
    const session = await at.evaluate(
      () => (globalThis as unknown as { booked: Promise<BookedSession> }).booked,
    );
    const kept = await fetch(`${this.#hosts.api}/api/mentorship/sessions/${session.id}`, {
      headers: { Authorization: `Bearer ${this.token}` },
    });
    const body = (await kept.json()) as { subject: string; status: string };
    assert.deepEqual([kept.status, body.subject, body.status], [200, subject, 'scheduled']);
    return session;
  }

  isOpen(host = 'mentor-booking'): Promise<boolean> {
    return this.page.$eval(host, (element) => !!element.shadowRoot?.querySelector('dialog[open]'));
  }
}

/** Clicks where the element is, once it stands still: what lies above it gets the click instead. */
async function press(element: ElementHandle | null): Promise<void> {
  assert.ok(element);
  await element.evaluate(async (it) => {
    const dialog = it.closest('dialog');
    await Promise.allSettled(dialog?.getAnimations().map(({ finished }) => finished) ?? []);
  });
  await element.click();
}

/** How the widget looks here: every computed style of some of its elements, as `part property` -> value. */
export function looksOf(page: Page): Promise<Record<string, string>> {
  return page.$eval('mentor-booking', async (host) => {
    const root = host.shadowRoot as ShadowRoot;
    await Promise.allSettled(root.getAnimations().map(({ finished }) => finished));
    const looks: Record<string, string> = {};
    for (const selector of ['dialog', 'h2', 'header button', '[part~="slot"]', '.body']) {
      const element = root.querySelector(selector) as Element;
      const style = getComputedStyle(element);
      // Width and height follow from what the slots happen to be.
      for (const property of style) looks[`${selector} ${property}`] = style.getPropertyValue(property);
      const { x, y, width } = element.getBoundingClientRect();
      if (selector === 'dialog') looks['dialog box'] = [x, y, width].map(Math.round).join(' ');
    }
    const trigger = getComputedStyle(root.querySelector('.trigger') as Element);
    for (const property of [
      'display',
      'font',
      'color',
      'background-color',
      'padding',
      'height',
      'text-transform',
    ]) {
      looks[`trigger ${property}`] = trigger.getPropertyValue(property);
    }
    return looks;
  });
}

/** Whether the dialog is what lies on top at its middle and its four corners. */
export function isOnTop(page: Page): Promise<boolean> {
  return page.$eval('mentor-booking', (host) => {
    const dialog = host.shadowRoot?.querySelector('dialog') as Element;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const spots = [
      [(left + right) / 2, (top + bottom) / 2],
      [left + 30, top + 30],
      [right - 30, top + 30],
      [left + 30, bottom - 30],
      [right - 30, bottom - 30],
    ] as const;
    return spots.every(([x, y]) => document.elementFromPoint(x, y) === host);
  });
}

/** What a host could notice: the looks of its own elements, its globals, its head and the attributes of its roots. */
export function stateOfHost(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const styles = (element: Element, pseudo?: string) => {
      const style = getComputedStyle(element, pseudo);
      return [...style].map((property) => `${property}: ${style.getPropertyValue(property)}`).join('; ');
    };
    const attributes = ({ attributes }: Element) =>
      [...attributes].map(({ name, value }) => `${name}=${value}`);
    return {
      probe: [...document.querySelectorAll('#probe, #probe *')].map((element) => styles(element)),
      body: styles(document.body),
      // Those of Lit, of this test and of Puppeteer; everything else would be ours.
      globals: Object.keys(globalThis).filter((name) => !/^(lit\w+|booked|\w*ariaQuery\w*)$/.test(name)),
      attributes: [attributes(document.documentElement), attributes(document.body)],
      head: document.head.innerHTML,
      children: [...document.body.children].map(({ localName, id }) => `${localName}#${id}`),
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      scroll: [scrollX, scrollY],
    };
  });
}
