import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator';
import { plainText } from '../plain-text.ts';
import { isCancelled, type SeriesEvent, seriesEvents, seriesSessionEvent } from './series-calendar.ts';
import { prodId, type SessionEvent, vevent } from './session-calendar.ts';
import { vtimezoneText } from './write-vtimezone.ts';

/** How often programs that subscribe are asked to look again, seconds. They take it as a hint. */
const refreshSeconds = 15 * 60;

/** What a calendar to subscribe to shows: sessions of their own, and series. */
export interface Events {
  readonly sessions: readonly SessionEvent[];
  readonly series: readonly SeriesEvent[];
}

/** A calendar to subscribe to: the events of one mentor, whose name it carries, each as in its own file. */
export function sessionsCalendar({ sessions, series }: Events, name: string): string {
  // The library escapes line breaks in events, and not in the name: a line of it would be a line of the calendar.
  const oneLine = plainText(name).replaceAll('\n', ' ');
  const about = { name: oneLine, ttl: refreshSeconds, method: ICalCalendarMethod.PUBLISH };
  return calendarText(about, [...sessions.map(vevent), ...series.flatMap(seriesEvents)], series);
}

/** A series as a file: all of its sessions as one event. Source: RFC 5545 §3.8.5, RFC 5546 §3.2 for the method. */
export function seriesCalendar(series: SeriesEvent): string {
  const method = isCancelled(series) ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  return calendarText({ method }, seriesEvents(series), [series]);
}

/** One VEVENT: a session of a series, told from the others by its RECURRENCE-ID (RFC 5545 §3.8.4.4). */
export function seriesSessionCalendar(series: SeriesEvent, sessionId: number): string {
  const event = seriesSessionEvent(series, sessionId);
  const isGone = series.sessions.some((each) => each.sessionId === sessionId && each.cancelled);
  const method = isGone ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  return calendarText({ method }, [event], [series]);
}

function calendarText(
  about: object,
  events: readonly ICalEventData[],
  series: readonly SeriesEvent[],
): string {
  const calendar = ical({ prodId, ...about });
  calendar.timezone({
    name: null,
    generator: (timeZone) => vtimezoneText(timeZone, firstIn(series, timeZone)),
  });
  for (const event of events) calendar.createEvent(event);
  return calendar.toString();
}

/** The first start of a series that is written in a zone, epoch ms. */
const firstIn = (series: readonly SeriesEvent[], timeZone: string): number =>
  Math.min(
    ...series
      .filter((each) => each.timeZone === timeZone)
      .flatMap(({ sessions }) => sessions.map(({ startsAt }) => startsAt.getTime())),
  );
