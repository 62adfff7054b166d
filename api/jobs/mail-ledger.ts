import type { Knex } from 'knex';
import { prepared } from '../database/prepared.ts';
import type { Message } from '../models/message.ts';

/** What is written down when a mail server is ready for the content of a mail. */
export interface HandedOver {
  readonly attempts: number;
  readonly at: Date;
  readonly recipient: string | null;
  readonly content: Message['content'];
}

/**
 * Writes down what becomes of mails that go out one after the other. That one was taken is noted together with the
 * hand-over of the next, in one statement: until then a crash leaves the one in doubt, and the next is not handed over.
 */
export class MailLedger {
  readonly #knex: Knex;
  readonly #worker: string;
  #taken: { readonly id: number; readonly at: Date } | null = null;

  constructor(knex: Knex, worker: string) {
    this.#knex = knex;
    this.#worker = worker;
  }

  /** Notes that a mail is about to leave. @throws when this worker no longer has it. */
  async handOver(id: number, { attempts, at, recipient, content }: HandedOver): Promise<void> {
    const taken = [this.#taken?.id ?? null, this.#taken?.at ?? null];
    const values = [...taken, id, this.#worker, attempts, at, recipient, JSON.stringify(content)];
    const { rowCount } = await prepared(this.#knex, 'hand_over_mail', handOver, values);
    this.#taken = null;
    if (rowCount === 0) throw new Error('the message is no longer ours to send');
  }

  /** The mail server took it. */
  took(id: number, at: Date): void {
    this.#taken = { id, at };
  }

  /** Notes the one that was taken last, where no other follows. */
  async close(): Promise<void> {
    if (!this.#taken) return;
    await prepared(this.#knex, 'note_taken_mail', noteTaken, [this.#taken.id, this.#taken.at]);
    this.#taken = null;
  }
}

// What went out is noted also where others gave the message up for lost meanwhile.
const noteTaken = `UPDATE message SET state = 'sent', sent_at = $2, error = NULL, claimed_by = NULL
  WHERE id = $1 AND state IN ('queued', 'in_doubt')`;

const handOver = `WITH taken AS (${noteTaken})
  UPDATE message SET attempts = $5, handed_over_at = $6, recipient = $7, content = $8
  WHERE id = $3 AND claimed_by = $4 AND state = 'queued'`;
