import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { findEmbeddedPostgres } from '../../../api/database/embedded.ts';
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
  stop(): Promise<void>;
}

/** Starts the product as `npm start` does, and `site` beside it on an origin of its own. */
export async function startHosts(site: Site): Promise<Hosts> {
  let product: RunningServer | undefined;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const file = await site(pathname, product?.url ?? '');
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': file.type ?? 'text/html; charset=utf-8', ...file.headers });
    response.end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const running = await startServer();
  product = running;
  await register(running, url);
  let students = 0;
  return {
    api: running.url,
    url,
    stranger: `http://127.0.0.1:${port}`,
    newStudent: () => {
      const sub = `host-${++students}`;
      const claims = { sub, name: `Student ${students}`, email: `${sub}@example.edu` };
      return demoToken(claims, { secret: DEFAULT_DEMO_PARTNER_SECRET, now: Date.now() });
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await running.stop();
    },
  };
}

async function register({ dataDir }: RunningServer, origin: string): Promise<void> {
  const client = new pg.Client(await findEmbeddedPostgres(dataDir));
  await client.connect();
  await client.query(`UPDATE partner SET origins = origins || $1::text WHERE slug = 'demo'`, [origin]);
  await client.end();
}
