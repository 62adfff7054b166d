import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { markBounced } from '../commands/messages/mark-bounced.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { whySkipped } from '../domain/message-worth.ts';
import { Message } from '../models/message.ts';
import { isOn } from '../models/user.ts';
import { findMessages, type WholeMessage } from '../queries/find-messages.ts';
import { type Mail, type Post, PostError } from './post.ts';
import { preferenceOf, sessionMailOf } from './session-mail.ts';

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
const pausesMinutes = [0.5, 2, 5, 10, 20, 30, 60, 60, 120, 240, 480];

/** How long nothing is tried after no server could be reached, ms. */
const awayMs = 15_000;

/** How long a mail that the server is taking may take, when the process ends, ms. */
const graceMs = 3_000;

/** Sends a batch of the messages that are due. @returns whether there may be more. */
export async function sendMessages(options: SendMessagesOptions, signal: AbortSignal): Promise<boolean> {
  const { knex, clock, worker, publicUrl } = options;
  // Links are made of it: what is due waits for a moment.
  if (publicUrl() === '') return false;
  // What a round before this one left, when it broke off because the database was away.
  await knex.raw(`${giveBack} WHERE claimed_by = ?`, [worker]);
  const claimed = await claim(knex, worker, clock());
  const messages = await findMessages(knex, claimed);
  for (const [index, message] of messages.entries()) {
    const outcome = signal.aborted ? 'unreachable' : await sendOne(options, message, signal);
    if (outcome === 'settled') continue;
    const rest = messages.slice(index).map((each) => each.message.id);
    const nextAttemptAt = new Date(signal.aborted ? clock() : clock() + awayMs);
    await Message.query(knex)
      .whereIn('id', rest)
      .where({ claimed_by: worker })
      .patch({ claimedBy: null, nextAttemptAt });
    return false;
  }
  return claimed.length === batchSize;
}

// What a mail server was taking when its worker broke off is in doubt: sent again, it might come twice.
const giveBack = `UPDATE message SET claimed_by = NULL,
  state = CASE WHEN state = 'queued' AND handed_over_at IS NOT NULL THEN 'in_doubt' ELSE state END,
  error = CASE WHEN state = 'queued' AND handed_over_at IS NOT NULL THEN 'broken_off' ELSE error END`;

/** Gives back what was under way in workers that died. */
export async function freeMessages(knex: Knex): Promise<void> {
  await knex.raw(`
    WITH dead AS MATERIALIZED (
      SELECT claimed_by FROM (SELECT DISTINCT claimed_by FROM message WHERE claimed_by IS NOT NULL) holder
      WHERE pg_try_advisory_xact_lock(hashtextextended('workers ' || claimed_by, 0))
    )
    ${giveBack} WHERE claimed_by IN (SELECT claimed_by FROM dead)`);
}

async function claim(knex: Knex, worker: string, now: number): Promise<number[]> {
  const { rows } = await knex.raw(
    `UPDATE message SET claimed_by = :worker WHERE id IN (
      SELECT id FROM message WHERE state = 'queued' AND claimed_by IS NULL AND next_attempt_at <= :now
      ORDER BY next_attempt_at, id LIMIT :batchSize FOR UPDATE SKIP LOCKED) RETURNING id`,
    { worker, now: new Date(now), batchSize },
  );
  return rows.map(({ id }: { id: number }) => id);
}

/** Sends one message, or notes why not. @returns `unreachable` where none would go out: it is still claimed then. */
async function sendOne(
  { knex, post, sender, clock, log, worker, tokenSecret, publicUrl }: SendMessagesOptions,
  whole: WholeMessage,
  signal: AbortSignal,
): Promise<'unreachable' | 'settled'> {
  const { message, reader } = whole;
  const settle = async (outcome: Partial<Message>): Promise<'settled'> => {
    // What went out is noted also where others gave the message up for lost meanwhile.
    const open = Message.query(knex).findById(message.id).whereIn('state', ['queued', 'in_doubt']);
    await open.patch({ claimedBy: null, ...outcome });
    return 'settled';
  };
  const reason = whySkipped(caseOf(whole), clock());
  if (reason) return settle({ state: 'skipped', error: reason });

  const maker = { sender, tokenSecret, publicUrl: publicUrl() };
  const mail = written(() => sessionMailOf(whole, maker), log.child({ message: message.id }));
  if (!mail) return settle({ state: 'failed', error: 'not_written' });

  const attempts = message.attempts + 1;
  const ending = new AbortController();
  const end = (): void => ending.abort();
  let isHandedOver = false;
  const onAbort = (): void => {
    if (isHandedOver) void sleep(graceMs, undefined, { ref: false }).then(end);
    else end();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const { subject, text, html } = mail;
    const content = { subject, text, ...(html !== undefined && { html }) };
    await post(
      { ...mail, messageId: message.id },
      {
        signal: ending.signal,
        async onHandOver() {
          const ours = Message.query(knex)
            .findById(message.id)
            .where({ claimed_by: worker, state: 'queued' });
          const patched = await ours.patch({
            attempts,
            handedOverAt: new Date(clock()),
            recipient: reader.email,
            content,
          });
          if (patched === 0) throw new Error('the message is no longer ours to send');
          isHandedOver = true;
        },
      },
    );
    return settle({
      state: 'sent',
      attempts,
      sentAt: new Date(clock()),
      recipient: reader.email,
      content,
      error: null,
    });
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    const { failure, reason: said } = error;
    if (failure === 'unreachable') {
      if (!signal.aborted) log.warn({ message: message.id, reason: said }, 'no mail server could be reached');
      return 'unreachable';
    }
    if (failure === 'in_doubt') return settle({ state: 'in_doubt', error: said });
    const pause = pausesMinutes[message.attempts];
    const again = failure === 'later' && pause !== undefined;
    if (!again) {
      if (error.isAboutAddress) await bounced(knex, whole, said, clock());
      return settle({ state: 'failed', attempts, error: said });
    }
    return settle({
      attempts,
      error: said,
      handedOverAt: null,
      nextAttemptAt: new Date(clock() + pause * 60_000),
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
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

/** A message that cannot be written down is a fault of ours, and no reason to stop the others. */
function written(write: () => Mail, log: Logger): Mail | undefined {
  try {
    return write();
  } catch (error) {
    // Not the error itself: it may quote what people typed.
    log.error({ name: (error as Error).name }, 'a message was not written');
    return undefined;
  }
}

function caseOf({ message, reader, session, isReviewed, isOvertaken, toldAt }: WholeMessage) {
  const preference = preferenceOf[message.event];
  return {
    event: message.event,
    dueAt: message.dueAt.getTime(),
    startsAt: message.startsAt.getTime(),
    session: { status: session.status, startsAt: session.startsAt.getTime() },
    isReviewed,
    isOvertaken,
    toldAt: toldAt?.getTime() ?? null,
    isReaderErased: reader.erasedAt !== null,
    hasAddress: Boolean(reader.email),
    isBouncing: reader.mailBouncedAt !== null,
    isResent: message.resentAt !== null,
    isTurnedOff: preference !== null && !isOn(reader.notificationPreferences, preference, 'mail'),
  };
}
