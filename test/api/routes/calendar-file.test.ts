import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book } from './scene.ts';

const { cancelSession, getSessionCalendar, rescheduleSession, updateSession } = operations;

describe('the calendar file of a session', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let session: Session;

  /** The file's lines, unfolded (RFC 5545 §3.1). */
  const lines = async (as = student): Promise<string[]> => {
    const { status, body, headers } = await call(api, getSessionCalendar, { id: session.id, token: as });
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/calendar; charset=utf-8/i);
    assert.match(headers.get('content-disposition') ?? '', /\.ics/);
    assert.doesNotMatch(body.replaceAll('\r\n', ''), /[\r\n]/, 'each line ends in CRLF');
    assert.ok(body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
    return body.replaceAll('\r\n ', '').trimEnd().split('\r\n');
  };
  const value = (of: string[], name: string) =>
    of.find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))?.replace(/^[^:]*:/, '');

  before(async () => {
    mentor = await addMentor(api);
    student = await token();
    session = await book(api, mentor, student, '09:00', {
      subject: 'Thèse; plan, suite\nEND:VEVENT\r\nATTENDEE:x',
      description: 'é'.repeat(300),
    });
  });

  it('holds one event, in UTC, whose text cannot break out', async () => {
    const file = await lines();
    assert.deepEqual([file[0], file.at(-1)], ['BEGIN:VCALENDAR', 'END:VCALENDAR']);
    assert.equal(file.filter((line) => line === 'BEGIN:VEVENT').length, 1);
    assert.equal(file.filter((line) => line === 'END:VEVENT').length, 1);
    assert.ok(!file.some((line) => line.startsWith('ATTENDEE')));
    assert.deepEqual(
      ['VERSION', 'METHOD', 'DTSTART', 'DTEND', 'STATUS', 'SEQUENCE'].map((name) => value(file, name)),
      ['2.0', 'PUBLISH', '20261123T060000Z', '20261123T063000Z', 'CONFIRMED', '0'],
    );
    assert.match(value(file, 'SUMMARY') ?? '', /^Thèse\\; plan\\, suite\\n/);
    assert.equal(value(file, 'DESCRIPTION'), 'é'.repeat(300));
  });

  it('keeps its UID, and its SEQUENCE grows with every change', async () => {
    const before = await lines();
    const body = { session_date: '2026-11-23T11:00:00+03:00' };
    await call(api, rescheduleSession, { id: session.id, token: student, body });
    const moved = await lines(mentor.token);
    assert.equal(value(moved, 'DTSTART'), '20261123T080000Z');
    const link = { meeting_link: 'https://meet.example.edu/x' };
    await call(api, updateSession, { id: session.id, token: mentor.token, body: link });
    const linked = await lines();
    assert.ok(linked.join('\n').includes(link.meeting_link));
    await call(api, cancelSession, { id: session.id, token: student });
    const cancelled = await lines();
    assert.deepEqual([value(cancelled, 'METHOD'), value(cancelled, 'STATUS')], ['CANCEL', 'CANCELLED']);
    const files = [before, moved, linked, cancelled];
    assert.equal(new Set(files.map((file) => value(file, 'UID'))).size, 1);
    assert.deepEqual(
      files.map((file) => Number(value(file, 'SEQUENCE'))),
      [0, 1, 2, 3],
    );
  });

  it('is for its student and its mentor: 401 and 404 for the rest', async () => {
    const { id } = session;
    await refused(api, getSessionCalendar, { id }, 401, 'unauthenticated');
    for (const as of [await token({ sub: 's2' }), await adminToken()]) {
      await refused(api, getSessionCalendar, { id, token: as }, 404, 'not_found');
    }
    await refused(api, getSessionCalendar, { id: 'x', token: student }, 404, 'not_found');
  });
});
