import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adminDist, buildAdmin } from './build-admin.ts';
import type { BuiltFile } from './build-files.ts';
import { buildWidget } from './build-widget.ts';

/** What the built widget may weigh, bytes in Brotli. */
const budgets = {
  'before the click': 9000,
  /** One initial congestion window: 10 segments of 1,460 bytes, less the headers. */
  'to book in one language': 14_336,
  'one language': 2500,
  /** What a partner's programme refuses, in all languages, loaded when they do. */
  'words of refusals': 2500,
  /** The list of her sessions and its words, loaded by those who look at it or take a calendar file. */
  'my sessions': 5000,
  /** The shell, the heaviest page and its words in the language that takes most. */
  'admin, first view': 150_000,
} as const;

/** Compares a fresh build with the budgets and prints both; false when one is over. */
async function checkBudget(): Promise<boolean> {
  const { files } = await buildWidget();
  const [entry, modal] = [one(files, /^mentor-booking\.js$/), one(files, /^booking-modal-/)];
  const sessions = one(files, /^my-sessions-/);
  const further = files.filter(({ name }) => /^sessions-\w\w-/.test(name));
  const refusals = one(files, /^refusals-/);
  const languages = files.filter((file) => ![entry, modal, sessions, refusals, ...further].includes(file));
  const largest = Math.max(...languages.map(({ brotli }) => brotli));
  const found: Record<keyof typeof budgets, number> = {
    'before the click': entry.brotli,
    'to book in one language': entry.brotli + modal.brotli + largest,
    'one language': largest,
    'words of refusals': refusals.brotli,
    'my sessions': sessions.brotli + Math.max(...further.map(({ brotli }) => brotli)),
    'admin, first view': await adminFirstView(),
  };
  for (const [name, limit] of Object.entries(budgets)) {
    const size = found[name as keyof typeof budgets];
    console.log(`${size <= limit ? 'ok  ' : 'OVER'} ${name}: ${size} of ${limit} B`);
  }
  // A further chunk is a further request before the slots; it means that two files share an import.
  if (languages.length !== 5) throw new Error(`5 languages expected: ${languages.map(({ name }) => name)}`);
  return Object.entries(budgets).every(([name, limit]) => found[name as keyof typeof budgets] <= limit);
}

/** What the heaviest page of the admin loads before it can be used. */
async function adminFirstView(): Promise<number> {
  const { files } = await buildAdmin();
  const sizes = new Map(files.map(({ name, brotli }) => [name, brotli]));
  const texts = new Map(
    await Promise.all(
      files.map(async ({ name }) => [name, await readFile(join(adminDist, name), 'utf8')] as const),
    ),
  );
  const withImports = (name: string, found = new Set<string>()): Set<string> => {
    if (found.has(name)) return found;
    found.add(name);
    for (const [, next = ''] of (texts.get(name) ?? '').matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g))
      withImports(next, found);
    return found;
  };
  const words = Math.max(...files.filter(({ name }) => isWords(name)).map(({ brotli }) => brotli));
  const pages = files.filter(({ name }) => /-page-\w{8}\.js$/.test(name));
  const views = pages.map(({ name }) => {
    const loaded = withImports(name, withImports('admin.js'));
    return [...loaded].reduce((sum, each) => sum + (sizes.get(each) ?? 0), 0);
  });
  // The words of the shell and those of the page.
  return Math.max(...views) + 2 * words;
}

const isWords = (name: string): boolean => /^(?:strings-)?(?:fr|en|pt|ar|sw)-\w{8}\.js$/.test(name);

function one(files: readonly BuiltFile[], name: RegExp): BuiltFile {
  const file = files.find((each) => name.test(each.name));
  if (!file) throw new Error(`The build has no ${name}.`);
  return file;
}

if (!(await checkBudget())) process.exitCode = 1;
