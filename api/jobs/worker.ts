import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCronItems, run, type WorkerEvents, Logger as WorkerLogger } from 'graphile-worker';
import type { Knex } from 'knex';
import pg from 'pg';
import type { Logger } from 'pino';
import type { InvitationPayload } from '../commands/mentors/queue-invitation.ts';
import type { PhoneCodePayload } from '../commands/phones/set-phone.ts';
import type { SignInCodePayload } from '../commands/sign-in/request-sign-in-code.ts';
import type { WebhookDisabledPayload } from '../commands/webhooks/disable-webhook.ts';
import { bounds, connectionSettings, settingsOf } from '../database/connect.ts';
import type { ReadCalendar } from '../feeds/read-calendar.ts';
import type { WebhookDoor } from '../feeds/webhook-door.ts';
import type { GatewayUrls } from '../gateways/gateway.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { expireRequests } from './expire-requests.ts';
import { findZoneChanges } from './find-zone-changes.ts';
import { forgetOldRows } from './forget-old-rows.ts';
import { announceWorkers, freeOrphans } from './free-orphans.ts';
import { gatherPastWords } from './gather-past-words.ts';
import { keepWorking } from './keep-working.ts';
import { offerFreedTime } from './offer-freed-time.ts';
import type { Post } from './post.ts';
import { readBusyFeeds } from './read-busy-feeds.ts';
import { sendInvitation } from './send-invitation.ts';
import { sendMessages } from './send-messages.ts';
import { sendPhoneCode } from './send-phone-code.ts';
import { sendSignInCode } from './send-sign-in-code.ts';
import { sendTexts } from './send-texts.ts';
import { sendWebhooks } from './send-webhooks.ts';
import { tellWebhookDisabled } from './tell-webhook-disabled.ts';

export interface WorkerOptions {
  readonly knex: Knex;
  /** Where a session lasts. */
  readonly databaseUrl: string;
  readonly post: Post;
  /** The address that mail comes from. */
  readonly sender: string;
  readonly clock: () => number;
  readonly log: Logger;
  /** Key of the codes that are mailed to sign in. */
  readonly tokenSecret: string;
  /** The address others see, without a slash at the end; '' before the server listens. */
  readonly publicUrl: () => string;
  readonly readCalendar: ReadCalendar;
  readonly webhookDoor: WebhookDoor;
  readonly gatewayUrls: GatewayUrls;
  /** Opens the secrets of webhooks and gateways. */
  readonly secretBox: SecretBox;
}

/** Runs the jobs that commands queued, in this process, until stopped; a database that was away is no end. */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, log } = options;
  const settings = settingsOf({ ...bounds, statement_timeout: 0 });
  // Two jobs, the queue's LISTEN, our announcement and one to spare.
  const pool = new pg.Pool({
    ...connectionSettings(databaseUrl),
    max: 5,
    onConnect: async (client) => void (await client.query(settings)),
  });
  // A connection that breaks is replaced; without listeners it would end the process.
  const lost = (error: Error): void => log.warn({ err: error }, 'jobs: connection lost');
  pool.on('error', lost);
  pool.on('connect', (client) => void client.on('error', lost));

  const stopping = new AbortController();
  let workers = await startWorkers(pool, options);
  const keepUp = async (): Promise<void> => {
    for (;;) {
      await Promise.race([workers.ended, aborted(stopping.signal)]);
      await workers.stop();
      for (let up = false; !up; ) {
        await sleep(1_000, undefined, { signal: stopping.signal });
        try {
          workers = await startWorkers(pool, options);
          up = true;
        } catch (error) {
          log.warn({ err: error }, 'jobs: not started, trying again');
        }
      }
    }
  };
  // Only the abort ends the loop.
  const kept = keepUp().catch(() => {});
  return {
    async stop() {
      stopping.abort();
      await kept;
      await pool.end();
    },
  };
}

