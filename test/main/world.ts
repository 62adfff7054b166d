import type { Knex } from 'knex';
import { defaultSettings } from '../../api/contract/mentor.ts';
import type { Session } from '../../api/contract/session.ts';
import { connectDatabase } from '../../api/database/connect.ts';
import { addPartner, token } from '../support/api.ts';

const dayMs = 24 * 60 * 60_000;

/** Noon UTC in so many days. */
export const noonIn = (days: number): number =>
  Math.floor(Date.now() / dayMs) * dayMs + days * dayMs + dayMs / 2;

/** A token that is good now and for an hour. */
export const tokenNow = (claims: { sub?: string; role?: string } = {}): Promise<string> => {
  const iat = Math.floor(Date.now() / 1000);
  return token({ ...claims, iat, exp: iat + 3600 });
};

export interface World {
  readonly knex: Knex;
  readonly mentorId: number;
  readonly mentorToken: string;
}

/** The partner `demo` and a mentor who is open day and night, put straight into a database. */
export async function makeWorld(databaseUrl: string): Promise<World> {
  const knex = connectDatabase({ url: databaseUrl, poolSize: 3 });
  const partnerId = await addPartner(knex, 'demo');
  const mentorId = await addMentorRow(knex, partnerId, 'm1');
  return { knex, mentorId, mentorToken: await tokenNow({ sub: 'm1', role: 'mentor' }) };
}

/** A mentor with sessions of 30 and 60 minutes at any hour, UTC. @returns her id. */
export async function addMentorRow(knex: Knex, partnerId: number, externalId: string): Promise<number> {
  const [user] = await knex('app_user')
    .insert({
      partner_id: partnerId,
      external_id: externalId,
      name: `Mentor ${externalId}`,
      email: `${externalId}@example.edu`,
      timezone: 'Africa/Dakar',
    })
    .returning('id');
  const [mentor] = await knex('mentor')
    .insert({
      partner_id: partnerId,
      user_id: user.id,
      name: `Mentor ${externalId}`,
      timezone: 'Africa/Dakar',
      ...defaultSettings,
      durations: [30, 60],
    })
    .returning('id');
  await knex('mentor_availability').insert({
    mentor_id: mentor.id,
    rrule: 'FREQ=DAILY',
    dtstart: '2026-01-01',
    start_time: '00:00',
    end_time: '24:00',
  });
  return mentor.id;
}

export interface Wanted {
  readonly mentorId: number;
  readonly startsAt: number;
  readonly token: string;
  readonly minutes?: number;
}

/** Books over HTTP; a connection that breaks is an answer too: status 0. */
export async function bookAt(
  url: string,
  { mentorId, startsAt, token: bearer, minutes = 30 }: Wanted,
): Promise<{ status: number; body: Session }> {
  const sent = {
    session_date: new Date(startsAt).toISOString(),
    duration_minutes: minutes,
    subject: 'Orientation',
  };
  return post(url, `/api/mentors/${mentorId}/book`, bearer, sent);
}

/** Posts JSON; a connection that breaks is an answer too: status 0. */
export async function post(
  url: string,
  path: string,
  bearer: string,
  body: unknown,
): Promise<{ status: number; body: Session }> {
  try {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Session };
  } catch {
    return { status: 0, body: {} as Session };
  }
}
