import type { Gateways } from '../contract/gateway.ts';
import { gatewaySecret } from '../secrets/gateway-secret.ts';
import type { Partner } from './partner.ts';

/** What addresses that providers report to are made of. */
export interface GatewayAddresses {
  readonly tokenSecret: string;
  /** The address others see, without a slash at the end. */
  readonly publicUrl: () => string;
}

/** The wire form: all but the credentials, and where their providers are to report. */
export function presentGateways(
  { id, gateways }: Pick<Partner, 'id' | 'gateways'>,
  { tokenSecret, publicUrl }: GatewayAddresses,
): Gateways {
  const secretOf = (provider: string): string => gatewaySecret(tokenSecret, provider, id);
  const told = (provider: string) => ({
    configured: true,
    callback_url: `${publicUrl()}/api/gateways/${provider}/${secretOf(provider)}`,
  });
  const { sms = null, whatsapp = null } = gateways;
  return { sms: sms && smsOf(sms), whatsapp: whatsapp && whatsappOf(whatsapp) };

  function smsOf(stored: NonNullable<Partner['gateways']['sms']>): Gateways['sms'] {
    if (stored.provider === 'twilio') {
      const { auth_token: _, ...rest } = stored;
      return { ...rest, ...told('twilio') };
    }
    const { api_key: _, ...rest } = stored;
    return { ...rest, ...told('africas_talking') };
  }

  function whatsappOf(stored: NonNullable<Partner['gateways']['whatsapp']>): Gateways['whatsapp'] {
    const { access_token: _, app_secret: __, ...rest } = stored;
    return { ...rest, ...told('whatsapp'), verify_token: secretOf('whatsapp') };
  }
}
