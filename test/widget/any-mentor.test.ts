import { until } from '../support/until.ts';
import { equal } from './support/assert.ts';
import { json, mentor, week } from './support/fake-api.ts';
import { Student } from './support/student.ts';

describe('any mentor with a subject', () => {
  let student: Student;
  beforeEach(() => {
    student = new Student({ subject: 'Mathématiques' });
    student.element.mentorId = undefined;
    student.element.setAttribute('timezone', 'Africa/Dakar');
  });
  afterEach(() => student.leave());

  it('lists, holds and books without a mentor, and says who it is', async () => {
    const expires_at = new Date(Date.now() + 300_000).toISOString();
    const ada = { id: 7, name: 'Ada Lovelace' };
    student.api.hold = ({ body }) => json(201, { id: 11, mentor_id: 7, mentor: ada, ...body, expires_at });
    await student.pickSlot();
    await student.sees('avec Ada Lovelace');
    await student.fillIn();
    await student.press(/Confirmer/);
    await until(() => student.heard('booked')[0], 'the booking');
    const [listed] = student.api.to('/api/available-slots', 'GET');
    equal([listed?.query.get('mentor_subject'), listed?.query.get('partner')], ['Mathématiques', 'demo']);
    const sent = ['/api/holds', '/api/book'].map(
      (path) => student.api.to(path)[0]?.body as Record<string, unknown>,
    );
    equal(
      sent.map((body) => body?.mentor_subject),
      ['Mathématiques', 'Mathématiques'],
    );
    equal(student.api.sent.filter(({ path }) => path.startsWith('/api/mentors')).length, 0);
    await student.assertAccessible();
  });
});

describe('a mentor who is away', () => {
  let student: Student;
  beforeEach(() => {
    student = new Student();
  });
  afterEach(() => student.leave());

  it('offers her stand-in, whose slots one press shows', async () => {
    const away = { paused_until: '2026-12-07', stand_in: { mentor_id: 43, name: 'Ada Lovelace' }, slots: [] };
    student.api.slots = ({ path }) => json(200, path.includes('/42/') ? { ...week, ...away } : week);
    student.api.mentor = ({ query }) => json(200, { ...mentor, id: Number(query.get('ids')) });
    await student.open();
    await student.sees('de retour lundi 7 décembre');
    await student.press('Réserver plutôt avec Ada Lovelace');
    await student.press('lundi 23 novembre à 09:30');
    await student.field(/Sujet/);
    await until(() => student.api.to('/api/mentors/43/holds')[0], 'a hold with her');
  });
});
