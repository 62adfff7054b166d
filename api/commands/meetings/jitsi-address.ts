import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import type { StoredMeeting } from '../../contract/meeting.ts';

/** Who is sent to which room, and while the token of that is good (epoch ms). */
export interface JitsiVisit {
  readonly room: string;
  readonly person: { readonly id: string; readonly name: string; readonly isModerator: boolean };
  readonly from: number;
  readonly until: number;
}

/**
 * The address of a room on a Jitsi server for one person: signed where the server asks for it, else with her name as a
 * suggestion. Sources: lib-jitsi-meet, doc/tokens.md; JaaS, "The Jitsi JSON Web Token".
 *
 * @param secret what tokens are signed with; null where there are none
 */
export async function jitsiAddress(
  { base_url = '', app_id, key_id }: StoredMeeting,
  secret: string | null,
  { room, person, from, until }: JitsiVisit,
): Promise<string> {
  const url = new URL(base_url);
  const tenant = key_id ? app_id : undefined;
  const path = [url.pathname.replace(/\/+$/, ''), tenant && !url.pathname.includes(tenant) && tenant, room];
  url.pathname = path.filter((part) => part !== false && part !== undefined).join('/');
  url.search = '';
  url.hash = '';
  if (!app_id || secret === null) {
    // A fragment, which the server is not told, and whose values are read as JSON.
    return `${url.href}#userInfo.displayName=${encodeURIComponent(JSON.stringify(person.name))}`;
  }
  // Texts alone: any other value ends in an error.
  const user = { id: person.id, name: person.name, moderator: String(person.isModerator) };
  const signed = new SignJWT({
    room,
    context: { user: { ...user, affiliation: person.isModerator ? 'owner' : 'member' } },
  })
    .setIssuer(key_id ? 'chat' : app_id)
    .setAudience('jitsi')
    .setSubject(key_id ? app_id : subjectOf(url))
    .setNotBefore(Math.floor(from / 1000))
    .setExpirationTime(Math.floor(until / 1000));
  const token = key_id
    ? await signed
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: `${app_id}/${key_id.replace(/^.*\//, '')}` })
        .sign(createPrivateKey(secret))
    : await signed.setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(secret));
  return `${url.href}?jwt=${token}`;
}

/** The tenant of `/tenant/room`, else the domain. */
function subjectOf({ hostname, pathname }: URL): string {
  const parts = pathname.split('/').filter(Boolean);
  return (parts.at(-2) ?? hostname).toLowerCase();
}
