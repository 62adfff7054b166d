import assert from 'node:assert/strict';
import ICAL from 'ical.js';

/** The events of a calendar, the one with the rule first. */
export const eventsIn = (content: string): ICAL.Component[] =>
  new ICAL.Component(ICAL.parse(content)).getAllSubcomponents('vevent');

/** When a series takes place, `MM-DD HH:MM` in UTC, as another program reads it from the file. */
export function datesIn(content: string): string[] {
  const calendar = new ICAL.Component(ICAL.parse(content));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const [master, ...exceptions] = calendar.getAllSubcomponents('vevent');
  const event = new ICAL.Event(master as ICAL.Component, { exceptions });
  const dates: string[] = [];
  for (let dates_ = event.iterator(), next = dates_.next(); next; next = dates_.next()) {
    const { startDate } = event.getOccurrenceDetails(next);
    dates.push(startDate.toJSDate().toISOString().slice(5, 16).replace('T', ' '));
    assert.ok(dates.length <= 12, 'the rule ends');
  }
  ICAL.TimezoneService.reset();
  return dates.sort();
}
