import { until } from '../support/until.ts';
import { equal, ok } from './support/assert.ts';
import { json, mentor, problem, slot, week } from './support/fake-api.ts';
import { Student } from './support/student.ts';

describe('step 1, the slots', () => {
  let student: Student;
  beforeEach(() => {
    student = new Student();
  });
  afterEach(() => student.leave());

  it('shows the slots by date, each named with its whole date and time', async () => {
    await student.open();
    await student.button('mardi 24 novembre à 14:00');
    const days = [...student.root.querySelectorAll('section')].map((day) => [
      day.querySelector('h3')?.textContent,
      [...day.querySelectorAll('button')].map((button) => button.textContent),
    ]);
    equal(days, [
      ['lundi 23 novembre', ['09:00', '09:30', '10:00']],
      ['mardi 24 novembre', ['14:00']],
    ]);
    await student.sees('Dakar (UTC+0)');
    await student.sees('Awa Diop');
    await student.assertAccessible();
  });

  it('asks for the zone of the student and shows the times as the API told them', async () => {
    student.element.timezone = 'Pacific/Auckland';
    const far = { ...slot('2026-11-24', '22:00'), datetime: '2026-11-24T22:00:00+13:00' };
    student.api.slots = () => json(200, { ...week, timezone: 'Pacific/Auckland', slots: [far] });
    await student.open();
    await student.button('mardi 24 novembre à 22:00');
    equal(student.api.to('/available-slots', 'GET')[0]?.query.get('timezone'), 'Pacific/Auckland');
    await student.sees('Auckland (UTC+13) · mentor à Dakar (UTC+0)');
  });

  it('tells both offsets as they are when a slot begins, also where the clocks change in between', async () => {
    const change = { timezone_offset: '+00:00', mentor_timezone_offset: '+02:00' };
    const answer = {
      ...week,
      mentor_timezone: 'Europe/Paris',
      mentor_timezone_offset: '+01:00',
      clock_changes: [{ datetime: '2026-11-24T00:00:00+00:00', ...change }],
    };
    student.api.slots = () => json(200, answer);
    await student.open();
    await student.sees('Dakar (UTC+0) · mentor à Paris (UTC+1, UTC+2)');
    await student.press('lundi 23 novembre à 09:00');
    await student.sees(/mentor à Paris \(UTC\+1\)/);
    await student.press('Changer de créneau');
    await student.press('mardi 24 novembre à 14:00');
    await student.sees(/mentor à Paris \(UTC\+2\)/);
    await student.assertAccessible();
  });

  it('claims no offset of the mentor for a slot outside the list', async () => {
    student.api.slots = () =>
      json(200, { ...week, mentor_timezone: 'Europe/Paris', mentor_timezone_offset: '+01:00' });
    student.api.hold = () => problem(409, 'slot_taken', { alternatives: [slot('2027-04-05', '09:00')] });
    await student.open();
    await student.press('lundi 23 novembre à 09:00');
    await student.button('lundi 5 avril à 09:00');
    student.api.hold = () => new Promise(() => {});
    await student.press('lundi 5 avril à 09:00');
    await student.sees(/mentor à Paris(?! \()/);
  });

  it('asks once for the slots and once for the mentor', async () => {
    await student.open();
    await student.button(/09:00/);
    equal(student.api.to('/available-slots', 'GET').length, 1);
    const [asked, ...more] = student.api.to('/mentors', 'GET');
    equal([asked?.query.get('ids'), more.length], ['42', 0]);
  });

  it('shows a skeleton in a dialog of the same size while the slots are read', async () => {
    let go = () => {};
    const wait = new Promise<void>((resolve) => {
      go = resolve;
    });
    student.api.slots = async () => {
      await wait;
      return json(200, week);
    };
    await student.open();
    await student.sees('Chargement des créneaux');
    await student.assertAccessible();
    const { height } = student.dialog.getBoundingClientRect();
    go();
    await student.button(/09:00/);
    equal(student.dialog.getBoundingClientRect().height, height);
  });

  it('turns the weeks, but not before today', async () => {
    await student.open();
    await student.button(/09:00/);
    ok(student.buttons('Semaine précédente')[0]?.disabled, 'no week before today');
    student.api.slots = ({ query }) =>
      json(200, { ...week, from: query.get('from'), to: '2026-12-06', slots: [slot('2026-12-01', '08:00')] });
    await student.press('Semaine suivante');
    await student.button('mardi 1 décembre à 08:00');
    equal(student.api.to('/available-slots', 'GET')[1]?.query.get('from'), '2026-11-30');
    await student.press('Semaine précédente');
    await until(() => student.api.to('/available-slots', 'GET').length === 3, 'a third request');
    equal(student.api.to('/available-slots', 'GET')[2]?.query.get('from'), '2026-11-23');
  });

  it('leads from an empty week to the next slot', async () => {
    student.api.slots = ({ query }) =>
      query.get('from')
        ? json(200, { ...week, from: '2026-12-07', to: '2026-12-13', slots: [slot('2026-12-07', '08:00')] })
        : json(200, { ...week, slots: [], next_available: '2026-12-07' });
    await student.open();
    await student.sees('Aucun créneau cette semaine');
    await student.assertAccessible();
    await student.press(/Prochain créneau : lundi 7 décembre/);
    await student.button('lundi 7 décembre à 08:00');
  });

  it('lists the slots for another duration and books that one', async () => {
    await student.open();
    await student.press('1 h');
    await until(() => student.api.to('/available-slots', 'GET')[1], 'a second request');
    equal(student.api.to('/available-slots', 'GET')[1]?.query.get('duration'), '60');
    await student.press('lundi 23 novembre à 09:00');
    equal((await student.field(/Durée/)).value, '60');
  });

  it('says that the slots could not be read and tries again when told', async () => {
    student.api.slots = () => new TypeError('Failed to fetch');
    await student.open();
    await student.sees('Les créneaux n’ont pas pu être chargés.');
    await student.assertAccessible();
    student.api.slots = () => json(200, week);
    await student.press('Réessayer');
    await student.button(/09:00/);
  });

  it('tells the page of a problem', async () => {
    student.api.slots = () => problem(404, 'not_found');
    await student.open();
    await until(() => student.heard('error')[0], 'an error event');
    equal(student.heard('error')[0]?.detail.problem.code, 'not_found');
  });

  it('has the times told in the zone of the mentor when nobody knows that of the browser', async () => {
    student.element.timezone = 'Mars/Olympus';
    student.api.slots = ({ query }) =>
      query.get('timezone')
        ? problem(422, 'invalid_request', { errors: [{ pointer: '/timezone', detail: 'no such zone' }] })
        : json(200, week);
    await student.open();
    await student.button('lundi 23 novembre à 09:00');
    await student.sees('Dakar (UTC+0)');
    equal(student.heard('error').length, 0, 'errors told');
  });

  it('is one tab stop, which moves with the arrow keys', async () => {
    await student.open();
    const first = await student.button('lundi 23 novembre à 09:00');
    const stops = () =>
      [...student.root.querySelectorAll<HTMLElement>('.slot')].filter(({ tabIndex }) => tabIndex === 0);
    await until(() => stops().length === 1, 'one tab stop');
    first.focus();
    first.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    equal(
      stops().map((slot) => slot.getAttribute('aria-label')),
      ['lundi 23 novembre à 09:30'],
    );
  });

  it('disables the trigger of a mentor who takes no bookings before anybody clicks, and says why', async () => {
    student.leave();
    student = new Student();
    student.api.mentor = () => json(200, { ...mentor, is_available: false });
    const trigger = student.root.querySelector<HTMLButtonElement>('.trigger') as HTMLButtonElement;
    await until(() => trigger.disabled && trigger.title, 'a disabled trigger that says why');
    ok(trigger.title.includes('ne prend pas de réservations'), 'the reason');
    equal(getComputedStyle(trigger).opacity, '0.5');
    student.api.mentor = () => json(200, mentor);
    student.element.mentorId = 43;
    await until(() => !trigger.disabled && !trigger.title, 'a trigger for the next mentor');
  });

  it('disables the trigger of a mentor who takes no bookings any more', async () => {
    await student.open();
    await student.button(/09:00/);
    student.element.close();
    student.api.mentor = () => json(200, { ...mentor, is_available: false });
    student.api.slots = () => json(200, { ...week, slots: [], next_available: null });
    await student.open();
    await student.sees('ne prend pas de réservations');
    ok(student.root.querySelector<HTMLButtonElement>('.trigger')?.disabled, 'a disabled trigger');
  });

  it('moves between the slots with the arrow keys', async () => {
    await student.open();
    (await student.button('lundi 23 novembre à 09:00')).focus();
    const press = (key: string) =>
      student.root.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    const here = () => student.root.activeElement?.getAttribute('aria-label');
    press('ArrowRight');
    equal(here(), 'lundi 23 novembre à 09:30');
    press('End');
    equal(here(), 'mardi 24 novembre à 14:00');
    press('ArrowUp');
    ok(here()?.startsWith('lundi'), 'a slot of Monday');
    press('Home');
    equal(here(), 'lundi 23 novembre à 09:00');
  });
});
