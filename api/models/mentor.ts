import type { StoredMeeting } from '../contract/meeting.ts';
import type { settings, Mentor as WireMentor } from '../contract/mentor.ts';
import { BaseModel } from './base-model.ts';
import { Partner } from './partner.ts';
import { User } from './user.ts';

/** A person who offers time, with her public profile and booking settings. */
export class Mentor extends BaseModel {
  static override tableName = 'mentor';
  static override jsonAttributes = ['meeting', 'certifications'];

  declare id: number;
  declare partnerId: number;
  declare userId: number;
  declare name: string;
  declare bio: string | null;
  declare subjects: string[];
  /** BCP 47, as Intl writes them. */
  declare languages: string[];
  /** What she was granted, whether or not it holds now; kept by a trigger. */
  declare certifications: KeptCertification[];
  declare timezone: string;
  declare avatarUrl: string | null;
  declare isAvailable: boolean;
  declare totalSessions: number;
  declare ratingSum: number;
  declare ratingCount: number;
  declare slotStepMinutes: number;
  declare minNoticeMinutes: number;
  declare bookingWindowDays: number;
  declare bufferMinutes: number;
  declare durations: number[];
  /** Null: as many as fit. */
  declare maxSessionsPerDay: number | null;
  declare maxSessionsPerWeek: number | null;
  declare maxNewStudentsPerMonth: number | null;
  /** The first date, in her zone, on which she is back, `YYYY-MM-DD`; null for one who has not been away. */
  declare pausedUntil: string | null;
  declare standInMentorId: number | null;
  /** Whether a booking is a request first, and how many hours it waits for her answer. */
  declare requiresConfirmation: boolean;
  declare confirmationHours: number;
  /** Where her sessions take place by video; null: as the partner's. */
  declare meeting: StoredMeeting | null;
  /** Sealed; null where the kind of meeting has none. */
  declare meetingSecret: string | null;
  /** Which of the addresses of her calendar is good: see secrets/address-secret.ts. */
  declare calendarGeneration: number;
  declare invitedAt: Date | null;
  /** When her partner deactivated her; null while she is active. */
  declare deactivatedAt: Date | null;
  declare createdAt: Date;
  declare updatedAt: Date;
  declare user?: User;
  declare partner?: Partner;

  static override get relationMappings() {
    return {
      user: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: User,
        join: { from: 'mentor.user_id', to: 'app_user.id' },
      },
      partner: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: Partner,
        join: { from: 'mentor.partner_id', to: 'partner.id' },
      },
    };
  }
}

/** A certification as it is copied to its mentor: instants in epoch ms. */
interface KeptCertification {
  readonly id: number;
  readonly name: string;
  readonly granted_at: number;
  readonly expires_at: number | null;
}

/** How much a mentor takes on, as the wire has it. */
export function limitsOf(
  mentor: Mentor,
): Pick<WireMentor, 'max_sessions_per_day' | 'max_sessions_per_week' | 'max_new_students_per_month'> {
  return {
    max_sessions_per_day: mentor.maxSessionsPerDay,
    max_sessions_per_week: mentor.maxSessionsPerWeek,
    max_new_students_per_month: mentor.maxNewStudentsPerMonth,
  };
}

/** When a mentor is away and who is offered meanwhile, as the wire has it. */
export function absenceOf(mentor: Mentor): Pick<WireMentor, 'paused_until' | 'stand_in_mentor_id'> {
  return { paused_until: mentor.pausedUntil, stand_in_mentor_id: mentor.standInMentorId };
}

/** How sessions with a mentor may be booked, as the wire has it. */
export function settingsOf(mentor: Mentor): Pick<WireMentor, keyof typeof settings> {
  return {
    slot_step_minutes: mentor.slotStepMinutes,
    min_notice_minutes: mentor.minNoticeMinutes,
    booking_window_days: mentor.bookingWindowDays,
    buffer_minutes: mentor.bufferMinutes,
    durations: [...mentor.durations].sort((a, b) => a - b),
  };
}
