import { parseCronItems, type Runner, run, runMigrations, Logger as WorkerLogger } from 'graphile-worker';
import type { Knex } from 'knex';
import pg from 'pg';
import type { Logger } from 'pino';
import type { SessionMailPayload } from '../commands/queue-session-mail.ts';
import { connectionSettings } from '../database/connect.ts';
import { forgetOldRows } from './forget-old-rows.ts';
import type { Post } from './post.ts';
import { sendSessionMail } from './send-session-mail.ts';

export interface WorkerOptions {
  readonly databaseUrl: string;
  readonly knex: Knex;
  readonly post: Post;
  readonly clock: () => number;
  readonly log: Logger;
}

/** Creates or updates the job queue's own schema. Can be run again without harm. */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: quiet });
}

/** Runs the jobs that commands queued, in this process, until the runner is stopped. */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, knex, post, clock, log } = options;
  const pool = new pg.Pool({ ...connectionSettings(databaseUrl), statement_timeout: 0, max: 4 });
  // A connection that breaks is replaced; without listeners it would end the process.
  const lost = (error: Error): void => log.warn({ err: error }, 'jobs: connection lost');
  pool.on('error', lost);
  pool.on('connect', (client) => void client.on('error', lost));
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    logger: new WorkerLogger(() => (level, message) => {
      if (level === 'error') log.error({ job: message }, 'job');
      else if (level === 'warning') log.warn({ job: message }, 'job');
    }),
    parsedCronItems: parseCronItems([
      { task: 'forget-old-rows', match: '17 * * * *', identifier: 'forget-old-rows' },
    ]),
    taskList: {
      'send-session-mail': async (payload) => sendSessionMail(knex, post, payload as SessionMailPayload),
      'forget-old-rows': async () => forgetOldRows(knex, clock()),
    },
  });
  return {
    async stop() {
      await runner.stop().catch(() => {});
      await pool.end();
    },
  };
}

const quiet = new WorkerLogger(() => () => {});
