import { type ICalEventData, ICalEventStatus } from 'ical-generator';
import { DAY_MS } from '../calendar-date.ts';
import { occursTwice, zoneClock } from '../wall-time.ts';
import { type SessionEvent, vevent } from './session-calendar.ts';
import { seriesUid } from './session-uid.ts';

/** A series as far as a calendar shows it: all of its sessions, cancelled ones too, in the order of their dates. */
export interface SeriesEvent {
  readonly seriesId: number;
  readonly partnerSlug: string;
  /** IANA zone whose wall time it keeps. */
  readonly timeZone: string;
  readonly everyWeeks: number;
  readonly sessions: readonly (SessionEvent & { readonly occurrence: number })[];
}

/**
 * A series as one event over its life (RFC 5545 §3.8.4.4, §3.8.5): one VEVENT with the rule, in the wall time of the
 * series' zone, and one with its RECURRENCE-ID for each session that is another than the rule says. Dates without a
 * session are left out by EXDATE.
 *
 * It is always written whole, so that whoever missed a change has it by the next: programs replace what they have under
 * its UID by what has the higher SEQUENCE, which is the sum of the sessions' own and so grows with every change of one.
 * The rule follows most of the sessions: where all are moved, it moves, and Outlook never meets an exception that lies
 * beyond its neighbour. It begins with the first that stands, as programs show DTSTART whatever EXDATE says.
 */
export function seriesEvents(series: SeriesEvent): ICalEventData[] {
  const shown = shownSessions(series);
  const rule = ruleOf(series, shown);
  const master = { ...eventBase(series, rule.like), ...rule.status, repeating: rule.text };
  const start = rule.wallOf(rule.first);
  const times = { start: local(start), end: local(start + rule.lengthMs), timezone: series.timeZone };
  const others = shown.filter((session) => !rule.tells(session));
  return [{ ...master, ...times }, ...others.map((session) => exception(series, rule, session))];
}

/** One session of a series as a VEVENT of its own, by which a program knows it for a part of the series. */
export function seriesSessionEvent(series: SeriesEvent, sessionId: number): ICalEventData {
  const session = series.sessions.find((each) => each.sessionId === sessionId);
  if (!session) throw new Error(`session ${sessionId} is none of series ${series.seriesId}`);
  return exception(series, ruleOf(series, shownSessions(series)), session);
}

/** Whether none of its sessions stands any more. */
export const isCancelled = ({ sessions }: SeriesEvent): boolean => sessions.every((each) => each.cancelled);

type OfSeries = SeriesEvent['sessions'][number];

const shownSessions = (series: SeriesEvent): readonly OfSeries[] =>
  isCancelled(series) ? series.sessions : series.sessions.filter(({ cancelled }) => !cancelled);

interface Rule {
  readonly text: string;
  readonly status: Pick<ICalEventData, 'status'>;
  readonly first: number;
  readonly lengthMs: number;
  /** A session that is as the rule says, which the event is described by. */
  readonly like: OfSeries;
  /** The wall of a date of the series, ms. */
  wallOf(occurrence: number): number;
  /** Whether all that is to be said of a session is said by the rule. */
  tells(session: OfSeries): boolean;
}

function ruleOf(series: SeriesEvent, shown: readonly OfSeries[]): Rule {
  const { timeZone, everyWeeks } = series;
  const clock = zoneClock(timeZone);
  const stepMs = everyWeeks * 7 * DAY_MS;
  const lengthOf = ({ startsAt, endsAt }: OfSeries): number => endsAt.getTime() - startsAt.getTime();
  const baseOf = (session: OfSeries): number =>
    clock.wallAt(session.startsAt.getTime()) - session.occurrence * stepMs;
  const alike = Map.groupBy(shown, (session) => `${baseOf(session)} ${lengthOf(session)}`);
  const most = [...alike.values()].reduce((one, other) => (other.length > one.length ? other : one));
  const like = most[0] as OfSeries;
  const base = baseOf(like);
  const lengthMs = lengthOf(like);
  const occurrences = shown.map(({ occurrence }) => occurrence);
  const [first, last] = [Math.min(...occurrences), Math.max(...occurrences)];
  const wallOf = (occurrence: number): number => base + occurrence * stepMs;
  const missing = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(
    (occurrence) => !occurrences.includes(occurrence),
  );
  const lines = [`RRULE:FREQ=WEEKLY;INTERVAL=${everyWeeks};COUNT=${last - first + 1}`];
  const zone = timeZone === 'UTC' ? '' : `;TZID=${timeZone}`;
  const mark = timeZone === 'UTC' ? 'Z' : '';
  if (missing.length > 0) {
    lines.push(`EXDATE${zone}:${missing.map((each) => wallText(wallOf(each)) + mark).join(',')}`);
  }
  return {
    text: lines.join('\r\n'),
    status: { status: isCancelled(series) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED },
    first,
    lengthMs,
    like,
    wallOf,
    tells: (session) =>
      most.includes(session) && session.meetingLink === like.meetingLink && !isDoubtful(series, session),
  };
}

/** Whether it touches an hour which the wall shows twice: it is written in UTC then, as programs do not agree on it. */
const isDoubtful = ({ timeZone }: SeriesEvent, { startsAt, endsAt }: SessionEvent): boolean =>
  [startsAt, endsAt].some((instant) => occursTwice(timeZone, instant.getTime()));

function exception(series: SeriesEvent, rule: Rule, session: OfSeries): ICalEventData {
  const { timeZone } = series;
  const { wallAt, instantOf } = zoneClock(timeZone);
  const wall = rule.wallOf(session.occurrence);
  const isUtc = isDoubtful(series, session);
  const at = (instant: Date) => (isUtc ? instantAt(instant.getTime()) : local(wallAt(instant.getTime())));
  return {
    ...eventBase(series, session),
    status: session.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    start: at(session.startsAt),
    end: at(session.endsAt),
    recurrenceId: isUtc ? instantAt(instantOf(wall)) : local(wall),
    timezone: isUtc || timeZone === 'UTC' ? null : timeZone,
  };
}

/** What all of its events share, and what one session says. */
function eventBase({ seriesId, partnerSlug, sessions }: SeriesEvent, like: SessionEvent): ICalEventData {
  const latest = new Date(Math.max(...sessions.map(({ updatedAt }) => updatedAt.getTime())));
  return {
    ...vevent(like),
    id: seriesUid(seriesId, partnerSlug),
    sequence: sessions.reduce((sum, { sequence }) => sum + sequence, 0),
    stamp: latest,
    lastModified: latest,
  };
}

/** A wall as the library takes local times. */
const local = (wall: number): Temporal.PlainDateTime =>
  instantAt(wall).toZonedDateTimeISO('UTC').toPlainDateTime();

const instantAt = (instant: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(instant);

/** `20260329T020000` */
const wallText = (wall: number): string => new Date(wall).toISOString().slice(0, 19).replace(/[-:]/g, '');
