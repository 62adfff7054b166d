import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody else's server on the web, which answers as a test tells it to. */
export interface WebServer {
  readonly origin: string;
  /** What it gives from now on. */
  answer: RequestListener;
  /** How often it was asked. */
  asked: number;
  /** Gives this calendar with an ETag of it, and 304 to whoever has it. */
  give(text: string): void;
  stop(): void;
}

export async function startWebServer(): Promise<WebServer> {
  const server = createServer((request, response) => {
    web.asked++;
    web.answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const web: WebServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: 0,
    answer: (_, response) => response.writeHead(404).end(),
    give(text) {
      const etag = `"${text.length}-${text.slice(-200).replace(/\W/g, '')}"`;
      this.answer = (request, response) => {
        if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
        else response.writeHead(200, { 'Content-Type': 'text/calendar', ETag: etag }).end(text);
      };
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return web;
}
