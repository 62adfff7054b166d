import type { Knex } from 'knex';
import { inTransaction } from '../../database/in-transaction.ts';
import { startAsTold, type ToldTime, toldTime, zoneDataVersion } from '../../domain/told-times.ts';
import { MentorSession, toldTimes } from '../../models/mentor-session.ts';
import { bestChannel } from '../../queries/open-channels.ts';
import { patchSession } from './patch-session.ts';

/** A coming session, the wall times that its people were told, and the zones that they are told times in now. */
export interface ToldSession {
  readonly mentorId: number;
  readonly id: number;
  readonly startsAt: Date;
  readonly mentor: ToldPerson;
  readonly student: ToldPerson;
}

export interface ToldPerson {
  readonly userId: number;
  /** Null where it was not kept. */
  readonly told: ToldTime | null;
  readonly timeZone: string;
}

/** Whether the wall of either person shows another time than she was told. */
export const isShifted = ({ startsAt, mentor, student }: ToldSession): boolean =>
  shiftOf(mentor, startsAt) !== null || shiftOf(student, startsAt) !== null;

/** Whom new zone data shows the session at another time, and which. */
function shiftOf({ told }: ToldPerson, startsAt: Date): { told: ToldTime; newTime: string } | null {
  if (!told) return null;
  const { wallTime } = toldTime(told.timeZone, startsAt.getTime());
  return wallTime === told.wallTime ? null : { told, newTime: wallTime };
}

/**
 * Tells both people of a session that new zone data shows it at another time, and lists it to their partner. The
 * session stays at its instant: nobody's day is moved silently. Its SEQUENCE grows, as calendars have to show it anew.
 */
export async function tellZoneChange(knex: Knex, found: ToldSession, now: number): Promise<void> {
  const { mentorId, id, startsAt, mentor, student } = found;
  await inTransaction(knex, async (trx) => {
    const session = await MentorSession.query(trx).findById([mentorId, id]).forUpdate();
    const isComing = session?.status === 'scheduled' || session?.status === 'requested';
    const isStill = isComing && session.startsAt.getTime() === startsAt.getTime();
    // Another process may have told them since it was found.
    if (!isStill || (session.toldZoneData ?? '') >= zoneDataVersion) return;
    const told = toldTimes(startsAt.getTime(), mentor.timeZone, student.timeZone);
    const { sequence } = await patchSession(trx, session, { ...told, sequence: session.sequence + 1 }, now);
    for (const person of [mentor, student]) {
      const shift = shiftOf(person, startsAt);
      const bindings = { mentorId, id, startsAt, sequence, personId: person.userId, now: new Date(now) };
      await trx.raw(message, { ...bindings, formerStart: shift && new Date(startAsTold(shift.told)) });
      if (!shift) continue;
      const { timeZone, wallTime } = shift.told;
      await trx.raw(change, {
        ...bindings,
        timeZone,
        toldTime: wallTime,
        newTime: shift.newTime,
        zoneData: zoneDataVersion,
      });
    }
  });
}

const message = `
  INSERT INTO message (partner_id, person_id, mentor_id, session_id, event, channel, occasion, starts_at,
    former_starts_at, due_at, next_attempt_at, created_at)
  SELECT u.partner_id, u.id, :mentorId, :id, 'zone_data_changed', ${bestChannel("'zone_data_changed'::text")},
    :sequence::integer::text, :startsAt,
    :formerStart::timestamptz, :now, :now, :now
  FROM app_user u JOIN partner p ON p.id = u.partner_id WHERE u.id = :personId AND u.erased_at IS NULL
  ON CONFLICT DO NOTHING`;

const change = `
  INSERT INTO zone_change (partner_id, mentor_id, session_id, person_id, starts_at, timezone, told_time, new_time,
    zone_data, found_at)
  SELECT partner_id, :mentorId, :id, id, :startsAt, :timeZone, :toldTime, :newTime, :zoneData, :now
  FROM app_user WHERE id = :personId
  ON CONFLICT DO NOTHING`;
