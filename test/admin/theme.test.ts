import assert from 'node:assert/strict';
import type { Frame, Page } from 'puppeteer-core';
import { operations } from '../../api/contract/operations.ts';
import { buildWidgetIfStale } from '../../widget/build/build-widget.ts';
import { call } from '../support/api.ts';
import { until } from '../support/until.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { press, says, show } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe("the page of the widget's looks", () => {
  let programme: Programme;
  let page: Page;

  before(async () => {
    await buildWidgetIfStale();
  });
  beforeEach(async () => {
    programme = await startProgramme();
  });
  afterEach(async () => {
    await close(page);
    await programme.stop();
  });

  const open = async (options = {}): Promise<Frame> => {
    page = await programme.open('/admin/theme', { as: 'partner_admin', ...options });
    const frame = await (await page.waitForSelector('>>> iframe'))?.contentFrame();
    assert.ok(frame);
    await frame.waitForSelector('>>> .trigger');
    return frame;
  };
  const colour = (name: string, value: string) =>
    page
      .locator(`>>> input[aria-describedby=${name}-fault]`)
      .fill(value)
      .then(() => page.keyboard.press('Tab'));
  const look = (frame: Frame) =>
    frame.$eval('>>> .trigger', (trigger) => {
      const { backgroundColor, borderRadius, fontFamily } = getComputedStyle(trigger);
      return { backgroundColor, borderRadius, fontFamily };
    });

  it('dresses the real widget at once, and saves only when told to', async () => {
    const frame = await open();
    assert.equal((await look(frame)).backgroundColor, 'rgb(27, 73, 101)');
    await colour('primary', '7a1f1f');
    assert.equal((await look(frame)).backgroundColor, 'rgb(122, 31, 31)');
    await page.locator('>>> input[type=range]').fill('0');
    await page.locator('>>> select[name=font]').fill('Georgia, serif');
    assert.deepEqual(await look(frame), {
      backgroundColor: 'rgb(122, 31, 31)',
      borderRadius: '0px',
      fontFamily: 'Georgia, serif',
    });
    const kept = async () => (await programme.api.knex('partner').where({ slug: 'demo' }).first()).theme;
    assert.deepEqual(await kept(), {});
    await press(page, 'Save');
    await says(page, 'Saved.');
    const theme = { primary: '#7A1F1F', radius: 0, font: 'Georgia, serif' };
    assert.deepEqual(await kept(), theme);
    const css = await (await fetch(`${programme.api.url}/embed/demo/theme.css`)).text();
    assert.match(css, /--mentor-booking-primary: #7A1F1F;/);
    await press(page, 'Undo');
    await until(async () => Object.keys(await kept()).length === 0, 'the looks to be as before');
  });

  it('shows it light and dark, whatever the reader prefers', async () => {
    const frame = await open();
    const isDark = () => frame.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    assert.equal(await isDark(), false);
    await press(page, 'Dark');
    await frame.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await press(page, 'Light');
    await frame.waitForFunction(() => matchMedia('(prefers-color-scheme: light)').matches);
  });

  it('opens the dialog with real times, and counts nothing', async () => {
    const frame = await open();
    await press(page, 'Open the widget');
    await frame.waitForSelector('>>> dialog[open] .slot');
    await frame.evaluate(() => dispatchEvent(new Event('pagehide')));
    // What the widget sent then would be written before what is sent after one more answer to it.
    await frame.evaluate(() => fetch('/livez').then(() => {}));
    const { api, mentor } = programme;
    await call(api, operations.recordEvent, {
      body: { partner: 'demo', mentor_id: mentor.id, type: 'view' },
    });
    const counted = () => api.knex('widget_event').select('type');
    await until(async () => (await counted()).length > 0, 'the event of the test');
    assert.deepEqual(await counted(), [{ type: 'view' }]);
  });

  it('warns of what cannot be read, and of what is no colour or font', async () => {
    await open();
    await show(page, '.low', []);
    await colour('primary', '#E0A000');
    await show(page, '.low', [
      '⚠ 2.2:1, too low; at least 4.5:1 is needed',
      '⚠ 2:1, too low; at least 4.5:1 is needed',
      '⚠ 2:1, too low; at least 3:1 is needed',
    ]);
    await colour('accent', 'yellow');
    await says(page, 'Write the colour as #1B4965.');
    await page.locator('>>> select[name=font]').fill('other');
    await page.locator('>>> input[name=families]').fill('x; } body { display: none');
    await page.keyboard.press('Tab');
    await press(page, 'Save');
    await says(page, 'These font names cannot be used.');
  });

  for (const [language, width] of [
    ['fr', 1280],
    ['ar', 360],
  ] as const) {
    it(`is accessible and fits in ${language} at ${width} px, light and dark`, async () => {
      await open({ language, width });
      for (const value of ['light', 'dark']) {
        await page.emulateMediaFeatures([
          { name: 'prefers-color-scheme', value },
          // Colours that are still changing have no contrast to measure.
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ]);
        await assertAccessible(page);
        await assertFits(page);
      }
    });
  }
});
