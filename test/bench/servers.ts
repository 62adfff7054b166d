import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import pg from 'pg';
import { pino } from 'pino';
import { makeApp } from '../../api/app.ts';
import { connectDatabase } from '../../api/database/connect.ts';
import { listenForNotifications } from '../../api/database/listen.ts';
import { makeFetchProvider } from '../../api/feeds/fetch-provider.ts';
import { makeMeetingDoor } from '../../api/feeds/meeting-door.ts';
import { makeCalendarReader } from '../../api/feeds/read-calendar.ts';
import { makeWebhookDoor } from '../../api/feeds/webhook-door.ts';
import { makePost } from '../../api/jobs/post.ts';
import { startWorker } from '../../api/jobs/worker.ts';
import { SecretBox } from '../../api/secrets/secret-box.ts';
import { benchTokenSecret } from './people.ts';

/**
 * Run as a process of its own: `node servers.ts baseline|api <database url>`; tells its port, then its memory when
 * asked. With the address of a mail server the API does its jobs too, and sends there.
 */
const [, , kind, url = '', smtpUrl] = process.argv;

const callback = kind === 'baseline' ? baseline(url) : api(url);
if (smtpUrl) await work(url, smtpUrl);
const server = createServer(callback).listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });
process.on('message', () => process.send?.({ maxRssMb: process.resourceUsage().maxRSS / 1024 }));

/** What no application on this stack can be faster than: Koa, and one prepared query by key. */
function baseline(connectionString: string) {
  const pool = new pg.Pool({ connectionString, max: 20 });
  const koa = new Koa();
  koa.use(async (ctx) => {
    const id = Number(ctx.path.split('/')[3]);
    const text = 'SELECT id, name, timezone, durations FROM mentor WHERE id = $1';
    const { rows } = await pool.query({ name: 'by_key', text, values: [id] });
    ctx.body = rows[0];
  });
  return koa.callback();
}

function partsOf(databaseUrl: string) {
  return {
    knex: connectDatabase({ url: databaseUrl }),
    clock: Date.now,
    log: pino({ level: 'info' }, pino.destination({ dest: '/dev/null', sync: false, minLength: 4096 })),
    tokenSecret: benchTokenSecret,
    secretBox: new SecretBox([benchTokenSecret]),
    publicUrl: () => 'https://booking.example.edu',
    readCalendar: makeCalendarReader({ ownOrigins: () => [] }),
    webhookDoor: makeWebhookDoor({ mayBeLocal: false, httpsOnly: true, version: '0.0.0' }),
  };
}

/** The jobs as `npm start` does them. */
async function work(databaseUrl: string, smtp: string): Promise<void> {
  const parts = partsOf(databaseUrl);
  const from = 'mentors@example.edu';
  const { post } = makePost({ knex: parts.knex, smtpUrl: smtp, from, clock: Date.now });
  const gatewayUrls = { africasTalking: '', twilio: '', whatsapp: '' };
  await startWorker({ ...parts, databaseUrl, post, sender: from, gatewayUrls });
}

/** The API as `npm start` makes it, with rate limits off. */
function api(databaseUrl: string) {
  const parts = partsOf(databaseUrl);
  const { koa } = makeApp({
    ...parts,
    listener: listenForNotifications(databaseUrl, parts.log),
    fetchProvider: makeFetchProvider({ mayBeLocal: false }),
    meetingDoor: makeMeetingDoor({ mayBeLocal: false }),
    rateLimit: false,
    trustProxy: false,
    demo: false,
    widget: { folder: '', version: '0.0.0' },
  });
  return koa.callback();
}
