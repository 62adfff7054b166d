import { erasedName, type Language, languageOf, whenFor } from '../messages.ts';
import { primaryOf } from '../palette.ts';
import { mailHtml } from './mail-html.ts';
import type { MailButton, MailFact, MailLayout } from './mail-layout.ts';
import { mailText } from './mail-text.ts';
import { durationName, placeName, showSameTime, zoneName } from './time-words.ts';
import { isolated, oneLine, severalLines } from './typed-text.ts';
import { type Meeting, whereToGo } from './where-to-go.ts';
import type { MailActor, MailEvent, MailRole, MailWords, RequestEnding, SeriesEvent } from './words.ts';
import { words as ar } from './words-ar.ts';
import { words as en } from './words-en.ts';
import { words as fr } from './words-fr.ts';
import { words as pt } from './words-pt.ts';
import { words as sw } from './words-sw.ts';

/** What the buttons of mails lead to. */
export const linkKinds = [
  ...(['join', 'move', 'cancel', 'answer', 'refuse', 'again', 'review'] as const),
  ...(['accept', 'decline', 'leave'] as const),
] as const;

/** All that a mail about a session depends on. Names and texts are as people typed them. */
export interface SessionMailFacts {
  readonly event: MailEvent;
  readonly reader: {
    readonly name: string;
    /** BCP 47; anything but fr, en, pt, ar and sw reads French. */
    readonly locale: string | null;
    /** IANA zone that times are told in. */
    readonly timeZone: string;
    readonly role: MailRole;
  };
  readonly other: {
    readonly name: string;
    /** IANA zone; where its wall shows another time, that is told too. */
    readonly timeZone: string | null;
  };
  readonly actor: MailActor;
  /** Until when what is offered can be accepted. */
  readonly answerBy?: Date | null;
  readonly session: Meeting & {
    readonly startsAt: Date;
    readonly endsAt: Date;
    /** All the starts that it tells of, where these are several of a series; `startsAt` is the first. */
    readonly dates?: readonly Date[];
    /**
     * Where it was moved from; when the clocks were changed, the start by which her wall would show what she was told.
     */
    readonly formerStart: Date | null;
    readonly subject: string;
    readonly description: string | null;
    readonly cancelReason: string | null;
    /** Until when a request waits for its mentor, or waited; null for a session that stands, or stood. */
    readonly decideBy?: Date | null;
    /** Whether it was a request that its mentor has accepted now. */
    readonly isAccepted?: boolean;
    /** What is free instead of a request that ended, epoch ms. */
    readonly freeStarts?: readonly number[];
  };
  readonly partner: {
    readonly name: string;
    /** #RRGGBB; anything else is the widget's own colour. */
    readonly color?: string | null;
  };
  /** Absolute addresses, http or https. What has none has no button. */
  readonly links: Readonly<Partial<Record<(typeof linkKinds)[number] | 'preferences', string | null>>>;
}

/**
 * The mail about a session to one of its two people, in her language and zone, as text and as HTML of the same words.
 * The subject has no line break and at most 200 characters. The HTML loads nothing and stays below 20 KB, as long as
 * its addresses together stay below 5 KB.
 */
export function sessionMail(facts: SessionMailFacts): {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
} {
  const layout = layoutOf(facts);
  return { subject: layout.subject, text: mailText(layout), html: mailHtml(layout) };
}

/** What mails say, by language. */
export const allWords: Readonly<Record<Language, MailWords>> = { fr, en, pt, ar, sw };

/** The most that is told: characters of a name and a subject, bytes in HTML of longer texts. */
const most = { name: 60, subject: 200, description: 2800, reason: 2400 };

