import { sendKeys } from '@web/test-runner-commands';
import { until } from '../support/until.ts';
import { equal, ok } from './support/assert.ts';
import { Student } from './support/student.ts';

describe('the keyboard alone', () => {
  let student: Student;
  beforeEach(() => {
    student = new Student();
  });
  afterEach(() => student.leave());

  const focused = () => student.root.activeElement as HTMLElement;
  const name = () => focused()?.getAttribute('aria-label') ?? focused()?.textContent ?? '';

  /** Tabs until the focus is on something of that name. */
  async function tabTo(wanted: RegExp): Promise<void> {
    for (let steps = 0; steps < 40; steps++) {
      const label = focused()?.closest('label')?.textContent ?? name();
      if (focused() && wanted.test(label)) return;
      await sendKeys({ press: 'Tab' });
    }
    throw new Error(`Tab never came to ${wanted}.`);
  }

  it('books from the trigger to the end', async () => {
    student.element.focus();
    await sendKeys({ press: 'Enter' });
    await student.button(/09:00/);
    await tabTo(/09:00/);
    await sendKeys({ press: 'ArrowRight' });
    equal(name(), 'lundi 23 novembre à 09:30');
    await sendKeys({ press: 'Enter' });
    await tabTo(/Sujet/);
    await sendKeys({ type: 'Mon mémoire' });
    await tabTo(/Confirmer/);
    await sendKeys({ press: 'Space' });
    await student.sees('C’est réservé !');
    equal(student.api.to('/book')[0]?.body.subject, 'Mon mémoire');
    await tabTo(/Terminer/);
    await sendKeys({ press: 'Enter' });
    await until(() => !student.dialog.open, 'a closed dialog');
    equal(focused().className, 'trigger');
  });

  it('closes with Escape and gives the focus back', async () => {
    student.element.focus();
    await student.open();
    await sendKeys({ press: 'Escape' });
    await until(() => !student.dialog.open, 'a closed dialog');
    equal(focused().className, 'trigger');
    equal(student.heard('close').length, 1);
  });

  it('stays open while somebody tabs through the last step', async () => {
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    await sendKeys({ press: 'Tab' });
    // The dialog's own timer is of two seconds and began before: timers of a page fire in the order of their ends.
    await new Promise((resolve) => setTimeout(resolve, 2300));
    ok(student.dialog.open, 'an open dialog');
  });
});
