import assert from 'node:assert/strict';
import type { ElementHandle, Page } from 'puppeteer-core';
import { addMentor } from '../support/people.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { find, press, saved, says, show, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe('the page of mentors', () => {
  let programme: Programme;
  let page: Page;

  beforeEach(async () => {
    programme = await startProgramme();
    await addMentor(programme.api, { external_id: 'm2', name: 'Zoé Fall', subjects: ['Droit'] });
  });
  afterEach(async () => {
    await close(page);
    await programme.stop();
  });

  const open = async (options = {}): Promise<void> => {
    page = await programme.open('/admin/mentors', { as: 'partner_admin', ...options });
    await page.waitForSelector('>>> tbody tr');
  };
  const names = (wanted: readonly string[]) => show(page, 'tbody .name > bdi', wanted);
  const fill = (name: string, text: string) => page.locator(`>>> dialog [name=${name}]`).fill(text);
  const mailsQueued = async (): Promise<number> => {
    const { rows } = await programme.api.knex.raw(
      `SELECT count(*)::int FROM graphile_worker._private_jobs j
        JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'send-invitation'`,
    );
    return rows[0].count;
  };

  it('finds a mentor by words, without accents, and by status', async () => {
    await open();
    await names(['Name of m1', 'Zoé Fall']);
    await page.locator('>>> input[type=search]').fill('zoe droit');
    await names(['Zoé Fall']);
    await show(page, '.tabs .soft', ['1', '0', '1']);
    await press(page, 'Deactivated 0');
    await says(page, 'No mentor matches.');
  });

  it('pages through a long list', async () => {
    for (let number = 10; number < 60; number++) {
      await addMentor(programme.api, { external_id: `x${number}`, name: `Mentor ${number}`, days: [] });
    }
    await open();
    assert.equal((await texts(page, 'tbody tr')).length, 50);
    await press(page, 'Show more');
    const all = [
      'Name of m1',
      'Zoé Fall',
      ...Array.from({ length: 50 }, (_, index) => `Mentor ${index + 10}`),
    ];
    await names(all);
  });

  it('adds a mentor with an invitation, and tells what is wrong beside each field', async () => {
    await open();
    await press(page, 'Add a mentor');
    await fill('name', 'Zawadi Otieno');
    await fill('email', 'nobody');
    await fill('timezone', 'Mars/Base');
    await fill('external_id', 'zawadi');
    await fill('subjects', 'Climate, Law ,');
    await press(page, 'Save');
    await show(page, 'dialog .fault', [
      'Enter a complete email address.',
      'Enter a time zone, such as Africa/Nairobi.',
    ]);
    await fill('email', 'zawadi@example.edu');
    await fill('timezone', 'Africa/Nairobi');
    await press(page, 'Save');
    await says(page, 'Zawadi Otieno is a mentor now.');
    await names(['Name of m1', 'Zoé Fall', 'Zawadi Otieno']);
    await says(page, 'Invited on Monday 23 November');
    assert.equal(await mailsQueued(), 1);
    const row = await programme.api.knex('mentor').where({ name: 'Zawadi Otieno' }).first();
    assert.deepEqual([row.subjects, row.timezone], [['Climate', 'Law'], 'Africa/Nairobi']);

    await press(page, 'Invite · Zawadi Otieno');
    await says(page, 'An invitation went out a moment ago.');
    assert.equal(await mailsQueued(), 1);
  });

  it('takes the address as the id of a mentor for whom none is given', async () => {
    await open();
    await press(page, 'Add a mentor');
    await fill('name', 'Without Id');
    await fill('email', 'without-id@example.edu');
    await press(page, 'Save');
    await says(page, 'Without Id is a mentor now.');
    const { external_id } = await programme.api.knex('app_user').where({ name: 'Without Id' }).first();
    assert.equal(external_id, 'without-id@example.edu');
  });

  it('changes a profile, and refuses an id that is taken', async () => {
    await open();
    await press(page, 'Edit · Zoé Fall');
    await find(page, 'dialog', 'Profile of Zoé Fall');
    await fill('name', 'Zoé Fall-Diop');
    await page.locator('>>> dialog [name=is_available]').click();
    await press(page, 'Save');
    await names(['Name of m1', 'Zoé Fall-Diop']);
    await show(page, '.badge', ['Bookable', 'Paused']);
    const person = () => programme.api.knex('app_user').where({ external_id: 'm2' }).first();
    assert.equal((await person()).locale, null, 'nobody has chosen her language');
    await press(page, 'Edit · Zoé Fall-Diop');
    await page.locator('>>> dialog select[name=locale]').fill('pt');
    await press(page, 'Save');
    await says(page, 'Saved.');
    await show(page, 'dialog', []);
    assert.equal((await person()).locale, 'pt');
    await press(page, 'Add a mentor');
    await fill('name', 'Twice');
    await fill('email', 'twice@example.edu');
    await fill('external_id', 'm2');
    await press(page, 'Save');
    await show(page, 'dialog .fault', ['There is a mentor with this id already.']);
  });

  it('deactivates a mentor, shows her sessions to come, and takes it back', async () => {
    await open();
    await press(page, 'Deactivate · Name of m1');
    await says(page, 'Name of m1 is no longer listed.');
    await show(page, '.badge', ['Deactivated', 'Bookable']);
    await says(page, 'Name of m1 still has one session to come');
    await show(page, '.kept li', ['Monday 23 November at 09:00, with Änna Ŋwosu']);
    const mentor = () => programme.api.knex('mentor').where({ id: programme.mentor.id }).first();
    assert.notEqual((await mentor()).deactivated_at, null);
    // The keyboard goes on where the button was.
    await page.waitForSelector('>>> ::-p-aria([name="Activate · Name of m1"][role="button"]):focus');
    await press(page, 'Undo');
    await show(page, '.badge', ['Bookable', 'Bookable']);
    await show(page, '.kept', []);
    assert.equal((await mentor()).deactivated_at, null);
  });

  const choose = async (csv: string): Promise<void> => {
    const field = await page.waitForSelector('>>> input[type=file]');
    await (field as ElementHandle<HTMLInputElement>).evaluate((input, text) => {
      const files = new DataTransfer();
      files.items.add(new File([text], 'mentors.csv', { type: 'text/csv' }));
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    }, csv);
    await press(page, 'Check the file');
  };

  it('checks a file before it writes, names every bad line, and imports the rest', async () => {
    await open();
    await press(page, 'Import a file');
    await choose(
      [
        'external_id;name;email;timezone;subjects;nickname',
        'i1;Awa Ndiaye;awa@example.edu;Africa/Dakar;"Droit;Langues";x',
        'm2;Zoé Diop;;;;',
        'i2;Bad;no-address;Mars/Base;;x',
        'short;line',
      ].join('\r\n'),
    );
    await show(page, 'dd', ['1', '1', '0', '3']);
    await show(page, 'dialog tbody tr', [
      '4email Enter a complete email address.',
      '4timezone Enter a time zone, such as Africa/Nairobi.',
      '5 The line has too many or too few cells.',
    ]);
    await says(page, 'Ignored columns: nickname.');
    await names(['Name of m1', 'Zoé Fall']);
    const run = await find(page, 'button', 'Import 2 mentors');
    const isBarred = () => run.evaluate((button) => (button as HTMLButtonElement).disabled);
    await page.locator('>>> dialog .scroll + label.check').click();
    assert.equal(await isBarred(), true);
    await page.locator('>>> dialog .scroll + label.check').click();
    assert.equal(await isBarred(), false);
    await press(page, 'Import 2 mentors');
    await says(page, 'Import finished. New: 1, changed: 1.');
    assert.equal(await mailsQueued(), 1);
    await press(page, 'Close');
    await names(['Name of m1', 'Zoé Diop', 'Awa Ndiaye']);
  });

  it('says when a file is no list of mentors, and gives a template that is one', async () => {
    await open();
    await press(page, 'Import a file');
    const template = await saved(page, () => press(page, 'Download a template'));
    await choose('name,email\nx,y');
    await says(page, 'This file cannot be read as a list of mentors: must begin with column names');
    await choose(template.toString());
    await show(page, 'dd', ['2', '0', '0', '0']);
    await says(page, 'All lines are right.');
    await page.waitForSelector('>>> dialog h2:focus');
  });

  for (const [language, width] of [
    ['fr', 1280],
    ['ar', 360],
    ['sw', 360],
  ] as const) {
    it(`is accessible and fits, with each dialog open, in ${language} at ${width} px`, async () => {
      await open({ language, width });
      const heads = await page.$$('>>> .page > .head button');
      for (const opener of [null, ...heads]) {
        await opener?.evaluate((button) => (button as HTMLButtonElement).click());
        if (opener) await page.waitForSelector('>>> dialog[open]');
        await assertAccessible(page);
        await assertFits(page);
        if (!opener) continue;
        await page.keyboard.press('Escape');
        await show(page, 'dialog', []);
      }
    });
  }
});
