import { buildWidget } from './build.ts';
import type { BuiltFile } from './build-files.ts';

/** What the built widget may weigh, bytes in Brotli. */
const budgets = {
  'before the click': 9000,
  /** One initial congestion window: 10 segments of 1,460 bytes, less the headers. */
  'to book in one language': 14_336,
  'one language': 2500,
  /** The list of her sessions and its words, loaded by those who look at it or take a calendar file. */
  'my sessions': 5000,
} as const;

/** Compares a fresh build with the budgets and prints both; false when one is over. */
async function checkBudget(): Promise<boolean> {
  const { files } = await buildWidget();
  const [entry, modal] = [one(files, /^mentor-booking\.js$/), one(files, /^booking-modal-/)];
  const sessions = one(files, /^my-sessions-/);
  const further = files.filter(({ name }) => /^sessions-\w\w-/.test(name));
  const languages = files.filter((file) => ![entry, modal, sessions, ...further].includes(file));
  const largest = Math.max(...languages.map(({ brotli }) => brotli));
  const found: Record<keyof typeof budgets, number> = {
    'before the click': entry.brotli,
    'to book in one language': entry.brotli + modal.brotli + largest,
    'one language': largest,
    'my sessions': sessions.brotli + Math.max(...further.map(({ brotli }) => brotli)),
  };
  for (const [name, limit] of Object.entries(budgets)) {
    const size = found[name as keyof typeof budgets];
    console.log(`${size <= limit ? 'ok  ' : 'OVER'} ${name}: ${size} of ${limit} B`);
  }
  // A further chunk is a further request before the slots; it means that two files share an import.
  if (languages.length !== 5) throw new Error(`5 languages expected: ${languages.map(({ name }) => name)}`);
  return Object.entries(budgets).every(([name, limit]) => found[name as keyof typeof budgets] <= limit);
}

function one(files: readonly BuiltFile[], name: RegExp): BuiltFile {
  const file = files.find((each) => name.test(each.name));
  if (!file) throw new Error(`The build has no ${name}.`);
  return file;
}

if (!(await checkBudget())) process.exitCode = 1;
