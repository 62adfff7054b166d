import type { Meeting } from '../../../api/contract/meeting.ts';

/** What the card that sets video meetings says, in one language. */
export interface MeetingWords {
  readonly title: string;
  readonly hints: { readonly partner: string; readonly mentor: string };
  readonly kind: string;
  readonly kinds: Readonly<Record<Meeting['kind'] | 'partner', string>>;
  readonly room: string;
  readonly server: string;
  readonly jitsiHint: string;
  readonly bigBlueButtonHint: string;
  readonly appId: string;
  readonly appIdHint: string;
  readonly keyId: string;
  readonly keyIdHint: string;
  readonly secret: string;
  readonly privateKey: string;
  /** Of a secret that is there. */
  readonly kept: string;
  readonly checksum: string;
  readonly save: string;
  readonly saved: string;
  readonly faults: { readonly address: string; readonly needed: string; readonly key: string };
}
