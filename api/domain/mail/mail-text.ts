import type { MailFact, MailLayout, MailLink } from './mail-layout.ts';

/** A mail as plain text: the same words in the same order as the HTML, links written out. */
export function mailText(mail: MailLayout): string {
  const link = ({ label, href }: MailLink): string => `${label}${mail.colon}\n${href}`;
  const blocks = [
    mail.greeting,
    mail.sentence,
    mail.facts.map((fact) => factLines(fact, mail.colon)).join('\n'),
    ...mail.buttons.map(link),
    [mail.partner, mail.why].filter(Boolean).join('\n'),
    ...(mail.preferences ? [link(mail.preferences)] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Further lines stand in, so that none that a person typed passes for a fact. */
function factLines({ label, value, notes = [] }: MailFact, colon: string): string {
  const [first, ...more] = [...value.split('\n'), ...notes];
  return [`${label}${colon} ${first}`, ...more.map((line) => `    ${line}`.trimEnd())].join('\n');
}
