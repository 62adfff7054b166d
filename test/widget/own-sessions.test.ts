import type { Slot } from '../../api/contract/slot.ts';
import { until } from '../support/until.ts';
import { equal, ok } from './support/assert.ts';
import { json, problem, sessionFor, slot, week } from './support/fake-api.ts';
import { pause, Student } from './support/student.ts';

const busy = (date: string, time: string): Slot => ({
  ...slot(date, time),
  available: false,
  reason: 'student_busy',
});
const marked = {
  ...week,
  slots: [slot('2026-11-23', '09:00'), busy('2026-11-23', '09:30'), ...week.slots.slice(2)],
};

describe('starts at which she has another session', () => {
  let student: Student;
  beforeEach(() => {
    student = new Student();
    student.api.slots = () => json(200, week, { ETag: '"of-all"' });
    student.api.ownSlots = () => json(200, marked);
  });
  afterEach(() => student.leave());

  /** The slot that she chose is kept; until then the draft may still be written. */
  const isHeld = () => until(() => student.root.querySelector('[role=timer]'), 'a hold');
  const told = 'lundi 23 novembre à 09:30 vous avez une session à ce moment';

  it('say so in words and cannot be picked, by pointer or key', async () => {
    await student.open();
    const button = await student.button(told);
    equal(button.textContent, '09:30 vous avez une session à ce moment');
    equal(button.getAttribute('aria-disabled'), 'true');
    ok(button.part.contains('busy'), 'the part says it too');
    button.focus();
    equal(student.root.activeElement, button, 'focus');
    button.click();
    await pause(0);
    await student.button('lundi 23 novembre à 09:00');
    equal([student.api.to('/holds'), student.heard('slot-selected')], [[], []]);
    await student.assertAccessible();
    await student.press('lundi 23 novembre à 09:00');
    await isHeld();
  });

  it('are marked when that is known; the slots do not wait for it', async () => {
    let answer: (response: Response) => void = () => {};
    student.api.ownSlots = () => new Promise((resolve) => (answer = resolve));
    await student.open();
    await student.button('lundi 23 novembre à 09:30');
    await until(() => student.api.own[0], 'a question in her name');
    (await student.button('lundi 23 novembre à 09:30')).focus();
    answer(json(200, marked));
    const button = await student.button(told);
    equal(student.root.activeElement, button, 'the focus stays');
  });

  it('are asked for in her name, and no more is sent when nothing is different', async () => {
    student.api.ownSlots = () => new Response(null, { status: 304 });
    await student.open();
    await until(() => student.api.own[0], 'a question in her name');
    const [own] = student.api.own;
    equal(own?.headers.get('if-none-match'), '"of-all"');
    equal([own?.query.get('from'), own?.query.get('timezone')], ['2026-11-23', 'Africa/Dakar']);
    await student.press('lundi 23 novembre à 09:30');
    await isHeld();
  });

  it('are not asked for where nobody can be signed in', async () => {
    student.element.getToken = undefined;
    await student.open();
    await student.button('lundi 23 novembre à 09:30');
    equal(student.api.own, []);
  });

  it('leave the list as it is when the token is refused or there is none', async () => {
    student.api.ownSlots = () => problem(401, 'unauthenticated');
    await student.open();
    await until(() => student.api.own[1], 'a second try with a fresh token');
    await student.button('lundi 23 novembre à 09:30');
    equal(student.heard('error'), []);
    student.element.close();
    student.element.getToken = () => Promise.reject(new Error('nobody'));
    student.element.token = undefined;
    await student.open();
    await student.button('lundi 23 novembre à 09:30');
    equal(student.heard('error'), []);
  });

  it('of one week never show in another that came first', async () => {
    const next = { ...week, from: '2026-11-30', to: '2026-12-06', slots: [slot('2026-12-01', '11:00')] };
    const answers: ((response: Response) => void)[] = [];
    student.api.slots = ({ query }) => json(200, query.get('from') === '2026-11-30' ? next : week);
    student.api.ownSlots = () => new Promise((resolve) => answers.push(resolve));
    await student.open();
    await student.press('Semaine suivante');
    await student.button('mardi 1 décembre à 11:00');
    await until(() => answers[1], 'two questions in her name');
    answers[0]?.(json(200, marked));
    await pause(50);
    await student.button('mardi 1 décembre à 11:00');
    answers[1]?.(json(200, { ...next, slots: [busy('2026-12-01', '11:00')] }));
    await student.button('mardi 1 décembre à 11:00 vous avez une session à ce moment');
  });

  it('are marked where she moves a session, too', async () => {
    const session_date = new Date(Date.now() + 86_400_000).toISOString();
    const session = sessionFor({ session_date, duration_minutes: 30, subject: 'Sujet' });
    student.api.sessions = () =>
      json(200, { sessions: [{ ...session, ends_at: session_date }], next_cursor: null });
    await student.open();
    await student.press('Mes sessions');
    await student.press(/^Déplacer/);
    (await student.button(told)).click();
    await student.press('lundi 23 novembre à 09:00');
    await student.button(/Déplacer au lundi 23 novembre à 09:00|lundi 23 novembre à 09:00$/);
    await student.assertAccessible();
  });

  for (const [locale, words] of [
    ['en', 'you have a session then'],
    ['pt', 'tem uma sessão a essa hora'],
    ['ar', 'لديك جلسة في هذا الوقت'],
    ['sw', 'una kikao wakati huo'],
  ] as const) {
    it(`say so in ${locale}`, async () => {
      student.element.locale = locale;
      await student.open();
      const button = await student.button(new RegExp(`09:30 ${words}$`));
      ok(button.textContent.includes(words), 'in sight');
      await student.assertAccessible();
    });
  }
});

