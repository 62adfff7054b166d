const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after each failure it is tried again, ms; after the last it is given up. */
const delaysMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];

/** A webhook to which nothing but failures went for so long is disabled, ms. */
export const failingLimitMs = 5 * 24 * hour;

/**
 * How long to wait after this many failures, ms; null when it is given up.
 *
 * @param random 0 to 1: how much of a fifth is added, so that what failed together does not come back together
 */
export function retryDelayMs(failures: number, random: number): number | null {
  const delay = delaysMs[failures - 1];
  return delay === undefined ? null : Math.round(delay * (1 + 0.2 * random));
}
