import type Router from '@koa/router';
import type { Context } from 'koa';
import { issueToken } from '../commands/sign-in/issue-token.ts';
import { requestSignInCode } from '../commands/sign-in/request-sign-in-code.ts';
import { type NewSignIn, signIn, startSignIn } from '../commands/sign-in/sign-in.ts';
import { operations } from '../contract/operations.ts';
import type { SignedIn } from '../contract/sign-in.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { readSignIn, requireSameOrigin, writeSignIn } from '../http/sign-in-cookie.ts';
import { notFound, unauthenticated } from '../problems.ts';
import { presentAccount, selectAccounts } from '../queries/find-account.ts';
import { hashOf } from '../secrets/hash.ts';
import { addressHash } from '../secrets/sign-in-code.ts';

/** The person of the demo (seed) that each role signs in as. */
const demoPeople = { mentor: 'm1', partner_admin: 'a1' } as const;

export function signInRoutes(router: Router, services: Services): void {
  const { knex, tokenSecret, rateLimit, publicUrl } = services;

  const signedIn = (ctx: Context, { account, secret }: NewSignIn): SignedIn => {
    writeSignIn(ctx, secret, publicUrl());
    return { account };
  };

  endpoint(router, services, operations.getSignInOptions, async ({ query }) => {
    const found = knex('partner').whereNotNull('oidc_issuer').orderBy('name').limit(100);
    if (query.partner) found.where({ slug: query.partner });
    return { demo: services.demo, oidc: await found.select('slug AS partner', 'name') };
  });

  endpoint(router, services, operations.requestSignInCode, async ({ ctx, body, now }) => {
    await rateLimit('sign_in_code', ctx.ip);
    await rateLimit('sign_in_mail', addressHash(tokenSecret, body.email).toString('hex'));
    await requestSignInCode({ knex, now, tokenSecret }, body);
    return undefined;
  });

  endpoint(router, services, operations.signIn, async ({ ctx, body, now }) => {
    requireSameOrigin(ctx, publicUrl());
    await rateLimit('sign_in_try', ctx.ip);
    return signedIn(ctx, await signIn({ knex, now, tokenSecret }, body));
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
