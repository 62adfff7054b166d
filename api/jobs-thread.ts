import { parentPort, workerData } from 'node:worker_threads';
import { connectDatabase } from './database/connect.ts';
import { makeCalendarReader } from './feeds/read-calendar.ts';
import { makeWebhookDoor } from './feeds/webhook-door.ts';
import { makePost, senderOf } from './jobs/post.ts';
import { startWorker } from './jobs/worker.ts';
import { makeLog } from './make-log.ts';
import { SecretBox } from './secrets/secret-box.ts';
import type { Addresses, JobSettings } from './start-jobs.ts';

/** The thread that `startJobs` starts: it says `ready`, takes the server's addresses, and ends when told to `stop`. */
const settings: JobSettings = workerData;
const { databaseUrl, smtpUrl, mailFrom, secrets, webhooks, ...passed } = settings;
let addresses: Addresses = { publicUrl: '', ownOrigins: [] };
const stopping = Promise.withResolvers<void>();
parentPort?.on('message', (told: Addresses | 'stop') => {
  if (told === 'stop') stopping.resolve();
  else addresses = told;
});

// Connections of its own: behind those of requests, a process that is busy would send nothing.
const knex = connectDatabase({ url: databaseUrl, poolSize: 4 });
const { post, close } = makePost({ knex, smtpUrl, from: mailFrom, clock: Date.now });
const jobs = await startWorker({
  ...passed,
  knex,
  databaseUrl,
  post,
  sender: senderOf(mailFrom),
  clock: Date.now,
  log: makeLog(settings.logLevel),
  publicUrl: () => addresses.publicUrl,
  readCalendar: makeCalendarReader({ ownOrigins: () => addresses.ownOrigins }),
  webhookDoor: makeWebhookDoor(webhooks),
  secretBox: new SecretBox(secrets),
});
parentPort?.postMessage('ready');

await stopping.promise;
await jobs.stop();
close();
await knex.destroy();
process.exit();
