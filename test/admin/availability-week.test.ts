import assert from 'node:assert/strict';
import { type Editor, wednesdayHours } from './availability/editor.ts';
import { useEditor } from './availability/fixture.ts';

describe('the week of the page of availability', () => {
  let editor: Editor;
  const openEditor = useEditor();
  const open: typeof openEditor = async (...args) => {
    editor = await openEditor(...args);
    return editor;
  };

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
      await editor.hears('Added: Tuesday, 14:00 to 15:00.');
      await touch.end();
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
});
