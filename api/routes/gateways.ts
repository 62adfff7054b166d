import type Router from '@koa/router';
import type { Context } from 'koa';
import { takeReports } from '../commands/messages/take-reports.ts';
import { readAfricasTalking } from '../gateways/africas-talking.ts';
import type { Incoming } from '../gateways/gateway.ts';
import { readTwilio } from '../gateways/twilio.ts';
import { readWhatsapp } from '../gateways/whatsapp.ts';
import type { Services } from '../http/endpoint.ts';
import { parseJson, readBody } from '../http/read-body.ts';
import { Partner } from '../models/partner.ts';
import { notFound, Problem } from '../problems.ts';
import { partnerOfGateway, twilioSignature, whatsappSignature } from '../secrets/gateway-secret.ts';
import { isSame } from '../secrets/is-same.ts';
import { placeOf } from '../secrets/secret-box.ts';

const maxBytes = 262_144;

/**
 * Where providers of texts report: no part of the API that people program against, as its form is each provider's own.
 * The address holds a secret, and whoever signs is held to it too.
 */
export function gatewayRoutes(router: Router, services: Services): void {
  const { knex, clock, tokenSecret, secretBox, publicUrl } = services;

  const partnerOf = async (ctx: Context): Promise<{ partner: Partner; provider: Provider }> => {
    const { provider = '', secret = '' } = ctx.params as Record<string, string | undefined>;
    const partnerId = isProvider(provider) ? partnerOfGateway(tokenSecret, provider, secret) : null;
    const partner = partnerId !== null && (await Partner.query(knex).findById(partnerId));
    if (!partner || !isProvider(provider)) throw notFound('gateway');
    return { partner, provider };
  };

  // Meta asks once whether the address is ours (Graph API, "Webhooks: verification requests").
  router.get('/api/gateways/whatsapp/:secret', async (ctx: Context) => {
    ctx.params = { ...ctx.params, provider: 'whatsapp' };
    await partnerOf(ctx);
    const asked = ctx.URL.searchParams;
    if (asked.get('hub.mode') !== 'subscribe' || asked.get('hub.verify_token') !== ctx.params.secret) {
      throw new Problem('forbidden', 'hub.verify_token must be the one that the settings tell.');
    }
    ctx.type = 'text/plain';
    ctx.body = (asked.get('hub.challenge') ?? '').replace(/[^\w.-]/g, '').slice(0, 200);
  });

  router.post('/api/gateways/:provider/:secret', async (ctx: Context) => {
    const { partner, provider } = await partnerOf(ctx);
    const body = await readBody(ctx, maxBytes);
    const incoming = read(ctx, body, partner, provider);
    await takeReports({ knex, partnerId: partner.id, now: clock() }, incoming);
    // To Twilio an empty answer of this kind says that nothing is to be answered to a text.
    if (provider === 'twilio') {
      ctx.type = 'text/xml';
      ctx.body = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
    } else ctx.body = {};
  });

  function read(ctx: Context, body: Buffer, { id, gateways }: Partner, provider: Provider): Incoming {
    const open = (sealed: string): string => secretBox.open(sealed, placeOf.gateway(id, provider));
    const { sms, whatsapp } = gateways;
    if (provider === 'whatsapp') {
      if (!whatsapp) throw notFound('gateway');
      requireSame(ctx.get('x-hub-signature-256'), whatsappSignature(open(whatsapp.app_secret), body));
      return readWhatsapp(parseJson(body));
    }
    if (sms?.provider !== provider) throw notFound('gateway');
    const form = new URLSearchParams(body.toString('utf8'));
    if (sms.provider === 'africas_talking') return readAfricasTalking(form);
    const signed = twilioSignature(open(sms.auth_token), `${publicUrl()}${ctx.originalUrl}`, form);
    requireSame(ctx.get('x-twilio-signature'), signed);
    return readTwilio(form, ctx.URL.searchParams);
  }
}

type Provider = 'africas_talking' | 'twilio' | 'whatsapp';

const isProvider = (text: string): text is Provider =>
  ['africas_talking', 'twilio', 'whatsapp'].includes(text);

function requireSame(given: string, expected: string): void {
  if (!isSame(given, expected)) {
    throw new Problem('forbidden', 'The signature is not that of the account that is set here.');
  }
}
