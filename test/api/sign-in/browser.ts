import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { OwnToken } from '../../../api/contract/sign-in.ts';
import { sendSignInCode } from '../../../api/jobs/send-sign-in-code.ts';
import { call, type Reply, type TestApi, tokenSecret } from '../../support/api.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Runs the jobs that mail codes, as the worker does. @returns what was mailed. */
export async function mailedCodes(api: TestApi): Promise<Mail[]> {
  const { rows } = await api.knex.raw(
    `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
      WHERE t.id = j.task_id AND t.identifier = 'send-sign-in-code' RETURNING j.payload, j.id`,
  );
  const mails: Mail[] = [];
  const post = async (mail: Mail): Promise<void> => void mails.push(mail);
  for (const { payload } of rows.sort((a: { id: number }, b: { id: number }) => a.id - b.id)) {
    await sendSignInCode({ knex: api.knex, post, tokenSecret, now: api.now }, payload);
  }
  return mails;
}

/** A code and the Cookie header of the browser that it is good in. */
export interface AskedCode {
  readonly code: string;
  readonly cookie: string;
}

/** Asks for a code in a browser with this Cookie header. @returns what came by mail, and its header from then on. */
export async function askForCode(api: TestApi, email: string, before = ''): Promise<AskedCode> {
  const headers: Record<string, string> = before ? { Cookie: before } : {};
  const asked = await call(api, operations.requestSignInCode, { body: { email }, headers });
  assert.equal(asked.status, 202);
  const mails = await mailedCodes(api);
  const code = /\d{6,10}/.exec(mails.at(-1)?.subject ?? '')?.[0] ?? assert.fail(`no code for ${email}`);
  return { code, cookie: cookieOf(asked) };
}

/** Six other digits. */
export const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** The Cookie header that a browser would send after this answer. */
export const cookieOf = (reply: Reply<unknown>): string =>
  reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/** Signs a browser in by mail. @returns its Cookie header. */
export async function signedInBrowser(api: TestApi, email: string): Promise<string> {
  const { code, cookie } = await askForCode(api, email);
  const reply = await call(api, operations.signIn, { body: { email, code }, headers: { Cookie: cookie } });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return cookieOf(reply);
}

export const askToken = (api: TestApi, cookie: string, headers = {}): Promise<Reply<OwnToken>> =>
  call(api, operations.issueOwnToken, { headers: { Cookie: cookie, ...headers } });
