import type { Gateways, GatewaysInput } from '../../../api/contract/gateway.ts';
import type { ReplaceMessaging } from '../../../api/contract/message.ts';
import type { GatewayField } from './strings.ts';

export type SmsProvider = 'none' | 'africas_talking' | 'twilio';

/** What is typed into the card. */
export interface Draft
  extends Readonly<Record<GatewayField | 'template' | 'start_time' | 'end_time', string>> {
  readonly provider: SmsProvider;
  readonly hasWhatsapp: boolean;
  readonly hasQuietHours: boolean;
}

/** What stands there. */
export interface Saved {
  readonly gateway: Gateways;
  readonly quiet_hours: { readonly start_time: string; readonly end_time: string } | null;
}

/** The fields of each provider, in the order in which its console shows them; credentials are typed anew. */
export const fieldsOf = {
  africas_talking: ['username', 'api_key', 'from'],
  twilio: ['account_sid', 'auth_token', 'from', 'messaging_service_sid'],
  whatsapp: ['phone_number_id', 'access_token', 'app_secret'],
} as const satisfies Readonly<Record<string, readonly GatewayField[]>>;

export const isSecret = (field: GatewayField): boolean =>
  ['api_key', 'auth_token', 'access_token', 'app_secret'].includes(field);

export function draftOf({ gateway: { sms, whatsapp }, quiet_hours }: Saved): Draft {
  return {
    provider: sms?.provider ?? 'none',
    hasWhatsapp: whatsapp !== null,
    hasQuietHours: quiet_hours !== null,
    username: sms?.username ?? '',
    account_sid: sms?.account_sid ?? '',
    messaging_service_sid: sms?.messaging_service_sid ?? '',
    from: sms?.from ?? '',
    phone_number_id: whatsapp?.phone_number_id ?? '',
    template: whatsapp?.templates.session_reminder ?? '',
    api_key: '',
    auth_token: '',
    access_token: '',
    app_secret: '',
    start_time: quiet_hours?.start_time ?? '21:00',
    end_time: quiet_hours?.end_time ?? '07:30',
  };
}

/** What was typed, of the chosen providers alone; credentials that were not typed stay, and so do other templates. */
export function inputOf(draft: Draft, { gateway }: Saved): Pick<ReplaceMessaging, 'gateway' | 'quiet_hours'> {
  const typed = (fields: readonly GatewayField[]) =>
    Object.fromEntries(fields.map((field) => [field, draft[field].trim()]).filter(([, value]) => value));
  const { provider, hasWhatsapp, hasQuietHours, start_time, end_time } = draft;
  const { session_reminder: _, ...others } = gateway.whatsapp?.templates ?? {};
  const template = draft.template.trim();
  const whatsapp = {
    provider: 'whatsapp',
    phone_number_id: '',
    ...typed(fieldsOf.whatsapp),
    templates: { ...others, ...(template && { session_reminder: template }) },
  };
  return {
    gateway: {
      sms: provider === 'none' ? null : { provider, ...typed(fieldsOf[provider]) },
      whatsapp: hasWhatsapp ? whatsapp : null,
    } as GatewaysInput,
    quiet_hours: hasQuietHours ? { start_time, end_time } : null,
  };
}
