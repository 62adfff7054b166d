import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { until } from '../../support/until.ts';

/** One request that a receiver got, whole. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A partner's server, which takes events and answers as a test tells it to. */
export interface Receiver {
  readonly origin: string;
  readonly received: Received[];
  /** How it answers from now on; 204 unless told otherwise. */
  answer: (request: Received, response: ServerResponse) => void;
  /** Waits for so many requests in all. @returns all that came. */
  count(number: number): Promise<readonly Received[]>;
  stop(): void;
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = '', url = '', headers } = incoming;
    const request = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
    receiver.received.push(request);
    receiver.answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    answer: (_, response) => void response.writeHead(204).end(),
    async count(number) {
      await until(() => receiver.received.length >= number, `${number} requests`);
      return receiver.received;
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}

/** The event in a request, as the library of Standard Webhooks verifies it. @throws when it does not. */
export function verified(
  request: Received,
  secret: string,
): { type: string; timestamp: string; data: never } {
  const headers = request.headers as Record<string, string>;
  const { now } = Date;
  // The library asks that it was sent just now, and the API's clock is not its own.
  Date.now = () => Number(headers['webhook-timestamp']) * 1000;
  try {
    new Webhook(secret).verify(request.body, headers);
  } finally {
    Date.now = now;
  }
  return JSON.parse(request.body);
}

/** What happened, by the bodies that came. */
export const typesOf = (received: readonly Received[]): string[] =>
  received.map(({ body }) => JSON.parse(body).type);

export const isRefused = (request: Received, secret: string): void =>
  void assert.throws(() => verified(request, secret), /No matching signature/);
