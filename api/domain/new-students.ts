import type { Period } from './calendar.ts';
import { addDays, startOfDay, todayIn } from './wall-time.ts';

/** When a student has her first session with a mentor, epoch ms. */
export type FirstSession = { readonly studentId: number; readonly startsAt: number };

/**
 * The months, in the mentor's zone, in which she meets no further new student: so many have their first session with
 * her then. None for a student who has a session with her.
 */
export function monthsFullForNew(
  firsts: readonly FirstSession[],
  { limit, studentId, timeZone }: { limit: number; studentId: number; timeZone: string },
): Period[] {
  if (firsts.some((first) => first.studentId === studentId)) return [];
  if (limit === 0) return [{ start: 0, end: Infinity }];
  const counts = new Map<string, number>();
  for (const { startsAt } of firsts) {
    const month = todayIn(timeZone, startsAt).slice(0, 7);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= limit)
    .map(([month]) => {
      // Any date of the next month, whatever the length of this one.
      const next = addDays(`${month}-01`, 31).slice(0, 7);
      return { start: startOfDay(timeZone, `${month}-01`), end: startOfDay(timeZone, `${next}-01`) };
    });
}
