import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { operations } from '../../api/contract/operations.ts';
import { call } from '../support/api.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { find, press, says, show, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe('one session on the admin page', () => {
  let programme: Programme;
  let page: Page;

  before(async () => {
    programme = await startProgramme();
  });
  after(() => programme.stop());
  afterEach(() => close(page));

  const stored = (id: number) => programme.api.knex('mentor_session').where({ id }).first();
  const notes = () => page.locator('>>> textarea[name=notes]');
  const typed = () => page.$eval('>>> textarea[name=notes]', (field) => (field as HTMLTextAreaElement).value);

  it('is reached from the link of its notification, and shows what it is', async () => {
    const id = await programme.book(programme.ben, '10:00', {
      subject: 'Dossier',
      description: 'Deux lignes\net <b>plus</b>',
    });
    page = await programme.open(`/mentorship/sessions/${id}`);
    await find(page, 'heading', 'Dossier');
    await says(page, '10:00 to 10:30');
    await says(page, 'Times of Nairobi');
    await says(page, 'Ben Kone');
    assert.ok((await texts(page, '.said')).includes('Deux lignes et <b>plus</b>'));
    assert.match(page.url(), new RegExp(`/admin/sessions/${id}$`));
  });

  it('moves to a free start that is picked, with the same key until there is an answer', async () => {
    const id = await programme.book(programme.ben, '12:00', { subject: 'Moves' });
    page = await programme.open(`/admin/sessions/${id}`);
    await press(page, 'Reschedule');
    await press(page, 'Tuesday, November 24 at 14:30');
    const keys: (string | undefined)[] = [];
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const isMove = request.url().includes('/reschedule');
      if (isMove) keys.push(request.headers()['idempotency-key']);
      void (isMove && keys.length === 1 ? request.abort() : request.continue());
    });
    await press(page, 'Move to Tuesday 24 November at 14:30');
    await says(page, 'The connection failed');
    await page.locator('>>> .actions .primary').click();
    await says(page, 'Session moved to Tuesday 24 November, 14:30.');
    await says(page, '14:30 to 15:00');
    assert.ok(keys[0]);
    assert.deepEqual(keys, [keys[0], keys[0]]);
    assert.equal((await stored(id)).starts_at.toISOString(), '2026-11-24T11:30:00.000Z');
  });

  it('offers other starts when the one that was picked has gone', async () => {
    const id = await programme.book(programme.ben, '12:30', { subject: 'Races' });
    page = await programme.open(`/admin/sessions/${id}`);
    await press(page, 'Reschedule');
    await press(page, 'Wednesday, November 25 at 09:00');
    const body = { session_date: '2026-11-25T09:00:00+03:00', duration_minutes: 30, subject: 'First' };
    const taken = await call(programme.api, operations.bookSession, {
      id: programme.mentor.id,
      token: programme.anna,
      body,
    });
    assert.equal(taken.status, 201);
    // The notification of that booking lies over the button for some seconds.
    await page.locator('>>> .toast button.icon').click();
    await press(page, 'Move to Wednesday 25 November at 09:00');
    await says(page, 'This time has just been taken.');
    const offered = await texts(page, '.alternatives .slot');
    assert.equal(offered.length, 3);
    await page.locator('>>> .alternatives .slot').click();
    await page.locator('>>> .actions .primary').click();
    await says(page, 'Session moved to');
    assert.notEqual((await stored(id)).starts_at.toISOString(), '2026-11-23T09:30:00.000Z');
  });

  it('is cancelled with a reason, which is asked for first', async () => {
    const id = await programme.book(programme.ben, '13:00', { subject: 'Cancelled' });
    page = await programme.open(`/admin/sessions/${id}`);
    await press(page, 'Cancel the session');
    await says(page, 'This cannot be undone.');
    await page.keyboard.press('Escape');
    await page.waitForFunction(
      () =>
        !document
          .querySelector('mentor-booking-admin')
          ?.shadowRoot?.querySelector('admin-session-page')
          ?.shadowRoot?.querySelector('admin-cancel-dialog'),
    );
    assert.equal((await stored(id)).status, 'scheduled');
    await press(page, 'Cancel the session');
    await page.locator('>>> textarea[name=reason]').fill('Je suis malade');
    await press(page, 'Yes, cancel the session');
    await says(page, 'The session is cancelled.');
    await show(page, '.head .badge', ['Cancelled']);
    assert.deepEqual((await texts(page, '.said')).at(-1), 'Je suis malade');
    const { status, cancel_reason } = await stored(id);
    assert.deepEqual([status, cancel_reason], ['cancelled', 'Je suis malade']);
  });

  it('stays, and says why in the dialog, when the line is cut while it is cancelled', async () => {
    const id = await programme.book(programme.ben, '15:00', { subject: 'Cut off' });
    page = await programme.open(`/admin/sessions/${id}`);
    await press(page, 'Cancel the session');
    await page.waitForSelector('>>> dialog[open]');
    await page.setOfflineMode(true);
    await press(page, 'Yes, cancel the session');
    await page.waitForSelector('>>> dialog[open] [role=alert] ::-p-text(The connection failed)');
    await page.setOfflineMode(false);
    await press(page, 'Yes, cancel the session');
    await says(page, 'The session is cancelled.');
    assert.equal((await stored(id)).status, 'cancelled');
  });

  it('is marked as held or missed only once it has begun, and a slip is undone', async () => {
    const coming = await programme.book(programme.ben, '14:00', { subject: 'Later' });
    page = await programme.open(`/admin/sessions/${coming}`);
    await find(page, 'button', 'Reschedule');
    assert.doesNotMatch((await texts(page, 'button')).join(), /It took place/);
    await close(page);

    const id = await programme.addPast(1);
    page = await programme.open(`/admin/sessions/${id}`);
    await press(page, 'The student did not come');
    await says(page, 'Marked as a no-show.');
    await show(page, '.head .badge', ['No-show']);
    await press(page, 'Undo');
    await says(page, 'The session is planned again.');
    assert.equal((await stored(id)).status, 'scheduled');
    await press(page, 'It took place');
    await show(page, '.head .badge', ['Completed']);
    await press(page, 'Take this back');
    await show(page, '.head .badge', ['To close']);
    await press(page, 'It took place');
    await says(page, 'No review yet.');
    assert.equal((await stored(id)).status, 'completed');
  });

  it('offers no way back once the day is over', async () => {
    const closed_at = new Date(programme.api.now - 24 * 3_600_000);
    const id = await programme.addPast(3, { status: 'completed', closed_at });
    page = await programme.open(`/admin/sessions/${id}`);
    await show(page, '.head .badge', ['Completed']);
    assert.doesNotMatch((await texts(page, 'button')).join(), /Take this back|It took place/);
  });

  it('keeps notes that could not be saved: in the field, and in the tab', async () => {
    const id = await programme.addPast(4);
    page = await programme.open(`/admin/sessions/${id}`);
    await notes().fill('Très motivée');
    await page.focus('>>> input[name=link]');
    await says(page, 'Notes saved.');
    assert.equal((await stored(id)).notes, 'Très motivée');

    await page.setOfflineMode(true);
    await notes().fill('Très motivée, revoir en mars');
    await page.focus('>>> input[name=link]');
    await says(page, 'your text is kept here.');
    assert.equal(await typed(), 'Très motivée, revoir en mars');
    await page.setOfflineMode(false);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await says(page, 'Your text is back');
    assert.equal(await typed(), 'Très motivée, revoir en mars');
    await page.locator('>>> admin-session-notes').click();
    await page.locator('>>> admin-session-notes >>> button').click();
    await says(page, 'Notes saved.');
    assert.equal((await stored(id)).notes, 'Très motivée, revoir en mars');
    await page.reload();
    await notes().wait();
    assert.equal(await typed(), 'Très motivée, revoir en mars');
    assert.deepEqual(await texts(page, 'admin-session-notes >>> .message'), []);
  });

  it('shows notes that another tab has saved meanwhile, and replaces them when told to', async () => {
    const id = await programme.addPast(8);
    page = await programme.open(`/admin/sessions/${id}`);
    await notes().wait();
    const other = await programme.open(`/admin/sessions/${id}`);
    await other.locator('>>> textarea[name=notes]').fill('Of the other tab');
    await other.focus('>>> input[name=link]');
    await says(other, 'Notes saved.');
    await close(other);
    await page.bringToFront();

    await notes().fill('Of this tab');
    await page.focus('>>> input[name=link]');
    await show(page, 'admin-session-notes >>> .other', ['Of the other tab']);
    assert.equal(await typed(), 'Of this tab');
    await assertAccessible(page);
    // Leaving the field again replaces nothing, nor does coming back to the page.
    await page.focus('>>> textarea[name=notes]');
    await page.focus('>>> input[name=link]');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await show(page, 'admin-session-notes >>> .other', ['Of the other tab']);
    assert.deepEqual([await typed(), (await stored(id)).notes], ['Of this tab', 'Of the other tab']);
    await page.locator('>>> admin-session-notes >>> button').click();
    await says(page, 'Notes saved.');
    assert.equal((await stored(id)).notes, 'Of this tab');
    assert.deepEqual(await texts(page, 'admin-session-notes >>> .other'), []);
  });

  it('saves notes though another thing about the session has changed', async () => {
    const id = await programme.addPast(9);
    page = await programme.open(`/admin/sessions/${id}`);
    await press(page, 'It took place');
    await says(page, 'No review yet.');
    await notes().fill('Went well');
    await page.focus('>>> input[name=link]');
    await says(page, 'Notes saved.');
    assert.equal((await stored(id)).notes, 'Went well');
  });

  it('asks before it is left with notes that are not saved', async () => {
    const id = await programme.addPast(5);
    page = await programme.open(`/admin/sessions/${id}`);
    await notes().wait();
    await page.setOfflineMode(true);
    await notes().fill('Unsaved');
    await page.focus('>>> input[name=link]');
    await says(page, 'your text is kept here.');
    await page.locator('>>> a.back').click();
    await find(page, 'heading', 'Leave without saving?');
    await press(page, 'Cancel');
    assert.equal(await typed(), 'Unsaved');
  });

  it('takes the link of the meeting, and no link that is none', async () => {
    const id = await programme.addPast(6);
    page = await programme.open(`/admin/sessions/${id}`);
    const save = () => page.locator('>>> form.row button').click();
    await page.locator('>>> input[name=link]').fill('javascript:alert(1)');
    await save();
    await says(page, 'Some of the values are not right.');
    assert.equal((await stored(id)).meeting_link, null);
    await page.locator('>>> input[name=link]').fill('https://meet.example/abc');
    await save();
    await says(page, 'Link saved.');
    assert.equal((await stored(id)).meeting_link, 'https://meet.example/abc');
    await find(page, 'link', 'Join the video meeting');
  });

  it('says when there is no such session', async () => {
    page = await programme.open('/admin/sessions/999999');
    await says(page, 'This session could not be found.');
  });

  it('passes axe and fits a phone, with every panel open', async () => {
    const id = await programme.book(programme.ben, '16:00', { subject: 'Looks' });
    for (const [language, width, move, cancel] of [
      ['fr', 1280, 'Déplacer', 'Annuler la session'],
      ['ar', 360, 'تغيير الموعد', 'إلغاء الجلسة'],
    ] as const) {
      page = await programme.open(`/admin/sessions/${id}`, { language, width });
      await press(page, move);
      await page.locator('>>> .slot').click();
      await assertAccessible(page);
      if (width === 360) await assertFits(page);
      await press(page, cancel);
      await page.waitForSelector('>>> dialog[open]');
      await assertAccessible(page);
      await close(page);
    }
    page = await programme.open(`/admin/sessions/${await programme.addPast(7)}`, {
      width: 360,
      language: 'pt',
    });
    await notes().wait();
    await assertAccessible(page);
    await assertFits(page);
  });
});
