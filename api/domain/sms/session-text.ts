import type { SessionMailFacts } from '../mail/session-mail.ts';
import { placeName } from '../mail/time-words.ts';
import { oneLine } from '../mail/typed-text.ts';
import type { MailEvent, MailRole } from '../mail/words.ts';
import { erasedName, languageOf, whenFor } from '../messages.ts';
import { gsmText } from './gsm.ts';
import { segmentsOf } from './segments.ts';
import { type TextLink, textWords } from './words.ts';

/** What a text about a session depends on: a part of what its mail does. */
export type SessionTextFacts = Pick<SessionMailFacts, 'event' | 'reader' | 'other' | 'links'> & {
  readonly session: Pick<SessionMailFacts['session'], 'startsAt' | 'dates'>;
  readonly partner: Pick<SessionMailFacts['partner'], 'name'>;
};

/** The parts of a text, for providers that put them into a form of their own. */
export interface TextParts {
  readonly other: string;
  readonly when: string;
  readonly link: string | null;
}

/**
 * The text about a session to one of its two people, in her language and zone, with one link. It is one SMS wherever
 * shorter names make it one, and the address of the link leaves room for that: up to 70 characters of it do, in what
 * GSM 7-bit can carry. In Arabic, and with names in other scripts, it is two.
 */
export function sessionText(facts: SessionTextFacts): string {
  const texts = shapes.map((shape) => gsmText(written(facts, shape)));
  const fewest = Math.min(...texts.map((text) => segmentsOf(text).segments));
  return texts.find((text) => segmentsOf(text).segments === fewest) ?? '';
}

/** The same facts, one by one. */
export function sessionTextParts(facts: SessionTextFacts): TextParts {
  const { other, when, link } = partsOf(facts, { other: 60, hasZone: true });
  return { other, when, link: link?.href ?? null };
}

/** The text by which a person confirms her number. */
export function codeText(code: string, locale: string | null, partner: string): string {
  const { code: sentence } = textWords[languageOf(locale)];
  return gsmText(sentence(code, oneLine(partner, 40)));
}

interface Shape {
  /** The most characters of each name; 0 leaves the partner's out. */
  readonly other: number;
  readonly partner: number;
  readonly hasZone: boolean;
}

/** The most first. */
const shapes: readonly Shape[] = [
  { other: 40, partner: 40, hasZone: true },
  { other: 30, partner: 24, hasZone: true },
  { other: 24, partner: 16, hasZone: true },
  { other: 18, partner: 12, hasZone: true },
  { other: 18, partner: 0, hasZone: true },
  { other: 12, partner: 0, hasZone: true },
  { other: 24, partner: 12, hasZone: false },
  { other: 18, partner: 0, hasZone: false },
  { other: 10, partner: 0, hasZone: false },
];

function written(facts: SessionTextFacts, shape: Shape): string {
  const { sentences, links } = textWords[languageOf(facts.reader.locale)];
  const { other, when, link } = partsOf(facts, shape);
  const sender = shape.partner > 0 ? oneLine(facts.partner.name, shape.partner) : '';
  return [
    sender && `${sender}:`,
    sentences[facts.event][facts.reader.role](other, when),
    link && `${links[link.kind]} ${link.href}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function partsOf(
  { event, reader, other, session, links }: SessionTextFacts,
  { other: most, hasZone }: Pick<Shape, 'other' | 'hasZone'>,
) {
  const language = languageOf(reader.locale);
  const { erased, andMore } = textWords[language];
  const first = whenFor(session.startsAt.getTime(), language, reader.timeZone, 'short');
  const more = (session.dates?.length ?? 1) - 1;
  const inZone = hasZone ? `${first} (${placeName(reader.timeZone)})` : first;
  const kind = linkFor(event, reader.role, Boolean(links.join));
  const href = kind && links[kind];
  return {
    other: other.name === erasedName ? erased : shortName(other.name, most) || erasedName,
    when: more > 0 ? andMore(inZone, more) : inZone,
    link: kind && href ? { kind, href } : null,
  };
}

/** The one thing that she most likely wants to do then. */
function linkFor(event: MailEvent, role: MailRole, hasRoom: boolean): TextLink | null {
  switch (event) {
    case 'session_booked':
    case 'session_rescheduled':
    case 'zone_data_changed':
      return 'move';
    case 'session_reminder':
      return hasRoom ? 'join' : 'move';
    case 'review_requested':
      return 'review';
    case 'request_received':
      return role === 'mentor' ? 'answer' : null;
    case 'waiting_list_offer':
      return 'accept';
    case 'session_cancelled':
      return null;
  }
}

/** `Maria Fernanda Gonçalves de Souza` -> `Maria F. G. d. S.` -> `Maria S.`, and cut where even that is too long. */
function shortName(name: string, most: number): string {
  const whole = oneLine(name, 200);
  const words = whole.split(' ');
  const [first = '', ...rest] = words;
  const initial = (word: string): string => `${Array.from(word)[0]}.`;
  const last = rest.at(-1);
  const forms = [whole, [first, ...rest.map(initial)].join(' '), last ? `${first} ${initial(last)}` : first];
  return forms.find((form) => Array.from(form).length <= most) ?? oneLine(first, most);
}
