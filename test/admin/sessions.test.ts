import assert from 'node:assert/strict';
import { assertAccessible, assertFits } from './looks.ts';
import { find, press, saved, says, show, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe('the sessions on the admin page', () => {
  let programme: Programme;
  let ids: { exam: number; thesis: number };

  before(async () => {
    programme = await startProgramme();
    const { anna, ben, book, addPast, api } = programme;
    ids = {
      exam: await book(ben, '11:00', { subject: 'Examen final' }),
      thesis: (await api.knex('mentor_session').orderBy('id').first()).id,
    };
    await book(anna, '15:00', { subject: '<img src=x onerror=alert(1)>', duration_minutes: 60 });
    await addPast();
    for (let ago = 1; ago <= 35; ago++) {
      await addPast(ago, { status: ago % 2 ? 'completed' : 'no_show', subject: `Bilan ${ago}` });
    }
  });
  after(() => programme.stop());

  it('are a list by date at the API’s wall times, soonest first', async () => {
    const page = await programme.open('/admin/sessions');
    await show(page, '.session .times', ['09:00–09:30', '11:00–11:30', '15:00–16:00']);
    assert.deepEqual(await texts(page, '.dates h2'), ['TodayMonday 23 November']);
    assert.deepEqual((await texts(page, '.session'))[2]?.includes('<img src=x onerror=alert(1)>'), true);
    await close(page);
  });

  it('are searched as she types, whatever the accents, and the words stay out of the address', async () => {
    const page = await programme.open('/admin/sessions');
    await find(page, 'link', '09:00–09:30 Änna Ŋwosu Mémoire de master Planned');
    await page.locator('>>> input[name=q]').fill('memoire ŋwo');
    await show(page, '.session .times', ['09:00–09:30']);
    assert.doesNotMatch(page.url(), /memoire|wo/);
    await page.locator('>>> input[name=q]').fill('nobody');
    await says(page, 'No session matches.');
    await press(page, 'Clear the filters');
    await show(page, '.session .times', ['09:00–09:30', '11:00–11:30', '15:00–16:00']);
    assert.equal(await page.$eval('>>> input[name=q]', (field) => (field as HTMLInputElement).value), '');
    await close(page);
  });

  it('show the past by pages, and by status, which the address keeps', async () => {
    const page = await programme.open('/admin/sessions');
    await press(page, 'Past');
    await page.waitForFunction((path) => location.search === path, {}, '?period=past');
    await says(page, 'To close');
    assert.equal((await texts(page, '.session')).length, 30);
    await press(page, 'Show more');
    await page.waitForFunction(
      () =>
        document
          .querySelector('mentor-booking-admin')
          ?.shadowRoot?.querySelector('admin-sessions-page')
          ?.shadowRoot?.querySelectorAll('.session').length === 36,
    );
    await page.locator('>>> select[name=status]').fill('no_show');
    await page.waitForFunction((path) => location.search === path, {}, '?period=past&status=no_show');
    await show(page, '.session .badge', Array(17).fill('No-show'));
    await page.reload();
    await show(page, '.session .badge', Array(17).fill('No-show'));
    await close(page);
  });

  it('are a week of columns, reached by keyboard, that turns back and forth', async () => {
    const page = await programme.open('/admin/sessions?view=week');
    const times = ['06:00–07:00', '09:00–09:30', '11:00–11:30', '15:00–16:00'];
    await show(page, '.day.today .block .times', times);
    const tops = await page.$$eval('>>> .block', (blocks) =>
      blocks.map((block) => Math.round(block.getBoundingClientRect().top)),
    );
    const [, nine = 0, eleven = 0, three = 0] = tops;
    assert.equal((three - eleven) / (eleven - nine), 2);
    await press(page, 'Previous week');
    await says(page, '16 – 22 Nov 2026');
    assert.match(page.url(), /week=2026-11-16/);
    await page.waitForFunction((path) => location.search.includes(path), {}, '2026-11-16');
    await show(page, '.day.free', []);
    await press(page, 'This week');
    await show(page, '.day.today .block .times', times);
    await page.focus('>>> .block');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction((path) => location.pathname === path, {}, `/admin/sessions/${ids.thesis}`);
    await page.goBack();
    await page.waitForSelector('>>> .day.today');
    await close(page);
  });

  it('are exported with the filters that are set, in a file that spreadsheets read', async () => {
    const page = await programme.open('/admin/sessions', { language: 'fr' });
    await page.locator('>>> input[name=q]').fill('examen');
    await show(page, '.session .times', ['11:00–11:30']);
    const bytes = await saved(page, () => press(page, 'Exporter en CSV'));
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const lines = bytes.toString().trim().split('\r\n');
    assert.equal(lines.length, 2);
    assert.match(
      lines[1] ?? '',
      new RegExp(`^${ids.exam};2026-11-23;11:00;11:30;Africa/Nairobi;30;scheduled;`),
    );
    await close(page);
  });

  it('are those of the whole programme for an admin, by mentor, read only', async () => {
    const page = await programme.open('/admin/programme/sessions', { as: 'partner_admin' });
    await show(page, '.session .times', ['09:00–09:30', '11:00–11:30', '15:00–16:00']);
    await show(page, '.links a[aria-current]', ['Sessions']);
    await page.waitForFunction(
      () =>
        document
          .querySelector('mentor-booking-admin')
          ?.shadowRoot?.querySelector('admin-sessions-page')
          ?.shadowRoot?.querySelectorAll('select[name=mentor] option').length === 2,
    );
    await page.locator('>>> select[name=mentor]').fill(String(programme.mentor.id));
    await page.waitForFunction((id) => location.search === `?mentor=${id}`, {}, programme.mentor.id);
    await page.locator('>>> .session').click();
    await says(page, 'Only the two people of this session can change it.');
    assert.deepEqual(await texts(page, 'admin-session-notes'), []);
    await close(page);
  });

  it('say what failed, and come back', async () => {
    const page = await programme.open('/admin/sessions');
    await show(page, '.session .times', ['09:00–09:30', '11:00–11:30', '15:00–16:00']);
    await page.setOfflineMode(true);
    await press(page, 'All');
    await says(page, 'The connection failed');
    await page.setOfflineMode(false);
    await press(page, 'Try again');
    await show(page, '.dates section:nth-child(1) .session .times', [
      '15:00–16:00',
      '11:00–11:30',
      '09:00–09:30',
      '06:00–07:00',
    ]);
    await close(page);
  });

  for (const [path, as] of [
    ['/admin/sessions', 'mentor'],
    ['/admin/sessions?view=week', 'mentor'],
    ['/admin/programme/sessions?view=week', 'partner_admin'],
  ] as const) {
    it(`pass axe and fit a phone in every direction: ${path}`, async () => {
      for (const [language, width] of [
        ['fr', 1280],
        ['ar', 360],
        ['sw', 360],
      ] as const) {
        const page = await programme.open(path, { as, language, width });
        await page.waitForSelector('>>> :is(.session, .block)');
        await assertAccessible(page);
        if (width === 360) await assertFits(page);
        await close(page);
      }
    });
  }
});
