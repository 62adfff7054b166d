import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { HostFile } from './hosts.ts';

const { resolve } = createRequire(import.meta.url);

/** A hostile page: what it has in its head and around the element, and the rules it is served with. */
export interface HostilePage {
  readonly title: string;
  readonly css?: string;
  /** Markup with `{element}` where the element goes. */
  readonly body?: string;
  readonly policy?: (api: string) => string;
}

/** Pages that would break a guest with less care, by path. */
export const hostilePages: Readonly<Record<string, HostilePage>> = {
  '/bootstrap': { title: 'Bootstrap 5', css: '/bootstrap.css' },
  '/tailwind': { title: "Tailwind's preflight", css: '/tailwind.css' },
  '/revert': { title: 'a rule that reverts everything', css: '/revert.css' },
  '/small': { title: 'a root font of 62.5%', css: '/small.css' },
  '/no-dialogs': { title: 'a rule that hides dialogs and buttons', css: '/no-dialogs.css' },
  '/inherited': { title: 'odd inherited properties', css: '/inherited.css' },
  '/clipped': {
    title: 'ancestors that are transformed, filtered and clip',
    css: '/clipped.css',
    body: '<div class="turned"><div class="clipped">{element}</div></div>',
  },
  '/overlaid': {
    title: 'an overlay of the highest z-index',
    css: '/overlaid.css',
    body: '<div class="chat"></div>{element}',
  },
  '/strict': {
    title: 'a policy of one origin for scripts and calls, with Trusted Types',
    css: '/plain.css',
    policy: (api) =>
      `default-src 'none'; script-src ${api}; connect-src ${api}; style-src 'self'; img-src data:; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'`,
  },
};

const sheets: Readonly<Record<string, string>> = {
  '/plain.css': '',
  '/revert.css': '* { all: revert !important; }',
  '/small.css': 'html { font-size: 62.5% !important; } body { font-size: 1.6rem; }',
  '/no-dialogs.css': `dialog { display: none !important; } button, input { display: none !important; }
    :not(html, head, body, main, mentor-booking, #probe, #probe *) { width: 3px !important; }`,
  '/inherited.css': `body { color: red; font: italic 900 40px/3 cursive; letter-spacing: 9px; word-spacing: 30px; text-align: right;
    text-transform: uppercase; white-space: pre; visibility: visible; cursor: wait; text-indent: 50px; zoom: 1; user-select: none;
    list-style: square; text-shadow: 2px 2px red; writing-mode: horizontal-tb; hyphens: auto; word-break: break-all; tab-size: 1; }`,
  '/clipped.css': `.turned { transform: translate(40px, 20px) scale(.9); filter: drop-shadow(0 0 2px #000); perspective: 100px; contain: paint; will-change: transform; }
    .clipped { overflow: hidden; height: 60px; width: 200px; opacity: .9; clip-path: inset(0); position: relative; z-index: 0; }`,
  '/overlaid.css': `.chat { position: fixed; inset: 60px 0 0 0; z-index: 2147483647; background: #fcc; }
    mentor-booking { position: absolute; top: 5px; }`,
};

/** What of npm the pages link to. */
const files: Readonly<Record<string, string>> = {
  '/bootstrap.css': resolve('bootstrap/dist/css/bootstrap.min.css'),
  '/tailwind.css': resolve('tailwindcss/preflight.css'),
};

/** The plain page that all others are compared with is `/plain`. */
export async function hostilePage(path: string, api: string): Promise<HostFile | undefined> {
  if (path in sheets) return { body: sheets[path] ?? '', type: 'text/css' };
  const file = files[path];
  if (file) return { body: await readFile(file), type: 'text/css' };
  const page = path === '/plain' ? { title: 'plain', css: '/plain.css' } : hostilePages[path];
  return page && { body: html(page, api), headers: page.policy ? policyHeader(page.policy(api)) : {} };
}

const policyHeader = (policy: string) => ({ 'Content-Security-Policy': policy });

/** The element with a mentor of the demo who has many slots. */
export const element =
  '<mentor-booking partner="demo" mentor-id="1" timezone="Africa/Dakar"></mentor-booking>';

function html({ title, css, body = '{element}' }: HostilePage, api: string): string {
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">
${css ? `<link rel="stylesheet" href="${css}">` : ''}
<script type="module" src="${api}/widget/v1/mentor-booking.js"></script>
</head>
<body>
<main>${body.replace('{element}', element)}</main>
<div id="probe"><h2 class="slot">Title</h2><button class="primary">Button</button><dialog open>Dialog</dialog>
<form><label>Label <input class="trigger" value="x"></label></form><p class="message"><a href="#x">Link</a></p></div>
</body>
</html>`;
}
