import type { Session } from '../../api/contract/session.ts';
import { Client } from '../../widget/client.ts';
import { until } from '../support/until.ts';
import { equal, ok } from './support/assert.ts';
import { FakeApi, json, problem, sessionFor } from './support/fake-api.ts';
import { Student, tokenOf } from './support/student.ts';

describe('a line that drops and a token that ends', () => {
  let student: Student;
  beforeEach(() => {
    student = new Student();
  });
  afterEach(() => {
    student.leave();
    Reflect.deleteProperty(navigator, 'onLine');
  });

  const offline = () => Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  const keys = () => student.api.to('/book').map(({ headers }) => headers.get('idempotency-key'));

  it('sends the same request again until there is an answer, and never says that it failed', async () => {
    let tries = 0;
    student.api.book = ({ body }) =>
      ++tries < 2 ? new TypeError('Failed to fetch') : json(201, sessionFor(body));
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('Nous vérifions votre réservation');
    await student.assertAccessible();
    ok(!student.root.querySelector('[role=alert]'), 'no error');
    await student.sees('C’est réservé !');
    equal(keys().length, 2);
    equal(keys()[0], keys()[1], 'keys');
    equal(student.api.to('/book')[0]?.body, student.api.to('/book')[1]?.body, 'bodies');
  });

  it('books once when the line drops before, during and after the request', async () => {
    const booked = new Map<string, Session>();
    let tries = 0;
    student.api.book = ({ headers, body }) => {
      const key = headers.get('idempotency-key') as string;
      if (++tries === 1) return new TypeError('the request never left');
      if (!booked.has(key)) booked.set(key, sessionFor(body));
      const whole = JSON.stringify(booked.get(key));
      if (tries === 2) return new Response(whole.slice(0, 20), { status: 201 });
      if (tries === 3) return new TypeError('the answer was lost');
      return new Response(whole, { status: 201, headers: { 'Idempotency-Replayed': 'true' } });
    };
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await until(() => {
      ok(!student.root.querySelector('[role=alert]'), 'no error while the outcome is open');
      dispatchEvent(new Event('online'));
      return student.text.includes('C’est réservé !');
    }, 'a booked session');
    equal([tries, booked.size, new Set(keys()).size], [4, 1, 1], 'tries, bookings and keys');
    equal(student.heard('error').length, 0, 'errors told');
  });

  it('takes the page of a proxy for an open outcome, whatever its status', async () => {
    let tries = 0;
    student.api.book = ({ body }) =>
      ++tries < 2
        ? new Response('<h1>Please sign in to this network</h1>', { status: 403 })
        : json(201, sessionFor(body));
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('Nous vérifions votre réservation');
    await student.sees('C’est réservé !');
    equal(keys()[0], keys()[1], 'keys');
  });

  it('takes a 503 for an open outcome too', async () => {
    let tries = 0;
    student.api.book = ({ body }) =>
      ++tries < 2 ? problem(503, 'unavailable') : json(201, sessionFor(body));
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    equal(keys()[0], keys()[1], 'keys');
  });

  it('says that it is offline and sends when the line is back', async () => {
    await student.pickSlot();
    await student.fillIn();
    offline();
    student.api.book = () => new TypeError('Failed to fetch');
    await student.press('Confirmer la réservation');
    await student.sees('Vous êtes hors ligne');
    Reflect.deleteProperty(navigator, 'onLine');
    student.api.book = ({ body }) => json(201, sessionFor(body));
    dispatchEvent(new Event('online'));
    await student.sees('C’est réservé !');
  });

  it('waits as long as a 429 asks for', async () => {
    let tries = 0;
    student.api.book = ({ body }) =>
      ++tries < 2
        ? json(429, { code: 'rate_limited', status: 429 }, { 'Retry-After': '1' })
        : json(201, sessionFor(body));
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('Nouvel envoi dans 1 s');
    await student.sees('C’est réservé !');
    equal(keys()[0], keys()[1], 'keys');
  });

  it('asks for a token again once when it was refused', async () => {
    student.api.book = ({ headers, body }) =>
      headers.get('authorization')?.includes(tokenOf('student-1', 2))
        ? json(201, sessionFor(body))
        : problem(401, 'unauthenticated');
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
    equal(student.tokens, 2);
    equal(keys()[0], keys()[1], 'keys');
  });

  it('asks to sign in when the second token was refused too, and keeps the text', async () => {
    student.api.book = () => problem(401, 'unauthenticated');
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('Connectez-vous à votre compte pour réserver.');
    equal(student.tokens, 2);
    equal(student.heard('error').at(-1)?.detail.problem.code, 'unauthenticated');
    equal((await student.field(/Sujet/)).value, 'Mon mémoire');
  });

  it('asks to sign in when the page gives no token', async () => {
    student.element.getToken = undefined;
    await student.pickSlot();
    await student.sees('Connectez-vous à votre compte pour réserver.');
    equal(student.heard('error')[0]?.detail.problem.code, 'unauthenticated');
    equal(student.api.to('/holds').length, 0);
    student.element.getToken = async () => tokenOf('student-1');
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('C’est réservé !');
  });

  it('finds draft and key again after a reload while the outcome was open', async () => {
    student.api.book = () => new TypeError('Failed to fetch');
    await student.pickSlot();
    await student.fillIn();
    await student.press('Confirmer la réservation');
    await student.sees('Nous vérifions');
    const [key] = keys();
    const kept = { ...sessionStorage };
    student.leave();

    const reloaded = new Student();
    Object.assign(sessionStorage, kept);
    await reloaded.open();
    await reloaded.sees('C’est réservé !');
    equal(reloaded.api.to('/book')[0]?.headers.get('idempotency-key'), key, 'key');
    equal(reloaded.api.to('/book')[0]?.body.subject, 'Mon mémoire');
    reloaded.leave();
  });

  it('shows nobody what another student typed', async () => {
    await student.pickSlot();
    await student.sees('Gardé pour vous');
    await student.fillIn();
    const kept = { ...sessionStorage };
    equal(Object.keys(kept).filter((name) => name.includes(':demo:')).length, 1, 'drafts');
    student.leave();

    const other = new Student();
    Object.assign(sessionStorage, kept);
    other.element.getToken = async () => tokenOf('student-2');
    await other.pickSlot();
    await other.sees('Gardé pour vous');
    equal((await other.field(/Sujet/)).value, '');
    other.leave();
  });

  it('gives up on one request after a while', async () => {
    const api = new FakeApi();
    api.install();
    api.mentor = () => new Promise(() => {});
    const client = new Client(api.origin, async () => '', 20);
    const failure = await client.getMentor('42').then(
      () => undefined,
      (error: Error) => error,
    );
    api.restore();
    equal(failure?.name, 'AbortError');
  });
});