function layoutOf(facts: SessionMailFacts): MailLayout {
  const { event, reader, other, actor, session, partner, links } = facts;
  const language = languageOf(reader.locale);
  const words = allWords[language];
  const name = (text: string): string => isolated(oneLine(text, most.name), words.dir);
  const isErased = other.name === erasedName;
  const otherName = isErased ? words.erased : name(other.name) || erasedName;
  const by = isErased ? 'somebody' : actor;
  const turn = requestTurn({ event, session, role: reader.role, actor: by });
  const several = turn ? undefined : seriesOf(words, event, session.dates);
  const title = several?.title ?? titleOf(words, event, turn);
  const sentence = several
    ? several.sentence(otherName, several.count)[by]
    : turn
      ? (turn === 'accepted' ? words.accepted : words.requestEnded[turn].sentence)(otherName)[reader.role]
      : event === 'waiting_list_offer'
        ? words.offer(otherName, whenFor(facts.answerBy?.getTime() ?? 0, language, reader.timeZone, 'short'))
        : sentenceOf(words, event, otherName, by, reader.role);
  const startsAt = session.startsAt.getTime();
  const subject = words.subject(title, otherName, whenFor(startsAt, language, reader.timeZone, 'short'));
  const partnerName = name(partner.name);
  return {
    lang: words.lang,
    dir: words.dir,
    colon: words.colon,
    // Without the marks of isolated names too: not every program knows them there.
    subject: oneLine(subject, 200),
    heading: title,
    greeting: isNamed(reader.name) ? words.greeting(name(reader.name)) : words.greetingOnly,
    sentence: isErased ? capital(sentence) : sentence,
    facts: factsOf({
      language,
      words,
      reader,
      session,
      links,
      event,
      turn,
      otherName,
      isErased,
      zone: isErased ? null : other.timeZone,
    }),
    buttons: buttonsOf(words, buttonKinds(event, reader.role, turn), reader.role, links),
    partner: partnerName,
    why: event === 'waiting_list_offer' ? words.whyWaiting(partnerName) : words.why(partnerName),
    preferences: isAddress(links.preferences) ? { label: words.preferences, href: links.preferences } : null,
    colour: primaryOf(partner.color),
  };
}

/** What is said of several sessions at once; undefined for one alone. */
function seriesOf(words: MailWords, event: MailEvent, dates: readonly Date[] = []) {
  const isOfSeveral = dates.length > 1 && Object.hasOwn(words.series, event);
  return isOfSeveral ? { ...words.series[event as SeriesEvent], count: dates.length } : undefined;
}

/** What became of a request, where the mail tells of that. */
type RequestTurn = 'accepted' | RequestEnding | null;

function requestTurn({
  event,
  session,
  role,
  actor,
}: Pick<SessionMailFacts, 'event' | 'session' | 'actor'> & { readonly role: MailRole }): RequestTurn {
  const isMentors = actor === (role === 'mentor' ? 'reader' : 'other');
  if (event === 'session_booked') return session.isAccepted ? 'accepted' : null;
  if (event !== 'session_cancelled' || !session.decideBy) return null;
  if (actor !== 'somebody') return isMentors ? 'declined' : 'withdrawn';
  return session.cancelReason === 'expired' ? 'expired' : null;
}

function titleOf(words: MailWords, event: MailEvent, turn: RequestTurn): string {
  if (turn === null) return words.titles[event];
  return turn === 'accepted' ? words.acceptedTitle : words.requestEnded[turn].title;
}

function sentenceOf(
  words: MailWords,
  event: Exclude<MailEvent, 'waiting_list_offer'>,
  other: string,
  actor: MailActor,
  role: MailRole,
): string {
  switch (event) {
    case 'session_booked':
      return words.booked(other)[actor];
    case 'session_cancelled':
      return words.cancelled(other)[actor];
    case 'session_rescheduled':
      return words.rescheduled(other)[actor];
    case 'session_reminder':
      return words.reminder(other);
    case 'review_requested':
      return words.review(other)[role];
    case 'request_received':
      return words.request(other)[role];
    case 'zone_data_changed':
      return words.zoneChanged(other);
  }
}

interface FactSources extends Pick<SessionMailFacts, 'event' | 'reader' | 'session' | 'links'> {
  readonly language: Language;
  readonly words: MailWords;
  readonly turn: RequestTurn;
  readonly otherName: string;
  readonly isErased: boolean;
  /** The other's. */
  readonly zone: string | null;
}

