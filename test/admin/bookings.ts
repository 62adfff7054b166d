import assert from 'node:assert/strict';
import type { Session } from '../../api/contract/session.ts';
import type { SlotList } from '../../api/contract/slot.ts';
import { DEFAULT_DEMO_PARTNER_SECRET } from '../../api/env.ts';
import { demoToken } from '../../demo/token.ts';
import { sharedProduct } from './support.ts';

/** A token of a person of the demo university. */
export const demoPerson = (sub: string, role: 'student' | 'mentor' | 'partner_admin' = 'student') =>
  demoToken({ sub, role }, { secret: DEFAULT_DEMO_PARTNER_SECRET, now: Date.now() });

/** Books the first free start of a mentor of the demo, as a student of the test's own. */
export async function bookNext(mentorId: number, student = 'books-in-tests'): Promise<Session> {
  const { url } = await sharedProduct();
  const slots = (await (
    await fetch(`${url}/api/mentors/${mentorId}/available-slots?days=30`)
  ).json()) as SlotList;
  const [slot] = slots.slots;
  assert.ok(slot, 'the mentor has free time');
  const response = await fetch(`${url}/api/mentors/${mentorId}/book`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await demoPerson(student)}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      session_date: slot.datetime,
      duration_minutes: slots.durations[0],
      subject: 'Orientation',
    }),
  });
  assert.equal(response.status, 201, await response.clone().text());
  return response.json() as Promise<Session>;
}
