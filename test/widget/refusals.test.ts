import type { ProblemBody, ProblemCode } from '../../api/contract/problem.ts';
import { refusal } from '../../widget/refusals/refusal.ts';
import { load } from '../../widget/strings/languages.ts';
import { equal, ok } from './support/assert.ts';
import { json, problem, sessionFor } from './support/fake-api.ts';
import { Student } from './support/student.ts';

const weekly = { rule: 'sessions_per_week', limit: 2, used: 2, left: 0, resets_on: '2026-11-30' } as const;

describe('what a partner’s rules refuse', () => {
  let student: Student;
  beforeEach(() => {
    student = new Student();
  });
  afterEach(() => student.leave());

  it('is told as soon as the slot is chosen, above the slots', async () => {
    student.api.hold = () => problem(422, 'quota_exceeded', weekly);
    await student.open();
    await student.press('lundi 23 novembre à 09:30');
    await student.sees(
      'Sessions par semaine : 2 au plus, et vous en avez 2. Le décompte repart à zéro le lundi 30 novembre.',
    );
    await student.button('lundi 23 novembre à 09:30');
    await student.assertAccessible();
    equal(student.heard('error')[0]?.detail.problem.code, 'quota_exceeded');
  });

  it('is told where it is refused at the end', async () => {
    student.api.book = () => problem(403, 'booking_suspended', { until_date: '2026-12-04' });
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('vous pourrez de nouveau réserver à partir du vendredi 4 décembre');
    ok(student.api.to('/book').length === 1, 'one try');
  });

  it('is told of a session that can no longer be cancelled', async () => {
    const session_date = new Date(Date.now() + 3_600_000).toISOString();
    const session = sessionFor({ session_date, duration_minutes: 30, subject: 'Mon mémoire' });
    student.api.sessions = () => json(200, { sessions: [session], next_cursor: null });
    student.api.change = () => problem(409, 'cancellation_closed', { cutoff_minutes: 2880 });
    await student.open();
    await student.press('Mes sessions');
    await student.press(/^Annuler/);
    await student.press('Oui, annuler la session');
    await student.sees('une session s’annule ou se déplace au moins 2 jours avant son début');
  });

  const dates = { name: 'Magal', from: '2026-12-24', to: '2027-01-03' };
  const problems: readonly (readonly [ProblemCode, Partial<ProblemBody>, RegExp])[] = [
    ['quota_exceeded', weekly, /2/],
    ['quota_exceeded', { ...weekly, rule: 'minutes_per_term', limit: 600, left: 45 }, /600.*45/],
    ['booking_suspended', { until_date: '2026-12-04' }, /4/],
    ['blackout_date', { dates }, /Magal.*2026.*2027/],
    ['outside_term', { dates }, /Magal.*24/],
    ['outside_term', {}, /./],
    ['cancellation_closed', { cutoff_minutes: 90 }, /90/],
    ['own_session', {}, /./],
    ['too_soon', {}, /./],
    ['outside_availability', {}, /./],
  ];
  for (const tag of ['fr', 'en', 'pt-PT', 'ar-u-nu-latn', 'sw'])
    it(`has words for each of them in ${tag}`, async () => {
      for (const [code, members, expected] of problems) {
        const body = { type: '', title: '', status: 422, detail: '', code, ...members };
        const words = (await refusal(body, tag, load)) ?? '';
        ok(expected.test(words), words);
        ok(!/undefined|Invalid/.test(words), words);
      }
      const unknown = { type: '', title: '', status: 500, detail: '', code: 'internal_error' } as const;
      equal(await refusal(unknown, tag, load), undefined);
    });
});
