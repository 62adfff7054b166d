import type { Slot } from './calendar.ts';

/** The free starts of one mentor in a window, and for how long they are known. */
export interface StartsOfOne {
  /** Of the calendar that they were made from. */
  readonly version: number;
  /** When more than the passing of starts changes them, epoch ms. */
  readonly validUntil: number;
  readonly noticeMs: number;
  readonly timeZone: string;
  /** Ascending. */
  readonly slots: readonly Slot[];
}

/** A start at which one of many is free: the longest that one offers there, and how many they are. */
export interface SharedSlot extends Slot {
  readonly mentorsFree: number;
}

interface Kept extends Omit<StartsOfOne, 'slots'> {
  readonly startsAt: Float64Array;
  readonly maxDurationMinutes: Uint16Array;
  /** How many of the starts are past or inside the notice. */
  passed: number;
}

/**
 * The free starts of many mentors in one window, merged: what changed of one is put in without looking at the others.
 *
 * A start that time alone takes away, as it falls inside the notice, goes without computing anything again: `freeSlots`
 * lists the same without it.
 */
export class StartsOfMany {
  readonly #mentors = new Map<number, Kept>();
  /** For each start and each longest duration there, how many are free. */
  readonly #free = new Map<number, Map<number, number>>();

  get mentorIds(): number[] {
    return [...this.#mentors.keys()];
  }

  /** How much is kept: starts of all mentors. */
  get size(): number {
    let size = 1;
    for (const { startsAt } of this.#mentors.values()) size += 1 + startsAt.length;
    return size;
  }

  /** Whether what is kept of a mentor is of this version of her calendar, or a later one, and good at `now`. */
  isKnown(mentorId: number, version: number, now: number): boolean {
    const kept = this.#mentors.get(mentorId);
    return kept !== undefined && kept.version >= version && now < kept.validUntil;
  }

  put(mentorId: number, { slots, ...rest }: StartsOfOne): void {
    this.#exchange(mentorId, {
      ...rest,
      startsAt: Float64Array.from(slots, (slot) => slot.startsAt),
      maxDurationMinutes: Uint16Array.from(slots, (slot) => slot.maxDurationMinutes),
      passed: 0,
    });
  }

  remove(mentorId: number): void {
    this.#exchange(mentorId, undefined);
  }

  /** The list as it is with other starts of some mentors, for one reader: what is kept stays as it is. */
  listWith(others: ReadonlyMap<number, StartsOfOne>, now: number): SharedSlot[] {
    const former = [...others.keys()].map((id) => [id, this.#mentors.get(id)] as const);
    for (const [id, starts] of others) this.put(id, starts);
    const slots = this.list(now);
    for (const [id, kept] of former) this.#exchange(id, kept);
    return slots;
  }

  /** The starts of all who are in, as of `now`, ascending. */
  list(now: number): SharedSlot[] {
    for (const kept of this.#mentors.values()) {
      while ((kept.startsAt[kept.passed] ?? Infinity) < now + kept.noticeMs) {
        this.#count(kept, kept.passed, -1);
        kept.passed += 1;
      }
    }
    const slots: SharedSlot[] = [];
    for (const [startsAt, byDuration] of this.#free) {
      let mentorsFree = 0;
      let maxDurationMinutes = 0;
      for (const [duration, count] of byDuration) {
        mentorsFree += count;
        if (duration > maxDurationMinutes) maxDurationMinutes = duration;
      }
      slots.push({ startsAt, maxDurationMinutes, mentorsFree });
    }
    return slots.sort((a, b) => a.startsAt - b.startsAt);
  }

  /** When time alone next changes the list, epoch ms. */
  get validUntil(): number {
    let until = Infinity;
    for (const { startsAt, passed, noticeMs, validUntil } of this.#mentors.values()) {
      // A start is listed while start >= now + notice.
      until = Math.min(until, validUntil, (startsAt[passed] ?? Infinity) - noticeMs + 1);
    }
    return until;
  }

  /** The zone of all who are in; null where there are several, or nobody is. */
  get timeZone(): string | null {
    const zones = new Set<string>();
    for (const { timeZone } of this.#mentors.values()) zones.add(timeZone);
    const [zone] = zones;
    return zones.size === 1 && zone !== undefined ? zone : null;
  }

  /** Puts what is kept of a mentor in the place of what was. */
  #exchange(mentorId: number, kept: Kept | undefined): void {
    const former = this.#mentors.get(mentorId);
    if (former) for (let at = former.passed; at < former.startsAt.length; at++) this.#count(former, at, -1);
    this.#mentors.delete(mentorId);
    if (!kept) return;
    this.#mentors.set(mentorId, kept);
    for (let at = kept.passed; at < kept.startsAt.length; at++) this.#count(kept, at, 1);
  }

  #count({ startsAt, maxDurationMinutes }: Kept, at: number, change: 1 | -1): void {
    const start = startsAt[at] as number;
    const duration = maxDurationMinutes[at] as number;
    const byDuration = this.#free.get(start) ?? new Map<number, number>();
    const count = (byDuration.get(duration) ?? 0) + change;
    if (count > 0) byDuration.set(duration, count);
    else byDuration.delete(duration);
    if (byDuration.size > 0) this.#free.set(start, byDuration);
    else this.#free.delete(start);
  }
}
