import { readFile, writeFile } from 'node:fs/promises';
import type { BuiltFile } from '../../widget/build/build-files.ts';
import { buildWidget } from '../../widget/build/build-widget.ts';
import { launchChrome } from '../support/chrome.ts';
import { startServer } from '../support/server.ts';
import { countBooking, timeToSlots, weekOnTheWire } from './cold-booking.ts';
import { measurePeers } from './peer-packages.ts';

/** `npm run bench:widget`: what the widget costs a student's line; `--write` puts the table into the README. */
const { files } = await buildWidget();
const server = await startServer();
const browser = await launchChrome();
try {
  const page = `${server.demoUrl}/strict.html`;
  const [entry, modal] = [one(/^mentor-booking\.js$/), one(/^booking-modal-/)];
  const languages = files.filter(({ name }) => /^(?:fr|en|pt|ar|sw)-/.test(name));
  const largest = Math.max(...languages.map(({ brotli }) => brotli));
  const week = await weekOnTheWire(server.url);
  const booking = await countBooking(browser, { page, apiUrl: server.url });
  const wait = await timeToSlots(browser, { page, apiUrl: server.url });
  const peers = await measurePeers();

  const measured: readonly (readonly [what: string, bytes: number, aim: number])[] = [
    ['before the click', entry.brotli, 4096],
    ['after the click, in one language', modal.brotli + largest, 14_336],
    ['a further language, the largest', largest, 2500],
    ['a week of slots on the wire', week, 2500],
    [`a whole booking, cold: ${booking.requests} answers with headers`, booking.bytes, 23_000],
  ];
  const rows: string[][] = [
    ...measured.map(([what, size, aim]) => [what, bytes(size), `≤ ${bytes(aim)}`]),
    ['serial requests from page to slots', String(wait.serialRequests), '≤ 3'],
    ['click to slots, 400 kbit/s, 400 ms, CPU 4 times slower', seconds(wait.milliseconds), '≤ 3 s'],
    ['of it until the last answer was there', seconds(wait.lineMilliseconds), ''],
    ...peers.map(({ name, version, file, brotli }) => [`${name} ${version}, \`${file}\``, bytes(brotli), '']),
  ];
  for (const [what, size, aim] of measured) {
    if (size <= aim) continue;
    console.error(`OVER ${what}: ${bytes(size)} of ${bytes(aim)}`);
    process.exitCode = 1;
  }
  const table = [['what', 'measured', 'aim'], ['---', '---:', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
  console.log(table);
  for (const line of [...booking.answers, 'After the click:', ...wait.waterfall]) console.error(line);
  if (process.argv.includes('--write')) await write(table);
} finally {
  await browser.close();
  await server.stop();
}

function one(name: RegExp): BuiltFile {
  const file = files.find((each) => name.test(each.name));
  if (!file) throw new Error(`The build has no ${name}.`);
  return file;
}

function bytes(count: number): string {
  return `${count.toLocaleString('en')} B`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

async function write(table: string): Promise<void> {
  const readme = new URL('../../README.md', import.meta.url);
  const text = await readFile(readme, 'utf8');
  const [begin, end] = ['<!-- bench-widget:begin -->', '<!-- bench-widget:end -->'];
  if (!text.includes(begin)) throw new Error(`The README has no ${begin}.`);
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  await writeFile(readme, `${before}\n${table}\n${text.slice(text.indexOf(end))}`);
}
