import assert from 'node:assert/strict';
import fc from 'fast-check';
import ICAL from 'ical.js';
import type { SessionEvent } from '../../../../api/domain/ics/session-calendar.ts';
import { sessionInvitation } from '../../../../api/domain/ics/session-invitation.ts';
import { examples } from '../../../support/examples.ts';

const booked: SessionEvent = {
  sessionId: 7,
  partnerSlug: 'demo',
  startsAt: new Date('2026-11-24T08:00:00Z'),
  endsAt: new Date('2026-11-24T09:00:00Z'),
  cancelled: false,
  subject: 'Mémoire, chapitre 2; plan',
  description: 'Ma question :\nle plan',
  mentorName: 'Awa Diop',
  studentName: 'Kofi Mensah',
  meetingLink: 'https://booking.example/join/1',
  place: null,
  sequence: 0,
  createdAt: new Date('2026-11-01T00:00:00Z'),
  updatedAt: new Date('2026-11-01T00:00:00Z'),
};
const reader = { name: 'Kofi Mensah', email: 'kofi@example.edu', timeZone: 'Africa/Dakar' };
const organizer = { name: 'Université de Thiès', email: 'sessions@booking.example' };

const calendarOf = (content: string): ICAL.Component => new ICAL.Component(ICAL.parse(content));

function eventOf(content: string): ICAL.Component {
  const events = calendarOf(content).getAllSubcomponents('vevent');
  assert.equal(events.length, 1);
  return events[0] as ICAL.Component;
}

const valueIn = (event: ICAL.Component, name: string): string => String(event.getFirstPropertyValue(name));

/** Start and end as another program reads them by the zone that stands in the file. */
function timesOf(content: string): readonly Date[] {
  const { startDate, endDate } = new ICAL.Event(eventOf(content));
  return [startDate.toJSDate(), endDate.toJSDate()];
}

/** How often each property may stand in an event: RFC 5546 §3.2.2 and §3.2.5. Others that we write are `0+` there. */
const table = {
  REQUEST: { attendee: [1, 1], dtstamp: [1, 1], dtstart: [1, 1], organizer: [1, 1], sequence: [1, 1], summary: [1, 1], uid: [1, 1], description: [0, 1], dtend: [1, 1], duration: [0, 0], location: [0, 1], status: [0, 1], url: [0, 1], 'last-modified': [0, 1], created: [0, 1], 'recurrence-id': [0, 0], 'request-status': [0, 0], rrule: [0, 0], valarm: [0, 0] },
  CANCEL: { attendee: [1, 1], dtstamp: [1, 1], organizer: [1, 1], sequence: [1, 1], uid: [1, 1], status: [1, 1], dtstart: [0, 1], dtend: [0, 1], duration: [0, 0], summary: [0, 1], description: [0, 1], location: [0, 1], url: [0, 1], 'last-modified': [0, 1], created: [0, 1], 'recurrence-id': [0, 0], 'request-status': [0, 0], rrule: [0, 0], valarm: [0, 0] },
} as const; // biome-ignore format: a table

const zones = [
  'Africa/Dakar',
  'Europe/Paris',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Johannesburg',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'UTC',
] as const;

