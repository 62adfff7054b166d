import type { Page } from 'puppeteer-core';
import { buildAdminIfStale } from '../../widget/build/build-admin.ts';
import { book, day, hour } from '../api/routes/scene.ts';
import { monday, startApi, type TestApi, token } from '../support/api.ts';
import { addMentor, type TestMentor } from '../support/people.ts';
import { type OpenOptions, openAdmin } from './support.ts';

/**
 * A partner with one mentor, her students and an admin, at `monday`, and pages of the admin that have the same clock.
 */
export interface Programme {
  readonly api: TestApi;
  readonly mentor: TestMentor;
  readonly anna: string;
  readonly ben: string;
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** Books Monday at a wall time of Nairobi, where the mentor is. @returns the session's id. */
  book(student: string, time: string, rest?: object): Promise<number>;
  /** A session of an hour that is over, an hour and so many days before `monday`. @returns its id. */
  addPast(daysAgo?: number, row?: object): Promise<number>;
  stop(): Promise<void>;
}

let port = 0;

export async function startProgramme(): Promise<Programme> {
  await buildAdminIfStale();
  // Where the one before was: the browser then has the scripts of the page already.
  const api = await startApi({ port });
  port = Number(new URL(api.url).port);
  const mentor = await addMentor(api, { name: 'Name of m1' });
  await api
    .knex('app_user')
    .where({ external_id: 'a1' })
    .update({ is_admin: true, timezone: 'Africa/Nairobi' });
  const anna = await token({ sub: 'anna', name: 'Änna Ŋwosu', email: 'anna@example.edu' });
  const ben = await token({ sub: 'ben', name: 'Ben Kone', email: 'ben@example.edu' });
  const first = await book(api, mentor, anna, '09:00', { subject: 'Mémoire de master' });
  return {
    api,
    mentor,
    anna,
    ben,
    open: (path, options = {}) => openAdmin(path, { url: api.url, now: monday, as: 'mentor', ...options }),
    book: async (student, time, rest = {}) => (await book(api, mentor, student, time, rest)).id,
    async addPast(daysAgo = 0, row = {}) {
      const start = monday - 2 * hour - daysAgo * day;
      const times = { starts_at: start, ends_at: start + hour, guarded_until: start + hour };
      const instants = Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, new Date(ms)]));
      const [{ id }] = await api
        .knex('mentor_session')
        .insert({ mentor_id: mentor.id, student_id: first.student_id, subject: 'Bilan', ...instants, ...row })
        .returning('id');
      return id;
    },
    stop: () => api.stop(),
  };
}
