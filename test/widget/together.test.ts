import { until } from '../support/until.ts';
import { equal } from './support/assert.ts';
import { json, mentor } from './support/fake-api.ts';
import { pause, Student } from './support/student.ts';

/** What several elements of a page ask and tell together. */
describe('elements that share a page', () => {
  let student: Student;
  const others: HTMLElement[] = [];
  const add = (id: string) => {
    const element = document.createElement('mentor-booking');
    element.setAttribute('partner', 'demo');
    element.setAttribute('mentor-id', id);
    element.apiUrl = student.api.origin;
    document.body.append(element);
    others.push(element);
    return element;
  };
  const asked = () => student.api.to('/mentors', 'GET').map(({ query }) => query.get('ids'));
  const told = () =>
    student.api.to('/events').map(({ body }) => body.events.map((event: { type: string }) => event.type));

  beforeEach(() => {
    dispatchEvent(new Event('pagehide'));
    student = new Student();
  });
  afterEach(async () => {
    for (const element of others.splice(0)) element.remove();
    student.leave();
    // A dialog says that it closed in a task of its own, and sends what was counted.
    await pause(50);
  });
  const seen = () => until(() => asked().length, 'a trigger in view');

  it('ask once for all the mentors that come into view together, each once', async () => {
    const all = [41, 42, 43].map((id) => ({ ...mentor, id, is_available: id !== 43 }));
    student.api.mentor = () => json(200, all);
    const trigger = (element: HTMLElement) =>
      element.shadowRoot?.querySelector('button') as HTMLButtonElement;
    const [first, , third] = [add('41'), add('42'), add('43'), add('nobody')];
    await until(() => trigger(third as HTMLElement).disabled, 'a disabled trigger');
    equal(trigger(first as HTMLElement).disabled, false);
    equal(
      asked().map((ids) => ids?.split(',').sort().join()),
      ['41,42,43'],
    );
  });

  it('hand the answer on to the dialog', async () => {
    await seen();
    await student.open();
    await student.sees('avec Awa Diop');
    equal(asked(), ['42']);
  });

  it('can be used while a mentor of theirs is unknown', async () => {
    student.api.mentor = () => json(200, []);
    await student.open();
    await student.button(/09:00/);
  });

  it('tell the steps of a booking in one request that needs no preflight', async () => {
    await seen();
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await until(() => told().length, 'events');
    equal(told(), [['view', 'open', 'slot_selected', 'booked']]);
    const [sent] = student.api.to('/events');
    equal([...(sent?.headers.keys() ?? [])], []);
    equal(sent?.body.events[0], { partner: 'demo', mentor_id: 42, type: 'view' });
  });

  it('tell what was seen when the dialog closes', async () => {
    await seen();
    await student.open();
    equal(told(), []);
    student.element.close();
    await until(() => told().length, 'events');
    equal(told(), [['view', 'open']]);
  });

  for (const type of ['visibilitychange', 'pagehide']) {
    it(`tell it at ${type}, once`, async () => {
      await seen();
      equal(told(), []);
      dispatchEvent(new Event(type));
      dispatchEvent(new Event(type));
      equal(told(), [['view']]);
    });
  }

  it('tell at most twenty steps at once', async () => {
    for (let id = 1; id <= 25; id++)
      add(String(id)).setAttribute('style', 'position: fixed; inset: 0 auto auto 0');
    const ids = () => new Set(asked().flatMap((each) => each?.split(',')));
    await until(() => ids().size === 26, 'all of them to be in view');
    dispatchEvent(new Event('pagehide'));
    equal(
      told().map((types) => types.length),
      [20, 6],
    );
  });
});
