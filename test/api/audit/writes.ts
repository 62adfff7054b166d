import { operations } from '../../../api/contract/operations.ts';
import { call, startApi, token } from '../../support/api.ts';
import { addMentor, bookingAt } from '../../support/people.ts';
import { startWebServer } from '../../support/web-server.ts';
import { adminToken, book, bookPast } from '../routes/scene.ts';
import { seriesAt } from '../series/scene.ts';
import { look } from '../waiting-list/scene.ts';
import { adminWrites } from './admin-writes.ts';
import type { World, Write } from './world.ts';

const rule = { day_of_week: 5, start_time: '09:00', end_time: '10:00' };

const addedRule = async ({ api, mentor }: World): Promise<number> => {
  const { body } = await call(api, operations.createAvailability, { token: mentor.token, body: rule });
  return (body as { id: number }).id;
};

const booked = async ({ api, mentor, student }: World, time: string): Promise<number> =>
  (await book(api, mentor, student, time)).id;

/** A request, made while the mentor confirms. */
async function asked({ api, mentor, student }: World, time: string): Promise<number> {
  const confirms = (requires_confirmation: boolean) =>
    call(api, operations.updateMentor, { ...mentor, body: { requires_confirmation } });
  await confirms(true);
  const session_date = `2026-11-27T${time}:00+03:00`;
  const { id } = await book(api, mentor, student, time, { session_date });
  await confirms(false);
  return id;
}

const past = async ({ api, mentor, student }: World, time: string): Promise<number> =>
  (await bookPast(api, mentor, student, time)).id;

let weeks = 0;

/** A day of a week of its own. */
const waited = () => {
  const date = new Date(Date.UTC(2026, 10, 23 + 7 * (1 + (weeks++ % 7)))).toISOString().slice(0, 10);
  return { duration_minutes: 30, from: date, to: date };
};

/** An entry of the student to which something is offered. */
async function offered({ api, mentor, student }: World): Promise<number> {
  const body = { mentor_id: mentor.id, ...waited() };
  const joined = await call(api, operations.joinWaitingList, { token: student, body });
  await look(api);
  return joined.body.id;
}

/** How each operation that writes is called with success: one for every operation that is not a GET. */
export const writes: Readonly<Record<string, Write>> = {
  createMentor: async ({ admin }) => ({
    token: admin,
    body: { external_id: 'm2', name: 'Ada', email: 'ada@example.edu', timezone: 'Africa/Nairobi' },
  }),
  updateMentor: async ({ mentor }) => ({ token: mentor.token, id: mentor.id, body: { buffer_minutes: 5 } }),
  createAvailability: async ({ mentor }) => ({ token: mentor.token, body: rule }),
  updateAvailability: async (world) => ({
    token: world.mentor.token,
    id: await addedRule(world),
    body: { end_time: '11:00' },
  }),
  deleteAvailability: async (world) => ({ token: world.mentor.token, id: await addedRule(world) }),
  putOverride: async ({ mentor }) => ({
    token: mentor.token,
    id: mentor.id,
    date: '2026-12-24',
    body: { ranges: [] },
  }),
  deleteOverride: async ({ api, mentor }) => {
    const options = { token: mentor.token, id: mentor.id, date: '2026-12-25' };
    await call(api, operations.putOverride, { ...options, body: { ranges: [] } });
    return options;
  },
  createHold: async ({ mentor, student }) => ({ token: student, id: mentor.id, body: bookingAt('16:00') }),
  holdAny: async ({ mentor, student }) => ({
    token: student,
    body: bookingAt('09:00', { mentor_ids: [mentor.id], session_date: '2026-11-24T09:00:00+03:00' }),
  }),
  bookAny: async ({ mentor, student }) => ({
    token: student,
    body: bookingAt('10:00', { mentor_ids: [mentor.id], session_date: '2026-11-24T10:00:00+03:00' }),
  }),
  deleteHold: async ({ api, mentor, student }) => {
    const hold = { token: student, id: mentor.id, body: bookingAt('16:00') };
    return { token: student, id: (await call(api, operations.createHold, hold)).body.id };
  },
  bookSession: async ({ mentor, student }) => ({ token: student, id: mentor.id, body: bookingAt('15:00') }),
  bookSeries: async ({ mentor, student }) => ({
    token: student,
    id: mentor.id,
    body: seriesAt('11:00', { session_date: '2026-11-25T11:00:00+03:00' }),
  }),
  joinWaitingList: async ({ mentor, student }) => ({
    token: student,
    body: { mentor_id: mentor.id, ...waited() },
  }),
  leaveWaitingList: async (world) => ({ token: world.student, id: await offered(world) }),
  acceptOffer: async (world) => ({ token: world.student, id: await offered(world) }),
  declineOffer: async (world) => ({ token: world.student, id: await offered(world) }),
  updateSession: async (world) => ({
    token: world.mentor.token,
    id: await booked(world, '14:00'),
    body: { notes: 'Bring the plan.' },
  }),
  cancelSession: async (world) => ({ token: world.student, id: await booked(world, '13:00') }),
  rescheduleSession: async (world) => ({
    token: world.student,
    id: await booked(world, '12:00'),
    body: { session_date: '2026-11-24T12:00:00+03:00' },
  }),
  acceptSession: async (world) => ({ token: world.mentor.token, id: await asked(world, '10:00') }),
  declineSession: async (world) => ({
    token: world.mentor.token,
    id: await asked(world, '11:00'),
    body: { reason: 'Away.' },
  }),
  completeSession: async (world) => ({ token: world.mentor.token, id: await past(world, '09:00') }),
  markNoShow: async (world) => ({ token: world.mentor.token, id: await past(world, '10:30') }),
  reviewSession: async (world) => {
    const id = await past(world, '12:30');
    await call(world.api, operations.completeSession, { token: world.mentor.token, id });
    return { token: world.student, id, body: { rating: 5 } };
  },
  replaceProgramme: async ({ admin }) => ({
    token: admin,
    body: { sessions_per_week: 20 },
    headers: { 'If-Match': '*' },
  }),
  ...adminWrites,
  reopenSession: async (world) => {
    const options = { token: world.mentor.token, id: await past(world, '16:00') };
    await call(world.api, operations.completeSession, options);
    return options;
  },
  readNotification: async (world) => {
    await booked(world, '11:30');
    const list = await call(world.api, operations.listNotifications, { token: world.mentor.token });
    return { token: world.mentor.token, id: list.body.notifications[0]?.id as number };
  },
};

/** Operations that are no GET and leave no entry, with the reason. */
export const unaudited: Readonly<Record<string, string>> = {
  recordEvent: 'counts a step of the funnel: it is nobody’s change and tells of no person',
  requestSignInCode: 'a step of signing in, by somebody who is not known yet',
  signIn: 'a step of signing in; it changes nothing that a partner has',
  issueOwnToken: 'a step of signing in; it changes nothing that a partner has',
  signOut: 'forgets one browser; it changes nothing that a partner has',
  signInToDemo: 'a step of signing in, of the demo only',
  previewSchedule: 'computes and changes nothing',
  readBusyFeed: 'does at once what a job does every ten minutes',
};

/** An API with a mentor, a student and an admin; stop both when done. */
export async function makeWorld(): Promise<World> {
  const web = await startWebServer();
  const api = await startApi({ ownOrigins: [web.origin] });
  const [mentor, student, admin] = [await addMentor(api), await token({ sub: 's1' }), await adminToken()];
  return { api, mentor, student, admin, web };
}

export async function endWorld({ api, web }: World): Promise<void> {
  await api.stop();
  web.stop();
}
