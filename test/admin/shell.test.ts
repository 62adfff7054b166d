import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { noticesFile } from '../../widget/build/licences.ts';
import { press, says } from './page.ts';
import { close, openAdmin } from './support.ts';

/** Signs this person out everywhere, as another browser of hers would. */
const endSession = (page: Page) =>
  page.evaluate(async () => {
    const issued = await (await fetch('/api/sign-in/token', { method: 'POST' })).json();
    const headers = { Authorization: `Bearer ${issued.token}`, 'Content-Type': 'application/json' };
    const answer = await fetch('/api/account/sign-out-everywhere', { method: 'POST', headers, body: '{}' });
    if (!answer.ok) throw new Error(await answer.text());
  });

describe('the shell of the admin page', () => {
  it('opens a page that did not arrive once the line is back', async () => {
    const page = await openAdmin('/admin/sessions', { as: 'mentor' });
    await says(page, 'My sessions');
    // A test before this one may have left the file in the browser's cache.
    await page.setCacheEnabled(false);
    await page.setOfflineMode(true);
    await press(page, 'Calendars', 'link');
    await says(page, 'The connection failed');
    await page.setOfflineMode(false);
    await says(page, 'Your sessions in your own calendar');
    await close(page);
  });

  it('stands beside the licences of what is bundled in it', async () => {
    const page = await openAdmin('/admin/sessions', { as: 'mentor' });
    const response = await fetch(new URL(`/admin/assets/${noticesFile}`, page.url()));
    assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
    const text = await response.text();
    for (const name of ['lit-element', 'lit-html', 'uplot'])
      assert.match(text, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ `, 'm'));
    assert.match(text, /BSD 3-Clause License/);
    assert.match(text, /Permission is hereby granted, free of charge/);
    await close(page);
  });

  it('keeps its language when another one does not arrive, and takes it the next time', async () => {
    const page = await openAdmin('/admin/sessions', { as: 'mentor' });
    await says(page, 'My sessions');
    // A test before this one may have left the file in the browser's cache.
    await page.setCacheEnabled(false);
    await page.setOfflineMode(true);
    await page.select('>>> .language select', 'sw');
    await says(page, 'The connection failed');
    assert.equal(
      await page.$eval('>>> .language select', (field) => (field as HTMLSelectElement).value),
      'en',
    );
    await page.setOfflineMode(false);
    await page.select('>>> .language select', 'sw');
    await says(page, 'Vikao vyangu');
    await close(page);
  });

  it('asks to sign in again when the session has ended elsewhere', async () => {
    const page = await openAdmin('/admin/account', { as: 'mentor' });
    await says(page, 'My account');
    await endSession(page);
    await press(page, 'Download my data');
    await says(page, 'Your session has ended');
    await page.waitForSelector('>>> input[name=email]');
    await close(page);
  });

  it('keeps what is not saved when the session has ended', async () => {
    const page = await openAdmin('/admin/account', { as: 'mentor' });
    await page.locator('>>> input[name=name]').fill('Half a name');
    await endSession(page);
    await press(page, 'Save');
    await says(page, 'Sign in again in another tab');
    assert.equal(
      await page.$eval('>>> input[name=name]', (field) => (field as HTMLInputElement).value),
      'Half a name',
    );
    const link = await page.$eval('>>> .toast a', (each) => (each as HTMLAnchorElement).target);
    assert.equal(link, '_blank');
    await close(page);
  });

  it('leads an admin who is no mentor from the sessions to those of the programme', async () => {
    const page = await openAdmin('/admin/sessions', { as: 'partner_admin' });
    await says(page, 'All sessions of the programme');
    assert.match(page.url(), /\/admin\/programme\/sessions$/);
    await close(page);
  });

  it('shows a way out where a path names nothing', async () => {
    const page = await openAdmin('/admin/sessions/%zz', { as: 'mentor' });
    await says(page, 'My sessions');
    await close(page);
  });
});
