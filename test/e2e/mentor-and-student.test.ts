import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import type { Session } from '../../api/contract/session.ts';
import { Editor } from '../admin/availability/editor.ts';
import { demoPerson } from '../admin/bookings.ts';
import { mailedCode, newMentor } from '../admin/new-mentor.ts';
import { press, says } from '../admin/page.ts';
import { openAdmin, sharedProduct } from '../admin/support.ts';

describe('a mentor and a student, each in a browser of her own', function () {
  // One long story.
  this.timeout(300_000);
  let mentor: Page;
  let student: Page;

  after(async () => {
    await mentor?.browserContext().close();
    await student?.browserContext().close();
  });

  it('come together: hours drawn, a slot booked, told at once, moved, and seen moved', async () => {
    const { demoUrl } = await sharedProduct();
    const email = await newMentor('comes-together');

    // The mentor signs in by the code in her mail.
    mentor = await openAdmin('/admin/');
    await mentor.locator('>>> input[name=email]').fill(email);
    await press(mentor, 'Send me a code');
    await mentor.locator('>>> input[name=code]').fill(await mailedCode(email));
    await mentor.keyboard.press('Enter');
    await says(mentor, 'Mentor comes-together');

    // She draws Monday 9 to 12, and sees what students will see before she saves.
    const editor = new Editor(mentor);
    await editor.visit();
    await editor.drag(0, '09:00', { minutes: 180 });
    await says(mentor, '09:00');
    await mentor.waitForSelector('>>> availability-preview >>> .slot');
    await editor.save();
    assert.deepEqual(await editor.hours(), ['0 09:00-12:00']);
    const { body: account } = await editor.api<{ mentor_id: number }>('GET', '/api/account');

    // The student books on the university's page.
    student = await openAdmin('/admin/');
    await student.setViewport({ width: 360, height: 740 });
    await student.emulateTimezone('Africa/Dakar');
    await student.goto(`${demoUrl}/partner.html`);
    const token = await demoPerson('comes-along');
    const booked = student.evaluate(
      (token, mentorId) =>
        new Promise<Session>((resolve) => {
          const element = document.querySelector('mentor-booking') as HTMLElement;
          Object.assign(element, { getToken: async () => token, mentorId, locale: 'en' });
          element.addEventListener('mentor-booking-booked', (event) =>
            resolve((event as CustomEvent).detail.session),
          );
        }),
      token,
      account.mentor_id,
    );
    await student.locator('mentor-booking').click();
    // Late on a Monday her next hours are a week away.
    await student.locator('mentor-booking >>> [part~="slot"], mentor-booking >>> .empty .primary').click();
    if (await student.$('mentor-booking >>> .slots [part~="slot"]'))
      await student.locator('mentor-booking >>> [part~="slot"]').click();
    await student.locator('mentor-booking >>> input').fill('Which master’s degree?');
    await student.locator('mentor-booking >>> [part~="confirm"]').click();
    const session = await booked;
    assert.equal(session.time, '09:00');

    // The mentor's page, which stood open all the while, says so; how soon, the test of the stream measures.
    await mentor.waitForSelector('>>> .toast a');
    await mentor.locator('>>> .toast a').click();
    await says(mentor, 'Which master’s degree?');

    // She moves the session to another free start.
    await press(mentor, 'Reschedule');
    await mentor.locator('>>> .slot:nth-child(3)').click();
    await mentor.locator('>>> .actions .primary').click();
    await says(mentor, 'Session moved to');
    const { body: moved } = await editor.api<Session>('GET', `/api/mentorship/sessions/${session.id}`);
    assert.notEqual(moved.session_date, session.session_date);

    // The student's list shows it.
    await student.waitForFunction(
      () => !document.querySelector('mentor-booking')?.shadowRoot?.querySelector('dialog')?.open,
    );
    await student.locator('mentor-booking').click();
    await student.locator('mentor-booking >>> footer .link').click();
    const card = await student.waitForSelector('mentor-booking >>> .card');
    const shown = await card?.evaluate(({ textContent }) => textContent);
    assert.match(shown ?? '', new RegExp(moved.time));
    assert.match(shown ?? '', /Which master’s degree\?/);
  });
});
