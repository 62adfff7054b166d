import { operations } from '../../../api/contract/operations.ts';
import { type CallOptions, call } from '../../support/api.ts';
import { addFeed } from '../audit/admin-writes.ts';
import type { World, Write } from '../audit/world.ts';
import { writes } from '../audit/writes.ts';
import { book } from '../routes/scene.ts';

const ofMentor = async ({ mentor }: World): Promise<CallOptions> => ({ id: mentor.id });

const ofSession = async ({ api, mentor, student }: World): Promise<CallOptions> => ({
  id: (await book(api, mentor, student, '14:00')).id,
});

const ofStudent = async ({ api, student }: World): Promise<CallOptions> => ({
  id: (await call(api, operations.getAccount, { token: student })).body.id,
});

const plain = async (): Promise<CallOptions> => ({});

/** How each operation is called so that it succeeds for somebody; its token is left to the test. */
export const calls: Readonly<Record<string, Write>> = {
  ...writes,
  listMentors: plain,
  getMentor: ofMentor,
  listDirectory: async () => ({ query: { partner: 'demo' } }),
  recommendMentors: async () => ({ query: { partner: 'demo' } }),
  getRecommendation: plain,
  listCertifications: plain,
  listCertificationApplications: plain,
  listMentorCertifications: ofMentor,
  listAvailabilities: ofMentor,
  listOverrides: ofMentor,
  getSchedule: ofMentor,
  previewSchedule: async (world) => {
    const { id, body } = await (writes.replaceSchedule as Write)(world);
    return { id: id as number, body: { schedule: body, query: {} } };
  },
  listSlots: ofMentor,
  listAnySlots: async ({ mentor }) => ({ query: { mentor_ids: mentor.id } }),
  getWaitingList: plain,
  listPartnersWaitingList: plain,
  listSessions: plain,
  tableSessions: plain,
  getSession: ofSession,
  getSessionCalendar: ofSession,
  getCalendarFeed: ofMentor,
  readCalendar: async ({ api, mentor }) => {
    const { body } = await call(api, operations.getCalendarFeed, { id: mentor.id, token: mentor.token });
    return { id: /calendars\/(.+)\.ics/.exec(body.url)?.[1] as string };
  },
  listBusyFeeds: ofMentor,
  readBusyFeed: addFeed,
  listNotifications: plain,
  streamNotifications: plain,
  getNotificationPreferences: plain,
  recordEvent: async ({ mentor }) => ({ body: { partner: 'demo', mentor_id: mentor.id, type: 'open' } }),
  listZoneChanges: plain,
  getMetrics: plain,
  exportMetrics: plain,
  listPeople: plain,
  getPerson: ofStudent,
  exportPerson: ofStudent,
  getPartner: plain,
  listApiKeys: plain,
  getProgramme: plain,
  listMessages: plain,
  getMessage: async (world) => ({ id: (await (writes.resendMessage as Write)(world)).id as number }),
  listSessionMessages: ofSession,
  getMailReportAddress: plain,
  getMessaging: plain,
  listWebhooks: plain,
  listWebhookDeliveries: async (world) => ({
    id: (await (writes.deleteWebhook as Write)(world)).id as number,
  }),
  listAudit: plain,
  exportAudit: plain,
  getAccount: plain,
  getPhone: plain,
  exportAccount: plain,
  getSignInOptions: plain,
  requestSignInCode: async () => ({ body: { email: 'm1@example.edu' } }),
  signIn: async () => ({ body: { email: 'm1@example.edu', code: '000000' } }),
  issueOwnToken: plain,
  signOut: plain,
  signInToDemo: async () => ({ body: { role: 'mentor' } }),
};
