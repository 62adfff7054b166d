/** A field of an account at a provider. */
export type GatewayField =
  | 'username'
  | 'api_key'
  | 'account_sid'
  | 'auth_token'
  | 'messaging_service_sid'
  | 'from'
  | 'phone_number_id'
  | 'access_token'
  | 'app_secret';

/** What the card that sets SMS and WhatsApp says, in one language. */
export interface GatewayWords {
  readonly title: string;
  readonly hint: string;
  readonly provider: string;
  /** No SMS goes out. */
  readonly none: string;
  readonly useWhatsapp: string;
  readonly fields: Readonly<Record<GatewayField, string>>;
  /** Of credentials that are there. */
  readonly kept: string;
  readonly template: string;
  readonly templateHint: string;
  readonly callback: string;
  readonly callbackHint: string;
  readonly verifyToken: string;
  readonly quiet: string;
  readonly quietHint: string;
  readonly from: string;
  readonly to: string;
  readonly saved: string;
  readonly needed: string;
}
