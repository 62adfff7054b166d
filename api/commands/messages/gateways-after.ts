import type { GatewaysInput } from '../../contract/gateway.ts';
import type { Fault } from '../../contract/problem.ts';
import type { StoredGateways, StoredWhatsapp } from '../../models/partner.ts';
import type { GatewayTools } from '../../models/reseal-gateways.ts';
import { invalidRequest } from '../../problems.ts';
import { placeOf } from '../../secrets/secret-box.ts';

/**
 * What stands after `input` was written over `old`: a channel that is left out stays, null removes it, and so do
 * credentials that are left out as long as their provider does.
 *
 * @throws Problem `invalid_request` with all that a provider still needs.
 */
export function gatewaysAfter(
  old: StoredGateways,
  input: GatewaysInput,
  { secretBox, partnerId }: GatewayTools,
): StoredGateways {
  const faults: Fault[] = [];
  const need = (channel: string, name: string): string => {
    faults.push({ pointer: `/gateway/${channel}/${name}`, detail: 'is needed for this provider' });
    return '';
  };
  const sealed = (channel: 'sms' | 'whatsapp', provider: string, name: string): string => {
    const given = (input[channel] as Readonly<Record<string, unknown>>)[name];
    if (typeof given === 'string') return secretBox.seal(given, placeOf.gateway(partnerId, provider));
    const kept =
      old[channel]?.provider === provider ? (old[channel] as object as Record<string, string>) : {};
    return kept[name] ?? need(channel, name);
  };

  const sms = (): StoredGateways['sms'] | null => {
    const given = input.sms;
    if (!given) return null;
    const { provider, from = null } = given;
    if (provider === 'africas_talking') {
      const username = given.username ?? need('sms', 'username');
      return { provider, username, from, api_key: sealed('sms', provider, 'api_key') };
    }
    const account_sid = given.account_sid ?? need('sms', 'account_sid');
    const messaging_service_sid = given.messaging_service_sid ?? null;
    if (!messaging_service_sid && !from) need('sms', 'from');
    const auth_token = sealed('sms', provider, 'auth_token');
    return { provider, account_sid, from, messaging_service_sid, auth_token };
  };

  const whatsapp = (): StoredWhatsapp | null => {
    if (!input.whatsapp) return null;
    const { provider, phone_number_id, templates } = input.whatsapp;
    const access_token = sealed('whatsapp', provider, 'access_token');
    return {
      provider,
      phone_number_id,
      templates,
      access_token,
      app_secret: sealed('whatsapp', provider, 'app_secret'),
    };
  };

  const after = {
    sms: input.sms === undefined ? old.sms : sms(),
    whatsapp: input.whatsapp === undefined ? old.whatsapp : whatsapp(),
  };
  if (faults.length > 0) throw invalidRequest(faults);
  return { ...(after.sms && { sms: after.sms }), ...(after.whatsapp && { whatsapp: after.whatsapp }) };
}
