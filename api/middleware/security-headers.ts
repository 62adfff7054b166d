import type { Middleware } from 'koa';
import helmet from 'koa-helmet';
import { contentPolicy } from './content-policy.ts';

/**
 * Helmet's headers for pages; for data only those that browsers heed there. On a metered line every answer pays for
 * its headers, and Helmet's whole set is longer than most answers. The policy of both is that nothing is allowed;
 * routes of pages say what theirs need.
 */
export function securityHeaders(): Middleware {
  const pages = helmet({ contentSecurityPolicy: false });
  const policy = contentPolicy();
  return async (ctx, next) => {
    // A preflight is read by the browser alone, and heeds none of these.
    if (ctx.method === 'OPTIONS') return next();
    const isScript = ctx.path.startsWith('/widget/');
    // The page's own policy holds for a script.
    if (!isScript) ctx.set('Content-Security-Policy', policy);
    if (!isScript && !/^\/api\/(?!docs)/.test(ctx.path)) return pages(ctx, next);
    ctx.set('X-Content-Type-Options', 'nosniff');
    // Not to be sent over plain HTTP, where browsers must not heed it (RFC 6797 §7.2).
    if (ctx.secure) ctx.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    await next();
    // They say what a browser may do with a body: where there is none, such as with 304, there is nothing to say.
    if (ctx.status < 400 && !ctx.body) {
      ctx.remove('Content-Security-Policy');
      ctx.remove('X-Content-Type-Options');
    }
  };
}
