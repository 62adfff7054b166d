import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Environment } from './env.ts';
import type { WebhookDoorOptions } from './feeds/webhook-door.ts';
import type { GatewayUrls } from './gateways/gateway.ts';

/** What the jobs go by: all of it can be handed to another thread. */
export interface JobSettings extends Pick<Environment, 'logLevel' | 'mailFrom'> {
  /** Where a session lasts. */
  readonly databaseUrl: string;
  readonly smtpUrl: string | undefined;
  /** Key of codes and links. */
  readonly tokenSecret: string;
  /** What others' secrets are sealed by in the database. */
  readonly secrets: readonly string[];
  readonly gatewayUrls: GatewayUrls;
  readonly webhooks: WebhookDoorOptions;
}

/** What is known once the server listens. */
export interface Addresses {
  /** The address others see, without a slash at the end. */
  readonly publicUrl: string;
  /** Origins whose calendars may be read though they are not public. */
  readonly ownOrigins: readonly string[];
}

export interface Jobs {
  /** Until it is told where the server listens, nothing goes out that has a link. */
  tell(addresses: Addresses): void;
  stop(): Promise<void>;
}

/**
 * Runs the jobs in a thread of their own, so that requests do not wait for what is sent, nor the other way round. What
 * breaks there ends the process, as it would here.
 */
export async function startJobs(settings: JobSettings): Promise<Jobs> {
  const thread = new Worker(new URL('./jobs-thread.ts', import.meta.url), {
    workerData: settings,
    // A mail's garbage is small, and the memory of the process counts both threads.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  await once(thread, 'message');
  thread.on('error', (error) => {
    throw error;
  });
  const ended = once(thread, 'exit');
  return {
    tell: (addresses) => thread.postMessage(addresses),
    async stop() {
      thread.postMessage('stop');
      await ended;
    },
  };
}
