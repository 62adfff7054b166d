import type { Knex } from 'knex';
import type { SignInCodePayload } from '../commands/sign-in/request-sign-in-code.ts';
import { signInMessage } from '../domain/sign-in-messages.ts';
import { User } from '../models/user.ts';
import { signInCode } from '../secrets/sign-in-code.ts';
import type { Post } from './post.ts';

export interface SignInMailOptions {
  readonly knex: Knex;
  readonly post: Post;
  readonly tokenSecret: string;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Mails a code to whom it was asked for, unless it has expired, was used up or replaced in every browser that asked.
 */
export async function sendSignInCode(options: SignInMailOptions, payload: SignInCodePayload): Promise<void> {
  const { knex, post, tokenSecret, now } = options;
  if (payload.user_id === null) return;
  const address = Buffer.from(payload.address_hash, 'hex');
  const seed = Buffer.from(payload.seed, 'hex');
  const live = await knex('sign_in_code')
    .where({ address_hash: address, seed })
    .where('expires_at', '>', new Date(now))
    .where('tries_left', '>', 0)
    .first('seed', 'digits');
  const user = live && (await User.query(knex).findById(payload.user_id));
  if (!live || !user?.email) return;
  const code = signInCode(tokenSecret, address, live);
  const { title, message } = signInMessage(code, user.locale ?? payload.locale);
  await post({ to: user.email, subject: title, text: message });
}
