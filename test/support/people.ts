import assert from 'node:assert/strict';
import type { CreateMentor } from '../../api/contract/mentor.ts';
import { operations } from '../../api/contract/operations.ts';
import { call, type TestApi, token } from './api.ts';

export interface TestMentor {
  readonly id: number;
  readonly token: string;
}

/** A mentor created through the API, open 09:00 to 17:00 on every weekday in her zone unless told otherwise. */
export async function addMentor(
  api: TestApi,
  {
    external_id = 'm1',
    hours = [['09:00', '17:00']],
    days = [0, 1, 2, 3, 4],
    ...settings
  }: MentorOptions = {},
): Promise<TestMentor> {
  const admin = await token({ sub: 'a1', role: 'partner_admin' });
  const created = await call(api, operations.createMentor, {
    token: admin,
    body: {
      external_id,
      name: `Mentor ${external_id}`,
      email: `${external_id}@example.edu`,
      timezone: 'Africa/Nairobi',
      ...settings,
    },
  });
  assert.equal(created.status, 201, JSON.stringify(created.body));
  const mentorToken = await token({ sub: external_id, role: 'mentor' });
  const availabilities = days.flatMap((day_of_week) =>
    hours.map(([start_time, end_time]) => ({ day_of_week, start_time, end_time })),
  );
  const replaced = await call(api, operations.createAvailability, {
    token: mentorToken,
    body: { availabilities },
  });
  assert.equal(replaced.status, 201, JSON.stringify(replaced.body));
  return { id: created.body.id, token: mentorToken };
}

type MentorOptions = Partial<CreateMentor> & {
  readonly hours?: readonly (readonly [string, string])[];
  readonly days?: readonly number[];
};

/** The body of a booking on Monday 2026-11-23 at a wall time of Nairobi (UTC+3). */
export const bookingAt = (time: string, rest: object = {}) => ({
  session_date: `2026-11-23T${time}:00+03:00`,
  duration_minutes: 30,
  subject: 'Orientation',
  ...rest,
});
