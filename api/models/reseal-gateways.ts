import { placeOf, type SecretBox } from '../secrets/secret-box.ts';
import type { StoredGateways } from './partner.ts';

/** What seals a partner's credentials. */
export interface GatewayTools {
  readonly secretBox: SecretBox;
  readonly partnerId: number;
}

/** A partner's gateways with credentials sealed by the key that seals now. */
export function resealedGateways(
  gateways: StoredGateways,
  { secretBox, partnerId }: GatewayTools,
): StoredGateways {
  const resealed = (channel: object & { readonly provider: string }): object =>
    Object.fromEntries(
      Object.entries(channel).map(([name, value]) => [
        name,
        secretNames.has(name) ? secretBox.reseal(value, placeOf.gateway(partnerId, channel.provider)) : value,
      ]),
    );
  return Object.fromEntries(Object.entries(gateways).map(([name, channel]) => [name, resealed(channel)]));
}

const secretNames = new Set(['api_key', 'auth_token', 'access_token', 'app_secret']);