describe('a time that the clock shows twice', () => {
  let student: Student;
  const at = (time: string, offset: string, twice = true): Slot => ({
    ...slot('2027-10-31', time),
    datetime: `2027-10-31T${time}:00${offset}`,
    ...(twice && { timezone_offset: offset }),
  });
  const night = {
    ...week,
    timezone: 'Europe/Paris',
    mentor_timezone: 'Europe/Paris',
    from: '2027-10-31',
    to: '2027-11-06',
    slots: [
      at('01:30', '+02:00', false),
      at('02:30', '+02:00'),
      at('02:30', '+01:00'),
      at('03:00', '+01:00', false),
    ],
  };
  beforeEach(() => {
    student = new Student({ timezone: 'Europe/Paris' });
    student.api.slots = () => json(200, night);
  });
  afterEach(() => student.leave());

  const texts = () => [...student.root.querySelectorAll('.slot')].map((each) => each.textContent);

  it('is listed with its offset, the others without', async () => {
    await student.open();
    await student.button('dimanche 31 octobre à 02:30 (UTC+1)');
    equal(texts(), ['01:30', '02:30 (UTC+2)', '02:30 (UTC+1)', '03:00']);
    await student.assertAccessible();
  });

  it('keeps its offset to the end: in the summary, what is sent and what was booked', async () => {
    await student.pickSlot('dimanche 31 octobre à 02:30 (UTC+1)');
    await student.sees('dimanche 31 octobre à 02:30 (UTC+1)');
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    await student.sees('dimanche 31 octobre à 02:30 (UTC+1)');
    equal(student.api.to('/book')[0]?.body.session_date, '2027-10-31T02:30:00+01:00');
  });

  it('keeps it when the other one is gone, and among alternatives', async () => {
    student.api.slots = () => json(200, { ...night, slots: night.slots.slice(2) });
    student.api.hold = () =>
      problem(409, 'slot_taken', { alternatives: [at('02:30', '+02:00') as ReturnType<typeof slot>] });
    await student.open();
    await student.press('dimanche 31 octobre à 02:30 (UTC+1)');
    await student.button('dimanche 31 octobre à 02:30 (UTC+2)');
  });

  it('is told with it in the list of her sessions', async () => {
    const session_date = new Date(Date.now() + 86_400_000).toISOString();
    const session = sessionFor({ session_date, duration_minutes: 30, subject: 'Sujet' });
    const twice = { ...session, ends_at: session_date, time: '02:30', timezone_offset: '+01:00' };
    student.api.sessions = () => json(200, { sessions: [twice], next_cursor: null });
    await student.open();
    await student.press('Mes sessions');
    await student.sees(/à 02:30 \(UTC\+1\)/);
  });

  for (const locale of ['en', 'pt', 'ar', 'sw']) {
    it(`is told with it in ${locale}`, async () => {
      student.element.locale = locale;
      await student.open();
      await student.press(/02:30 \(UTC\+1\)$/);
      await student.sees(/02:30 \(UTC\+1\)/);
      await until(() => student.root.querySelector('[role=timer]'), 'a hold');
      equal(student.dialog.dir, locale === 'ar' ? 'rtl' : 'ltr');
      await student.assertAccessible();
    });
  }
});
