import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { sendTexts } from '../../api/jobs/send-texts.ts';
import { SecretBox } from '../../api/secrets/secret-box.ts';
import { type TestApi, tokenSecret } from './api.ts';
import { until } from './until.ts';

export type Provider = 'africas_talking' | 'twilio' | 'whatsapp';

/** A text as a provider got it. */
export interface SentText {
  readonly provider: Provider;
  readonly to: string;
  readonly text: string;
  /** The id that the provider gives it. */
  readonly id: string;
  /** All that was sent: fields of the form, or JSON. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage['headers'];
}

/**
 * What a provider does with a text: `take`; `hang`, taking it without an answer; `drop`, closing after it took it;
 * `500`, the same with an error; `away`, 503; or another answer of its own.
 */
export type Treatment =
  | 'take'
  | 'hang'
  | 'drop'
  | '500'
  | 'away'
  | { readonly status: number; readonly body: unknown };

export interface TestGateway {
  readonly url: string;
  /** All that came, also what was refused. */
  readonly sent: SentText[];
  treat: (text: SentText) => Treatment;
  /** Called before a text is answered. */
  beforeAnswer: (text: SentText) => Promise<void>;
  stop(): Promise<void>;
}

/** A server that speaks the APIs of Africa's Talking, Twilio and WhatsApp, and misbehaves when told to. */
export async function startGateway(): Promise<TestGateway> {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const gateway: TestGateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: [],
    treat: () => 'take',
    beforeAnswer: async () => {},
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  return gateway;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = read(request, Buffer.concat(chunks).toString(), gateway.sent.length + 1);
    gateway.sent.push(text);
    await gateway.beforeAnswer(text);
    const treatment = gateway.treat(text);
    if (treatment === 'hang') return;
    if (treatment === 'drop') return void request.socket.destroy();
    const reply =
      treatment === 'take'
        ? taken(text)
        : treatment === '500' || treatment === 'away'
          ? { status: treatment === 'away' ? 503 : 500, body: {} }
          : treatment;
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.body));
  }
}

function read({ url = '', headers }: IncomingMessage, body: string, count: number): SentText {
  if (url === '/version1/messaging') {
    const fields = Object.fromEntries(new URLSearchParams(body));
    const { to = '', message = '' } = fields;
    return { provider: 'africas_talking', to, text: message, id: `ATXid_${count}`, fields, headers };
  }
  if (/^\/2010-04-01\/Accounts\/\w+\/Messages\.json$/.test(url)) {
    const fields = Object.fromEntries(new URLSearchParams(body));
    return {
      provider: 'twilio',
      to: fields.To ?? '',
      text: fields.Body ?? '',
      id: `SM${count}`,
      fields,
      headers,
    };
  }
  const fields = JSON.parse(body);
  return { provider: 'whatsapp', to: fields.to, text: body, id: `wamid.${count}`, fields, headers };
}

function taken({ provider, to, id }: SentText): { status: number; body: unknown } {
  switch (provider) {
    case 'africas_talking':
      return {
        status: 201,
        body: recipients({ statusCode: 101, number: to, status: 'Success', messageId: id }),
      };
    case 'twilio':
      return { status: 201, body: { sid: id, status: 'queued', num_segments: '1', error_code: null } };
    case 'whatsapp':
      return { status: 200, body: { messaging_product: 'whatsapp', messages: [{ id }] } };
  }
}

/** What Africa's Talking answers, with 201, whatever became of the one recipient. */
export const recipients = (recipient: object) => ({
  SMSMessageData: {
    Message: 'Sent to 1/1 Total Cost: KES 0.8000',
    Recipients: [{ cost: 'KES 0.8', ...recipient }],
  },
});

/** Starts sending the texts of a channel, as a worker does. */
export function sendingTexts(api: TestApi, { url }: TestGateway, channel: 'sms' | 'whatsapp') {
  return sendTexts({
    channel,
    knex: api.knex,
    clock: () => api.now,
    log: pino({ level: 'silent' }),
    worker: `test ${channel}`,
    gatewayUrls: { africasTalking: url, twilio: url, whatsapp: url },
    secretBox: new SecretBox([tokenSecret]),
    tokenSecret,
    publicUrl: () => api.url,
    restMs: 5,
  });
}

/** Sends all texts that are due by the API's clock, on both channels, until none is. */
export async function sendTextsDue(api: TestApi, gateway: TestGateway): Promise<void> {
  const loops = (['whatsapp', 'sms'] as const).map((channel) => sendingTexts(api, gateway, channel));
  await until(async () => {
    const left = await api
      .knex('message')
      .where({ state: 'queued' })
      .whereIn('channel', ['sms', 'whatsapp'])
      .where('next_attempt_at', '<=', new Date(api.now))
      .first('id');
    return left === undefined;
  }, 'no text to be due');
  await Promise.all(loops.map((loop) => loop.stop()));
}
