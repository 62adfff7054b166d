import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adminDist, buildAdmin } from './build-admin.ts';
import type { BuiltFile } from './build-files.ts';
import { buildWidget } from './build-widget.ts';

/**
 * What built files may weigh, bytes in Brotli. A whole booking with its answers is measured by `npm run bench:widget`.
 */
const budgets = {
  'before the click': 4096,
  /** What the student waits for: one initial congestion window, 10 segments of 1,460 bytes, less the headers. */
  'after the click, in one language': 14_336,
  'a further language': 2500,
  /** Refusals that few students meet, in one language, loaded when they do. */
  'rare refusals': 2500,
  /** The list of her sessions and its words, loaded by those who look at it. */
  'my sessions': 5000,
  /** The list of a partner's mentors and its words; the dialog comes when somebody books. */
  'directory, in one language': 6000,
  /** What she waits for and its words, loaded by those who look at it. */
  'waiting list': 4000,
  /** How often a session comes back and how its dates stand, loaded by those who open that choice. */
  series: 2500,
  /** The shell, the heaviest page and its words in the language that takes most. */
  'admin, first view': 150_000,
} as const;

/** Compares a fresh build with the budgets and prints both, with the room that is left; false when one is over. */
async function checkBudget(): Promise<boolean> {
  const { files } = await buildWidget();
  const entry = one(files, /^mentor-booking\.js$/);
  const modal = one(files, /^booking-modal-/);
  const language = largest(files, /^\w\w-\w{8}\./);
  const found: Record<keyof typeof budgets, number> = {
    'before the click': entry.brotli,
    'after the click, in one language': modal.brotli + language,
    'a further language': language,
    'rare refusals': one(files, /^refusal-/).brotli + largest(files, /^refusals-/),
    'my sessions': one(files, /^my-sessions-/).brotli + largest(files, /^sessions-/),
    'directory, in one language': one(files, /^mentor-directory\.js$/).brotli + largest(files, /^directory-/),
    'waiting list': one(files, /^waiting-list-/).brotli + largest(files, /^waiting-\w\w-/),
    series: one(files, /^series-choice-/).brotli + largest(files, /^series-\w\w-/),
    'admin, first view': await adminFirstView(),
  };
  for (const [name, limit] of Object.entries(budgets)) {
    const size = found[name as keyof typeof budgets];
    console.log(
      `${size <= limit ? 'ok  ' : 'OVER'} ${name}: ${size} of ${limit} B, room for ${limit - size} B`,
    );
  }
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

/** The most that one file of five languages takes, bytes in Brotli. */
function largest(files: readonly BuiltFile[], name: RegExp): number {
  const found = files.filter((file) => name.test(file.name));
  // A further chunk is a further request before the slots; it means that two files share an import.
  if (found.length !== 5) throw new Error(`5 languages expected: ${found.map((file) => file.name)}`);
  return Math.max(...found.map(({ brotli }) => brotli));
}

function one(files: readonly BuiltFile[], name: RegExp): BuiltFile {
  const file = files.find((each) => name.test(each.name));
  if (!file) throw new Error(`The build has no ${name}.`);
  return file;
}

if (!(await checkBudget())) process.exitCode = 1;
