import assert from 'node:assert/strict';
import type { SlotList } from '../../api/contract/slot.ts';
import { type Editor, wednesday, wednesdayHours } from './availability/editor.ts';
import { useEditor } from './availability/fixture.ts';
import { bookNext } from './bookings.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { openAdmin } from './support.ts';

describe('the page of availability', () => {
  let editor: Editor;
  const openEditor = useEditor();
  const open: typeof openEditor = async (...args) => {
    editor = await openEditor(...args);
    return editor;
  };

  describe('saving', () => {
    it('names the field that the API would refuse, and sends nothing', async () => {
      await open();
      await editor.fill('Break between sessions', '481', 'spinbutton');
      await editor.page.locator('>>> .bar .save').click();
      assert.deepEqual(await editor.texts('availability-settings >>> .fault'), [
        'Enter a whole number from 0 to 480.',
      ]);
      assert.equal((await editor.schedule()).body.buffer_minutes, 0);
      await editor.fill('Break between sessions', '20', 'spinbutton');
      await editor.fill('Notice', '3', 'spinbutton');
      await editor.page.locator('>>> availability-settings >>> .number select').fill('60');
      await editor.save();
      const { body } = await editor.schedule();
      assert.deepEqual([body.buffer_minutes, body.min_notice_minutes], [20, 180]);
    });

    it('finds the zone by its city', async () => {
      await open({ timezone: 'Africa/Dakar' });
      await editor.fill('Time zone', 'new york', 'combobox');
      await editor.save();
      assert.equal((await editor.schedule()).body.timezone, 'America/New_York');
      await editor.set({ timezone: 'Africa/Dakar' });
    });

    it('in two tabs overwrites nothing silently', async () => {
      await open();
      const other = await editor.another();
      await other.drag(4, '09:05', { minutes: 175 });
      await other.save();
      await editor.page.bringToFront();
      await editor.drag(0, '09:05', { minutes: 175 });
      await editor.page.locator('>>> .bar .save').click();
      await editor.page.waitForSelector('>>> #meanwhile');
      assert.deepEqual(await editor.hours(), [wednesdayHours, '4 09:00-12:00']);
      await editor.click('Load what was saved');
      await editor.hears('The saved availability has been loaded.');
      assert.equal((await editor.texts('availability-week-grid >>> .block')).length, 2);

      await other.page.bringToFront();
      await other.drag(5, '09:05', { minutes: 175 });
      await other.save();
      await editor.page.bringToFront();
      await editor.drag(0, '09:05', { minutes: 175 });
      await editor.page.locator('>>> .bar .save').click();
      await editor.page.waitForSelector('>>> #meanwhile');
      await editor.click('Save mine over it');
      await editor.page.waitForSelector('>>> #meanwhile', { hidden: true });
      assert.deepEqual(await editor.hours(), ['0 09:00-12:00', wednesdayHours, '4 09:00-12:00']);
    });

    it('shows before what students see afterwards', async () => {
      await open({ timezone: 'Africa/Dakar' });
      await editor.drag(0, '13:05', { minutes: 115 });
      await editor.fill('Break between sessions', '15', 'spinbutton');
      await editor.previewed();
      const shown = await editor.texts('availability-preview >>> .slot');
      await editor.save();
      const { body } = await editor.api<SlotList>('GET', '/api/mentors/:mentor/available-slots?days=7');
      assert.ok(shown.includes('13:00'));
      assert.deepEqual(
        shown,
        body.slots.map(({ time }) => time),
      );
    });

    it('lists the booked sessions that are now outside, with links', async () => {
      await open({
        availabilities: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ ...wednesday, day_of_week: day })) as never,
      });
      const { body } = await editor.api<SlotList>('GET', '/api/mentors/:mentor/available-slots?days=7');
      const session = await bookNext(body.mentor_id, 'outside-in-tests');
      await editor.visit();
      for (let day = 0; day < 7; day++) {
        const { x, y } = await editor.point(day, '10:00');
        await editor.page.mouse.click(x, y);
        await editor.click('Remove');
      }
      await editor.save();
      const links = await editor.page.$$eval('>>> [role=status] li a', (found) =>
        found.map((link) => link.getAttribute('href')),
      );
      assert.ok(links.includes(`/admin/sessions/${session.id}`), links.join());
      await editor.api('POST', `/api/mentorship/sessions/${session.id}/cancel`, {});
    });

    it('asks before changes are lost, and takes back what was discarded', async () => {
      await open();
      await editor.drag(0, '09:05', { minutes: 175 });
      await editor.click('Discard changes');
      assert.equal((await editor.texts('availability-week-grid >>> .block')).length, 1);
      await editor.page.locator('>>> .toast button ::-p-text(Undo)').click();
      assert.equal((await editor.texts('availability-week-grid >>> .block')).length, 2);
      await editor.page.locator('>>> nav a[href="/admin/sessions"]').click();
      await editor.page.waitForSelector('>>> dialog.question[open]');
    });

    it('asks before the browser goes back from changes', async () => {
      await open();
      await editor.page.locator('>>> nav a[href="/admin/sessions"]').click();
      await editor.page.waitForSelector('>>> admin-sessions-page');
      await editor.page.locator('>>> nav a[href="/admin/availability"]').click();
      await editor.page.waitForSelector('>>> availability-week-grid >>> .block');
      await editor.drag(0, '09:05', { minutes: 175 });
      await editor.page.evaluate(() => history.back());
      await editor.page.locator('>>> dialog.question[open] .actions button').click();
      await editor.page.waitForSelector('>>> dialog.question', { hidden: true });
      assert.equal((await editor.texts('availability-week-grid >>> .block')).length, 2);
      assert.match(editor.page.url(), /availability$/);
      await editor.page.evaluate(() => history.back());
      await editor.page.locator('>>> dialog.question[open] .danger').click();
      await editor.page.waitForSelector('>>> admin-sessions-page');
      assert.match(editor.page.url(), /sessions$/);
    });
  });

  it('is open to an admin for a mentor whom she names, and tells whose it is', async () => {
    await open();
    const { body } = await editor.schedule();
    const mentorId = body.availabilities[0]?.mentor_id;
    const page = await openAdmin(`/admin/availability?mentor=${mentorId}`, { as: 'partner_admin' });
    await page.waitForSelector('>>> h1 ::-p-text(Availability of )');
    assert.ok(await page.waitForSelector('>>> availability-week-grid >>> .block'));
    await page.browserContext().close();
  });

  it('asks an admin who is no mentor for one', async () => {
    await open();
    const page = await openAdmin('/admin/availability', { as: 'partner_admin' });
    const link = await page.waitForSelector('>>> admin-availability-page >>> .empty a');
    assert.equal(await link?.evaluate((each) => each.getAttribute('href')), '/admin/mentors');
    await page.browserContext().close();
  });

  for (const [width, language, scheme] of [
    [360, 'en', 'light'],
    [768, 'fr', 'dark'],
    [1280, 'ar', 'light'],
    [1280, 'sw', 'dark'],
  ] as const) {
    it(`fits a screen of ${width} px and is accessible (${language}, ${scheme})`, async () => {
      const hours = { start_time: '09:00', end_time: '12:00' };
      await open(
        {
          availabilities: [
            wednesday,
            { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', dtstart: '2026-01-01', ...hours },
            { rrule: 'FREQ=DAILY;COUNT=400', dtstart: '2026-01-01', ...hours },
          ] as never,
        },
        { width, language },
      );
      await editor.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await editor.page.locator('>>> availability-month >>> [tabindex="0"]').click();
      await editor.page.locator('>>> availability-overrides >>> .chosen button:nth-of-type(3)').click();
      await editor.page.locator('>>> availability-overrides >>> .chosen .primary').click();
      await editor.page.waitForSelector('>>> .bar');
      await assertFits(editor.page);
      await editor.previewed();
      // On a screen of its whole length no bar lies over a target, which would count as cut off.
      await editor.page.setViewport({ width, height: 6_000 });
      await assertAccessible(editor.page);
      await editor.page.locator('>>> availability-rules >>> .add').click();
      await editor.page.waitForSelector('>>> availability-rule-dialog >>> dialog[open]');
      await assertAccessible(editor.page);
    });
  }
});
