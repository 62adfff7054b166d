import type { JSONWebKeySet } from 'jose';
import type { RecommendationWeights } from '../contract/directory.ts';
import type { StoredMeeting } from '../contract/meeting.ts';
import type { Theme } from '../contract/partner.ts';
import type { StoredProgramme } from '../contract/programme.ts';
import type { MailEvent } from '../domain/mail/words.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import { BaseModel } from './base-model.ts';

export type PartnerAlgorithm = 'HS256' | 'RS256' | 'ES256' | 'EdDSA';

export interface StoredAfricasTalking {
  readonly provider: 'africas_talking';
  readonly username: string;
  readonly from: string | null;
  readonly api_key: string;
}

export interface StoredTwilio {
  readonly provider: 'twilio';
  readonly account_sid: string;
  readonly from: string | null;
  readonly messaging_service_sid: string | null;
  readonly auth_token: string;
}

export interface StoredWhatsapp {
  readonly provider: 'whatsapp';
  readonly phone_number_id: string;
  /** By event, the name of the approved template. */
  readonly templates: Readonly<Partial<Record<MailEvent, string>>>;
  readonly access_token: string;
  readonly app_secret: string;
}

/** By channel, what leads there. */
export interface StoredGateways {
  readonly sms?: StoredAfricasTalking | StoredTwilio;
  readonly whatsapp?: StoredWhatsapp;
}

/** A university or other site that embeds the widget and signs tokens for its people. */
export class Partner extends BaseModel {
  static override tableName = 'partner';
  static override jsonAttributes = [
    'jwks',
    'gateways',
    'meeting',
    'programme',
    'quietHours',
    'recommendation',
    'theme',
  ];

  declare id: number;
  declare slug: string;
  declare name: string;
  /** The one signature algorithm this partner's tokens may have. */
  declare algorithm: PartnerAlgorithm;
  /** HS256 only: at most two live secrets, so that one can be rotated. */
  declare sharedSecrets: string[];
  declare jwks: JSONWebKeySet | null;
  declare jwksUrl: string | null;
  /** Origins whose pages may call the API and frame the embed page. */
  declare origins: string[];
  /** Days, weeks and terms of its programme and figures are counted in this zone. */
  declare timezone: string;
  declare programme: StoredProgramme;
  /** What it has set of the weights of recommendations. */
  declare recommendation: Partial<RecommendationWeights>;
  /** When reminders come before a session, minutes, the earliest first. */
  declare reminderMinutes: number[];
  /** Where its sessions take place by video. */
  declare meeting: StoredMeeting;
  /** Sealed; null where the kind of meeting has none. */
  declare meetingSecret: string | null;
  /** Which of the addresses for reports about its mail is good: see secrets/address-secret.ts. */
  declare mailReportGeneration: number;
  /** What texts go out by; their credentials are sealed. */
  declare gateways: StoredGateways;
  /** When phones do not ring, in the zone of whoever is told; null for never. */
  declare quietHours: QuietHours | null;
  /** Theme of the widget; {} for the default. */
  declare theme: Theme;
  /** Its own sign-in for mentors and admins (OpenID Connect); null without one. */
  declare oidcIssuer: string | null;
  declare oidcClientId: string | null;
  declare oidcClientSecret: string | null;
  declare createdAt: Date;
}
