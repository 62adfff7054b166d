import { createHmac, timingSafeEqual } from 'node:crypto';

export interface CalendarOwner {
  readonly mentorId: number;
  /** mentor.calendar_generation: another one makes another secret. */
  readonly generation: number;
}

/** The secret part of the address of a mentor's calendar. It is derived, so that it is not in the database. */
export function calendarSecret(tokenSecret: string, { mentorId, generation }: CalendarOwner): string {
  const mac = createHmac('sha256', tokenSecret)
    .update(`calendar ${mentorId} ${generation}`)
    .digest('base64url');
  return `${mentorId}-${mac}`;
}

/** The mentor whose calendar a secret claims to open; null when the text does not have the form of one. */
export function claimedMentor(secret: string): number | null {
  const id = /^([1-9][0-9]{0,15})-[\w-]{43}$/.exec(secret)?.[1];
  return id && Number.isSafeInteger(Number(id)) ? Number(id) : null;
}

/** Whether a secret is the one that opens a mentor's calendar. */
export function opensCalendar(secret: string, tokenSecret: string, owner: CalendarOwner): boolean {
  const [given, expected] = [secret, calendarSecret(tokenSecret, owner)].map((text) => Buffer.from(text));
  return (
    given !== undefined &&
    expected !== undefined &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  );
}
