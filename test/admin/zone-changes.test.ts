import { pino } from 'pino';
import { findZoneChanges } from '../../api/jobs/find-zone-changes.ts';
import { monday } from '../support/api.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { says, show } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe('the clocks that changed, on the admin page', () => {
  let programme: Programme;

  before(async () => {
    programme = await startProgramme();
    const { knex } = programme.api;
    // Told by data of before Morocco left +01, in which her wall shows an hour more.
    await knex('mentor_session').update({
      told_zone_data: '2025b',
      student_told_zone: 'Africa/Casablanca',
      student_told_time: '2026-11-23T07:00',
    });
    await findZoneChanges({ knex, clock: () => monday, log: pino({ level: 'silent' }) });
  });
  after(() => programme.stop());

  it('are told to the partner with the sessions, the times that were told and those of now', async () => {
    for (const [language, width] of [
      ['en', 1280],
      ['ar', 360],
    ] as const) {
      const page = await programme.open('/admin/programme/sessions', {
        as: 'partner_admin',
        language,
        width,
      });
      await page.locator('>>> details.message summary').click();
      await show(page, 'details.message a', ['Name of m1 · Änna Ŋwosu']);
      if (language === 'en') await says(page, 'Änna Ŋwosu: told 07:00, now 06:00 (Casablanca)');
      await assertAccessible(page);
      if (width === 360) await assertFits(page);
      await close(page);
    }
  });

  it('are nothing that a mentor is shown', async () => {
    const page = await programme.open('/admin/sessions');
    await show(page, '.session .times', ['09:00–09:30']);
    await show(page, 'admin-zone-changes', []);
    await close(page);
  });
});
