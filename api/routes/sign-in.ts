import type Router from '@koa/router';
import type { Context } from 'koa';
import { issueToken } from '../commands/sign-in/issue-token.ts';
import { requestSignInCode } from '../commands/sign-in/request-sign-in-code.ts';
import { type NewSignIn, signIn, startSignIn } from '../commands/sign-in/sign-in.ts';
import { operations } from '../contract/operations.ts';
import type { SignedIn } from '../contract/sign-in.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import {
  readCodeRequest,
  readSignIn,
  requireSameOrigin,
  writeCodeRequest,
  writeSignIn,
} from '../http/sign-in-cookie.ts';
import { networkOf } from '../middleware/rate-limit.ts';
import { Partner } from '../models/partner.ts';
import { notFound, Problem, unauthenticated } from '../problems.ts';
import { presentAccount, selectAccounts } from '../queries/find-account.ts';
import { hashOf } from '../secrets/hash.ts';

/** The person of the demo (seed) that each role signs in as. */
const demoPeople = { mentor: 'm1', partner_admin: 'a1' } as const;

export function signInRoutes(router: Router, services: Services): void {
  const { knex, tokenSecret, rateLimit, publicUrl } = services;

  const signedIn = (ctx: Context, { account, secret }: NewSignIn): SignedIn => {
    writeSignIn(ctx, secret, publicUrl());
    return { account };
  };

  endpoint(router, services, operations.getSignInOptions, async ({ query }) => {
    const found = Partner.query(knex).whereNotNull('oidc_issuer').select('slug', 'name');
    if (query.partner) found.where({ slug: query.partner });
    const oidc = (await found.orderBy('name').limit(100)).map(({ slug, name }) => ({ partner: slug, name }));
    return { demo: services.demo, oidc };
  });

  endpoint(router, services, operations.requestSignInCode, async ({ ctx, body, now }) => {
    requireSameOrigin(ctx, publicUrl());
    await rateLimit('sign_in_code', networkOf(ctx.ip));
    const browser = { before: readCodeRequest(ctx) };
    const secret = await requestSignInCode({ knex, now, tokenSecret }, body, browser);
    writeCodeRequest(ctx, secret, publicUrl());
    return undefined;
  });

  endpoint(router, services, operations.signIn, async ({ ctx, body, now }) => {
    requireSameOrigin(ctx, publicUrl());
    try {
      return signedIn(ctx, await signIn({ knex, now, tokenSecret }, body, readCodeRequest(ctx)));
    } catch (error) {
      // Who asked here has five tries, whatever others on her network do; only those who did not are counted.
      const isStranger = error instanceof Problem && error.code === 'other_browser';
      if (isStranger) await rateLimit('sign_in_try', networkOf(ctx.ip));
      throw error;
    }
  });

  endpoint(router, services, operations.issueOwnToken, async ({ ctx, now }) => {
    requireSameOrigin(ctx, publicUrl());
    const secret = readSignIn(ctx);
    const token = secret && (await issueToken({ knex, now, tokenSecret }, secret));
    if (!token) throw unauthenticated('This browser is not signed in.');
    writeSignIn(ctx, secret, publicUrl());
    return token;
  });

  endpoint(router, services, operations.signOut, async ({ ctx }) => {
    requireSameOrigin(ctx, publicUrl());
    await knex('sign_in')
      .where({ secret_hash: hashOf(readSignIn(ctx)) })
      .delete();
    writeSignIn(ctx, '', publicUrl());
    return undefined;
  });

  endpoint(router, services, operations.signInToDemo, async ({ ctx, body, now }) => {
    if (!services.demo) throw notFound('demo');
    requireSameOrigin(ctx, publicUrl());
    const row = await selectAccounts(knex)
      .where({ 'p.slug': 'demo', 'u.external_id': demoPeople[body.role] })
      .first();
    if (!row) throw notFound('person of the demo');
    return signedIn(ctx, { account: presentAccount(row), secret: await startSignIn(knex, row.id, now) });
  });
}
