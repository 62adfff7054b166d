import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { markBounced } from '../commands/messages/mark-bounced.ts';
import { settleMessage } from '../commands/messages/settle-message.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { Message } from '../models/message.ts';
import { findMessages, type WholeMessage } from '../queries/find-messages.ts';
import { nearestStarts } from '../queries/nearest-starts.ts';
import { giveBackMessages } from './free-orphans.ts';
import { MailLedger } from './mail-ledger.ts';
import { nextStep } from './next-step.ts';
import { type Post, PostError } from './post.ts';
import { sessionMailOf } from './session-mail.ts';

export interface SendMessagesOptions {
  readonly knex: Knex;
  readonly post: Post;
  /** The address that mail comes from. */
  readonly sender: string;
  readonly tokenSecret: string;
  /** The address others see, without a slash at the end; '' before the server listens. */
  readonly publicUrl: () => string;
  readonly clock: () => number;
  readonly log: Logger;
  /** Name of this worker, whose advisory lock tells that it lives. */
  readonly worker: string;
}

/** How many are claimed at a time: what a worker that dies has under way, and others wait for until it is noticed. */
const batchSize = 50;

/** How long to wait before each further attempt, minutes; after the last the message has failed. */
export const pausesMinutes = [0.5, 2, 5, 10, 20, 30, 60, 60, 120, 240, 480];

/** How long nothing is tried after no server could be reached, ms. */
const awayMs = 15_000;

/** How long what is being taken may take, when the process ends, ms. */
const graceMs = 3_000;

/** Sends a batch of the mails that are due. @returns whether there may be more. */
export async function sendMessages(options: SendMessagesOptions, signal: AbortSignal): Promise<boolean> {
  const { knex, clock, worker, publicUrl } = options;
  // Links are made of it: what is due waits for a moment.
  if (publicUrl() === '') return false;
  // What a round before this one left, when it broke off because the database was away.
  await giveBackMessages(knex, "claimed_by = :worker AND channel = 'mail'", { worker });
  const claimed = await claimMails(knex, worker, clock());
  const messages = await findMessages(knex, claimed, clock());
  const left = await sendAll(options, messages, signal);
  if (left.length === 0) return claimed.length === batchSize;
  const nextAttemptAt = new Date(signal.aborted ? clock() : clock() + awayMs);
  await Message.query(knex)
    .whereIn('id', left)
    .where({ claimed_by: worker })
    .patch({ claimedBy: null, nextAttemptAt });
  return false;
}

/** Sends one after the other. @returns ids of those that are left, once none would go out. */
async function sendAll(
  options: SendMessagesOptions,
  messages: readonly WholeMessage[],
  signal: AbortSignal,
): Promise<number[]> {
  const ledger = new MailLedger(options.knex, options.worker);
  try {
    for (const [index, message] of messages.entries()) {
      const outcome = signal.aborted ? 'unreachable' : await sendOne(options, message, ledger, signal);
      if (outcome === 'unreachable') return messages.slice(index).map((each) => each.message.id);
    }
    return [];
  } finally {
    await ledger.close();
  }
}

async function claimMails(knex: Knex, worker: string, now: number): Promise<number[]> {
  const { rows } = await knex.raw(
    `UPDATE message SET claimed_by = :worker WHERE id IN (
      SELECT id FROM message WHERE channel = 'mail' AND state = 'queued' AND claimed_by IS NULL
        AND next_attempt_at <= :now
      ORDER BY next_attempt_at, id LIMIT :batchSize FOR UPDATE SKIP LOCKED) RETURNING id`,
    { worker, now: new Date(now), batchSize },
  );
  return rows.map(({ id }: { id: number }) => id);
}

