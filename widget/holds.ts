import type { Hold, HoldInput } from '../api/contract/slot.ts';
import type { Client } from './client.ts';

/**
 * Keeps a slot, below the path of the API that it was listed at; `until` is when it ends by this device's own clock,
 * epoch ms; 0 when the clock is no help.
 */
export async function holdSlot(
  client: Client,
  path: string,
  body: HoldInput,
): Promise<Hold & { until: number }> {
  const request = { method: 'POST', body, signed: true };
  const [response, hold] = await client.wholeAnswer<Hold>(`${path}/holds`, request);
  // Clocks of phones are wrong by hours: only the difference to the server's counts, where that can be read.
  const now = Date.parse(response.headers.get('date') ?? '') || Date.now();
  const left = Date.parse(hold.expires_at) - now;
  return { ...hold, until: left > 0 && left < 3_600_000 ? Date.now() + left : 0 };
}

/** Gives a slot back; when that fails the hold ends by itself. */
export function releaseHold(client: Client, holdId: number): void {
  client.json(`/api/holds/${holdId}`, { method: 'DELETE', signed: true }).catch(() => {});
}
