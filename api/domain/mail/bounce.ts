/** What a mail server said of a mail that it does not take. */
export interface MailRefusal {
  /** Reply code (RFC 5321 §4.2.3), such as 550; null in reports that have none. */
  readonly reply: number | null;
  /** Enhanced status code (RFC 3463), such as `5.1.1`; null where the server has none. */
  readonly status: string | null;
  /** The words beside the codes. */
  readonly text: string;
}

/**
 * The enhanced status code in an answer, at its start or behind the reply code: `550 5.1.1 No such user` -> `5.1.1`.
 */
export function statusIn(text: string): string | null {
  return /(?:^\s*|\b\d{3}[ #-]+)([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? null;
}

/**
 * Whether a final refusal is about the address that the mail was for, so that no other mail would reach it either. What
 * is about the sender (5.1.7, 5.1.8), a full mailbox (5.2.2), the size, the content or a policy (5.6, 5.7) is not.
 */
export function isAboutAddress({ reply, status, text }: MailRefusal): boolean {
  const [kind, subject, detail] = (status ?? '').split('.').map(Number);
  // 5.0.0 and 5.5.0 say nothing, and are what some servers answer for a mailbox that they do not have.
  const saysNothing = status === null || (kind === 5 && (subject === 0 || subject === 5) && detail === 0);
  if (saysNothing) return (reply === null || aboutMailbox.has(reply)) && !/\brelay/i.test(text);
  if (kind !== 5) return false;
  if (subject === 1) return detail !== 7 && detail !== 8;
  if (subject === 2) return detail === 0 || detail === 1;
  return subject === 4 && (detail === 1 || detail === 4);
}

/**
 * RFC 5321 §4.2.3: mailbox unavailable, not local, not allowed. A server that is not set up to send for us says 550
 * too, of every address alike, and some without a code that tells it: hence the word "relay" above.
 */
const aboutMailbox: ReadonlySet<number> = new Set([550, 551, 553]);
