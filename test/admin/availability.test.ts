import assert from 'node:assert/strict';
import type { Availability } from '../../api/contract/availability.ts';
import type { Schedule } from '../../api/contract/schedule.ts';
import type { SlotList } from '../../api/contract/slot.ts';
import { Editor, wednesday } from './availability/editor.ts';
import { bookNext } from './bookings.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { openAdmin } from './support.ts';

const wednesdayHours = '2 09:00-12:00';

describe('the page of availability', function () {
  this.timeout(60_000);

  let original: Schedule;
  let editor: Editor;

  before(async () => {
    const page = await openAdmin('/admin/account', { as: 'mentor' });
    const first = new Editor(page);
    original = (await first.schedule()).body;
    await first.close();
  });
  after(async () => {
    const last = new Editor(await openAdmin('/admin/account', { as: 'mentor' }));
    const availabilities = original.availabilities.map(({ id: _, ...rule }) => rule);
    await last.set({ ...original, availabilities });
    await last.close();
  });

  const open = async (...args: Parameters<typeof Editor.open>) => {
    editor = await Editor.open(...args);
    return editor;
  };
  afterEach(() => editor?.close());

  describe('the grid', () => {
    it('takes hours drawn by the mouse: Monday 9 to 12', async () => {
      await open();
      await editor.drag(0, '09:05', { minutes: 175 });
      await editor.hears('Added: Monday, 09:00 to 12:00.');
      await editor.save();
      assert.deepEqual(await editor.hours(), ['0 09:00-12:00', wednesdayHours]);
      const told = await editor.page.waitForSelector('>>> .toast ::-p-text(Saved.)');
      assert.ok(told);
    });

    it('takes the same hours by the keyboard alone', async () => {
      await open();
      await editor.focusGrid();
      await editor.press('Enter');
      await editor.hears('Added: Monday, 09:00 to 09:30.');
      for (let i = 0; i < 5; i++) await editor.press('Shift+ArrowDown');
      await editor.hears('Now Monday, 09:00 to 12:00.');
      await editor.save();
      assert.deepEqual(await editor.hours(), ['0 09:00-12:00', wednesdayHours]);
    });

    it('moves, shortens and removes hours by the keyboard', async () => {
      await open();
      await editor.focusGrid();
      await editor.press('ArrowRight', 'ArrowRight', 'Enter');
      await editor.hears('Selected: Wednesday, 09:00 to 12:00.');
      await editor.press('Alt+ArrowDown', 'Control+ArrowRight');
      await editor.hears('Moved to Thursday, 09:30 to 12:30.');
      await editor.press('Shift+ArrowUp');
      await editor.hears('Now Thursday, 09:30 to 12:00.');
      await editor.press('Delete');
      await editor.hears('Removed: Thursday, 09:30 to 12:00.');
      await editor.save();
      assert.deepEqual(await editor.hours(), []);
    });

    it('moves hours by the mouse, and pulls their ends', async () => {
      await open();
      await editor.drag(2, '10:00', { minutes: 90, days: 2 });
      await editor.hears('Moved to Friday, 10:30 to 13:30.');
      await editor.drag(4, '13:29', { minutes: 91 });
      await editor.hears('Now Friday, 10:30 to 15:00.');
      await editor.drag(4, '10:31', { minutes: -31 });
      await editor.hears('Now Friday, 10:00 to 15:00.');
      await editor.save();
      assert.deepEqual(await editor.hours(), ['4 10:00-15:00']);
    });

    it('ends hours at 24:00, in the grid and in the list', async () => {
      await open();
      await editor.drag(0, '22:10', { minutes: 600 });
      await editor.hears('Added: Monday, 22:00 to 24:00.');
      await editor.save();
      assert.deepEqual(await editor.hours(), ['0 22:00-24:00', wednesdayHours]);
    });

    it('joins hours that meet, and says so', async () => {
      await open();
      await editor.drag(2, '11:35', { minutes: 115 });
      // It began on the block: that is moved, not drawn over.
      await editor.hears('Moved to Wednesday, 11:00 to 14:00.');
      await editor.drag(2, '09:05', { minutes: 145 });
      await editor.hears('Joined with the hours beside: Wednesday, 09:00 to 14:00.');
      assert.deepEqual(await editor.texts('availability-week-grid >>> .block b'), ['09:00–14:00']);
    });

    it('takes an hour by a long touch, and scrolls by a short one', async () => {
      await open({}, { width: 800 });
      const { x, y } = await editor.point(1, '14:10');
      const touch = await editor.page.touchscreen.touchStart(x, y);
      await new Promise((resolve) => setTimeout(resolve, 600));
      await touch.end();
      await editor.hears('Added: Tuesday, 14:00 to 15:00.');
      const later = await editor.point(1, '17:10');
      await editor.page.touchscreen.tap(later.x, later.y);
      assert.deepEqual(await editor.texts('availability-week-grid >>> .block b'), [
        '14:00–15:00',
        '09:00–12:00',
      ]);
    });

    it('lets a finger drag what it has selected', async () => {
      await open({}, { width: 800 });
      const { touchscreen } = editor.page;
      const drag = async (time: string, minutes: number) => {
        const { x, y } = await editor.point(2, time);
        const { y: end } = await editor.point(2, time).then((at) => ({ y: at.y + (minutes * 1248) / 1440 }));
        const touch = await touchscreen.touchStart(x, y);
        for (let step = 1; step <= 4; step++) await touch.move(x, y + ((end - y) * step) / 4);
        await touch.end();
      };
      // Not selected yet: the page may scroll, the hours stay.
      await drag('10:00', 90);
      assert.deepEqual(await editor.texts('availability-week-grid >>> .block b'), ['09:00–12:00']);
      const { x, y } = await editor.point(2, '10:30');
      await touchscreen.tap(x, y);
      await editor.hears('Selected: Wednesday, 09:00 to 12:00.');
      await drag('10:30', 90);
      await editor.hears('Moved to Wednesday, 10:30 to 13:30.');
      await drag('13:29', 61);
      await editor.hears('Now Wednesday, 10:30 to 14:30.');
    });

    it('copies a day to others', async () => {
      await open();
      await editor.click('Copy Wednesday to other days');
      await editor.click('Monday to Friday');
      await editor.click('Copy');
      await editor.hears('Copied to Monday, Tuesday, Thursday and Friday.');
      await editor.save();
      assert.deepEqual(
        await editor.hours(),
        [0, 1, 2, 3, 4].map((day) => `${day} 09:00-12:00`),
      );
    });

    it('undoes by Ctrl+Z and does again', async () => {
      await open();
      await editor.drag(0, '09:05', { minutes: 175 });
      await editor.press('Control+z');
      await editor.hears('Undone.');
      assert.equal((await editor.texts('availability-week-grid >>> .block')).length, 1);
      await editor.press('Control+Shift+z');
      await editor.hears('Done again.');
      assert.equal((await editor.texts('availability-week-grid >>> .block')).length, 2);
    });

    it('keeps the rules of days that did not change', async () => {
      await open();
      const [before] = (await editor.schedule()).body.availabilities;
      await editor.drag(0, '09:05', { minutes: 175 });
      await editor.save();
      const { availabilities } = (await editor.schedule()).body;
      assert.deepEqual(
        availabilities.find(({ day_of_week }) => day_of_week === 2),
        before,
      );
    });
  });

  describe('the list', () => {
    it('does on a phone what the grid does', async () => {
      await open({}, { width: 360, height: 740 });
      await editor.click('Add hours on Monday');
      await editor.fill('Monday: From', '480', 'combobox');
      await editor.hears('Now Monday, 08:00 to 17:00.');
      await editor.click('Add hours on Monday');
      await editor.hears('Added: Monday, 18:00 to 19:00.');
      await editor.click('Remove Wednesday, 09:00 to 12:00');
      await editor.save();
      assert.deepEqual(await editor.hours(), ['0 08:00-17:00', '0 18:00-19:00']);
    });
  });

  describe('rules that are not of every week', () => {
    const rules = async (): Promise<Availability[]> =>
      (await editor.schedule()).body.availabilities.filter(({ day_of_week }) => day_of_week === null);

    it('are made in words: every two weeks, until a date, with exceptions', async () => {
      await open();
      await editor.click('Add recurring hours');
      const days = await editor.page.$$('>>> availability-rule-dialog >>> .days input');
      const checked = await Promise.all(days.map((day) => day.evaluate(({ checked }) => checked)));
      for (const [index, day] of days.entries()) if (checked[index] !== (index === 0)) await day.click();
      const date = (name: string, value: string) =>
        editor.page.$eval(
          '>>> availability-rule-dialog >>> form',
          (form, name, value) => {
            const label = [...form.querySelectorAll('label')].find((each) =>
              each.textContent?.trim().startsWith(name),
            );
            const input = (label?.querySelector('input') ??
              form.querySelector(`#${label?.htmlFor}`)) as HTMLInputElement;
            input.value = value;
            input.dispatchEvent(new Event('change'));
          },
          name,
          value,
        );
      await date('First possible date', '2030-01-07');
      await date('Last possible date', '2030-06-30');
      await date('Except on', '2030-02-04');
      await editor.click('Add the date: Except on');
      assert.deepEqual(await editor.texts('availability-rule-dialog >>> .message'), [
        'Every 2 weeks, on Monday, from 7 January 2030, until 30 June 2030, except on 4 February 2030',
      ]);
      await editor.click('Apply');
      await editor.hears('Recurring hours changed. Every 2 weeks, on Monday');
      await editor.save();
      const [{ id: _, mentor_id: __, created_at: ___, ...rule }] = (await rules()) as [Availability];
      assert.deepEqual(rule, {
        day_of_week: null,
        rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20300630',
        dtstart: '2030-01-07',
        exdate: ['2030-02-04'],
        rdate: [],
        start_time: '09:00',
        end_time: '12:00',
        is_active: true,
      });
    });

    it('are changed under their id, and removed', async () => {
      const hours = { start_time: '09:00', end_time: '12:00' };
      await open({
        availabilities: [{ rrule: 'FREQ=MONTHLY;BYDAY=1MO', dtstart: '2026-01-01', ...hours }] as never,
      });
      const [before] = await rules();
      await editor.click('Edit: Every month, on the first Monday, from 1 January 2026');
      await editor.page.locator('>>> availability-rule-dialog >>> .two select').fill('Last');
      await editor.click('Apply');
      await editor.save();
      assert.deepEqual(await rules(), [{ ...before, rrule: 'FREQ=MONTHLY;BYDAY=-1MO' }]);
      await editor.click('Remove: Every month, on the last Monday, from 1 January 2026');
      await editor.save();
      assert.deepEqual(await rules(), []);
    });

    it('are paused and resumed', async () => {
      const monthly = { rrule: 'FREQ=MONTHLY;BYDAY=1MO', dtstart: '2026-01-01' };
      await open({ availabilities: [{ ...wednesday, ...monthly, day_of_week: null }] as never });
      await editor.click('Pause: Every month, on the first Monday, from 1 January 2026');
      await editor.save();
      assert.equal((await rules())[0]?.is_active, false);
      assert.deepEqual(await editor.texts('availability-rules >>> .rule .badge'), ['Not in force']);
      await editor.click('Resume: Every month, on the first Monday, from 1 January 2026');
      await editor.save();
      assert.equal((await rules())[0]?.is_active, true);
    });

    it('that no form can say are told in words, and kept', async () => {
      const odd = {
        rrule: 'FREQ=YEARLY;BYMONTH=1;BYDAY=2MO,-1FR;COUNT=5',
        dtstart: '2026-01-01',
        start_time: '09:00',
        end_time: '12:00',
      };
      await open({ availabilities: [odd] as never });
      const [before] = await rules();
      const [said = ''] = await editor.texts('availability-rules >>> .rule strong');
      assert.equal(
        said,
        'Every year, on the second Monday and on the last Friday, in January, 5 times, from 1 January 2026',
      );
      assert.deepEqual(await editor.texts('availability-rules >>> .rule button'), ['Pause', 'Remove']);
      await editor.drag(0, '09:05', { minutes: 175 });
      await editor.save();
      assert.deepEqual(await rules(), [before]);
    });
  });

  describe('single dates', () => {
    const dayAt = (offset: number): string =>
      new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    /** The 10th of the month after next: always to come, and on one page with the 14th. */
    const inMonth = (day: string): string => `${dayAt(62).slice(0, 7)}-${day}`;
    const overrides = async () => (await editor.schedule()).body.overrides;
    const goTo = async (date: string) => {
      for (let i = 0; i < 4 && !(await editor.page.$(`>>> [data-date="${date}"]`)); i++) {
        await editor.click('Next month');
      }
      return editor.page.locator(`>>> [data-date="${date}"]`);
    };

    it('are closed as a range, by its two ends, and opened again', async () => {
      await open();
      await editor.click('Choose several days');
      await (await goTo(inMonth('10'))).click();
      await (await goTo(inMonth('14'))).click();
      await editor.click('Closed');
      await editor.save();
      assert.deepEqual(
        await overrides(),
        ['10', '11', '12', '13', '14'].map((day) => ({ date: inMonth(day), ranges: [] })),
      );
      const [run] = await editor.texts('availability-overrides >>> .run');
      assert.match(run ?? '', /closed$/);
      await editor.page.locator('>>> availability-overrides >>> .run button').click();
      await editor.save();
      assert.deepEqual(await overrides(), []);
    });

    it('are reached by the keyboard and given other hours', async () => {
      await open();
      await (await goTo(inMonth('10'))).click();
      await editor.page.focus(`>>> [data-date="${inMonth('10')}"]`);
      await editor.press('ArrowDown', 'ArrowRight', 'Enter');
      await editor.click('Other hours');
      await editor.click('Apply these hours');
      await editor.save();
      assert.deepEqual(await overrides(), [
        { date: inMonth('18'), ranges: [{ start_time: '09:00', end_time: '12:00' }] },
      ]);
    });

    it('are walked through by weeks and months, and never into the past', async () => {
      await open();
      const here = () =>
        editor.page.$eval(
          '>>> availability-month >>> [tabindex="0"]',
          (cell) => (cell as HTMLElement).dataset.date,
        );
      await editor.page.focus('>>> availability-month >>> [tabindex="0"]');
      const today = await here();
      await editor.press('ArrowUp', 'PageUp');
      assert.equal(await here(), today);
      await editor.press('PageDown', 'PageDown', 'Home');
      const first = new Date(`${await here()}T00:00Z`);
      assert.equal(first.getUTCDay(), 1);
      await editor.press('End');
      assert.equal(Date.parse(`${await here()}T00:00Z`) - first.getTime(), 6 * 86_400_000);
    });
  });

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