describe('sessionInvitation', () => {
  for (const [method, cancelled] of [
    ['REQUEST', false],
    ['CANCEL', true],
  ] as const)
    it(`has what RFC 5546 asks of ${method}, and nothing that it forbids`, () => {
      for (const timeZone of zones) {
        const told = sessionInvitation(
          { ...booked, cancelled, sequence: 3 },
          { ...reader, timeZone },
          organizer,
        );
        assert.equal(told.method, method);
        const calendar = calendarOf(told.content);
        assert.equal(valueIn(calendar, 'method'), method);
        assert.equal(valueIn(calendar, 'version'), '2.0');
        assert.equal(calendar.getAllProperties('prodid').length, 1);
        const event = eventOf(told.content);
        for (const [name, [least, most]] of Object.entries(table[method])) {
          const count = event.getAllProperties(name).length + event.getAllSubcomponents(name).length;
          assert.ok(count >= least && count <= most, `${count} ${name}`);
        }
        const written = new Set(event.getAllProperties().map(({ name }) => name));
        assert.deepEqual(
          [...written].filter((name) => !Object.hasOwn(table[method], name)),
          [],
        );
        assert.equal(valueIn(event, 'status'), cancelled ? 'CANCELLED' : 'CONFIRMED');
        const named = event.getFirstProperty('dtstart')?.getParameter('tzid');
        const defined = calendar.getAllSubcomponents('vtimezone').map((each) => valueIn(each, 'tzid'));
        assert.deepEqual(defined, timeZone === 'UTC' ? [] : [timeZone]);
        assert.equal(named, timeZone === 'UTC' ? undefined : timeZone);
        for (const name of ['dtstamp', 'created', 'last-modified'])
          assert.match(told.content, new RegExp(`^${name}:\\d{8}T\\d{6}Z\\r$`, 'im'));
      }
    });

  it('is one event over its life, and each version later than the one before', () => {
    const later = (hours: number) => new Date(booked.updatedAt.getTime() + hours * 3_600_000);
    const moved = {
      ...booked,
      startsAt: new Date('2026-11-25T08:00:00Z'),
      endsAt: new Date('2026-11-25T09:00:00Z'),
    };
    const life = [
      booked,
      { ...moved, sequence: 1, updatedAt: later(1) },
      { ...moved, meetingLink: null, sequence: 2, updatedAt: later(2) },
      { ...moved, meetingLink: null, cancelled: true, sequence: 3, updatedAt: later(3) },
    ].map((version) => sessionInvitation(version, reader, organizer));
    assert.deepEqual(
      life.map(({ method }) => method),
      ['REQUEST', 'REQUEST', 'REQUEST', 'CANCEL'],
    );
    const events = life.map(({ content }) => eventOf(content));
    for (const name of ['uid', 'organizer', 'attendee'])
      assert.equal(new Set(events.map((event) => valueIn(event, name))).size, 1, name);
    assert.deepEqual(
      events.map((event) => event.getFirstPropertyValue('sequence')),
      [0, 1, 2, 3],
    );
    const stamps = events.map((event) => valueIn(event, 'dtstamp'));
    assert.deepEqual(stamps, [...new Set(stamps)].sort());
  });

  it('is the same event for both people, and the same text each time', () => {
    const other = { name: 'Awa Diop', email: 'awa@example.edu', timeZone: 'Europe/Paris' };
    const [one, two] = [reader, other].map((each) => sessionInvitation(booked, each, organizer).content);
    assert.equal(valueIn(eventOf(String(one)), 'uid'), valueIn(eventOf(String(two)), 'uid'));
    assert.deepEqual(timesOf(String(one)), timesOf(String(two)));
    assert.equal(sessionInvitation(booked, reader, organizer).content, one);
  });

  it('names its reader as one who comes, the partner as who invites, and no other address', () => {
    const event = eventOf(sessionInvitation(booked, reader, organizer).content);
    const attendee = event.getFirstProperty('attendee');
    assert.match(String(attendee?.getFirstValue()), /^mailto:kofi@example\.edu$/i);
    assert.deepEqual(
      ['cn', 'partstat', 'rsvp', 'role', 'cutype'].map((name) => attendee?.getParameter(name)),
      ['Kofi Mensah', 'ACCEPTED', 'FALSE', 'REQ-PARTICIPANT', 'INDIVIDUAL'],
    );
    assert.equal(valueIn(event, 'organizer'), 'mailto:sessions@booking.example');
    assert.equal(event.getFirstProperty('organizer')?.getParameter('cn'), 'Université de Thiès');
    assert.equal(valueIn(event, 'summary'), 'Mémoire, chapitre 2; plan (Awa Diop / Kofi Mensah)');
    assert.equal(valueIn(event, 'description'), 'Ma question :\nle plan');
    for (const name of ['location', 'url'])
      assert.equal(valueIn(event, name), 'https://booking.example/join/1');
    assert.equal(String(event).match(/@/g)?.length, 3, 'the UID and two addresses');
  });

  it('tells its times by the zone that it defines, whenever it is', () => {
    const nearChanges = fc
      .tuple(
        fc.constantFrom('2026-10-25', '2027-03-28', '2026-09-20', '2027-04-30', '2026-11-01', '2027-04-03'),
        fc.integer({ min: -40, max: 60 }),
      )
      .map(([date, quarters]) => new Date(Date.parse(date) + quarters * 900_000));
    const year = { min: new Date('2026-01-01T00:00:00Z'), max: new Date('2029-12-31T00:00:00Z') };
    fc.assert(
      fc.property(
        fc.oneof(fc.date({ ...year, noInvalidDate: true }), nearChanges),
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 16 }),
        (date, timeZone, quarters) => {
          const startsAt = new Date(Math.floor(date.getTime() / 900_000) * 900_000);
          const endsAt = new Date(startsAt.getTime() + quarters * 900_000);
          const { content } = sessionInvitation(
            { ...booked, startsAt, endsAt },
            { ...reader, timeZone },
            organizer,
          );
          assert.deepEqual(timesOf(content), [startsAt, endsAt]);
        },
      ),
      { numRuns: examples(500) },
    );
  });

  for (const [what, iso, timeZone, expected] of [
    ['before the summer ends', '2026-10-24T22:30:00Z', 'Europe/Paris', 'DTSTART;TZID=Europe/Paris:20261025T003000'],
    ['up to the first of two equal hours, in UTC', '2026-10-24T23:30:00Z', 'Europe/Paris', 'DTSTART:20261024T233000Z'],
    ['from the first of two equal hours to the second, in UTC', '2026-10-25T00:30:00Z', 'Europe/Paris', 'DTSTART:20261025T003000Z'],
    ['in the second of two equal hours, in UTC', '2026-10-25T01:30:00Z', 'Europe/Paris', 'DTSTART:20261025T013000Z'],
    ['over a change', '2027-03-28T00:30:00Z', 'Europe/Paris', 'DTSTART;TZID=Europe/Paris:20270328T013000'],
    ['at a midnight that is skipped', '2027-04-29T22:00:00Z', 'Africa/Cairo', 'DTSTART;TZID=Africa/Cairo:20270430T010000'],
    ['before Morocco’s last change', '2026-09-19T12:00:00Z', 'Africa/Casablanca', 'DTSTART;TZID=Africa/Casablanca:20260919T130000'],
    ['after it', '2026-09-20T12:00:00Z', 'Africa/Casablanca', 'DTSTART;TZID=Africa/Casablanca:20260920T120000'],
  ] as const) // biome-ignore format: a table
    it(`is without doubt around a clock change: ${what}`, () => {
      const startsAt = new Date(iso);
      const endsAt = new Date(startsAt.getTime() + 3_600_000);
      const { content } = sessionInvitation(
        { ...booked, startsAt, endsAt },
        { ...reader, timeZone },
        organizer,
      );
      assert.equal(/^DTSTART\b.*(?=\r\n(?:DTEND))/m.exec(content)?.[0], expected);
      assert.deepEqual(timesOf(content), [startsAt, endsAt]);
    });

  it('gives rules for zones that keep them, dates for those that do not, and one offset for those without a change', () => {
    const observancesOf = (timeZone: string): string[] => {
      const { content } = sessionInvitation(booked, { ...reader, timeZone }, organizer);
      const zone = calendarOf(content).getFirstSubcomponent('vtimezone') as ICAL.Component;
      return zone.getAllSubcomponents().map((each) =>
        ['dtstart', 'tzoffsetfrom', 'tzoffsetto', 'rrule']
          .map((name) => each.getFirstPropertyValue(name) ?? '-')
          .join(' ')
          .replace(/^/, `${each.name} `),
      );
    };
    assert.deepEqual(observancesOf('Europe/Paris'), [
      'standard 2026-10-25T03:00:00 +02:00 +01:00 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'daylight 2027-03-28T02:00:00 +01:00 +02:00 FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    ]);
    // The summer ends when the last Thursday of October does: on a Friday that no rule of months counts.
    assert.deepEqual(observancesOf('Africa/Cairo'), [
      'standard 2026-10-30T00:00:00 +03:00 +02:00 -',
      'daylight 2027-04-30T00:00:00 +02:00 +03:00 -',
    ]);
    assert.deepEqual(observancesOf('Africa/Casablanca'), ['standard 2026-09-20T02:00:00 +01:00 +00:00 -']);
    assert.deepEqual(observancesOf('Africa/Johannesburg'), ['standard 1970-01-01T00:00:00 +02:00 +02:00 -']);
    assert.deepEqual(observancesOf('Africa/Dakar'), ['standard 1970-01-01T00:00:00 +00:00 +00:00 -']);
  });

  it('keeps its lines, whatever a name, a subject or an address holds', () => {
    const piece = fc.constantFrom(
      '\r\nATTENDEE:mailto:x@y.z',
      '"',
      ';',
      ',',
      ':',
      '^',
      '\\',
      '\n',
      '\0',
      '\u2028',
      ' ',
      '@',
      '?',
      '#',
      '%',
      'é',
      '😀',
      '\uD800',
      'ا',
      'a',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, text, fc.boolean(), (name, email, cancelled) => {
        const event = {
          ...booked,
          cancelled,
          subject: name,
          description: name,
          mentorName: name,
          studentName: name,
        };
        const { content } = sessionInvitation(
          event,
          { ...reader, name, email: `${email}@example.edu` },
          { name, email: `${email}@example.edu` },
        );
        // The library ends the last line by nothing.
        for (const line of content.split('\r\n')) {
          assert.ok(line.isWellFormed() && !/[^\t\P{Cc}]/u.test(line), JSON.stringify(line));
          assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} bytes: ${line}`);
        }
        const read = eventOf(content);
        assert.equal(read.getAllProperties('attendee').length, 1);
        const [attendee, organizer] = ['attendee', 'organizer'].map((each) =>
          String(read.getFirstPropertyValue(each)),
        );
        assert.equal(attendee?.toLowerCase(), organizer?.toLowerCase());
        assert.equal(decodeURIComponent(String(organizer).slice(7)), `${email}@example.edu`.toWellFormed());
      }),
      { numRuns: examples(200), examples: [['\\;:', '', false]] },
    );
  });
});
