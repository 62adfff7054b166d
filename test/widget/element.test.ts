import { until } from '../support/until.ts';
import { equal, ok } from './support/assert.ts';
import { pause, Student } from './support/student.ts';

describe('the element in a page', () => {
  let student: Student;
  afterEach(() => student.leave());

  it('takes properties that were set before it was defined', () => {
    student = new Student();
    const early = document.createElement('mentor-booking-early') as HTMLElement & Record<string, unknown>;
    early.mentorId = 7;
    early.getToken = async () => 'x';
    early.setAttribute('mentor-id', '8');
    document.body.append(early);
    const Base = customElements.get('mentor-booking') as CustomElementConstructor;
    customElements.define('mentor-booking-early', class extends Base {});
    equal(early.mentorId, 7);
    early.mentorId = 9;
    equal(early.mentorId, 9);
    early.setAttribute('mentor-id', '10');
    equal(early.mentorId, '10');
    early.remove();
  });

  it('never writes a token into the page', async () => {
    student = new Student();
    student.element.token = 'secret';
    await student.pickSlot();
    ok(!student.element.outerHTML.includes('secret'), 'no token in the markup');
    ok(!student.root.innerHTML.includes('secret'), 'no token in the dialog');
  });

  it('has a label in its language, which the page can replace', () => {
    student = new Student({ locale: 'en-GB' });
    const trigger = student.root.querySelector('.trigger') as HTMLElement;
    equal(trigger.textContent, 'Book');
    student.element.locale = 'xx';
    equal(trigger.textContent, 'Réserver');
  });

  it('opens and closes by method, and says so', async () => {
    student = new Student();
    await student.element.open();
    ok(student.dialog.open, 'an open dialog');
    student.element.close();
    await until(() => student.heard('close').length === 1, 'a close event');
    equal(
      student.events.map(({ type, bubbles, composed }) => [type, bubbles, composed]),
      [
        ['mentor-booking-open', true, true],
        ['mentor-booking-close', true, true],
      ],
    );
  });

  it('names the dialog and puts the focus into it', async () => {
    student = new Student();
    await student.open();
    equal(student.dialog.getAttribute('aria-labelledby'), 'title');
    equal(student.root.activeElement?.id, 'title');
  });

  it('can be removed while it is open, and opened again elsewhere', async () => {
    student = new Student();
    await student.open();
    student.element.remove();
    await pause(20);
    document.body.append(student.element);
    await student.open();
    await student.button(/09:00/);
  });

  it('keeps clicks in the dialog from the page around', async () => {
    student = new Student();
    let clicks = 0;
    const count = () => {
      clicks++;
    };
    await student.open();
    document.body.addEventListener('click', count);
    await student.press('lundi 23 novembre à 09:00');
    document.body.removeEventListener('click', count);
    equal(clicks, 0);
  });

  it('has targets of 44 px and fields of 16 px', async () => {
    student = new Student();
    await student.pickSlot();
    await student.sees('Gardé pour vous');
    for (const control of student.root.querySelectorAll<HTMLElement>('button, input, select, textarea')) {
      const { width, height } = control.getBoundingClientRect();
      // While the dialog rises, a box is measured a millionth short.
      ok(width > 43.99 && height > 43.99, `44 px for ${control.outerHTML}, not ${width} x ${height}`);
      if (control.localName !== 'button') ok(parseFloat(getComputedStyle(control).fontSize) >= 16, '16 px');
    }
  });

  it('looks the same under a host that resets everything', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      'html { font-size: 62.5% } * { all: revert; color: red; font: 40px serif; letter-spacing: 9px } dialog { display: none !important }',
    );
    document.adoptedStyleSheets = [sheet];
    student = new Student();
    await student.open();
    const style = getComputedStyle(student.dialog);
    document.adoptedStyleSheets = [];
    equal([style.display, style.fontSize, style.letterSpacing], ['flex', '16px', 'normal']);
  });
});
