/**
 * How long a test waits for something before it fails, ms: long enough for the slowest machine, so it tells of
 * hanging alone.
 */
export const patience = 60_000;

/**
 * Looks again and again until there is something: neither `false`, `null`, `undefined`, 0 nor ''. It runs in browsers
 * too.
 *
 * @returns what was found.
 * @throws Error that names `what`, when it has not come within `patience`.
 */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
): Promise<Exclude<T, false | null | undefined>> {
  for (const end = performance.now() + patience; ; await pause()) {
    const found = await look();
    if (found) return found as Exclude<T, false | null | undefined>;
    if (performance.now() > end) throw new Error(`waited ${patience / 1000} s for ${what}`);
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
