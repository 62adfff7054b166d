const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago an instant was, in words: no zone takes part, so that none can be wrong. */
export function ago(instant: string, tag: string, now = Date.now()): string {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  // A server's clock may be a little ahead of this one.
  const passed = Math.max(0, now - Date.parse(instant));
  const [unit, ms] = units.find((each) => passed >= each[1]) ?? ['second', 1_000];
  // Seconds would be wrong the next moment.
  return unit === 'second' ? format.format(0, 'minute') : format.format(-Math.floor(passed / ms), unit);
}
