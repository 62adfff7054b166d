import type { Session } from '../api/contract/session.ts';
import type { Client } from './client.ts';
import { saveFile } from './save-file.ts';

/** Offers a session, or the whole series that it is of, as a calendar file, fetched with the student's token. */
export async function saveCalendar(client: Client, { id, series_id }: Session): Promise<void> {
  const path = `/api/mentorship/sessions/${id}/calendar.ics${series_id ? '?scope=all' : ''}`;
  const text = await client.json<string>(path, { isText: true, signed: true });
  saveFile(`session-${id}.ics`, 'text/calendar', text);
}