interface Workers {
  /** Settles when they end by themselves, as they do when they cannot tell the database what became of a job. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

async function startWorkers(pool: pg.Pool, options: WorkerOptions): Promise<Workers> {
  const { knex, post, sender, clock, log, tokenSecret, publicUrl, readCalendar, webhookDoor, secretBox } =
    options;
  const { gatewayUrls } = options;
  const events: WorkerEvents = new EventEmitter();
  let name = '';
  events.on('pool:create', ({ workerPool }) => {
    name = workerPool.id;
  });
  const runner = await run({
    pgPool: pool,
    events,
    noHandleSignals: true,
    // With the default of no delay, an answer that cannot be written down is a rejection that nobody handles, and
    // ends the process (graphile-worker 0.18.0).
    preset: {
      worker: {
        concurrentJobs: 2,
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        gracefulShutdownAbortTimeout: 3_000,
      },
    },
    logger: new WorkerLogger(() => (level, message) => {
      if (level === 'error') log.error({ job: message }, 'job');
      else if (level === 'warning') log.warn({ job: message }, 'job');
    }),
    parsedCronItems: parseCronItems([
      { task: 'forget-old-rows', match: '17 * * * *', identifier: 'forget-old-rows' },
      { task: 'free-orphans', match: '* * * * *', identifier: 'free-orphans' },
      // By itself at the start too: a new version of Node is what brings new zone data.
      { task: 'find-zone-changes', match: '41 3 * * *', identifier: 'find-zone-changes' },
      { task: 'gather-past-words', match: '53 3 * * *', identifier: 'gather-past-words' },
      // In a queue of its own, where one round waits for the one before, and once: the next round is a try again.
      {
        task: 'read-busy-feeds',
        match: '*/10 * * * *',
        identifier: 'read-busy-feeds',
        options: { queueName: 'read-busy-feeds', maxAttempts: 1, backfillPeriod: 0 },
      },
    ]),
    taskList: {
      // A mail server that hangs must not keep the process from ending: the job is given back and tried again.
      'send-sign-in-code': async (payload, { abortPromise }) =>
        Promise.race([
          sendSignInCode({ knex, post, tokenSecret, now: clock() }, payload as SignInCodePayload),
          abortPromise,
        ]),
      'send-phone-code': async (payload) =>
        sendPhoneCode(
          { knex, log, gatewayUrls, secretBox, tokenSecret, publicUrl, now: clock() },
          payload as PhoneCodePayload,
        ),
      'send-invitation': async (payload, { abortPromise }) =>
        Promise.race([
          sendInvitation({ knex, post, publicUrl: publicUrl() }, payload as InvitationPayload),
          abortPromise,
        ]),
      'tell-webhook-disabled': async (payload, { abortPromise }) =>
        Promise.race([
          tellWebhookDisabled({ knex, post, publicUrl: publicUrl() }, payload as WebhookDisabledPayload),
          abortPromise,
        ]),
      'read-busy-feeds': async (_, { abortSignal: signal }) =>
        readBusyFeeds({ knex, readCalendar, clock, log, signal }),
      'find-zone-changes': async (_, { abortSignal: signal }) =>
        findZoneChanges({ knex, clock, log, signal }),
      'gather-past-words': async (_, { abortSignal: signal }) => gatherPastWords({ knex, signal }),
      'forget-old-rows': async () => forgetOldRows(knex, clock()),
      'free-orphans': async () => freeOrphans(pool, knex),
    },
  });
  const stop = (): Promise<void> => runner.stop().catch(() => {});
  try {
    const announcer = await pool.connect();
    const silent = new Promise(
      (resolve) => void announcer.on('error', resolve).on('end', () => resolve(null)),
    );
    await announceWorkers(announcer, name);
    await freeOrphans(pool, knex);
    for (const task of ['find-zone-changes', 'gather-past-words']) {
      await runner.addJob(task, {}, { jobKey: task });
    }
    const webhooks = sendWebhooks({ knex, webhookDoor, secretBox, clock, log, name });
    const work = (signal: AbortSignal) =>
      sendMessages({ knex, post, sender, clock, log, tokenSecret, publicUrl, worker: name }, signal);
    const messages = keepWorking({ name: 'messages', work, log });
    const lines = keepWorking({
      name: 'waiting list',
      work: (signal) => offerFreedTime({ knex, clock, tokenSecret, log }, signal),
      log,
    });
    const expiring = (signal: AbortSignal) => expireRequests({ knex, clock, log }, signal);
    const requests = keepWorking({ name: 'requests', work: expiring, log });
    const texting = { gatewayUrls, secretBox, tokenSecret, publicUrl, knex, clock, log, worker: name };
    const texts = (['sms', 'whatsapp'] as const).map((channel) => sendTexts({ ...texting, channel }));
    const end = async (): Promise<void> => {
      await Promise.all([
        stop(),
        ...[webhooks, messages, lines, requests, ...texts].map((each) => each.stop()),
      ]);
      announcer.release(true);
    };
    return { ended: Promise.race([runner.promise.catch(() => {}), silent]), stop: end };
  } catch (error) {
    await stop();
    throw error;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
