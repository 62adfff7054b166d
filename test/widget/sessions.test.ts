import type { Session } from '../../api/contract/session.ts';
import { until } from '../support/until.ts';
import { equal, ok } from './support/assert.ts';
import { json, problem, type Sent, sessionFor, slot, week } from './support/fake-api.ts';
import { Student } from './support/student.ts';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

function session(id: number, days: number, more: Partial<Session> = {}): Session {
  const session_date = inDays(days);
  const body = { session_date, duration_minutes: 30, subject: `Sujet ${id}` };
  return { ...sessionFor(body), id, ends_at: session_date, ...more };
}

describe('my sessions', () => {
  let student: Student;
  const list = [
    session(3, 2),
    session(2, 1),
    session(1, -3, { status: 'completed' }),
    session(4, -5, { status: 'cancelled', cancel_reason: 'Malade' }),
  ];
  beforeEach(() => {
    student = new Student();
    student.api.sessions = () => json(200, { sessions: list, next_cursor: null });
  });
  afterEach(() => student.leave());

  const cards = (part: string) =>
    [...student.root.querySelectorAll(`.${part} .card`)].map(
      (card) => /Sujet \d/.exec(card.textContent)?.[0],
    );

  async function show(): Promise<void> {
    await student.open();
    await student.press('Mes sessions');
    await student.sees('Passées et annulées');
  }

  async function rate(count: number): Promise<void> {
    const star = `[role=radiogroup] [aria-label="${count} sur 5"]`;
    (await until(() => student.root.querySelector<HTMLInputElement>(star), `${count} stars`)).click();
  }

  it('shows those to come, the next first, and those that are past', async () => {
    await show();
    equal(cards('coming'), ['Sujet 2', 'Sujet 3']);
    equal(cards('past'), ['Sujet 1', 'Sujet 4']);
    await student.sees('Malade');
    await student.assertAccessible();
    equal(student.root.activeElement?.id, 'title', 'focus');
    equal(student.api.to('/mentorship/sessions', 'GET')[0]?.query.get('as'), 'student');
    await student.press('Réserver une session');
    await student.button('lundi 23 novembre à 09:00');
  });

  it('has what waits for its mentor among those to come, marked, with its place', async () => {
    const asked = session(5, 3, { status: 'requested', mode: 'in_person', place: 'Salle B12' });
    student.api.sessions = () => json(200, { sessions: [asked, ...list], next_cursor: null });
    await show();
    equal(cards('coming'), ['Sujet 2', 'Sujet 3', 'Sujet 5']);
    const [waiting] = [...student.root.querySelectorAll('.coming .card')].slice(-1);
    ok(/Demandée/.test(waiting?.textContent ?? ''), 'its mark');
    ok(/Salle B12/.test(waiting?.textContent ?? ''), 'its place');
  });

  it('leads to what she is told, in a tab of its own, where the API says by which address', async () => {
    await show();
    const link = () => student.root.querySelector<HTMLAnchorElement>('.mine > .actions a');
    equal(link(), null);
    await student.leave();
    student = new Student();
    const preferences_url = 'https://mentors.example/m/p1.0.0.1.x';
    student.api.sessions = () => json(200, { sessions: list, next_cursor: null, preferences_url });
    await show();
    equal(link()?.href, preferences_url);
    equal(link()?.rel, 'noopener noreferrer');
    equal(link()?.target, '_blank');
    equal(link()?.textContent, 'E-mails et rappels');
    await student.assertAccessible();
  });

  it('shows the wall times that the API sent, whatever the browser makes of the instant', async () => {
    const wall = { date: '2031-03-30', time: '23:30', end_time: '01:00' };
    const far = session(2, 1, { ...wall, timezone: 'Africa/Dakar' });
    const other = session(3, 1, { ...wall, timezone: 'Pacific/Kiritimati' });
    student.api.sessions = () => json(200, { sessions: [far, other], next_cursor: null });
    await student.open();
    await student.press('Mes sessions');
    await student.button('Annuler: dimanche 30 mars 2031 à 23:30');
    await student.button('Annuler: dimanche 30 mars 2031 à 23:30 (Kiritimati)');
    equal(student.api.to('/mentorship/sessions', 'GET')[0]?.query.get('timezone'), 'Africa/Dakar');
  });

  it('leaves the zone to the API when it does not know the browser’s', async () => {
    const bad = problem(422, 'invalid_request', { errors: [{ pointer: '/timezone', detail: 'no zone' }] });
    student.api.slots = () => new TypeError('Failed to fetch');
    student.element.timezone = 'Mars/Olympus Mons';
    student.api.sessions = ({ query }) =>
      query.has('timezone') ? bad.clone() : json(200, { sessions: list, next_cursor: null });
    student.api.change = () => json(200, { ...list[1], status: 'cancelled' });
    await show();
    const asked = student.api.to('/mentorship/sessions', 'GET').map(({ query }) => query.get('timezone'));
    equal(asked, ['Mars/Olympus Mons', null]);
    await student.press(/^Annuler/);
    await student.press('Oui, annuler la session');
    await student.sees('La session est annulée.');
    equal(student.api.to('/cancel')[0]?.query.has('timezone'), false);
  });

  it('is not offered to somebody who is not signed in', async () => {
    student.element.getToken = undefined;
    await student.open();
    await student.button(/09:00/);
    equal(student.buttons('Mes sessions').length, 0);
  });

  it('asks before it cancels, and sends the reason', async () => {
    student.api.change = ({ body }) =>
      json(200, { ...list[1], status: 'cancelled', cancel_reason: body.reason });
    await show();
    await student.press(/^Annuler/);
    await student.type(/Motif/, 'Examen');
    equal(student.api.to('/cancel').length, 0, 'requests before she said yes');
    await student.assertAccessible();
    await student.press('Oui, annuler la session');
    await student.sees('La session est annulée.');
    const [sent] = student.api.to('/sessions/2/cancel');
    equal(sent?.query.get('timezone'), 'Africa/Dakar');
    equal(sent?.body, { reason: 'Examen' });
    ok(sent?.headers.get('idempotency-key'), 'a key');
    equal(cards('coming'), ['Sujet 3']);
  });

  it('says why a session cannot be cancelled any more', async () => {
    student.api.change = () => problem(409, 'session_past');
    await show();
    await student.press(/^Annuler/);
    await student.press('Oui, annuler la session');
    await student.sees('Cette session a déjà commencé.');
    equal(student.heard('error')[0]?.detail.problem.code, 'session_past');
  });

  it('moves a session to another free slot', async () => {
    const sent: Sent[] = [];
    student.api.change = (request) => {
      sent.push(request);
      return sent.length === 1
        ? problem(409, 'slot_taken', {
            timezone: 'Africa/Dakar',
            alternatives: [slot('2026-11-24', '16:00')],
          })
        : json(200, { ...list[1], session_date: request.body.session_date });
    };
    await show();
    await student.press(/^Déplacer/);
    await student.press('lundi 23 novembre à 09:30');
    await student.assertAccessible();
    await student.press('Déplacer au lundi 23 novembre à 09:30');
    await student.sees('Ce créneau vient d’être pris.');
    await student.press('mardi 24 novembre à 16:00');
    await student.press('Déplacer au mardi 24 novembre à 16:00');
    await student.sees('Session déplacée : mardi 24 novembre à 16:00');
    equal(sent[1]?.path, '/api/mentorship/sessions/2/reschedule');
    equal(sent[1]?.body.session_date, '2026-11-24T16:00:00+00:00');
  });

  it('keeps a move going while the line drops', async () => {
    let tries = 0;
    student.api.change = () => (++tries < 2 ? new TypeError('Failed to fetch') : json(200, list[1]));
    await show();
    await student.press(/^Déplacer/);
    await student.press('lundi 23 novembre à 09:30');
    await student.press('Déplacer au lundi 23 novembre à 09:30');
    await student.sees('Nous vérifions');
    dispatchEvent(new Event('online'));
    await student.sees('Session déplacée');
    const keys = student.api.to('/reschedule').map(({ headers }) => headers.get('idempotency-key'));
    equal([keys.length, new Set(keys).size], [2, 1], 'requests and keys');
  });

  it('reviews what is completed, with stars and a comment, once', async () => {
    student.api.change = () => json(201, { session_id: 1, rating: 4, comment: null, created_at: inDays(0) });
    await show();
    equal(student.buttons(/^Donner mon avis/).length, 1);
    await student.press(/^Donner mon avis/);
    ok(student.buttons('Envoyer mon avis')[0]?.disabled, 'nothing to send without a rating');
    await rate(4);
    await student.type(/Commentaire/, 'Merci');
    await student.assertAccessible();
    await student.press('Envoyer mon avis');
    await student.sees('Merci pour votre avis !');
    equal(student.api.to('/sessions/1/review')[0]?.body, { rating: 4, comment: 'Merci' });
    equal(student.buttons(/^Donner mon avis/).length, 0);
    await student.sees('Votre note · 4 sur 5');
    equal(student.root.querySelectorAll('.given .on').length, 4, 'stars');
    await student.assertAccessible();
  });

  const review = { rating: 2, comment: 'Trop court', created_at: inDays(-1) };

  it('shows a review that was given, and asks for no other', async () => {
    const sessions = [session(1, -3, { status: 'completed', review }), session(5, -4, { status: 'no_show' })];
    student.api.sessions = () => json(200, { sessions, next_cursor: null });
    await show();
    await student.sees('Votre note · 2 sur 5');
    await student.sees('Trop court');
    equal(student.root.querySelectorAll('.given').length, 1, 'reviews');
    equal(student.buttons(/^Donner mon avis/).length, 0);
  });

  it('shows the review that was given on another device', async () => {
    student.api.change = ({ method }) =>
      method === 'GET' ? json(200, { ...list[2], review }) : problem(409, 'already_reviewed');
    await show();
    await student.press(/^Donner mon avis/);
    await rate(5);
    await student.press('Envoyer mon avis');
    await student.sees('Votre note · 2 sur 5');
    await student.sees('Vous avez déjà donné votre avis.');
    equal(student.buttons(/avis/).length, 0, 'buttons for a review');
  });

  it('says that the list could not be read, and reads it when told', async () => {
    student.api.sessions = () => new TypeError('Failed to fetch');
    await student.open();
    await student.press('Mes sessions');
    await student.sees('Vos sessions n’ont pas pu être chargées.');
    await student.assertAccessible();
    student.api.sessions = () => json(200, { sessions: [], next_cursor: null });
    await student.press('Réessayer');
    await student.sees('Vous n’avez pas encore de session.');
  });

  for (const locale of ['en', 'pt', 'ar', 'sw']) {
    it(`is accessible and whole in ${locale}`, async () => {
      student.element.locale = locale;
      student.api.slots = () => json(200, week);
      await student.open();
      await student.button(/09:00/);
      (student.root.querySelector('footer .link') as HTMLButtonElement).click();
      await until(
        () => cards('past').length === 2 || student.root.querySelectorAll('.card')[3],
        'four cards',
      );
      await student.assertAccessible();
      ok(!student.text.includes('undefined'), 'every string');
    });
  }
});
