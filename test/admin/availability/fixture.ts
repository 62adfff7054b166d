import type { Schedule } from '../../../api/contract/schedule.ts';
import { preparePage } from '../support.ts';
import { Editor } from './editor.ts';

/**
 * For a `describe` block: opens the page of availability, closes it after each test, and gives the demo's mentor her
 * own hours back in the end.
 */
export function useEditor(): typeof Editor.open {
  let original: Schedule;
  let editor: Editor | undefined;

  before(async () => {
    const first = new Editor(await preparePage({ as: 'mentor' }));
    original = (await first.schedule()).body;
    await first.close();
  });
  after(async () => {
    const last = new Editor(await preparePage({ as: 'mentor' }));
    const availabilities = original.availabilities.map(({ id: _, ...rule }) => rule);
    await last.set({ ...original, availabilities });
    await last.close();
  });
  afterEach(async () => {
    await editor?.close();
    editor = undefined;
  });

  return async (...args) => {
    editor = await Editor.open(...args);
    return editor;
  };
}
