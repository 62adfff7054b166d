import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { DEFAULT_DEMO_PARTNER_SECRET } from '../../../api/env.ts';
import { demoToken } from '../../../demo/token.ts';
import { type RunningServer, startServer } from '../../support/server.ts';

/** A page of a host, or another file of it. */
export interface HostFile {
  readonly body: string | Buffer;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A partner's site: answers what is at a path. `api` is the origin of the real API. */
export type Site = (path: string, api: string) => Promise<HostFile | undefined> | HostFile | undefined;

export interface Hosts {
  /** Origin of the real API. */
  readonly api: string;
  /** Origin of the site, registered with the partner `demo`. */
  readonly url: string;
  /** The same site on an origin that is not registered. */
  readonly stranger: string;
  /** A token of a student who has not booked before. */
  newStudent(): Promise<string>;
}

interface Shared {
  readonly product: RunningServer;
  readonly port: number;
  stop(): Promise<void>;
}

let shared: Promise<Shared> | undefined;
let site: Site = () => undefined;
let students = 0;

// Starting takes seconds, so all files share one of each: tests run one after the other.
after(async () => {
  await (await shared)?.stop();
});

/** The product as `npm start` runs it, started once, and from now on `wanted` on the partner's origin beside it. */
export async function startHosts(wanted: Site): Promise<Hosts> {
  shared ??= startShared();
  const { product, port } = await shared;
  site = wanted;
  return {
    api: product.url,
    url: `http://localhost:${port}`,
    stranger: `http://127.0.0.1:${port}`,
    newStudent: () => {
      const sub = `host-${++students}`;
      const claims = { sub, name: `Student ${students}`, email: `${sub}@example.edu` };
      return demoToken(claims, { secret: DEFAULT_DEMO_PARTNER_SECRET, now: Date.now() });
    },
  };
}

async function startShared(): Promise<Shared> {
  const product = await startServer();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const file = await site(pathname, product.url);
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': file.type ?? 'text/html; charset=utf-8', ...file.headers });
    response.end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await register(product, `http://localhost:${port}`);
  return {
    product,
    port,
    async stop() {
      server.closeAllConnections();
      server.close();
      await product.stop();
    },
  };
}

async function register({ databaseUrl }: RunningServer, origin: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(`UPDATE partner SET origins = origins || $1::text WHERE slug = 'demo'`, [origin]);
  await client.end();
}
