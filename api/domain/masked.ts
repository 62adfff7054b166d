/** Enough of an address to know it again: `a…@example.edu`, `+221…67`. */
export function masked(address: string): string {
  if (address.startsWith('+')) return `${address.slice(0, 4)}…${address.slice(-2)}`;
  const at = address.lastIndexOf('@');
  return `${Array.from(address)[0]}…${at > 0 ? address.slice(at) : ''}`;
}
