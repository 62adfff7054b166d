import { pino } from 'pino';
import { type Mail, makePost, type Post } from '../../api/jobs/post.ts';
import { sendMessages } from '../../api/jobs/send-messages.ts';
import { type TestApi, tokenSecret } from './api.ts';

/** Sends all messages that are due by the API's clock, as a worker does; without `post` they are kept. */
export async function sendDue(api: TestApi, post: Post = keeping(api)): Promise<void> {
  const options = {
    knex: api.knex,
    post,
    sender: 'x@example.edu',
    clock: () => api.now,
    log: pino({ level: 'silent' }),
    worker: 'test',
    tokenSecret,
    publicUrl: () => api.url,
  };
  const { signal } = new AbortController();
  while (await sendMessages(options, signal));
}

/** A mail server that takes all and keeps nothing. */
export const takesAll: Post = async (_, { onHandOver } = {}) => onHandOver?.();

/** Sends all that is due. @returns the mails, in the order in which they went out. */
export async function mailsDue(api: TestApi): Promise<Mail[]> {
  const mails: Mail[] = [];
  await sendDue(api, async (mail, { onHandOver } = {}) => {
    await onHandOver?.();
    mails.push(mail);
  });
  return mails;
}

const keeping = (api: TestApi): Post =>
  makePost({ knex: api.knex, from: 'x@example.edu', clock: () => api.now }).post;
