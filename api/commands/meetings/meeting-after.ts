import { createPrivateKey } from 'node:crypto';
import type { MeetingInput, StoredMeeting } from '../../contract/meeting.ts';
import type { Fault } from '../../contract/problem.ts';
import type { MeetingDoor } from '../../feeds/meeting-door.ts';
import { invalidRequest } from '../../problems.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';

/** Where somebody's sessions take place, as two columns keep it. */
export interface MeetingColumns<Meeting extends StoredMeeting | null = StoredMeeting | null> {
  readonly meeting: Meeting;
  /** Sealed. */
  readonly meetingSecret: string | null;
}

/** What meetings are set with. */
export interface MeetingTools {
  readonly secretBox: SecretBox;
  readonly meetingDoor: MeetingDoor;
}

/**
 * What stands after `input` was written over `old`. A secret that is left out stays, as long as the kind does.
 *
 * @param place what the secret is sealed for (`placeOf`)
 * @throws Problem `invalid_request` with what the kind still needs, and addresses that nobody is sent to.
 */
export function meetingAfter(
  old: MeetingColumns,
  input: MeetingInput,
  { secretBox, meetingDoor }: MeetingTools,
  place: string,
): MeetingColumns<StoredMeeting> {
  const isKept = input.secret === undefined && old.meeting?.kind === input.kind;
  const kept = isKept ? old.meetingSecret : null;
  const hasSecret = kept !== null || Boolean(input.secret);
  const meeting = storedAs(input);
  const faults = [...needsOf(input, hasSecret), ...addressFaults(meeting, meetingDoor)];
  if (meeting.key_id && hasSecret && !isPrivateKey(input.secret ?? secretBox.open(kept ?? '', place))) {
    faults.push({ pointer: '/meeting/secret', detail: 'must be an RSA private key (PEM) beside key_id' });
  }
  if (faults.length > 0) throw invalidRequest(faults);
  const takesSecret = input.kind === 'bigbluebutton' || Boolean(meeting.app_id);
  if (!takesSecret) return { meeting, meetingSecret: null };
  return { meeting, meetingSecret: input.secret ? secretBox.seal(input.secret, place) : kept };
}

/** What belongs to the kind, and nothing else. */
function storedAs({ kind, url, base_url, app_id, key_id, checksum = 'sha256' }: MeetingInput): StoredMeeting {
  switch (kind) {
    case 'none':
      return { kind };
    case 'fixed':
      return { kind, ...(url && { url }) };
    case 'jitsi':
      return { kind, ...(base_url && { base_url }), ...(app_id && { app_id, ...(key_id && { key_id }) }) };
    case 'bigbluebutton':
      return { kind, ...(url && { url }), checksum };
  }
}

function needsOf({ kind, url, base_url, app_id, key_id, secret }: MeetingInput, hasSecret: boolean): Fault[] {
  const missing = (name: string, detail = `is needed with ${kind}`): Fault => ({
    pointer: `/meeting/${name}`,
    detail,
  });
  if (kind === 'none') return [];
  if (kind === 'fixed') return url ? [] : [missing('url')];
  if (kind === 'bigbluebutton')
    return [...(url ? [] : [missing('url')]), ...(hasSecret ? [] : [missing('secret')])];
  return [
    ...(base_url ? [] : [missing('base_url')]),
    ...(app_id && !hasSecret ? [missing('secret', 'is needed beside app_id')] : []),
    ...(secret && !app_id ? [missing('app_id', 'is needed beside secret')] : []),
    ...(key_id && !app_id ? [missing('app_id', 'is needed beside key_id')] : []),
  ];
}

function addressFaults({ url, base_url }: StoredMeeting, door: MeetingDoor): Fault[] {
  return Object.entries({ url, base_url }).flatMap(([name, address]) => {
    const refusal = address === undefined ? null : door.refusalOf(address);
    return refusal ? [{ pointer: `/meeting/${name}`, detail: `The address ${refusal}` }] : [];
  });
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
