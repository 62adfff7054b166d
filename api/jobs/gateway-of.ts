import { africasTalking } from '../gateways/africas-talking.ts';
import type { Gateway, GatewayUrls } from '../gateways/gateway.ts';
import { twilio } from '../gateways/twilio.ts';
import { whatsapp } from '../gateways/whatsapp.ts';
import type { Partner, StoredAfricasTalking, StoredTwilio, StoredWhatsapp } from '../models/partner.ts';
import { gatewaySecret } from '../secrets/gateway-secret.ts';
import { placeOf, type SecretBox } from '../secrets/secret-box.ts';

/** What a server needs to send texts. */
export interface TextServices {
  readonly gatewayUrls: GatewayUrls;
  /** Opens partners' credentials. */
  readonly secretBox: SecretBox;
  readonly tokenSecret: string;
  /** The address others see, without a slash at the end; '' before the server listens. */
  readonly publicUrl: () => string;
}

/** What leads to phones by a channel of a partner, and where its provider reports; null where it has none. */
export function gatewayOf(
  { id, gateways }: Pick<Partner, 'id' | 'gateways'>,
  channel: 'sms' | 'whatsapp',
  { gatewayUrls, secretBox, tokenSecret, publicUrl }: TextServices,
): { readonly gateway: Gateway; readonly reportUrl: string } | null {
  const stored = gateways[channel];
  if (!stored) return null;
  const { provider } = stored;
  const reportUrl = `${publicUrl()}/api/gateways/${provider}/${gatewaySecret(tokenSecret, provider, id)}`;
  const open = (sealed: string): string => secretBox.open(sealed, placeOf.gateway(id, provider));
  return { gateway: gatewayBy(stored, gatewayUrls, open), reportUrl };
}

function gatewayBy(
  stored: StoredAfricasTalking | StoredTwilio | StoredWhatsapp,
  urls: GatewayUrls,
  open: (sealed: string) => string,
): Gateway {
  switch (stored.provider) {
    case 'africas_talking': {
      const { username, from, api_key } = stored;
      return africasTalking(urls.africasTalking, { username, from, apiKey: open(api_key) });
    }
    case 'twilio': {
      const {
        account_sid: accountSid,
        from,
        messaging_service_sid: messagingServiceSid,
        auth_token,
      } = stored;
      return twilio(urls.twilio, { accountSid, from, messagingServiceSid, authToken: open(auth_token) });
    }
    case 'whatsapp': {
      const { phone_number_id: phoneNumberId, templates, access_token } = stored;
      return whatsapp(urls.whatsapp, { phoneNumberId, templates, accessToken: open(access_token) });
    }
  }
}
