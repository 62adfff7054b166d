/** What people choose from, minutes before a session. */
const usual = [10_080, 2_880, 1_440, 720, 180, 60, 30, 15];

/** The times to choose from, the earliest first: the usual ones, and those that were chosen otherwise. */
export const reminderTimes = (chosen: readonly number[]): number[] =>
  [...new Set([...usual, ...chosen])].sort((one, other) => other - one);

const units = [
  ['week', 10_080],
  ['day', 1_440],
  ['hour', 60],
  ['minute', 1],
] as const;

/** A stretch of time in the largest unit that holds it without a rest: `2 days`, `90 minutes`. */
export function minutesName(tag: string, minutes: number): string {
  const [unit, length] = units.find(([, each]) => minutes % each === 0) ?? ['minute', 1];
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / length);
}

/** Several of them: `1 day and 1 hour`. */
export const minutesNames = (tag: string, minutes: readonly number[]): string =>
  new Intl.ListFormat(tag).format(minutes.map((each) => minutesName(tag, each)));
