import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { call, type TestApi } from '../../support/api.ts';
import { adminToken } from '../routes/scene.ts';

/** Sets where the partner's sessions take place. */
export async function meetAt(api: TestApi, meeting: object): Promise<void> {
  const options = { token: await adminToken(), body: { reminder_minutes: [], meeting } };
  const { status, body } = await call(api, operations.replaceMessaging, options);
  assert.equal(status, 200, JSON.stringify(body));
}

/** The session as one person reads it, by a token that is good for the whole day of the tests. */
export async function read(api: TestApi, token: string, { id }: Pick<Session, 'id'>): Promise<Session> {
  const { status, body } = await call(api, operations.getSession, { token, id });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** What the button of a page does: POST, and no step further. */
export const enter = (link: string | null): Promise<Response> =>
  fetch(link ?? '', { method: 'POST', redirect: 'manual', body: new URLSearchParams() });

/** Goes in, and must be let in. @returns the address of the room. */
export async function roomOf(link: string | null): Promise<URL> {
  const response = await enter(link);
  assert.equal(response.status, 303, await response.text());
  return new URL(response.headers.get('location') ?? '');
}
