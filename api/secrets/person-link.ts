import { createHmac } from 'node:crypto';
import { isSame } from './is-same.ts';

/** What a link in a message is good for. Each has one letter in its token, which never changes. */
const letters = {
  join: 'j',
  move: 'm',
  cancel: 'c',
  answer: 'a',
  refuse: 'n',
  again: 'b',
  review: 'r',
  preferences: 'p',
  unsubscribe_reminder: 'u',
  unsubscribe_review: 'v',
  accept: 'o',
  decline: 'd',
  leave: 'l',
} as const;

/** What an offer of the waiting list is answered by: `sessionId` is then the offer's. */
export const offerPurposes = ['accept', 'decline', 'leave'] as const;

export type LinkPurpose = keyof typeof letters;

/** Who may do what by a link without signing in, and until when. */
export interface PersonLink {
  readonly purpose: LinkPurpose;
  readonly personId: number;
  /** The session that it is about; a session of 0 for a link that is about none. By `offerPurposes` it is an offer. */
  readonly mentorId: number;
  readonly sessionId: number;
  /** Epoch ms, kept to the second; null for a link whose page says itself when it is open. */
  readonly expiresAt: number | null;
}

/** What links of ours are made with. */
export interface LinkMaker {
  readonly tokenSecret: string;
  /** The address others see, without a slash at the end. */
  readonly publicUrl: string;
}

/**
 * The token in a link that is sent to one person. It is derived, so that it stands in no table, and short, for texts:
 * ids in base 36, and 96 bits of an HMAC over them.
 */
export function linkToken(tokenSecret: string, link: PersonLink): string {
  const { personId, mentorId, sessionId, expiresAt } = link;
  const numbers = [personId, mentorId, sessionId, Math.floor((expiresAt ?? 0) / 1000)];
  const claim = `${letters[link.purpose]}${numbers.map((number) => number.toString(36)).join('.')}`;
  return `${claim}.${macOf(tokenSecret, claim)}`;
}

/** What a token opens; null for one that we did not make. Whether it has expired is for the caller to ask. */
export function readLinkToken(tokenSecret: string, token: string): PersonLink | null {
  const [, claim = '', letter, numbers = '', mac = ''] = form.exec(token) ?? [];
  const purpose = (Object.keys(letters) as LinkPurpose[]).find((each) => letters[each] === letter);
  if (!purpose || !isSame(mac, macOf(tokenSecret, claim))) return null;
  const [personId = 0, mentorId = 0, sessionId = 0, seconds = 0] = numbers
    .split('.')
    .map((text) => Number.parseInt(text, 36));
  return { purpose, personId, mentorId, sessionId, expiresAt: seconds === 0 ? null : seconds * 1000 };
}

const form = /^(([a-z])((?:[0-9a-z]{1,11}\.){3}[0-9a-z]{1,11}))\.([\w-]{16})$/;

const macOf = (tokenSecret: string, claim: string): string =>
  createHmac('sha256', tokenSecret).update(`link ${claim}`).digest().subarray(0, 12).toString('base64url');
