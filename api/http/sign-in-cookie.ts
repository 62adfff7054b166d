import type { Context } from 'koa';
import { codeLifeMs } from '../commands/sign-in/request-sign-in-code.ts';
import { signInLifeMs } from '../commands/sign-in/sign-in.ts';
import { Problem } from '../problems.ts';

const name = 'mentor_booking_sign_in';

/** Where the cookie is sent: it is good for getting a token, and opens no other address to forged requests. */
const path = '/api/sign-in';

/** The secret of this browser's sign-in; empty without one. */
export const readSignIn = (ctx: Context): string => ctx.cookies.get(name) ?? '';

/** Signs this browser in, or out with an empty secret. */
export function writeSignIn(ctx: Context, secret: string, publicUrl: string): void {
  const maxAge = secret ? signInLifeMs / 1000 : 0;
  setCookie(ctx, `${name}=${secret}; Path=${path}; SameSite=Strict; Max-Age=${maxAge}`, publicUrl);
}

const codeName = 'mentor_booking_code';

/** The secret of this browser's request for a code; empty without one. */
export const readCodeRequest = (ctx: Context): string => ctx.cookies.get(codeName) ?? '';

/** Lets this browser alone use the code that it asked for. */
export function writeCodeRequest(ctx: Context, secret: string, publicUrl: string): void {
  const rest = `Path=${path}; SameSite=Strict; Max-Age=${codeLifeMs / 1000}`;
  setCookie(ctx, `${codeName}=${secret}; ${rest}`, publicUrl);
}

/** Sets a cookie that no script reads, for https alone where the page is served so. */
export function setCookie(ctx: Context, cookie: string, publicUrl: string): void {
  const isSecure = ctx.secure || publicUrl.startsWith('https:');
  // Koa's own cookies refuse `Secure` on a connection that a proxy unwrapped and did not tell of.
  ctx.append('Set-Cookie', `${cookie}; HttpOnly${isSecure ? '; Secure' : ''}`);
}

/**
 * Refuses what a page of another origin made the browser send. SameSite keeps the cookie from other sites, and this
 * from other origins of the same site too. A program that is no browser sends neither header.
 *
 * @throws Problem `forbidden`.
 */
export function requireSameOrigin(ctx: Context, publicUrl: string): void {
  const site = ctx.get('sec-fetch-site');
  const origin = ctx.get('origin');
  // The browser's own word, which no page can set, and which holds behind any proxy.
  if (site === 'same-origin') return;
  const isOurs = !origin || URL.parse(origin)?.host === ctx.host || origin === URL.parse(publicUrl)?.origin;
  if (isOurs && (site === '' || site === 'none')) return;
  throw new Problem('forbidden', 'Only pages of this origin may do this.');
}
