import { operations } from '../../../api/contract/operations.ts';
import { phoneCode } from '../../../api/secrets/sign-in-code.ts';
import { type CallOptions, call, token, tokenSecret } from '../../support/api.ts';
import { addMentor, bookingAt } from '../../support/people.ts';
import { calendar, event } from '../domain/ics/calendar-files.ts';
import type { World, Write } from './world.ts';

const meeting = calendar(...event('DTSTART:20261123T060000Z', 'DURATION:PT1H', 'SUMMARY:Plans'));

let count = 0;

const newMentor = async ({ api }: World): Promise<number> =>
  (await addMentor(api, { external_id: `m-${++count}` })).id;

/** Somebody of whom nothing hangs on, known by her first token. @returns her token and id. */
async function newPerson({ api }: World): Promise<{ token: string; id: number }> {
  const signed = await token({ sub: `p-${++count}` });
  const { body } = await call(api, operations.getAccount, { token: signed });
  return { token: signed, id: body.id };
}

/** Gives a calendar at an address of its own. */
function newFeed({ web }: World): { url: string } {
  web.give(meeting);
  return { url: `${web.origin}/${++count}.ics` };
}

export async function addFeed(world: World): Promise<CallOptions> {
  const { api, mentor } = world;
  const options = { token: mentor.token, id: mentor.id, body: newFeed(world) };
  const { body } = await call(api, operations.createBusyFeed, options);
  return { token: mentor.token, id: body.id };
}

async function removeOldSecrets({ api, admin }: World): Promise<void> {
  const { body } = await call(api, operations.getPartner, { token: admin });
  // The world's tokens are signed with the first: what goes is the one after it.
  if (body.secrets.length > 1) await call(api, operations.removeSecret, { token: admin, id: 2 });
}

async function newKey({ api, admin }: World): Promise<number> {
  const body = { name: 'Timetable', scopes: ['metrics'] };
  return (await call(api, operations.createApiKey, { token: admin, body })).body.id;
}

async function newWebhook({ api, admin, web }: World): Promise<CallOptions> {
  const body = { url: `${web.origin}/hook`, types: ['session.booked'] };
  return { token: admin, id: (await call(api, operations.createWebhook, { token: admin, body })).body.id };
}

async function newDelivery(world: World): Promise<CallOptions> {
  const options = await newWebhook(world);
  return { ...options, id: (await call(world.api, operations.testWebhook, options)).body.id };
}

/** A message about a session of a mentor of its own. */
async function newMessage(world: World): Promise<CallOptions> {
  const { api, admin, student } = world;
  const id = await newMentor(world);
  const booked = await call(api, operations.bookSession, { id, token: student, body: bookingAt('15:30') });
  const { body } = await call(api, operations.listMessages, {
    token: admin,
    query: { session_id: booked.body.id },
  });
  await call(api, operations.cancelSession, { id: booked.body.id, token: student, body: {} });
  return { token: admin, id: body.messages[0]?.id ?? 0 };
}

/** A certification of the world's partner, which its mentor may or may not have. */
async function newCertification({ api, admin, mentor }: World): Promise<CallOptions> {
  const body = { name: `Tutor ${++count}` };
  const made = await call(api, operations.createCertification, { token: admin, body });
  return { token: admin, id: mentor.id, certification: made.body.id };
}

/** A report that mail to somebody came back. */
async function newBounce({ api, admin }: World, sub: number | string): Promise<CallOptions> {
  const { url } = (await call(api, operations.getMailReportAddress, { token: admin })).body;
  const report = `Final-Recipient: rfc822; ${sub}@example.edu\nAction: failed\nStatus: 5.1.1\n`;
  return { id: url.slice(url.lastIndexOf('/') + 1), body: { report } };
}

