import type Router from '@koa/router';
import { jwtVerify, SignJWT } from 'jose';
import type { Context } from 'koa';
import { startSignIn } from '../commands/sign-in/sign-in.ts';
import type { SignInRefusal } from '../contract/sign-in.ts';
import type { Services } from '../http/endpoint.ts';
import { setCookie, writeSignIn } from '../http/sign-in-cookie.ts';
import {
  beginSignIn,
  completeSignIn,
  isProviderAway,
  type OidcAttempt,
} from '../middleware/oidc-provider.ts';
import { networkOf } from '../middleware/rate-limit.ts';
import { notFound } from '../problems.ts';
import { findOidcAccount, findOidcPartner, type OidcPartner } from '../queries/find-oidc-account.ts';
import { ownIssuer } from '../secrets/own-token.ts';

const path = '/api/sign-in/oidc';

const cookieName = 'mentor_booking_oidc';

/** The audience of this cookie alone, so that it is no valid token, and no token a valid cookie. */
const audience = 'mentor-booking-oidc';

/** How long a person may stay at her provider, seconds. */
const attemptLife = 600;

/** `after` is the page that she wanted to see, if it was another than the first. */
type Attempt = OidcAttempt & { readonly partner: string; readonly after?: string };

/** Pages of the hosted page, and nothing else: `//evil.example` is the address of another site. */
const ownPage = /^\/admin\/[a-z-]+(?:\/[0-9]{1,16})?$/;

/**
 * Sign-in at the partner's own provider (OpenID Connect). The browser leaves and comes back, so these are no
 * operations of the API: who is refused finds the reason on the hosted page. `?after=/admin/sessions/12` says where
 * to go in the end.
 */
export function oidcRoutes(router: Router, services: Services): void {
  const { knex, clock, tokenSecret, secretBox, rateLimit, publicUrl } = services;
  const access = { fetch: services.fetchProvider, mayBeHttp: services.demo };
  const key = new TextEncoder().encode(tokenSecret);
  // One for each partner, so that what a provider answers never reaches another's (RFC 9700 §4.4.2.2).
  const redirectUri = (slug: string): string => `${publicUrl()}${path}/${slug}/callback`;

  const writeAttempt = (ctx: Context, attempt: string): void => {
    // Lax, because the provider's page sends the browser back; scripts get no hold of it.
    const rest = `Path=${path}; SameSite=Lax; Max-Age=${attempt ? attemptLife : 0}`;
    setCookie(ctx, `${cookieName}=${attempt}; ${rest}`, publicUrl());
  };

  const readAttempt = async (ctx: Context): Promise<Attempt | undefined> => {
    try {
      const options = { audience, issuer: ownIssuer, algorithms: ['HS256'], currentDate: new Date(clock()) };
      return (await jwtVerify<Attempt>(ctx.cookies.get(cookieName) ?? '', key, options)).payload;
    } catch {
      return undefined;
    }
  };

  router.get(`${path}/:partner/callback`, async (ctx) => {
    await rateLimit('oidc', networkOf(ctx.ip));
    const attempt = await readAttempt(ctx);
    writeAttempt(ctx, '');
    const partner = attempt && (await findOidcPartner(knex, attempt.partner, secretBox));
    if (!partner) return toPage(ctx, 'expired');
    if (partner.slug !== ctx.params.partner) return toPage(ctx, 'refused');
    const outcome = await cameBack(ctx, partner, attempt);
    if (typeof outcome === 'string') return toPage(ctx, outcome);
    writeSignIn(ctx, await startSignIn(knex, outcome.id, clock()), publicUrl());
    toPage(ctx, undefined, attempt.after);
  });

  router.get(`${path}/:partner`, async (ctx) => {
    await rateLimit('oidc', networkOf(ctx.ip));
    const slug = ctx.params.partner as string;
    const partner = /^[a-z0-9-]{1,63}$/.test(slug) && (await findOidcPartner(knex, slug, secretBox));
    if (!partner) throw notFound('sign-in');
    try {
      const { url, attempt } = await beginSignIn(partner, redirectUri(slug), access);
      const now = Math.floor(clock() / 1000);
      const { after } = ctx.query;
      const wanted = typeof after === 'string' && ownPage.test(after) ? { after } : {};
      const signed = await new SignJWT({ ...attempt, ...wanted, partner: slug })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ownIssuer)
        .setAudience(audience)
        .setExpirationTime(now + attemptLife)
        .sign(key);
      writeAttempt(ctx, signed);
      ctx.set('Cache-Control', 'no-store');
      ctx.redirect(url);
    } catch {
      toPage(ctx, 'unavailable');
    }
  });

  async function cameBack(ctx: Context, partner: OidcPartner, attempt: Attempt) {
    // The address as others see it: what stands in this request may be a proxy's.
    const answer = new URL(redirectUri(partner.slug) + ctx.search);
    try {
      const person = await completeSignIn(partner, answer, attempt, access);
      return (await findOidcAccount(knex, partner.id, person)) ?? 'unknown_person';
    } catch (error) {
      return isProviderAway(error) ? 'unavailable' : 'refused';
    }
  }
}

function toPage(ctx: Context, refusal?: SignInRefusal, after = '/admin/'): void {
  ctx.set('Cache-Control', 'no-store');
  ctx.redirect(refusal ? `/admin/?sign_in=${refusal}` : after);
}
