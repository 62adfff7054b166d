import { contrast } from './contrast.ts';
import { escapeHtml } from './escape-html.ts';
import { oneLine } from './mail/typed-text.ts';
import { dark, light, primaryOf } from './palette.ts';

export interface Shell {
  /** BCP 47. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly title: string;
  readonly partner: { readonly name: string; readonly color: string | null } | null;
  /** HTML. */
  readonly content: string;
  /** Rules beside those that every page has. */
  readonly styles?: string | undefined;
  readonly script?: string | undefined;
}

/** A page that the server makes for one person, and the one sheet in its `style` element. */
export function pageShell({ lang, dir, title, partner, content, styles = '', script }: Shell) {
  const sheet = sheetFor(partner?.color ?? null) + styles;
  const name = escapeHtml(oneLine(partner?.name ?? '', 60));
  const html = `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}${name && ` · ${name}`}</title>
<link rel="icon" href="data:,">
<style>${sheet}</style>
</head>
<body>
<main>
${name && `<p class="partner"><bdi>${name}</bdi></p>\n`}<h1>${escapeHtml(title)}</h1>
${content}
</main>
${script === undefined ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
  return { html, sheet };
}

function sheetFor(color: string | null): string {
  const primary = primaryOf(color);
  const variables = (colours: Readonly<Record<string, string>>): string =>
    Object.entries(colours)
      .map(([name, value]) => `--${name}:${value}`)
      .join(';');
  const byDay = { ...light, field: '#6B7A88', done: '#0B5D45', fault: '#A3211A' };
  const inTheDark = { ...dark, field: '#8896A3', done: '#7ADDB8', fault: '#FFB4AB' };
  const ink = contrast('#FFFFFF', primary) >= 4.5 ? '#FFFFFF' : '#000000';
  return `:root{color-scheme:light dark;--primary:${primary};--on-primary:${ink};${variables(byDay)}}
@media (prefers-color-scheme:dark){:root{${variables(inTheDark)}}}
*{box-sizing:border-box}
body{margin:0;padding:16px 8px;background:var(--page);color:var(--ink);font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
main{max-inline-size:600px;margin-inline:auto;padding:20px 16px;background:var(--card);border:1px solid var(--line);border-block-start:4px solid var(--primary);border-radius:8px}
h1{margin:0 0 12px;font-size:22px;line-height:28px}
p{margin:0 0 16px}
form{margin:0}
a{color:var(--link);display:inline-block;padding-block:10px}
small,.partner,dt{color:var(--soft);font-size:14px}
dl{margin:0 0 20px;border-block-end:1px solid var(--line)}
dl div{display:grid;grid-template-columns:minmax(80px,26%) 1fr;gap:12px;padding-block:8px;border-block-start:1px solid var(--line)}
dt{overflow-wrap:normal}dd{margin:0}
.left{display:grid;margin:0 0 16px;padding:12px;border:1px solid var(--line);border-radius:8px;text-align:center}
.left b{font-size:32px;line-height:40px;font-variant-numeric:tabular-nums}
button{min-block-size:48px;inline-size:100%;padding:10px 20px;border:1px solid transparent;border-radius:8px;background:var(--primary);color:var(--on-primary);font:inherit;font-weight:700;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.fault{padding-inline-start:12px;border-inline-start:4px solid;color:var(--fault);font-weight:600}
`;
}
