import type {
  StudentOnWaitingList,
  WaitingListEntry as WireEntry,
  waitingListStates,
} from '../contract/waiting-list.ts';
import { formatInstant } from '../domain/wall-time.ts';
import type { Wishes } from '../domain/wishes.ts';
import { BaseModel } from './base-model.ts';
import { User } from './user.ts';

/** A student who waits for time. Who joined earlier has the smaller id. */
export class WaitingListEntry extends BaseModel {
  static override tableName = 'waiting_list_entry';

  declare id: number;
  declare partnerId: number;
  declare studentId: number;
  /** Null where any mentor of `mentorSubject` will do. */
  declare mentorId: number | null;
  declare mentorSubject: string | null;
  declare durationMinutes: number;
  declare fromDate: string;
  declare toDate: string;
  declare daysOfWeek: number[] | null;
  declare startTime: string;
  declare endTime: string;
  /** IANA zone of the dates and times. */
  declare timezone: string;
  /** When the last of the dates has ended. */
  declare endsAt: Date;
  declare subject: string;
  declare description: string | null;
  declare state: (typeof waitingListStates)[number];
  declare missedOffers: number;
  declare sessionId: number | null;
  declare createdAt: Date;
  declare updatedAt: Date;
  declare student?: User;

  static override get relationMappings() {
    return {
      student: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: User,
        join: { from: 'waiting_list_entry.student_id', to: 'app_user.id' },
      },
    };
  }
}

/** An entry with what its answers tell beside its row. */
export interface WholeEntry {
  readonly entry: WaitingListEntry;
  readonly mentorName: string | null;
  readonly studentName: string;
  readonly position: number | null;
  readonly offer: {
    readonly mentorId: number;
    readonly mentorName: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly expiresAt: Date;
  } | null;
}

export const wishesOf = (entry: WaitingListEntry): Wishes => ({
  durationMinutes: entry.durationMinutes,
  from: entry.fromDate,
  to: entry.toDate,
  daysOfWeek: entry.daysOfWeek,
  startTime: entry.startTime,
  endTime: entry.endTime,
  timeZone: entry.timezone,
});

/** The wire form for the student herself, instants in the zone of her wishes. */
export function presentEntry({ entry, mentorName, position, offer }: WholeEntry): WireEntry {
  const { mentorId, timezone } = entry;
  const local = (instant: Date): string => formatInstant(instant.getTime(), timezone);
  return {
    id: entry.id,
    state: entry.state,
    position,
    mentor_id: mentorId,
    mentor: mentorId === null ? null : { id: mentorId, name: mentorName ?? '' },
    mentor_subject: entry.mentorSubject,
    duration_minutes: entry.durationMinutes,
    from: entry.fromDate,
    to: entry.toDate,
    days_of_week: entry.daysOfWeek,
    start_time: entry.startTime,
    end_time: entry.endTime,
    timezone,
    subject: entry.subject,
    description: entry.description,
    offer: offer && {
      mentor_id: offer.mentorId,
      mentor: { id: offer.mentorId, name: offer.mentorName },
      session_date: local(offer.startsAt),
      ends_at: local(offer.endsAt),
      expires_at: local(offer.expiresAt),
    },
    missed_offers: entry.missedOffers,
    session_id: entry.sessionId,
    created_at: local(entry.createdAt),
  };
}

/** The same for mentors and admins, with who it is. */
export const presentStudentOnList = (whole: WholeEntry): StudentOnWaitingList => ({
  ...presentEntry(whole),
  student: { id: whole.entry.studentId, name: whole.studentName },
});
