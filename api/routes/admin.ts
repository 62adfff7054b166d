import type Router from '@koa/router';
import { contentPolicy } from '../middleware/content-policy.ts';
import { builtFiles, floating, immutable, isHashed } from './widget-files.ts';

/**
 * `/admin/`: the hosted page of mentors and partners. Every address below it is the same document; the page itself
 * reads the address. `folder` is where the built files lie.
 */
export function adminRoutes(router: Router, { folder }: { folder: string }): void {
  const send = builtFiles(folder);

  router.get('/admin/assets/:file', async (ctx) => {
    const { file } = ctx.params as { file: string };
    await send(ctx, file, isHashed(file) ? immutable : floating);
  });

  router.get(/^\/admin(?:\/.*)?$/, (ctx) => {
    if (ctx.path === '/admin') return ctx.redirect('/admin/');
    ctx.type = 'text/html';
    ctx.set('Cache-Control', 'no-cache');
    ctx.set('Content-Security-Policy', policy);
    ctx.body = page;
  });

  // What notifications link to.
  router.get('/mentorship/sessions/:id', (ctx) => {
    ctx.redirect(`/admin/sessions/${encodeURIComponent(ctx.params.id as string)}`);
  });
}

const policy = contentPolicy({
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'frame-src': "'self'",
  'img-src': "'self' https: data:",
  'form-action': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'lit-html mail-frame',
});

const page = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Mentor Booking</title>
<link rel="icon" href="data:,">
<script type="module" src="/admin/assets/admin.js"></script>
</head>
<body>
<mentor-booking-admin></mentor-booking-admin>
<noscript><p>Cette page a besoin de JavaScript. This page needs JavaScript.</p></noscript>
</body>
</html>`;
