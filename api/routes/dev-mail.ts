import type Router from '@koa/router';
import type { Knex } from 'knex';
import { escapeHtml } from '../domain/escape-html.ts';
import { styledPolicy } from '../middleware/content-policy.ts';
import { KeptMail } from '../models/kept-mail.ts';

/** /dev/mail: the kept mail, newest first. Mounted with DEMO=1 only. */
export function devMailRoutes(router: Router, knex: Knex): void {
  router.get('/dev/mail', async (ctx) => {
    const mails = await KeptMail.query(knex).orderBy('id', 'desc').limit(100);
    if (ctx.accepts('html', 'json') === 'json') {
      ctx.body = {
        mails: mails.map(({ id, recipient, subject, body, createdAt }) => ({
          id,
          to: recipient,
          subject,
          body,
          created_at: createdAt.toISOString(),
        })),
      };
      return;
    }
    ctx.type = 'text/html';
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Content-Security-Policy', policy);
    ctx.body = page(mails);
  });
}

const sheet = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; background: #f5f5f5; color: #1b2a34 }
article { background: #fff; border-radius: 12px; padding: 1rem 1.25rem; margin: 1rem 0; overflow-wrap: anywhere }
h1, h2 { color: #1b4965 } h2 { font-size: 1.1rem; margin: 0 } p { white-space: pre-wrap } small { color: #5a6b76 }
`;

const policy = styledPolicy(sheet);

const page = (mails: readonly KeptMail[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mail of the demo</title>
<style>${sheet}</style>
</head>
<body>
<h1>Mail of the demo</h1>
<p>No SMTP server is set, so mail is kept here instead of being sent.</p>
${mails.length === 0 ? '<p>No mail yet: book a session.</p>' : mails.map(article).join('\n')}
</body>
</html>`;

const article = ({ recipient, subject, body, createdAt }: KeptMail): string =>
  `<article><h2>${escapeHtml(subject)}</h2><small>${escapeHtml(recipient)}, ${createdAt.toISOString()}</small><p>${escapeHtml(body)}</p></article>`;
