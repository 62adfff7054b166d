import assert from 'node:assert/strict';
import { until } from '../support/until.ts';
import { demoPerson } from './bookings.ts';
import { sharedProduct } from './support.ts';

/** The code of the latest mail to an address, once it is there. */
export async function mailedCode(email: string, before?: string): Promise<string> {
  const { url } = await sharedProduct();
  return until(async () => {
    const response = await fetch(`${url}/dev/mail`, { headers: { Accept: 'application/json' } });
    const { mails } = (await response.json()) as { mails: { to: string; subject: string }[] };
    const code = /\d{6}/.exec(mails.find(({ to }) => to === email)?.subject ?? '')?.[0];
    return code !== before && code;
  }, `a mail to ${email}`);
}

/** A new mentor of the demo, without hours. @returns her address. */
export async function newMentor(external_id: string): Promise<string> {
  const { url } = await sharedProduct();
  const email = `${external_id}@example.edu`;
  const admin = await demoPerson('a1', 'partner_admin');
  const response = await fetch(`${url}/api/mentors`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ external_id, name: `Mentor ${external_id}`, email, timezone: 'Africa/Dakar' }),
  });
  assert.equal(response.status, 201, await response.text());
  return email;
}
