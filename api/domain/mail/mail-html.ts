import { contrast } from '../contrast.ts';
import { escapeHtml } from '../escape-html.ts';
import { dark, light } from '../palette.ts';
import type { MailButton, MailFact, MailLayout } from './mail-layout.ts';
import { isolatesAsElements } from './typed-text.ts';

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const wrap = 'overflow-wrap:anywhere;word-break:break-word';

// Programs that know no media query, or no `style` element, show the inline styles, which are whole by themselves.
const darkStyles = `@media (prefers-color-scheme:dark){
.page{background:${dark.page}!important}
.card{background:${dark.card}!important;border-right-color:${dark.line}!important;border-bottom-color:${dark.line}!important;border-left-color:${dark.line}!important}
.ink{color:${dark.ink}!important}
.soft{color:${dark.soft}!important}
.rule{border-color:${dark.line}!important}
.link{color:${dark.link}!important}
}`;

const text = (plain: string): string => isolatesAsElements(escapeHtml(plain));
const severalLines = (plain: string): string => text(plain).replaceAll('\n', '<br>');

/**
 * A mail as a whole HTML document: tables and inline styles, which Outlook, Gmail and Apple Mail show alike; 600 px
 * wide and narrower with the window. It loads nothing.
 */
export function mailHtml(mail: MailLayout): string {
  const { lang, dir } = mail;
  // What lists of mails show behind the subject; the blanks keep the greeting out of it.
  const preheader = `${text(mail.sentence)}${'&#8199;&#847; '.repeat(40)}`;
  return `<!DOCTYPE html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${text(mail.subject)}</title>
<style>:root{color-scheme:light dark}
${darkStyles}</style>
</head>
<body class="page" style="margin:0;padding:0;background:${light.page};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}</div>
<table role="presentation" class="page" lang="${lang}" dir="${dir}" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${light.page}">
<tr><td align="center" style="padding:16px 8px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:${light.card};border:1px solid ${light.line};border-top:4px solid ${mail.colour};border-radius:8px">
<tr><td align="${sideOf(dir)}" style="padding:20px 16px;${font};${wrap}">
${body(mail)}
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

function body(mail: MailLayout): string {
  const paragraph = (html: string, kind = 'ink', size = '16px/24px'): string =>
    `<p class="${kind}" style="margin:0 0 16px;font-size:${size.replace('/', ';line-height:')};color:${kind === 'ink' ? light.ink : light.soft}">${html}</p>`;
  const primary = mail.buttons.filter(({ isPrimary }) => isPrimary);
  const others = mail.buttons.filter(({ isPrimary }) => !isPrimary);
  const colour = readableOn(light.card, mail.colour);
  const link = (label: string, href: string): string =>
    `<a class="link" href="${escapeHtml(href)}" style="color:${colour};text-decoration:underline">${text(label)}</a>`;
  const isStrong = primary.length > 0;
  return [
    paragraph(text(mail.partner), 'soft', '14px/20px'),
    `<h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:28px;font-weight:700;color:${light.ink}">${text(mail.heading)}</h1>`,
    paragraph(text(mail.greeting)),
    paragraph(text(mail.sentence)),
    `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;border-collapse:collapse">`,
    ...mail.facts.map((fact) => factRow(fact, sideOf(mail.dir))),
    `</table>`,
    ...primary.map((button) => primaryButton(button, mail.colour)),
    others.length > 0 &&
      `<p style="margin:${isStrong ? '4px' : '0'} 0 12px;font-size:16px;line-height:40px">${others
        .map(({ label, href }) => `<span style="white-space:nowrap">${link(label, href)}</span>`)
        .join('&emsp; ')}</p>`,
    `<div class="rule" style="border-top:1px solid ${light.line};font-size:0;line-height:0;margin:20px 0 16px">&nbsp;</div>`,
    paragraph(text(mail.why), 'soft', '14px/20px').replace('0 0 16px', '0'),
    mail.preferences &&
      `<p style="margin:0;font-size:14px;line-height:32px">${link(mail.preferences.label, mail.preferences.href)}</p>`,
  ]
    .filter(Boolean)
    .join('\n');
}

function factRow({ label, value, notes = [], isFormer }: MailFact, side: string): string {
  const cell = `class="rule" style="border-top:1px solid ${light.line};vertical-align:top;font-size`;
  const name = `<th scope="row" valign="top" align="${side}" width="26%" ${cell}:14px;line-height:24px;font-weight:400;padding:8px 0;overflow-wrap:normal;word-break:normal"><span class="soft" style="color:${light.soft}">${text(label)}</span></th>`;
  const shown = isFormer
    ? `<del class="soft" style="color:${light.soft}">${severalLines(value)}</del>`
    : `<span class="ink" style="color:${light.ink}">${severalLines(value)}</span>`;
  const more = notes.map(
    (note) =>
      `<br><span class="soft" style="font-size:14px;line-height:20px;color:${light.soft}">${text(note)}</span>`,
  );
  return `<tr>${name}<td width="12" ${cell}:0;padding:0">&nbsp;</td><td valign="top" align="${side}" ${cell}:16px;line-height:24px;padding:8px 0;${wrap}">${shown}${more.join('')}</td></tr>`;
}

/** Outlook for Windows pads no links, so there the cell around it does. */
function primaryButton({ label, href }: MailButton, colour: string): string {
  const ink = contrast('#FFFFFF', colour) >= 4.5 ? '#FFFFFF' : '#000000';
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 8px"><tr><td bgcolor="${colour}" style="border-radius:8px;background:${colour};mso-padding-alt:12px 20px"><a href="${escapeHtml(href)}" style="display:inline-block;padding:12px 20px;font-size:16px;line-height:24px;font-weight:700;color:${ink};text-decoration:none;border-radius:8px">${text(label)}</a></td></tr></table>`;
}

/** The partner's colour where it can be read on a ground (WCAG 2.2, 1.4.3), else the product's own. */
const readableOn = (ground: string, colour: string): string =>
  contrast(ground, colour) >= 4.5 ? colour : light.link;

const sideOf = (dir: MailLayout['dir']): 'left' | 'right' => (dir === 'rtl' ? 'right' : 'left');
