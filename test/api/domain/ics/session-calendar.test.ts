import assert from 'node:assert/strict';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { type SessionEvent, sessionCalendar } from '../../../../api/domain/ics/session-calendar.ts';
import { sessionsCalendar } from '../../../../api/domain/ics/sessions-calendar.ts';
import { examples } from '../../../support/examples.ts';

const session: SessionEvent = {
  sessionId: 7,
  partnerSlug: 'demo',
  startsAt: new Date('2026-11-24T08:00:00Z'),
  endsAt: new Date('2026-11-24T09:00:00Z'),
  cancelled: false,
  subject: 'Thesis',
  description: null,
  mentorName: 'Awa',
  studentName: 'Kofi',
  meetingLink: null,
  place: null,
  sequence: 0,
  createdAt: new Date('2026-11-01T00:00:00Z'),
  updatedAt: new Date('2026-11-01T00:00:00Z'),
};

/** Everything up to U+009F that is no printable character. */
const controls = Array.from({ length: 160 }, (_, code) => String.fromCharCode(code)).filter((each) =>
  /\p{Cc}/u.test(each),
);

/** What RFC 5545 §3.1 lets stand in a line, and the ends of lines. */
const isAllowed = (text: string): boolean => /^(?:[\t\P{Cc}]*\r\n)+$/u.test(text) && text.isWellFormed();

/** The first event of a calendar, as another program reads it. */
const parsed = (text: string): ICAL.Component => {
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  assert.equal(events.length, 1);
  return events[0] as ICAL.Component;
};

describe('sessionCalendar', () => {
  for (const control of controls)
    it(`lets no U+${control.charCodeAt(0).toString(16).padStart(4, '0')} out, whoever wrote it`, () => {
      const text = `a${control}b`;
      const event = { ...session, subject: text, description: text, mentorName: text, studentName: text };
      const file = sessionCalendar({ ...event, meetingLink: `https://example.org/${text}` });
      assert.ok(isAllowed(`${file.trimEnd()}\r\n`), JSON.stringify(file));
      const kept = { '\t': 'a\tb', '\n': 'a\nb', '\r': 'a\nb' }[control] ?? 'ab';
      assert.equal(parsed(file).getFirstPropertyValue('description'), kept);
      assert.equal(parsed(file).getFirstPropertyValue('summary'), `${kept} (${kept} / ${kept})`);
      const feed = sessionsCalendar({ sessions: [event], series: [] }, text);
      assert.ok(isAllowed(`${feed.trimEnd()}\r\n`), JSON.stringify(feed));
      parsed(feed);
    });

  it('gives any text back as it was, but for control characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        (subject, name) => {
          const file = sessionCalendar({ ...session, subject, mentorName: name, description: `x${subject}` });
          assert.ok(isAllowed(`${file.trimEnd()}\r\n`), JSON.stringify(file));
          const plain = subject.replace(/\r\n?/g, '\n').replace(/[^\t\n\P{Cc}]/gu, '');
          assert.equal(parsed(file).getFirstPropertyValue('description'), `x${plain}`);
        },
      ),
      { numRuns: examples(300) },
    );
  });

  it('takes half a character for none', () => {
    const description = `x${'😀'.slice(0, 1)}y`;
    assert.ok(sessionCalendar({ ...session, description }).isWellFormed());
  });

  it('takes place where its hours say, and else in its meeting', () => {
    const link = 'https://meet.example.edu/7';
    const locationOf = (place: string | null): unknown =>
      parsed(sessionCalendar({ ...session, meetingLink: link, place })).getFirstPropertyValue('location');
    assert.equal(locationOf('Room 12, first floor'), 'Room 12, first floor');
    assert.equal(locationOf(null), link);
  });
});
