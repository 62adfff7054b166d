import type { App } from './app.ts';
import { saveFile } from './sessions/session-words.ts';

/** Reads a table from the API and hands it over as a file; tells what went wrong. */
export async function saveCsv(app: App, path: string, name: string): Promise<void> {
  try {
    const text = await app.client.get<string>(path, { isText: true });
    // The mark by which spreadsheets know UTF-8: reading the answer as text has taken it away.
    saveFile(name, 'text/csv;charset=utf-8', `\ufeff${text.replace(/^\ufeff/, '')}`);
  } catch (error) {
    app.fail(error);
  }
}
