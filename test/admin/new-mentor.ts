import assert from 'node:assert/strict';
import { demoPerson } from './bookings.ts';
import { sharedProduct } from './support.ts';

/** The code of the latest mail to an address, once it is there. */
export async function mailedCode(email: string, before?: string): Promise<string> {
  const { url } = await sharedProduct();
  for (
    const end = Date.now() + 15_000;
    Date.now() < end;
    await new Promise((done) => setTimeout(done, 100))
  ) {
    const response = await fetch(`${url}/dev/mail`, { headers: { Accept: 'application/json' } });
    const { mails } = (await response.json()) as { mails: { to: string; subject: string }[] };
    const code = /\d{6}/.exec(mails.find(({ to }) => to === email)?.subject ?? '')?.[0];
    if (code && code !== before) return code;
  }
  return assert.fail(`no mail to ${email}`);
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