/** Sends one message, or notes why not. @returns `unreachable` where none would go out: it is still claimed then. */
async function sendOne(
  { knex, post, sender, clock, log, tokenSecret, publicUrl }: SendMessagesOptions,
  whole: WholeMessage,
  ledger: MailLedger,
  signal: AbortSignal,
): Promise<'unreachable' | 'settled'> {
  const { message, reader } = whole;
  const settle = async (outcome: Partial<Message>): Promise<'settled'> => {
    await settleMessage(knex, message.id, outcome, clock());
    return 'settled';
  };
  const early = withoutSending(whole, clock());
  if (early) return settle(early);

  const freeStarts = await startsInstead(knex, whole, clock());
  const maker = { sender, tokenSecret, publicUrl: publicUrl(), freeStarts };
  const mail = written(() => sessionMailOf(whole, maker), log.child({ message: message.id }));
  if (!mail) return settle({ state: 'failed', error: 'not_written' });

  const attempts = message.attempts + 1;
  const ending = endingWith(signal);
  try {
    const { subject, text, html } = mail;
    const content = { subject, text, ...(html !== undefined && { html }) };
    await post(
      { ...mail, messageId: message.id },
      {
        signal: ending.signal,
        async onHandOver() {
          const at = new Date(clock());
          await ledger.handOver(message.id, { attempts, at, recipient: reader.email, content });
          ending.isHandedOver = true;
        },
      },
    );
    ledger.took(message.id, new Date(clock()));
    return 'settled';
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    const { failure, reason: said } = error;
    if (failure === 'unreachable') {
      if (!signal.aborted) log.warn({ message: message.id, reason: said }, 'no mail server could be reached');
      return 'unreachable';
    }
    if (failure === 'in_doubt') return settle({ state: 'in_doubt', error: said });
    const pause = failure === 'later' ? pausesMinutes[message.attempts] : undefined;
    if (pause === undefined && error.isAboutAddress) await bounced(knex, whole, said, clock());
    return settle({ attempts, error: said, ...afterFailure(pause, clock()) });
  } finally {
    ending.done();
  }
}

/** What a student is offered whose request ended, unless she ended it. */
async function startsInstead(
  knex: Knex,
  { message, reader, session }: WholeMessage,
  now: number,
): Promise<number[]> {
  const isHers = reader.id === session.studentId && message.actorId !== reader.id;
  if (message.event !== 'session_cancelled' || !isHers || !session.decideBy) return [];
  return nearestStarts(knex, session, now);
}

async function bounced(
  knex: Knex,
  { reader, partner }: WholeMessage,
  reason: string,
  now: number,
): Promise<void> {
  const bounce = { partnerId: partner.id, personId: reader.id, address: reader.email ?? '', reason };
  await inTransaction(knex, (trx) => markBounced(trx, bounce, now));
}

/** What is noted of a message that is not sent now; null for one that is to be sent. */
export function withoutSending(whole: WholeMessage, now: number): Partial<Message> | null {
  const step = nextStep(whole, now);
  if (step.kind === 'skip') return { state: 'skipped', error: step.reason };
  if (step.kind === 'move') return { channel: step.channel };
  return step.kind === 'wait' ? { nextAttemptAt: new Date(step.until) } : null;
}

/** What is noted of a message that was not taken. @param pause minutes until the next attempt; undefined for none */
export const afterFailure = (pause: number | undefined, now: number): Partial<Message> =>
  pause === undefined
    ? { state: 'failed' }
    : { handedOverAt: null, nextAttemptAt: new Date(now + pause * 60_000) };

/** A signal that follows another at once, and with some grace when what it ends has been handed over. */
export function endingWith(signal: AbortSignal) {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const ending = {
    signal: controller.signal,
    isHandedOver: false,
    done: (): void => signal.removeEventListener('abort', onAbort),
  };
  const onAbort = (): void => {
    if (ending.isHandedOver) void sleep(graceMs, undefined, { ref: false }).then(end);
    else end();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  return ending;
}

/** A message that cannot be written down is a fault of ours, and no reason to stop the others. */
export function written<Written>(write: () => Written, log: Logger): Written | undefined {
  try {
    return write();
  } catch (error) {
    // Not the error itself: it may quote what people typed.
    log.error({ name: (error as Error).name }, 'a message was not written');
    return undefined;
  }
}
