import type { ProblemBody } from '../../api/contract/problem.ts';
import type { RareProblem, RefusalStrings } from './strings.ts';

type Dates = NonNullable<ProblemBody['dates']>;
type WordsFile = { readonly strings: RefusalStrings };

const files: Readonly<Record<string, () => Promise<WordsFile>>> = {
  fr: () => import('./refusals-fr.ts'),
  en: () => import('./refusals-en.ts'),
  pt: () => import('./refusals-pt.ts'),
  ar: () => import('./refusals-ar.ts'),
  sw: () => import('./refusals-sw.ts'),
};

/**
 * Tells what was refused, with what is left and from when on where a partner's programme refused it; undefined for a
 * problem that has no words here. In files of its own, because few students ever meet one of them.
 *
 * @param tag BCP 47 tag of the words and dates.
 * @param load Runs an import, also at a second try; what it rejects with is passed on.
 */
export async function refusal(
  problem: ProblemBody,
  tag: string,
  load: (importer: () => Promise<WordsFile>) => Promise<WordsFile>,
): Promise<string | undefined> {
  const words = (await load(files[tag.split('-')[0] as string] as () => Promise<WordsFile>)).strings;
  const { code, rule = '', limit = 0, used = 0, left = 0, dates } = problem;
  const day = (date = '') => formatOf(tag, { weekday: 'long', month: 'long' }).format(utc(date));
  if (code === 'quota_exceeded') {
    const quota = words.quotas[rule] as string;
    return rule.startsWith('minutes')
      ? words.minutes(quota, limit, left, day(problem.resets_on))
      : words.sessions(quota, limit, used, day(problem.resets_on));
  }
  if (code === 'booking_suspended') return words.suspended(day(problem.until_date));
  if (code === 'mentor_paused') return words.away(day(problem.until_date));
  if (code === 'blackout_date' && dates) return words.closed(dates.name, rangeOf(dates, tag));
  if (code === 'outside_term') return dates ? words.nextTerm(dates.name, day(dates.from)) : words.noTerm;
  if (code === 'cancellation_closed') return words.tooLate(timeOf(problem.cutoff_minutes ?? 0, tag));
  return words.problems[code as RareProblem];
}

/** The dates are calendar dates, which UTC stands in for. */
const utc = (date: string): Date => new Date(`${date}T00:00Z`);

const formatOf = (tag: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(tag, { ...style, day: 'numeric', timeZone: 'UTC' });

const rangeOf = ({ from, to }: Dates, tag: string): string =>
  formatOf(tag, { month: 'short', year: 'numeric' }).formatRange(utc(from), utc(to));

/** 2880 -> `2 days`, 90 -> `90 minutes`. */
function timeOf(minutes: number, tag: string): string {
  const [unit, size] = (
    [
      ['day', 1440],
      ['hour', 60],
      ['minute', 1],
    ] as const
  ).find(([, each]) => minutes % each === 0) as readonly [string, number];
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / size);
}
