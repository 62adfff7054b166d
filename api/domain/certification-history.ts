/** What happened to one certification of a mentor, as far as its end depends on it; instants in epoch ms. */
export interface DatedEvent {
  readonly certificationId: number;
  readonly type: 'applied' | 'granted' | 'renewed' | 'declined' | 'withdrawn';
  readonly at: number;
  readonly expiresAt: number | null;
}

/** That a certification expired, which nobody did and nothing wrote down. */
export interface Expiry {
  readonly certificationId: number;
  readonly at: number;
}

/**
 * The moments up to `now` at which certifications expired: one that was renewed or withdrawn before did not.
 *
 * @param events in the order in which they happened
 */
export function expiries(events: readonly DatedEvent[], now: number): Expiry[] {
  const ends = new Map<number, number | null>();
  const found: Expiry[] = [];
  const expire = (certificationId: number, until: number): void => {
    const at = ends.get(certificationId) ?? null;
    if (at === null || at > until) return;
    found.push({ certificationId, at });
    ends.set(certificationId, null);
  };
  for (const { certificationId, type, at, expiresAt } of events) {
    expire(certificationId, at);
    if (type === 'granted' || type === 'renewed') ends.set(certificationId, expiresAt);
    if (type === 'withdrawn') ends.set(certificationId, null);
  }
  for (const certificationId of ends.keys()) expire(certificationId, now);
  return found;
}
