import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'puppeteer-core';
import { sessionMail } from '../../../api/domain/mail/session-mail.ts';
import { newProfile } from '../../support/chrome.ts';
import { mailFacts } from '../domain/mail/facts.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A name, a subject and a text without a place to break. */
const endless = {
  name: 'Ndiaye'.repeat(20),
  subject: 'x'.repeat(200),
  text: `https://example.org/${'y'.repeat(900)}`,
};

describe('a mail in the browser', () => {
  let profile: BrowserContext;
  let page: Page;

  before(async () => {
    profile = await newProfile();
    page = await profile.newPage();
  });
  after(() => profile?.close());

  async function open(html: string, width: number, scheme: 'light' | 'dark'): Promise<void> {
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setContent(html);
  }

  /** What reaches out of the window, by its text. */
  const tooWide = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < -0.5 || right > document.documentElement.clientWidth + 0.5;
        })
        .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`),
    );

  async function faults(): Promise<string[]> {
    await page.addScriptTag({ path: axePath });
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(at: Document, options: object): Promise<AxeResults> };
      };
      const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
      const { violations, passes } = await axe.run(document, { runOnly });
      const checked = passes.some(({ id }) => id === 'color-contrast') ? [] : ['no contrast was measured'];
      return [
        ...checked,
        ...violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html + node.failureSummary)}`,
        ),
      ];
    });
  }

  // Between them they have every part of a mail.
  const shown = ['session_rescheduled', 'session_cancelled'] as const;

  for (const locale of ['fr', 'ar'])
    for (const scheme of ['light', 'dark'] as const)
      it(`fits and can be read in ${locale}, ${scheme}`, async () => {
        for (const event of shown) {
          // A colour from which neither black nor white is far.
          const { html } = sessionMail(
            mailFacts({ event, reader: { locale }, partner: { color: '#777777' } }),
          );
          await open(html, 640, scheme);
          assert.deepEqual(await tooWide(), [], `${event}, 640 px`);
          await open(html, 320, scheme);
          assert.deepEqual([...(await tooWide()), ...(await faults())], [], `${event}, 320 px`);
        }
      });

  it('breaks what has no place to break', async () => {
    const { name, subject, text } = endless;
    const { html } = sessionMail(
      mailFacts({
        event: 'session_cancelled',
        reader: { name },
        other: { name },
        session: { subject, description: text, cancelReason: text },
        partner: { name },
      }),
    );
    for (const width of [320, 640]) {
      await open(html, width, 'light');
      assert.deepEqual(await tooWide(), [], `${width} px`);
    }
  });

  it('is no wider than 600 px, in the middle, and stands on the right side in Arabic', async () => {
    for (const [locale, side] of [
      ['fr', 'left'],
      ['ar', 'right'],
    ] as const) {
      await open(sessionMail(mailFacts({ reader: { locale } })).html, 1200, 'light');
      const [card, heading] = await page.evaluate(() =>
        ['.card', 'h1'].map((selector) => {
          const element = document.querySelector(selector) as HTMLElement;
          const range = document.createRange();
          range.selectNodeContents(element);
          const { left, right } = (selector === 'h1' ? range : element).getBoundingClientRect();
          return { left, right };
        }),
      );
      assert.ok(card && heading);
      assert.deepEqual([card.left, card.right], [300, 900]);
      assert.ok(Math.abs(heading[side] - card[side]) < 40, `${locale}: ${JSON.stringify(heading)}`);
    }
  });

  it('is dark where its reader’s system is', async () => {
    const grounds = [];
    for (const scheme of ['light', 'dark'] as const) {
      await open(sessionMail(mailFacts()).html, 640, scheme);
      grounds.push(
        await page.evaluate(
          () => getComputedStyle(document.querySelector('.card') as Element).backgroundColor,
        ),
      );
    }
    assert.deepEqual(grounds, ['rgb(255, 255, 255)', 'rgb(23, 34, 45)']);
  });
});