function factsOf(sources: FactSources): MailFact[] {
  const { language, words, reader, session, links, event, turn, otherName, isErased } = sources;
  const { labels } = words;
  const kinds = buttonKinds(event, reader.role, turn);
  const [start, former] = [session.startsAt.getTime(), session.formerStart?.getTime()];
  const when = (instant: number): string => whenFor(instant, language, reader.timeZone);
  const typed = (text: string | null, mostBytes: number): string =>
    severalLines(text ?? '', mostBytes)
      .split('\n')
      .map((line) => isolated(line, words.dir))
      .join('\n');
  const facts: (MailFact | false)[] = [
    session.dates && session.dates.length > 1
      ? {
          label: labels.dates,
          value: session.dates.map((date) => when(date.getTime())).join('\n'),
          notes: zoneNotes(sources),
        }
      : { label: labels.when, value: when(start), notes: zoneNotes(sources) },
    (event === 'session_rescheduled' || event === 'zone_data_changed') &&
      former !== undefined &&
      former !== start && { label: labels.formerly, value: when(former), isFormer: true },
    { label: labels.duration, value: durationName(language, session) },
    {
      label: labels[reader.role === 'mentor' ? 'student' : 'mentor'],
      value: isErased ? capital(otherName) : otherName,
    },
    { label: labels.subject, value: isolated(oneLine(session.subject, most.subject), words.dir) },
    { label: labels.description, value: typed(session.description, most.description) },
    event !== 'session_cancelled' &&
      event !== 'review_requested' && {
        label: labels.where,
        value: whereToGo(words, session, isAddress(links.join) && kinds.includes('join')),
      },
    event === 'request_received' &&
      session.decideBy != null && { label: labels.answerBy, value: when(session.decideBy.getTime()) },
    turn !== null && {
      label: labels.free,
      value: (session.freeStarts ?? []).map(when).join('\n'),
    },
    event === 'session_cancelled' &&
      turn !== 'expired' && {
        label: labels.reason,
        value: typed(session.cancelReason, most.reason),
      },
  ];
  return facts.filter((fact): fact is MailFact => fact !== false && fact.value !== '');
}

/** Her zone, in words and by its city, and the other's time where the other's wall shows another. */
function zoneNotes({ language, words, reader, session, otherName, zone }: FactSources): string[] {
  const instant = session.startsAt.getTime();
  const place = (timeZone: string): string => isolated(placeName(timeZone), words.dir);
  const own = `${capital(zoneName(language, reader.timeZone, instant))} (${place(reader.timeZone)})`;
  if (!zone || showSameTime(zone, reader.timeZone, instant)) return [own];
  return [own, words.otherTime(otherName, whenFor(instant, language, zone, 'short'), place(zone))];
}

/** What a reader may do about each event, most likely first. */
function buttonKinds(event: MailEvent, role: MailRole, turn: RequestTurn): readonly ButtonKind[] {
  if (turn === 'declined' || turn === 'expired') return role === 'student' ? ['again'] : [];
  if (event === 'request_received') return role === 'mentor' ? ['answer', 'refuse'] : ['move', 'cancel'];
  return buttonsFor[event];
}

const buttonsFor: Readonly<Record<Exclude<MailEvent, 'request_received'>, readonly ButtonKind[]>> = {
  session_booked: ['join', 'move', 'cancel'],
  session_cancelled: [],
  session_rescheduled: ['join', 'move', 'cancel'],
  session_reminder: ['join', 'move', 'cancel'],
  review_requested: ['review'],
  zone_data_changed: ['join', 'move', 'cancel'],
  waiting_list_offer: ['accept', 'decline', 'leave'],
};

type ButtonKind = (typeof linkKinds)[number];

function buttonsOf(
  words: MailWords,
  kinds: readonly ButtonKind[],
  role: MailRole,
  links: SessionMailFacts['links'],
): MailButton[] {
  const { join, move, cancel, answer, refuse, again, accept, decline, leave, toReview } = words;
  const review = toReview[role];
  const labels = { join, move, cancel, answer, refuse, again, accept, decline, leave, review };
  return kinds.flatMap((kind) => {
    const href = links[kind];
    const isPrimary = !secondary.includes(kind);
    return isAddress(href) ? [{ label: labels[kind], href, isPrimary }] : [];
  });
}

const secondary: readonly ButtonKind[] = ['move', 'cancel', 'refuse', 'decline', 'leave'];

const isAddress = (href: string | null | undefined): href is string => /^https?:\/\/[^\s]+$/.test(href ?? '');

const isNamed = (name: string): boolean => name !== erasedName && oneLine(name, 1) !== '';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
