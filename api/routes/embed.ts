import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import type { Fault } from '../contract/problem.ts';
import { escapeHtml } from '../domain/escape-html.ts';
import { themeRule } from '../domain/theme-rule.ts';
import { isTimeZone } from '../domain/wall-time.ts';
import { isKnown, Serialized } from '../http/serialized.ts';
import { contentPolicy } from '../middleware/content-policy.ts';
import { pathId } from '../middleware/validate.ts';
import { Mentor } from '../models/mentor.ts';
import type { Partner } from '../models/partner.ts';
import { invalidRequest, notFound } from '../problems.ts';
import { findPartnerBySlug } from '../queries/find-partner.ts';

export interface EmbedOptions {
  readonly knex: Knex;
  /** Where frame.js and frame.css lie. */
  readonly folder: string;
}

/**
 * `/embed/:partner/:mentor`: the widget as a page for iframes, for sites that let no foreign script in.
 *
 * Only pages of the partner's registered origins may frame it. The token never stands in its address: the page around
 * it sends it by `postMessage` (widget/embed/frame.js tells which messages there are).
 *
 * `/embed/:partner`: the same with all mentors of the partner, to search and to book.
 *
 * `/embed/:partner/theme.css` holds the partner's colours, for this page and for those of the partner.
 */
export function embedRoutes(router: Router, { knex, folder }: EmbedOptions): void {
  for (const [name, type] of files) {
    router.get(`/embed/${name}`, async (ctx) => {
      const content = await readFile(join(folder, name));
      ctx.type = type;
      ctx.etag = createHash('sha1').update(content).digest('base64url');
      ctx.set('Cache-Control', 'public, max-age=300');
      if (type === 'text/html') ctx.set('Content-Security-Policy', previewPolicy);
      if (isKnown(ctx.get('if-none-match'), ctx.response.get('etag').slice(1, -1))) ctx.status = 304;
      else ctx.body = content;
    });
  }

  router.get('/embed/:partner/theme.css', async (ctx) => {
    const partner = await findPartnerBySlug(knex, ctx.params.partner as string);
    if (!partner) throw notFound('partner');
    ctx.type = 'text/css';
    // Any page may link it, and a new look shows at the next visit.
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
    ctx.set('Cache-Control', 'public, no-cache');
    await (await Serialized.from(themeRule(partner.theme))).send(ctx);
  });

  router.get('/embed/:partner/:mentor', async (ctx) => {
    const { partner: slug, mentor: id } = ctx.params as { partner: string; mentor: string };
    const { locale, timezone } = readQuery(ctx.query);
    const partner = await findPartnerBySlug(knex, slug);
    const mentor = partner && (await Mentor.query(knex).findOne({ id: pathId(id), partner_id: partner.id }));
    if (!partner || !mentor) throw notFound('embed page');
    sendFrame(ctx, { partner, mentor, locale, timezone });
  });

  router.get('/embed/:partner', async (ctx) => {
    const { locale, timezone } = readQuery(ctx.query);
    const partner = await findPartnerBySlug(knex, ctx.params.partner as string);
    if (!partner) throw notFound('embed page');
    sendFrame(ctx, { partner, mentor: null, locale, timezone });
  });
}

function sendFrame(ctx: Context, shown: Omit<PageOptions, 'origins'>): void {
  const origins = originsOf(shown.partner);
  ctx.type = 'text/html';
  // Origins come and go; a kept page would let in those that went.
  ctx.set('Cache-Control', 'no-cache');
  ctx.set('Content-Security-Policy', policy(origins));
  // It knows one origin at most and would contradict frame-ancestors.
  ctx.remove('X-Frame-Options');
  ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
  ctx.body = page({ ...shown, origins });
}

const files = [
  ['frame.js', 'text/javascript'],
  ['frame.css', 'text/css'],
  // The widget alone, for the admin page to dress.
  ['preview.html', 'text/html'],
  ['preview.js', 'text/javascript'],
  ['preview.css', 'text/css'],
] as const;

interface Query {
  readonly locale: string;
  readonly timezone: string;
}

function readQuery(query: NodeJS.Dict<string | string[]>): Query {
  const { locale = 'fr', timezone = '' } = query;
  const faults: Fault[] = [];
  if (typeof locale !== 'string' || !/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/.test(locale)) {
    faults.push({ pointer: '/locale', detail: 'must be a language tag such as fr or en-GB' });
  }
  if (timezone !== '' && !isTimeZone(timezone)) {
    faults.push({ pointer: '/timezone', detail: 'must be an IANA time zone such as Africa/Dakar' });
  }
  if (faults.length > 0) throw invalidRequest(faults);
  return { locale: locale as string, timezone: timezone as string };
}

/** Only plain origins go into a header. */
function originsOf({ origins }: Partner): string[] {
  return origins.filter((origin) => URL.canParse(origin) && new URL(origin).origin === origin);
}

const widgetPage = {
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' https: data:",
} as const;

const policy = (origins: readonly string[]): string =>
  contentPolicy({
    ...widgetPage,
    'require-trusted-types-for': "'script'",
    ...(origins.length > 0 && { 'frame-ancestors': origins.join(' ') }),
  });

/** The admin page frames it. */
const previewPolicy = contentPolicy({ ...widgetPage, 'frame-ancestors': "'self'" });

/** What is shown without JavaScript. */
const words: Readonly<Record<string, readonly [title: string, message: string, back: string]>> = {
  fr: [
    'Réserver une session',
    'La réservation a besoin de JavaScript, qui est désactivé ici.',
    'Retour au site',
  ],
  en: ['Book a session', 'Booking needs JavaScript, which is turned off here.', 'Back to the site'],
  pt: ['Reservar uma sessão', 'A reserva precisa de JavaScript, que está desativado aqui.', 'Voltar ao site'],
  ar: ['حجز جلسة', 'يحتاج الحجز إلى JavaScript وهو معطّل هنا.', 'العودة إلى الموقع'],
  sw: ['Weka miadi', 'Kuweka miadi kunahitaji JavaScript, ambayo imezimwa hapa.', 'Rudi kwenye tovuti'],
};

interface PageOptions extends Query {
  readonly partner: Partner;
  /** Null: all of the partner's. */
  readonly mentor: Mentor | null;
  readonly origins: readonly string[];
}

function page({ partner, mentor, origins, locale, timezone }: PageOptions): string {
  const known = locale.toLowerCase().split('-')[0] ?? '';
  const language = Object.hasOwn(words, known) ? known : 'fr';
  const [title, message, back] = words[language] as readonly [string, string, string];
  const home = origins[0];
  const name = escapeHtml((mentor ?? partner).name);
  const element = mentor ? 'mentor-booking' : 'mentor-directory';
  const attributes = [
    `partner="${escapeHtml(partner.slug)}"`,
    ...(mentor ? [`mentor-id="${mentor.id}"`] : []),
    `locale="${escapeHtml(locale)}"`,
    ...(timezone ? [`timezone="${escapeHtml(timezone)}"`] : []),
  ];
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}" data-origins="${escapeHtml(origins.join(' '))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/embed/frame.css">
<link rel="stylesheet" href="/embed/${escapeHtml(partner.slug)}/theme.css">
<script type="module" src="/widget/v1/${element}.js"></script>
<script type="module" src="/embed/frame.js"></script>
</head>
<body>
<main>
<h1>${name}</h1>
<${element} ${attributes.join(' ')}></${element}>
<noscript><p>${message}${home ? ` <a href="${escapeHtml(home)}" target="_top">${back} ${escapeHtml(partner.name)}</a>` : ''}</p></noscript>
</main>
</body>
</html>`;
}
