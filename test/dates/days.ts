/** A moment at which software that reckons with dates goes wrong, and the zone of the machine that lives through it. */
export interface Day {
  readonly name: string;
  /** RFC 3339. */
  readonly now: string;
  /** IANA. */
  readonly timeZone: string;
}

const night = (zone: string, date: string, timeZone: string): Day => ({
  name: `the clocks change in ${zone}, ${date}`,
  now: justBeforeChange(zone, date),
  timeZone,
});

/** What `npm run test:dates` runs as if on. */
export const days: readonly Day[] = [
  { name: 'a Sunday', now: '2026-11-29T10:20:00Z', timeZone: 'Pacific/Auckland' },
  { name: 'a Wednesday', now: '2026-11-25T14:07:00Z', timeZone: 'America/New_York' },
  { name: 'the last minutes of a year', now: '2026-12-31T23:50:00Z', timeZone: 'Africa/Dakar' },
  { name: 'the first of a month', now: '2027-02-01T00:05:00Z', timeZone: 'Asia/Kolkata' },
  { name: '29 February', now: '2028-02-29T11:30:00Z', timeZone: 'Pacific/Kiritimati' },
  night('Europe/Paris', '2027-03-28', 'Europe/Paris'),
  night('Europe/Paris', '2027-10-31', 'America/St_Johns'),
  night('Africa/Cairo', '2027-04-30', 'Africa/Cairo'),
  night('Africa/Cairo', '2027-10-29', 'Australia/Lord_Howe'),
];

/** A minute before the clocks of a zone change in the night that ends on a date, so that they do under way. */
function justBeforeChange(zone: string, date: string): string {
  const evening = Temporal.PlainDate.from(date).toZonedDateTime(zone).subtract({ hours: 6 });
  const change = evening.getTimeZoneTransition('next');
  if (!change || change.since(evening).total('hours') > 24)
    throw new Error(`the clocks of ${zone} do not change in the night to ${date}`);
  return change.subtract({ minutes: 1 }).toInstant().toString();
}