/** How the operations of the admin page that write are called with success. */
export const adminWrites: Readonly<Record<string, Write>> = {
  importMentors: async ({ admin }) => ({
    token: admin,
    body: { csv: `external_id,name,email,timezone\ni-${++count},Ada,ada@example.edu,UTC\n` },
  }),
  inviteMentor: async (world) => ({ token: world.admin, id: await newMentor(world) }),
  deactivateMentor: async (world) => ({ token: world.admin, id: await newMentor(world) }),
  activateMentor: async (world) => {
    const options = { token: world.admin, id: await newMentor(world) };
    await call(world.api, operations.deactivateMentor, options);
    return options;
  },
  replaceRecommendation: async ({ admin }) => ({ token: admin, body: { goal: 50 } }),
  createCertification: async ({ admin }) => ({ token: admin, body: { name: `Tutor ${++count}` } }),
  grantCertification: newCertification,
  withdrawCertification: async (world) => {
    const options = await newCertification(world);
    await call(world.api, operations.grantCertification, options);
    return options;
  },
  applyForCertification: async (world) => ({
    ...(await newCertification(world)),
    token: world.mentor.token,
    body: { note: 'Ten years of teaching.' },
  }),
  declineCertification: async (world) => {
    const options = await newCertification(world);
    const body = { note: 'Ten years of teaching.' };
    await call(world.api, operations.applyForCertification, { ...options, token: world.mentor.token, body });
    return options;
  },
  replaceSchedule: async ({ api, mentor }) => {
    const options = { token: mentor.token, id: mentor.id };
    const { body, headers } = await call(api, operations.getSchedule, options);
    return { ...options, body, headers: { 'If-Match': headers.get('etag') as string } };
  },
  renewCalendarFeed: async ({ mentor }) => ({ token: mentor.token, id: mentor.id }),
  createBusyFeed: async (world) => ({
    token: world.mentor.token,
    id: world.mentor.id,
    body: newFeed(world),
  }),
  deleteBusyFeed: addFeed,
  readAllNotifications: async ({ mentor }) => ({ token: mentor.token }),
  replaceNotificationPreferences: async ({ api, mentor }) => {
    const options = { token: mentor.token };
    return { ...options, body: (await call(api, operations.getNotificationPreferences, options)).body };
  },
  updatePartner: async ({ admin }) => ({ token: admin, body: { timezone: 'Africa/Dakar' } }),
  createSecret: async (world) => {
    await removeOldSecrets(world);
    return { token: world.admin };
  },
  removeSecret: async (world) => {
    await removeOldSecrets(world);
    await call(world.api, operations.createSecret, { token: world.admin });
    return { token: world.admin, id: 2 };
  },
  createApiKey: async ({ admin }) => ({ token: admin, body: { name: 'Timetable', scopes: ['metrics'] } }),
  revokeApiKey: async (world) => ({ token: world.admin, id: await newKey(world) }),
  createWebhook: async ({ admin, web }) => ({
    token: admin,
    body: { url: `${web.origin}/hook`, types: ['session.booked'] },
  }),
  updateWebhook: async (world) => ({ ...(await newWebhook(world)), body: { state: 'disabled' } }),
  deleteWebhook: newWebhook,
  testWebhook: newWebhook,
  rotateWebhookSecret: newWebhook,
  redeliverSince: async (world) => ({
    ...(await newWebhook(world)),
    body: { since: '2026-11-01T00:00:00Z' },
  }),
  redeliver: newDelivery,
  resendMessage: newMessage,
  renewMailReportAddress: async ({ admin }) => ({ token: admin }),
  reportMail: async (world) => {
    await newPerson(world);
    return newBounce(world, `p-${count}`);
  },
  useMailAgain: async (world) => {
    const { id } = await newPerson(world);
    await call(world.api, operations.reportMail, await newBounce(world, `p-${count}`));
    return { token: world.admin, id };
  },
  replaceMessaging: async ({ admin }) => ({ token: admin, body: { reminder_minutes: [60] } }),
  setPhone: async ({ api, admin, mentor }) => {
    const sms = { provider: 'africas_talking', username: 'u', api_key: 'k' } as const;
    const body = { reminder_minutes: [60], gateway: { sms } };
    await call(api, operations.replaceMessaging, { token: admin, body });
    return { token: mentor.token, body: { phone_number: '+254 722 000 111' } };
  },
  confirmPhone: async ({ api, mentor }) => {
    const { body: account } = await call(api, operations.getAccount, { token: mentor.token });
    const [userId, phoneNumber, seed] = [account.id, '+254722000111', Buffer.alloc(16)];
    const asked = { asked: 1, asked_since: new Date(api.now), expires_at: new Date(api.now + 60_000) };
    await api
      .knex('phone_code')
      .insert({ user_id: userId, phone_number: phoneNumber, seed, tries_left: 5, ...asked })
      .onConflict('user_id')
      .merge();
    return { token: mentor.token, body: { code: phoneCode(tokenSecret, { userId, phoneNumber, seed }) } };
  },
  removePhone: async ({ mentor }) => ({ token: mentor.token }),
  updateAccount: async ({ mentor }) => ({ token: mentor.token, body: { locale: 'sw' } }),
  signOutEverywhere: async ({ mentor }) => ({ token: mentor.token }),
  eraseAccount: async (world) => ({
    token: (await newPerson(world)).token,
    body: { confirm: 'erase' },
  }),
  erasePerson: async (world) => ({
    token: world.admin,
    id: (await newPerson(world)).id,
    body: { confirm: 'erase' },
  }),
};
