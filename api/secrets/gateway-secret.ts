import { createHmac } from 'node:crypto';
import { isSame } from './is-same.ts';

/**
 * The secret in the address that a partner's provider of texts reports to. It is derived, so that it stands in no
 * table, and begins with the partner's id in base 36.
 */
export function gatewaySecret(tokenSecret: string, provider: string, partnerId: number): string {
  const id = partnerId.toString(36);
  const mac = createHmac('sha256', tokenSecret).update(`gateway ${provider} ${id}`).digest();
  return `${id}.${mac.subarray(0, 18).toString('base64url')}`;
}

/** Id of the partner whose secret it is; null for one that we did not make. */
export function partnerOfGateway(tokenSecret: string, provider: string, secret: string): number | null {
  const id = /^([0-9a-z]{1,10})\.[\w-]{24}$/.exec(secret)?.[1];
  const partnerId = Number.parseInt(id ?? '0', 36);
  return isSame(secret, gatewaySecret(tokenSecret, provider, partnerId)) ? partnerId : null;
}

/**
 * What Twilio signs a request with: HMAC-SHA1 over the address and, by name, all that was posted.
 * Source: twilio.com/docs/usage/security.
 *
 * @param url as Twilio was told it, with its query
 */
export function twilioSignature(authToken: string, url: string, form: URLSearchParams): string {
  const names = [...new Set(form.keys())].sort();
  const posted = names.map((name) =>
    [...new Set(form.getAll(name))]
      .sort()
      .map((value) => name + value)
      .join(''),
  );
  return createHmac('sha1', authToken)
    .update(url + posted.join(''))
    .digest('base64');
}

/** What Meta signs a request with. Source: developers.facebook.com/docs/graph-api/webhooks/getting-started. */
export const whatsappSignature = (appSecret: string, body: Buffer): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
