const hourMs = 60 * 60_000;

/**
 * Until when a mentor answers what is asked of her now, epoch ms: at most until the start, after which there is nothing
 * to accept. Null where what is booked stands at once.
 */
export const decideByOf = (confirmationHours: number | null, startsAt: number, now: number): number | null =>
  confirmationHours === null ? null : Math.min(now + confirmationHours * hourMs, startsAt);
