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
import { SecretBox } from '../../api/secrets/secret-box.ts';
import { startJobs } from '../../api/start-jobs.ts';
import { startMailSink } from '../support/mail-sink.ts';
import { benchTokenSecret } from './people.ts';

/**
 * Run as a process of its own: `node servers.ts baseline|api <database url>`, or `mail`; tells its address, then its
 * memory when asked. With the address of a mail server the API does its jobs too, and sends there.
 */
const [, , kind, databaseUrl = '', smtpUrl] = process.argv;
const publicUrl = 'https://booking.example.edu';

if (kind === 'mail') {
  const { url } = await startMailSink();
  process.send?.({ url });
} else {
  const callback = kind === 'baseline' ? baseline(databaseUrl) : api(databaseUrl);
  if (smtpUrl) await work(databaseUrl, smtpUrl);
  const server = createServer(callback).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
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
    publicUrl: () => publicUrl,
    readCalendar: makeCalendarReader({ ownOrigins: () => [] }),
    webhookDoor: makeWebhookDoor({ mayBeLocal: false, httpsOnly: true, version: '0.0.0' }),
  };
}

/** The jobs as `npm start` does them. */
async function work(databaseUrl: string, smtpUrl: string): Promise<void> {
  const jobs = await startJobs({
    databaseUrl,
    smtpUrl,
    mailFrom: 'mentors@example.edu',
    gatewayUrls: { africasTalking: '', twilio: '', whatsapp: '' },
    logLevel: 'silent',
    tokenSecret: benchTokenSecret,
    secrets: [benchTokenSecret],
    webhooks: { mayBeLocal: false, httpsOnly: true, version: '0.0.0' },
  });
  jobs.tell({ publicUrl, ownOrigins: [] });
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
