import type { Knex } from 'knex';
import type { ProblemBody, ProblemCode } from '../contract/problem.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Actor } from '../domain/permissions.ts';
import { Problem } from '../problems.ts';
import { requirePresent } from './require-present.ts';

/** What every command is given besides its input. */
export interface CommandContext {
  readonly knex: Knex;
  readonly actor: Actor;
  /** Id of the operation that was called: what the audit names. */
  readonly operation: string;
  /** The time of the request, epoch ms. */
  readonly now: number;
  /** The server's secret, which what stands for erased persons is made with. */
  readonly tokenSecret: string;
  /** The address others see, without a slash at the end. */
  readonly publicUrl: string;
  /** Set when the request carries an Idempotency-Key. */
  readonly idempotency?: IdempotencyKey | undefined;
}

export interface IdempotencyKey {
  readonly key: string;
  /** Hash of what was asked: method, path and body. */
  readonly requestHash: Buffer;
  /** Called when the answer is the kept one of an earlier request. */
  readonly replayed: () => void;
}

/**
 * Runs a command's work in one transaction, all of it or nothing, for an actor who is still there.
 *
 * @throws Problem `unauthenticated` for one who was erased since her token was read.
 */
export function commit<T>(context: CommandContext, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return transact(context, async (trx) => {
    await requirePresent(trx, context.actor.userId);
    return work(trx);
  });
}

/**
 * Does `commit` for work that sees to it by itself that its actor was not erased.
 *
 * With an Idempotency-Key the first answer, a refusal too, is committed together with what it answers, and given
 * again to every later request with the same key and body. A request that comes while the first is under way waits
 * for it at the key's unique index.
 *
 * It is run again when it surely left nothing behind (`inTransaction`); with an Idempotency-Key also when nobody
 * knows, as the key then answers with what was done.
 */
export async function transact<T>(
  context: CommandContext,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  const { knex, idempotency } = context;
  if (!idempotency) return inTransaction(knex, work);
  const answerKept = (trx: Knex.Transaction) => answerOnce(trx, context, idempotency, work);
  const answer = await inTransaction(knex, answerKept, { repeatable: true });
  if (answer instanceof Problem) throw answer;
  return answer;
}

async function answerOnce<T>(
  trx: Knex.Transaction,
  { actor, now }: CommandContext,
  { key, requestHash, replayed }: IdempotencyKey,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T | Problem> {
  const row = { user_id: actor.userId, key };
  const claimed = await trx('idempotency_key')
    .insert({ ...row, request_hash: requestHash, created_at: new Date(now) })
    .onConflict()
    .ignore()
    .returning('key');
  if (claimed.length === 0) {
    const first = await trx('idempotency_key').where(row).first();
    // Whoever had it under way when we came has ended, and committed her answer with it.
    if (!first?.status || first.body === null) throw new Error('an Idempotency-Key has no answer');
    if (!requestHash.equals(first.request_hash)) {
      throw new Problem('idempotency_mismatch', 'This Idempotency-Key was sent before with another request.');
    }
    replayed();
    return first.status < 400 ? JSON.parse(first.body) : problemFrom(JSON.parse(first.body));
  }
  let answer: T | Problem;
  // By hand: a nested transaction of Knex would release it too, which is one round trip more for every booking.
  await trx.raw('SAVEPOINT work');
  try {
    answer = await work(trx);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await trx.raw('ROLLBACK TO SAVEPOINT work');
    answer = error;
  }
  const refused = answer instanceof Problem;
  await trx('idempotency_key')
    .where(row)
    .update({
      status: refused ? (answer as Problem).status : 200,
      body: JSON.stringify(refused ? (answer as Problem).toBody() : answer),
    });
  return answer;
}

function problemFrom(body: ProblemBody): Problem {
  const { type: _type, title: _title, status: _status, code, detail, ...members } = body;
  return new Problem(code as ProblemCode, detail, members);
}
