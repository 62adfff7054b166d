import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type Router from '@koa/router';
import { openapiDocument } from '../contract/openapi.ts';
import { problemKinds } from '../contract/problem.ts';
import { contentPolicy, styledPolicy } from '../middleware/content-policy.ts';
import { notFound } from '../problems.ts';

const swaggerFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const assets: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'swagger-ui.css': 'text/css',
    'swagger-ui-bundle.js': 'text/javascript',
    'favicon-32x32.png': 'image/png',
  }),
);

/**
 * The OpenAPI document, a page that shows it, and a page that explains every problem. It loads nothing from other
 * hosts.
 */
export function documentRoutes(router: Router, version: string): void {
  const openapi = JSON.stringify(openapiDocument(version));

  router.get('/api/openapi.json', (ctx) => {
    ctx.type = 'application/json';
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.set('Cache-Control', 'public, max-age=300');
    ctx.body = openapi;
  });

  router.get('/api/docs', (ctx) => {
    ctx.type = 'text/html';
    ctx.set('Content-Security-Policy', docsPolicy);
    ctx.body = docsPage;
  });

  router.get('/api/docs/problems', (ctx) => {
    ctx.type = 'text/html';
    ctx.set('Content-Security-Policy', problemsPolicy);
    ctx.body = problemsPage;
  });

  router.get('/api/docs/start.js', (ctx) => {
    ctx.type = 'text/javascript';
    ctx.body = startScript;
  });

  router.get('/api/docs/:file', async (ctx) => {
    const type = assets.get(ctx.params.file as string);
    if (!type) throw notFound('file');
    ctx.type = type;
    ctx.set('Cache-Control', 'public, max-age=86400');
    ctx.body = await readFile(join(swaggerFolder, ctx.params.file as string));
  });
}

const head = (title: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">`;

const docsPolicy = contentPolicy({
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' data:",
});

const docsPage = `${head('Mentor Booking API')}
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>`;

const startScript = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
});`;

const sheet = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b2a34 }
dt { font: 600 1rem ui-monospace, monospace; margin-top: 1rem; color: #1b4965 }
dd { margin: 0 }
`;

const problemsPolicy = styledPolicy(sheet);

const problemsPage = `${head('Problems of the Mentor Booking API')}
<style>${sheet}</style>
</head>
<body>
<h1>Problems</h1>
<p>Every error answer is <code>application/problem+json</code> (RFC 9457) with one of these codes.</p>
<dl>
${Object.entries(problemKinds)
  .map(([code, { status, title }]) => `<dt id="${code}">${code}</dt><dd>${status}. ${title}.</dd>`)
  .join('\n')}
</dl>
</body>
</html>`;
