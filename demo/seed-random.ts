/** Numbers that look random and are the same in every run. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** One of a list, which must not be empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** True in `share` of the cases, 0 to 1. */
  chance(share: number): boolean;
}

/** A generator (mulberry32: 32 bits of state, plenty for a demo and nothing for a secret). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('there is nothing to pick from: an empty list');
      return items[whole(0, items.length - 1)] as (typeof items)[number];
    },
    chance: (share) => next() < share,
  };
}
