import { until } from '../support/until.ts';
import { equal, ok } from './support/assert.ts';
import { json, occurrenceAt, problem, seriesFor } from './support/fake-api.ts';
import { Student } from './support/student.ts';

describe('a session that comes back', () => {
  let student: Student;
  beforeEach(() => {
    student = new Student();
  });
  afterEach(() => student.leave());

  const choose = async (rhythm = '1', count = '3') => {
    await student.press('Répéter cette session…');
    await student.type(/^Répéter/, rhythm);
    await student.type(/Nombre de sessions/, count);
  };
  const dates = () =>
    [...student.root.querySelectorAll('.series li')].map(({ textContent }) =>
      textContent.trim().replace(/\s+/g, ' '),
    );
  const sent = () => student.api.to('/series').filter(({ body }) => !body.dry_run);

  it('shows its dates before and what was booked after, with one request and one event', async () => {
    await student.pickSlot();
    await student.fillIn();
    await choose();
    await student.sees('Toutes ces dates sont libres.');
    await until(() => dates()[2], 'three dates');
    equal(dates()[1], 'lundi 30 novembre à 09:30 libre');
    await student.assertAccessible();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    await student.sees(/lundi 23 novembre à 09:30.*lundi 30 novembre à 09:30.*lundi 7 décembre à 09:30/);
    await student.assertAccessible();
    const [{ body, headers } = {}] = sent();
    equal([body.every_weeks, body.count, body.mode, body.hold_id], [1, 3, 'all', 11]);
    ok(headers?.get('idempotency-key'), 'an idempotency key');
    equal([sent().length, student.api.to('/book')], [1, []]);
    const { session, sessions } = student.heard('booked')[0]?.detail ?? {};
    equal([session.id, sessions.length], [7, 3]);
    equal(sessionStorage.length, 0, 'drafts left');
  });

  it('says which dates are not free, and books the others', async () => {
    student.api.series = ({ body }) => {
      const sessions = seriesFor(body);
      const occurrences = sessions.map((each, index) => ({
        ...occurrenceAt(each),
        state: index === 1 ? 'taken' : 'free',
        code: index === 1 ? 'slot_taken' : null,
      }));
      const booked = { series_id: 5, sessions: sessions.toSpliced(1, 1), skipped: [occurrences[1]] };
      return body.dry_run ? json(200, { occurrences, timezone: 'x' }) : json(201, booked);
    };
    await student.pickSlot();
    await student.fillIn();
    await choose('2');
    await student.sees('Dates libres : 2 sur 3. Le reste ne sera pas réservé.');
    equal(dates()[1], 'lundi 7 décembre à 09:30 déjà pris');
    await student.assertAccessible();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    await student.sees(/lundi 23 novembre.*lundi 21 décembre/);
    ok(!student.text.includes('lundi 7 décembre'), 'no date that was skipped');
    equal(sent()[0]?.body.mode, 'free');
  });

  it('cannot be booked where no date is free, and then can be booked once', async () => {
    student.api.series = ({ body }) => {
      const occurrences = seriesFor(body).map((each) => ({
        ...occurrenceAt(each),
        state: 'closed',
        code: 'outside_term',
      }));
      return json(200, { occurrences, timezone: 'x' });
    };
    await student.pickSlot();
    await student.fillIn();
    await choose();
    await student.sees('Aucune de ces dates n’est libre.');
    equal(student.buttons('Confirmer la réservation')[0]?.disabled, true);
    await student.type(/^Répéter/, '0');
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    equal([student.api.to('/book').length, sent()], [1, []]);
  });

  it('shows how the dates stand when one was taken meanwhile', async () => {
    const free = student.api.series;
    student.api.series = (asked) => {
      if (asked.body.dry_run) return free(asked);
      const occurrences = seriesFor(asked.body).map((each, index) => ({
        ...occurrenceAt(each),
        state: index === 2 ? ('taken' as const) : ('free' as const),
        code: null,
      }));
      return problem(409, 'series_conflict', { occurrences });
    };
    await student.pickSlot();
    await student.fillIn();
    await choose();
    await student.press('Confirmer la réservation');
    await student.sees('Dates libres : 2 sur 3.');
    await student.sees('Rien n’a été réservé');
    student.api.series = free;
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    equal(
      sent().map(({ body }) => body.mode),
      ['all', 'free'],
    );
    ok(new Set(sent().map(({ headers }) => headers.get('idempotency-key'))).size === 2, 'two keys');
  });

  it('is still chosen after a reload, and sent again with the same key where the line was lost', async () => {
    await student.pickSlot();
    await student.fillIn();
    await choose('1', '5');
    await student.sees('Toutes ces dates sont libres.');
    await until(() => student.root.querySelector('[role=timer]'), 'a hold');
    const draft = Object.entries(sessionStorage);
    const before = student;
    student = new Student();
    before.leave();
    student.api.install();
    for (const [name, value] of draft) sessionStorage.setItem(name, value);
    await student.open();
    await student.sees('Toutes ces dates sont libres.');
    equal([dates().length, (await student.field(/Nombre de sessions/)).value], [5, '5']);
    const free = student.api.series;
    let tries = 0;
    student.api.series = (asked) =>
      !asked.body.dry_run && ++tries === 1 ? new TypeError('lost') : free(asked);
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    const keys = sent().map(({ headers }) => headers.get('idempotency-key'));
    equal([keys.length, new Set(keys).size], [2, 1]);
  });

  for (const [locale, open, told] of [
    ['en', 'Repeat this session…', 'All these dates are free.'],
    ['pt', 'Repetir esta sessão…', 'Todas estas datas estão livres.'],
    ['ar', 'تكرار هذه الجلسة…', 'كل هذه المواعيد متاحة.'],
    ['sw', 'Rudia kikao hiki…', 'Tarehe hizi zote ziko wazi.'],
  ] as const) {
    it(`is offered in ${locale}`, async () => {
      student.element.locale = locale;
      await student.open();
      await student.press(/09:30/);
      await student.press(open);
      const select = await until(
        () => student.root.querySelector<HTMLSelectElement>('.series select'),
        'a choice',
      );
      select.value = '1';
      select.dispatchEvent(new Event('change'));
      await student.sees(told);
      await student.assertAccessible();
    });
  }
});
