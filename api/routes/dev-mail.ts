import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import { escapeHtml } from '../domain/escape-html.ts';
import { contentPolicy, hashSource } from '../middleware/content-policy.ts';
import { pathId } from '../middleware/validate.ts';
import { KeptMail } from '../models/kept-mail.ts';
import { notFound } from '../problems.ts';

/** How many mails are shown. */
const most = 100;

/**
 * /dev/mail: the kept mail, newest first, as a mail program shows it. `/dev/mail/:id` is the HTML of one, which the
 * list frames, and `/dev/mail/:id/session.ics` its calendar file. Mounted with DEMO=1 only.
 */
export function devMailRoutes(router: Router, knex: Knex): void {
  router.get('/dev/mail', async (ctx) => {
    const mails = await KeptMail.query(knex).orderBy('id', 'desc').limit(most);
    ctx.set('Cache-Control', 'no-store');
    if (ctx.accepts('html', 'json') === 'json') {
      ctx.body = { mails: mails.map(presentKept) };
      return;
    }
    ctx.type = 'text/html';
    ctx.set('Content-Security-Policy', listPolicy);
    ctx.body = page(mails);
  });

  router.get('/dev/mail/:id', async (ctx) => {
    const { html } = await keptMail(ctx);
    if (html === null) throw notFound('HTML of this mail');
    ctx.type = 'text/html';
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Content-Security-Policy', mailPolicy);
    // Links lead to pages of their own, as in a mail program.
    ctx.body = html.replace(/<head\b[^>]*>/i, '$&\n<base target="_blank">');
  });

  router.get('/dev/mail/:id/session.ics', async (ctx) => {
    const { calendar } = await keptMail(ctx);
    if (calendar === null) throw notFound('calendar file of this mail');
    ctx.type = 'text/calendar';
    ctx.set('Cache-Control', 'no-store');
    ctx.attachment('session.ics');
    ctx.body = calendar;
  });

  async function keptMail({ params }: Context): Promise<KeptMail> {
    const mail = await KeptMail.query(knex).findById(pathId(String(params.id)));
    if (!mail) throw notFound('mail');
    return mail;
  }
}

const presentKept = ({ id, recipient, subject, body, html, calendar, createdAt }: KeptMail) => ({
  id,
  to: recipient,
  subject,
  body,
  html,
  calendar,
  created_at: createdAt.toISOString(),
});

const sheet = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; background: #f5f5f5; color: #1b2a34 }
article { background: #fff; border-radius: 12px; padding: 1rem; margin: 1rem 0; overflow-wrap: anywhere }
h1, h2 { color: #1b4965; line-height: 1.25 } h2 { font-size: 1.1rem; margin: 0 }
p { white-space: pre-wrap } small { color: #5a6b76 }
iframe { box-sizing: border-box; width: 100%; height: 30rem; margin-top: 0.75rem; border: 1px solid #dde3e8; border-radius: 8px }
summary, a { padding: 10px 0; min-height: 24px } a { display: inline-block; color: #1b4965 } summary { cursor: pointer }
@media (prefers-color-scheme: dark) {
  body { background: #0f1720; color: #f1f5f8 } article { background: #17222d } h1, h2, a { color: #9ccbea } small { color: #b4c0cb }
  iframe { border-color: #33424f }
}
`;

const listPolicy = contentPolicy({ 'style-src': hashSource(sheet), 'frame-src': "'self'" });

/** What may be done in the frame of a mail: no scripts, no forms, no origin of its own. */
const sandbox = 'allow-popups allow-popups-to-escape-sandbox';

// Mails have their styles in their elements, and load nothing.
const mailPolicy = contentPolicy({
  'style-src': "'unsafe-inline'",
  'frame-ancestors': "'self'",
  sandbox,
});

const page = (mails: readonly KeptMail[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mail of the demo</title>
<style>${sheet}</style>
</head>
<body>
<main>
<h1>Mail of the demo</h1>
<p>No SMTP server is set, so mail is kept here instead of being sent.</p>
${mails.length === 0 ? '<p>No mail yet: book a session.</p>' : mails.map(article).join('\n')}
</main>
</body>
</html>`;

function article({ id, recipient, subject, body, html, calendar, createdAt }: KeptMail): string {
  const text = `<p dir="auto">${escapeHtml(body)}</p>`;
  return `<article><h2 dir="auto">${escapeHtml(subject)}</h2><small>${escapeHtml(recipient)}, ${createdAt.toISOString()}</small>
${html === null ? text : `<iframe src="/dev/mail/${id}" title="${escapeHtml(subject)}" sandbox="${sandbox}" loading="lazy"></iframe><details><summary>As text</summary>${text}</details>`}
${calendar === null ? '' : `<a href="/dev/mail/${id}/session.ics">session.ics</a>`}</article>`;
}
