import { timingSafeEqual } from 'node:crypto';

/** Whether what somebody sent is the secret that was expected; how long it takes tells nothing of where they differ. */
export function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
