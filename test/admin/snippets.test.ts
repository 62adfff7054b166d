import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { buildWidgetIfStale } from '../../widget/build/build-widget.ts';
import { token } from '../support/api.ts';
import { press } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

/** What an admin copies is put into a page of a site of its own, as it is. */
describe('the code that the page about embedding gives', () => {
  let programme: Programme;
  let page: Page;
  let site: Server;
  let origin: string;
  /** The page of the site. */
  let html = '';

  before(async () => {
    await buildWidgetIfStale();
    programme = await startProgramme();
    const student = await token({ sub: 'snippet-student' });
    site = createServer((request, response) => {
      const isToken = request.method === 'POST' && request.url === '/session-token';
      response.setHeader('Content-Type', isToken ? 'text/plain' : 'text/html; charset=utf-8');
      response.end(isToken ? student : html);
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    await programme.api.knex('partner').update({ origins: [origin], theme: { primary: '#7A1F1F' } });
  });
  after(async () => {
    site.close();
    site.closeAllConnections();
    await programme.stop();
  });
  afterEach(() => close(page));

  /** The pieces of code for a place, as the admin reads them. */
  const copied = async (place: string): Promise<string[]> => {
    page = await programme.open('/admin/embedding', { as: 'partner_admin' });
    await page.waitForSelector('>>> admin-snippet-card >>> pre');
    await press(page, place);
    await page.waitForSelector(`>>> ::-p-aria([name="${place}"][role="button"])[aria-pressed=true]`);
    return page.$$eval('>>> admin-snippet-card >>> pre', (all) => all.map((each) => each.textContent ?? ''));
  };
  const visit = (head: string, body: string) => {
    html = `<!doctype html><html lang="en"><head><title>Site</title>${head}</head><body>${body}</body></html>`;
    return page.goto(origin);
  };
  const book = async (frame: Pick<Page, 'locator' | 'waitForSelector'>): Promise<void> => {
    await frame.locator('>>> .trigger').click();
    await frame.locator('>>> [part~="slot"]').click();
    await frame.locator('>>> dialog input').fill('By a snippet');
    await frame.locator('>>> [part~="confirm"]').click();
    await frame.waitForSelector('>>> .success');
  };
  const booked = () =>
    programme.api.knex('mentor_session').where({ subject: 'By a snippet' }).delete().returning('id');
  const colour = (frame: Pick<Page, '$eval'>) =>
    frame.$eval('>>> .trigger', (trigger) => getComputedStyle(trigger).backgroundColor);

  it('books from a page', async () => {
    const [code = ''] = await copied('HTML page');
    await visit('', code);
    await book(page);
    assert.equal(await colour(page), 'rgb(122, 31, 31)');
    assert.equal((await booked()).length, 1);
  });

  it('books from a frame', async () => {
    const [code = ''] = await copied('Frame (iframe)');
    await visit('', code);
    const frame = await (await page.waitForSelector('iframe'))?.contentFrame();
    assert.ok(frame);
    await book(frame);
    assert.equal(await colour(frame), 'rgb(122, 31, 31)');
    assert.equal((await booked()).length, 1);
  });

  it('books where the script stands in the head of every page, as in Moodle', async () => {
    const [once = '', place = ''] = await copied('Moodle');
    await visit(once, `<p>Course</p>${place}`);
    await book(page);
    assert.equal(await colour(page), 'rgb(122, 31, 31)');
    assert.equal((await booked()).length, 1);
  });

  it('is complete for WordPress: what its code prints at the end of the page works there', async () => {
    const [php = '', place = ''] = await copied('WordPress');
    const printed = /\?>\n([\s\S]*?)\n\t<\?php/.exec(php)?.[1] ?? '';
    const script = /wp_enqueue_script_module\( 'mentor-booking', '([^']+)'/.exec(php)?.[1];
    const style = /wp_enqueue_style\( 'mentor-booking', '([^']+)'/.exec(php)?.[1];
    await visit(
      `<link rel="stylesheet" href="${style}"><script type="module" src="${script}"></script>`,
      place + printed,
    );
    await book(page);
    assert.equal((await booked()).length, 1);
  });
});
