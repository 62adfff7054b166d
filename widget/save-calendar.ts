import type { Session } from '../api/contract/session.ts';
import type { Client } from './client.ts';
import { saveFile } from './save-file.ts';

/** Offers a session as a calendar file, fetched with the student's token. */
export async function saveCalendar(client: Client, { id }: Session): Promise<void> {
  const path = `/api/mentorship/sessions/${id}/calendar.ics`;
  const text = await client.json<string>(path, { isText: true, signed: true });
  saveFile(`session-${id}.ics`, 'text/calendar', text);
}
