import { septetsOf } from './gsm.ts';

/** How a text travels as SMS. */
export interface Segments {
  readonly encoding: 'gsm7' | 'ucs2';
  /** Septets of GSM 7-bit, or UTF-16 units. */
  readonly units: number;
  /** How many SMS it is, each of which is paid for. */
  readonly segments: number;
}

/**
 * What fits into one SMS, and into each of several, which a header of 6 octets ties together (3GPP TS 23.040
 * §9.2.3.24).
 */
const sizes = { gsm7: { one: 160, each: 153 }, ucs2: { one: 70, each: 67 } } as const;

/** In how many SMS a text goes out; an empty one in one. No character stands half in one and half in the next. */
export function segmentsOf(text: string): Segments {
  const septets = Array.from(text, septetsOf);
  const isGsm = septets.every((each) => each !== null);
  const encoding = isGsm ? 'gsm7' : 'ucs2';
  const weights = isGsm ? septets : Array.from(text, ({ length }) => length);
  const units = weights.reduce((sum, weight) => sum + weight, 0);
  const { one, each } = sizes[encoding];
  if (units <= one) return { encoding, units, segments: 1 };
  let segments = 1;
  let used = 0;
  for (const weight of weights) {
    if (used + weight > each) {
      segments += 1;
      used = 0;
    }
    used += weight;
  }
  return { encoding, units, segments };
}
