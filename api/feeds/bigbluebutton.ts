import { createHash } from 'node:crypto';
import { FetchRefused } from './fetch-public.ts';
import type { MeetingDoor } from './meeting-door.ts';

/** A server, and what its requests are signed with. */
export interface BigBlueButton {
  /**
   * As `bbb-conf --secret` tells it, `https://bbb.example.edu/bigbluebutton/`; also with `api` behind it, or the host
   * alone.
   */
  readonly url: string;
  readonly secret: string;
  readonly checksum: 'sha1' | 'sha256' | 'sha384' | 'sha512';
}

export interface BigBlueButtonRoom {
  /** No comma (BigBlueButton 2.4). */
  readonly name: string;
  readonly moderatorPassword: string;
  readonly viewerPassword: string;
  /** What people read as its title. */
  readonly title: string;
}

export interface BigBlueButtonPerson {
  readonly id: string;
  readonly name: string;
  readonly isModerator: boolean;
}

/**
 * The address that lets one person into a room, good for this meeting alone. The room is made first, each time: a
 * server forgets rooms that stand empty, and answers the same again for one that is there (`duplicateWarning`).
 *
 * @throws FetchRefused when the server does not answer, or will not make the room; its message names no secret.
 * @see https://docs.bigbluebutton.org/development/api/ (3.0)
 */
export async function roomAddress(
  door: MeetingDoor,
  server: BigBlueButton,
  room: BigBlueButtonRoom,
  person: BigBlueButtonPerson,
): Promise<string> {
  const answer = await door.ask(
    signedCall(server, 'create', {
      name: titleOf(room),
      meetingID: room.name,
      // Without them a server would make some up, and take the next call for another meeting's.
      attendeePW: room.viewerPassword,
      moderatorPW: room.moderatorPassword,
    }),
  );
  if (fieldOf(answer, 'returncode') !== 'SUCCESS') {
    const key = fieldOf(answer, 'messageKey')
      ?.replace(/[^\w-]/g, '')
      .slice(0, 60);
    throw new FetchRefused(
      'no_answer',
      `${new URL(server.url).host} made no room: ${key || 'no known answer'}.`,
    );
  }
  const createTime = fieldOf(answer, 'createTime');
  return signedCall(server, 'join', {
    fullName: plain(person.name).slice(0, 255) || '—',
    meetingID: room.name,
    role: person.isModerator ? 'MODERATOR' : 'VIEWER',
    userID: person.id,
    ...(createTime && /^\d+$/.test(createTime) && { createTime }),
  });
}

/** The checksum is made of the query as it is sent, to the letter. */
function signedCall(
  { url, secret, checksum }: BigBlueButton,
  call: 'create' | 'join',
  parameters: Readonly<Record<string, string>>,
): string {
  const query = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const mac = createHash(checksum).update(`${call}${query}${secret}`).digest('hex');
  return `${apiOf(url)}/${call}?${query}&checksum=${mac}`;
}

function apiOf(address: string): string {
  const { origin, pathname } = new URL(address);
  const path = pathname.replace(/\/+$/, '') || '/bigbluebutton';
  return `${origin}${path.endsWith('/api') ? path : `${path}/api`}`;
}

/** A title of 2 to 64 characters (2.4) without commas, which some servers take for the end of it. */
function titleOf({ title, name }: BigBlueButtonRoom): string {
  const shown = [...plain(title).replaceAll(',', ' ')].slice(0, 60).join('').trim();
  return shown.length < 2 ? `${shown} ${name.slice(0, 8)}`.trim() : shown;
}

/** Without control characters, which no parameter may have. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();

/** What stands in an element without children; null where there is none. No more of XML is in these answers. */
function fieldOf(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.trim() || null;
}
