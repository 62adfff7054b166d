import type { Middleware } from 'koa';
import helmet from 'koa-helmet';

/**
 * Helmet's headers: all of them for pages, and for data only those that a browser heeds there. On a metered line every
 * answer pays for its headers, and Helmet's whole set is longer than most answers.
 */
export function securityHeaders(): Middleware {
  const pages = helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  const data = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  return (ctx, next) => {
    // A preflight is read by the browser alone, and heeds none of these.
    if (ctx.method === 'OPTIONS') return next();
    const isData = /^\/(?:api\/(?!docs)|widget\/)/.test(ctx.path);
    return isData ? data(ctx, next) : pages(ctx, next);
  };
}
