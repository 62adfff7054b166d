import { saveFile } from '../save-file.ts';
import type { App } from './app.ts';

/** Reads a table from the API at `path?query` and hands it over as a file; tells what went wrong. */
export async function saveCsv(app: App, path: string, asked: string, name: string): Promise<void> {
  try {
    const query = new URLSearchParams(asked);
    // What spreadsheets of these languages split cells at.
    if (['fr', 'pt'].includes(app.language)) query.set('separator', 'semicolon');
    const text = await app.client.get<string>(`${path}?${query}`, { isText: true });
    // The mark by which spreadsheets know UTF-8: reading the answer as text has taken it away.
    saveFile(name, 'text/csv;charset=utf-8', `\ufeff${text.replace(/^\ufeff/, '')}`);
  } catch (error) {
    app.fail(error);
  }
}
