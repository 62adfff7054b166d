import { until } from '../support/until.ts';
import { equal, ok } from './support/assert.ts';
import { json, problem, sessionFor, slot } from './support/fake-api.ts';
import { pause, Student } from './support/student.ts';

describe('steps 2 and 3, the details and the booking', () => {
  let student: Student;
  beforeEach(() => {
    student = new Student();
  });
  afterEach(() => student.leave());

  it('books with what was chosen and typed, and tells the page', async () => {
    await student.pickSlot();
    await student.fillIn();
    await student.sees('Gardé pour vous');
    await student.assertAccessible();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    await student.assertAccessible();
    const [sent] = student.api.to('/book');
    equal(sent?.body, {
      session_date: '2026-11-23T09:30:00+00:00',
      duration_minutes: 30,
      subject: 'Mon mémoire',
      description: 'Chapitre deux',
      hold_id: 11,
      timezone: 'Africa/Dakar',
      locale: 'fr',
    });
    ok(sent?.headers.get('idempotency-key'), 'an idempotency key');
    ok(sent?.headers.get('authorization')?.startsWith('Bearer '), 'a bearer token');
    equal(student.heard('booked')[0]?.detail.session.id, 7);
    equal(sessionStorage.length, 0, 'drafts left');
  });

  it('says of a request that its mentor answers first, and where it will be held', async () => {
    student.api.book = ({ body }) =>
      json(201, { ...sessionFor(body), status: 'requested', mode: 'in_person', place: 'Salle B12' });
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('Demande envoyée');
    await student.sees('quand votre mentor aura accepté');
    await student.sees('Salle B12');
    ok(!student.dialog.textContent?.includes('C’est réservé'), 'nothing is booked yet');
  });

  it('closes by itself and gives the focus back to the trigger', async () => {
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    await until(() => student.heard('close').length, 'a closed dialog');
    equal(document.activeElement?.localName, 'mentor-booking');
    equal(student.root.activeElement?.className, 'trigger');
    equal(student.heard('close').length, 1);
  });

  it('stays open while the pointer moves inside', async () => {
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    student.dialog.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    await pause(2300);
    ok(student.dialog.open, 'an open dialog');
  });

  it('sends one request for a double click', async () => {
    student.api.book = async ({ body }) => {
      await pause(50);
      return json(201, sessionFor(body));
    };
    await student.pickSlot();
    await student.fillIn();
    const confirm = await student.button('Confirmer la réservation');
    confirm.click();
    confirm.click();
    confirm.form?.requestSubmit();
    await student.sees('C’est réservé !');
    equal(student.api.to('/book').length, 1);
  });

  it('keeps the button disabled until there is a subject', async () => {
    await student.pickSlot();
    const confirm = () => student.buttons('Confirmer la réservation')[0] as HTMLButtonElement;
    ok(confirm().disabled, 'a disabled button');
    await student.type(/Sujet/, '   ');
    await pause(20);
    ok(confirm().disabled, 'a disabled button');
    await student.type(/Sujet/, 'Mon mémoire');
    await student.button('Confirmer la réservation');
  });

  it('shows the faults that the API found at their fields', async () => {
    student.api.book = () =>
      problem(422, 'invalid_request', { errors: [{ pointer: '/subject', detail: 'must not be a poem' }] });
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('À corriger : must not be a poem');
    const field = await student.field(/Sujet/);
    equal(field.getAttribute('aria-invalid'), 'true');
    equal(student.root.activeElement === field, true, 'focus at the field');
    await student.assertAccessible();
  });

  it('keeps the text and offers other slots when the slot was taken', async () => {
    student.api.book = () =>
      problem(409, 'slot_taken', {
        timezone: 'Africa/Dakar',
        alternatives: [slot('2026-11-23', '10:00', 60), slot('2026-11-24', '14:00')],
      });
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('Ce créneau vient d’être pris.');
    await student.assertAccessible();
    equal(student.api.to('/available-slots', 'GET').length, 2, 'lists of slots');
    const first = student.api.to('/book')[0]?.headers.get('idempotency-key');
    student.api.book = ({ body }) => json(201, sessionFor(body));
    await student.press('mardi 24 novembre à 14:00');
    equal((await student.field(/Sujet/)).value, 'Mon mémoire');
    equal((await student.field(/Description/)).value, 'Chapitre deux');
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    const second = student.api.to('/book')[1];
    equal(second?.body.session_date, '2026-11-24T14:00:00+00:00');
    ok(second?.headers.get('idempotency-key') !== first, 'a new key');
  });

  it('offers other slots when the hold finds the slot taken', async () => {
    student.api.hold = () =>
      problem(409, 'slot_held', { timezone: 'Africa/Dakar', alternatives: [slot('2026-11-23', '10:00')] });
    await student.pickSlot();
    await student.sees('Quelqu’un est en train de réserver ce créneau.');
    await student.button('lundi 23 novembre à 10:00');
  });

  it('goes on without a hold when that fails for another reason', async () => {
    student.api.hold = () => problem(503, 'unavailable');
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    equal(student.api.to('/book')[0]?.body.hold_id, undefined);
  });

  it('goes back to the slots when the time is past, and keeps the text', async () => {
    student.api.book = () => problem(422, 'in_past');
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('Ce créneau est déjà passé.');
    await student.press('mardi 24 novembre à 14:00');
    equal((await student.field(/Sujet/)).value, 'Mon mémoire');
  });

  it('disables the durations that do not fit and says why', async () => {
    await student.pickSlot('lundi 23 novembre à 10:00');
    const options = [...((await student.field(/Durée/)) as unknown as HTMLSelectElement).options];
    equal(
      options.map(({ text, disabled }) => [text.replace(/\s/g, ' '), disabled]),
      [
        ['30 min', false],
        ['1 h', false],
        ['1 h 30 min (trop long pour ce créneau)', true],
        ['2 h (trop long pour ce créneau)', true],
      ],
    );
  });

  it('holds the slot for the duration that is booked, and lets go when the student goes back', async () => {
    await student.pickSlot();
    await student.type(/Durée/, '60');
    await until(() => student.api.to('/holds').length === 2, 'a second hold');
    equal(student.api.to('/holds')[1]?.body.duration_minutes, 60);
    await pause(30);
    await student.press('Changer de créneau');
    await until(() => student.api.to('/holds/11', 'DELETE')[0], 'a released hold');
    const selected = await student.button('lundi 23 novembre à 09:30');
    equal(selected.part.value.trim(), 'slot selected');
  });

  it('asks for another hold, once, when the first has run out', async () => {
    const briefly = student.api.hold;
    student.api.hold = ({ body }) =>
      json(201, { id: 11, mentor_id: 42, ...body, expires_at: new Date(Date.now() + 1900).toISOString() });
    await student.pickSlot();
    await student.sees('Gardé pour vous');
    student.api.hold = briefly;
    await until(() => student.api.to('/holds').length === 2, 'a second hold');
    await student.sees(/Gardé pour vous 4:5\d/);
  });

  it('says that the hold has run out when it cannot be renewed, and books all the same', async () => {
    student.api.hold = ({ body }) =>
      json(201, { id: 11, mentor_id: 42, ...body, expires_at: new Date(Date.now() + 1900).toISOString() });
    await student.pickSlot();
    await student.sees('Gardé pour vous');
    student.api.hold = () => new TypeError('Failed to fetch');
    await student.sees('n’est plus gardé pour vous');
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
  });

  it('offers the session as a calendar file, fetched with the token', async () => {
    let offered: HTMLAnchorElement | undefined;
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      offered = this;
    };
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.press('Ajouter au calendrier');
    await until(() => offered, 'a file');
    HTMLAnchorElement.prototype.click = click;
    equal([offered?.download, offered?.protocol], ['session-7.ics', 'blob:']);
    ok(student.api.to('/sessions/7/calendar.ics', 'GET')[0]?.headers.get('authorization'), 'a token');
  });

  it('does not book when the page cancels before', async () => {
    const cancel = (event: Event) => event.preventDefault();
    student.element.addEventListener('mentor-booking-before-book', cancel);
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await until(() => student.heard('before-book').length, 'a question to the page');
    equal(student.heard('before-book')[0]?.detail.booking.subject, 'Mon mémoire');
    student.element.removeEventListener('mentor-booking-before-book', cancel);
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    equal(student.api.to('/book').length, 1);
  });

  it('counts the funnel without saying who', async () => {
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    const events = await until(() => {
      const found = student.api.to('/events').flatMap(({ body }) => body.events);
      return found.some(({ type }) => type === 'booked') && found;
    }, 'the events');
    const types = new Set(events.map(({ type }) => type));
    for (const type of ['open', 'slot_selected', 'booked']) ok(types.has(type), type);
    for (const event of events) equal(event, { partner: 'demo', mentor_id: 42, type: event.type });
  });
});
