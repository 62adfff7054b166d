/** Fails unless the two are equal, as JSON tells them. */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${what}: expected ${should}, found ${is}`);
}

export function ok(actual: unknown, what: string): asserts actual {
  if (!actual) throw new Error(`expected ${what}`);
}
