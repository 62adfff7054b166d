import type { Session } from '../api/contract/session.ts';
import type { Client } from './client.ts';

/** Offers a session as a calendar file: fetched with the token, handed over as a blob, which no policy forbids. */
export async function saveCalendar(client: Client, { id }: Session): Promise<void> {
  const path = `/api/mentorship/sessions/${id}/calendar.ics`;
  const text = await client.json<string>(path, { isText: true, signed: true });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  link.download = `session-${id}.ics`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
