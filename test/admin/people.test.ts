import assert from 'node:assert/strict';
import { assertAccessible, assertFits } from './looks.ts';
import { find, press, saved, says, show, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe('the people on the admin page', () => {
  let programme: Programme;

  before(async () => {
    programme = await startProgramme();
    await programme.book(programme.ben, '11:00', { subject: 'Confidential worry' });
  });
  after(() => programme.stop());

  const open = (path: string, options: object = {}) =>
    programme.open(path, { as: 'partner_admin', ...options });
  const idOf = async (external_id: string): Promise<number> =>
    (await programme.api.knex('app_user').where({ external_id }).first()).id;

  it('are found by name or address, and by role', async () => {
    const page = await open('/admin/people');
    await show(page, '.person b', ['Ben Kone', 'Änna Ŋwosu', 'Name of m1', 'Name of a1']);
    await page.locator('>>> input[name=q]').fill('ANNA@ex');
    await show(page, '.person b', ['Änna Ŋwosu']);
    await page.reload();
    await page.locator('>>> select[name=role]').fill('mentor');
    await show(page, '.person b', ['Name of m1']);
    await page.locator('>>> input[name=q]').fill('nobody');
    await says(page, 'Nobody matches.');
    await close(page);
  });

  it('are shown with their sessions; a mentor with the way to all of hers', async () => {
    const page = await open(`/admin/people/${await idOf('m1')}`);
    await find(page, 'heading', 'Name of m1');
    await show(page, '.session .about b', ['Ben Kone', 'Änna Ŋwosu']);
    await page.locator('>>> a[href*="/admin/programme/sessions"].button').click();
    await page.waitForFunction((id) => location.search.includes(`mentor=${id}`), {}, programme.mentor.id);
    await show(page, '.session .times', ['11:00–11:30', '09:00–09:30']);
    await close(page);
  });

  it('take their data with them', async () => {
    const page = await open(`/admin/people/${await idOf('anna')}`);
    await find(page, 'heading', 'Änna Ŋwosu');
    const bytes = await saved(page, () => press(page, 'Export their data'));
    assert.equal(JSON.parse(bytes.toString()).person.email, 'anna@example.edu');
    await close(page);
  });

  it('are erased once the word is typed, not before', async () => {
    const id = await idOf('ben');
    const page = await open(`/admin/people/${id}`);
    await press(page, 'Erase this person');
    await page.locator('>>> input[name=word]').fill('yes');
    await page.keyboard.press('Enter');
    const erasedAt = async () => (await programme.api.knex('app_user').where({ id }).first()).erased_at;
    assert.equal(await erasedAt(), null);
    await page.locator('>>> input[name=word]').fill('erase');
    await page.keyboard.press('Enter');
    await says(page, 'The person has been erased.');
    await show(page, '.head .badge', ['Erased']);
    assert.ok(await erasedAt());
    assert.doesNotMatch((await texts(page, 'main')).join(), /Ben|Confidential|ben@/);
    await close(page);
  });

  it('stay when a mentor still has sessions to come, and the page says so', async () => {
    const id = await idOf('m1');
    const page = await open(`/admin/people/${id}`);
    await press(page, 'Erase this person');
    await page.locator('>>> input[name=word]').fill('erase');
    await page.keyboard.press('Enter');
    await says(page, 'This mentor has sessions to come');
    assert.equal((await programme.api.knex('app_user').where({ id }).first()).erased_at, null);
    await close(page);
  });

  it('are not for mentors', async () => {
    const page = await programme.open('/admin/people');
    await find(page, 'heading', 'Page not found');
    await close(page);
  });

  it('pass axe and fit a phone', async () => {
    const id = await idOf('anna');
    for (const [language, width] of [
      ['fr', 1280],
      ['ar', 360],
    ] as const) {
      for (const path of ['/admin/people', `/admin/people/${id}`]) {
        const page = await open(path, { language, width });
        await page.waitForSelector('>>> :is(.person, .session)');
        await assertAccessible(page);
        if (width === 360) await assertFits(page);
        await close(page);
      }
    }
  });
});
