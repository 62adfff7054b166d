import assert from 'node:assert/strict';
import type { Availability } from '../../api/contract/availability.ts';
import { type Editor, wednesday } from './availability/editor.ts';
import { useEditor } from './availability/fixture.ts';

describe('rules and dates of the page of availability', () => {
  let editor: Editor;
  const openEditor = useEditor();
  const open: typeof openEditor = async (...args) => {
    editor = await openEditor(...args);
    return editor;
  };

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
        capacity: 1,
        mode: null,
        place: null,
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

    it('say how many share a session and where, and keep it while the week changes', async () => {
      await open();
      await editor.click('Add recurring hours');
      await editor.fill('Places', '0', 'spinbutton');
      await editor.click('Apply');
      assert.deepEqual(await editor.texts('availability-rule-dialog >>> .fault'), [
        'Enter a whole number from 1 to 500.',
      ]);
      await editor.fill('Places', '6', 'spinbutton');
      await editor.page.locator('::-p-aria([name="How you meet"])').fill('In person');
      await editor.fill('Place', ' Room B12 ');
      await editor.click('Apply');
      const [said = ''] = await editor.texts('availability-rules >>> .words');
      assert.match(said, /6 places · In person · Room B12$/);
      await editor.drag(4, '09:05', { minutes: 175 });
      await editor.save();
      const [group] = await rules();
      assert.deepEqual([group?.capacity, group?.mode, group?.place], [6, 'in_person', 'Room B12']);
      await editor.page.locator('>>> availability-rules >>> .rule button').click();
      await editor.fill('Places', '8', 'spinbutton');
      await editor.click('Apply');
      await editor.save();
      assert.deepEqual(await rules(), [{ ...group, capacity: 8 }]);
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
});
