/**
 * The examples that properties are tried on. Where a suite is run in several zones (TEST_PART=2/3 is the second of
 * three), each zone tries its share of them, and others than the next.
 */
const [part = 1, parts = 1] = (process.env.TEST_PART ?? '1/1').split('/').map(Number);

/** How many of so many examples this run tries. */
export const examples = (all: number): number => Math.ceil(all / parts);

/** The seed of this run's examples, made of the one that all runs share. */
export const seedOf = (seed: number): number => seed + part - 1;
