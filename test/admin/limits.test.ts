import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { addMentor, type TestMentor } from '../support/people.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { press, says, show, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe("the card of a mentor's limits and absence", () => {
  let programme: Programme;
  let other: TestMentor;
  let page: Page;

  before(async () => {
    programme = await startProgramme();
    other = await addMentor(programme.api, { external_id: 'm2', name: 'Zoé Fall' });
  });
  after(() => programme.stop());
  afterEach(() => close(page));

  const open = async (path: string, options = {}): Promise<void> => {
    page = await programme.open(path, options);
    await page.waitForSelector('>>> admin-limits-card >>> form');
  };
  const fill = (name: string, text: string) =>
    page.locator(`>>> admin-limits-card >>> [name=${name}]`).fill(text);
  const row = () => programme.api.knex('mentor').where({ id: programme.mentor.id }).first();

  it('keeps what a mentor takes on, until when she is away, and who stands in', async () => {
    await open('/admin/availability');
    assert.deepEqual(await texts(page, 'admin-limits-card >>> option'), ['Nobody', 'Zoé Fall']);
    await fill('max_sessions_per_day', '0');
    await fill('max_new_students_per_month', '1001');
    await press(page, 'Save limits and absence');
    await show(page, 'admin-limits-card >>> .fault', [
      'Enter a whole number from 1 to 100, or leave empty.',
      'Enter a whole number from 0 to 1000, or leave empty.',
    ]);
    await fill('max_sessions_per_day', '3');
    await fill('max_new_students_per_month', '0');
    await fill('paused_until', '2026-12-14');
    await fill('stand_in_mentor_id', String(other.id));
    await press(page, 'Save limits and absence');
    await says(page, 'Limits and absence have been saved.');
    const saved = await row();
    assert.deepEqual(
      [saved.max_sessions_per_day, saved.max_sessions_per_week, saved.max_new_students_per_month],
      [3, null, 0],
    );
    assert.equal(Number(saved.stand_in_mentor_id), other.id);
    const answer = await fetch(`${programme.api.url}/api/mentors/${programme.mentor.id}`);
    assert.equal(((await answer.json()) as { paused_until: string }).paused_until, '2026-12-14');
  });

  it('tells an admin that two cannot stand in for each other, and asks before it is lost', async () => {
    await programme.api
      .knex('mentor')
      .where({ id: programme.mentor.id })
      .update({ stand_in_mentor_id: other.id });
    await open(`/admin/availability?mentor=${other.id}`, { as: 'partner_admin' });
    await fill('stand_in_mentor_id', String(programme.mentor.id));
    await press(page, 'Save limits and absence');
    await show(page, 'admin-limits-card >>> .fault', [
      'Choose another mentor: these two would stand in for each other.',
    ]);
    await page.locator('>>> nav a[href="/admin/mentors"]').click();
    await page.waitForSelector('>>> dialog.question[open]');
  });

  for (const [language, width] of [
    ['fr', 1280],
    ['ar', 360],
  ] as const) {
    it(`is accessible and fits in ${language} at ${width} px`, async () => {
      await open('/admin/availability', { language, width });
      await fill('max_sessions_per_week', 'x');
      await page.locator('>>> admin-limits-card >>> button.primary').click();
      await page.waitForSelector('>>> admin-limits-card >>> .fault');
      await assertAccessible(page);
      await assertFits(page);
    });
  }
});
