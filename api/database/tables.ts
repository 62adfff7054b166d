/**
 * The rows of the tables that have no model in api/models, as Knex answers them: a wrong column in what is inserted,
 * changed, read or compared by `where({...})` does not compile. Nothing imports it: the API's tsconfig takes it in,
 * and tests read rows as they please.
 */
import type { Knex } from 'knex';

/** A start that is kept for a student; beside what she is offered she has one at a time. */
interface SlotHoldRow {
  readonly id: number;
  readonly mentor_id: number;
  readonly student_id: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly expires_at: Date;
  /** Set where it is an offer to somebody who waits. */
  readonly waiting_offer_id: number | null;
  readonly created_at: Date;
  /** Whether it keeps one place of several, and not the whole time. */
  readonly is_seat: boolean;
}

/** The first answer to a person's Idempotency-Key; without status and body while it is under way. */
interface IdempotencyKeyRow {
  readonly user_id: number;
  readonly key: string;
  readonly request_hash: Buffer;
  readonly status: number | null;
  readonly body: string | null;
  readonly created_at: Date;
}

/** A busy time from another calendar of a mentor. */
interface BusyPeriodRow {
  readonly mentor_id: number;
  readonly feed_id: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** A step that a visitor of a page took in the widget; nobody knows who. */
interface WidgetEventRow {
  readonly partner_id: number;
  readonly mentor_id: number;
  readonly type: 'view' | 'open' | 'slot_selected' | 'booked';
  readonly created_at: Date;
}

/** Who changed what. */
interface AuditEntryRow {
  readonly id: number;
  readonly partner_id: number;
  /** Null for what the system did by itself. */
  readonly actor_id: number | null;
  readonly actor_role: 'student' | 'mentor' | 'partner_admin' | 'api_key' | 'system';
  /** Id of the operation. */
  readonly action: string;
  readonly subject: string;
  readonly subject_id: number | null;
  readonly changes: Readonly<Record<string, readonly [before: unknown, after: unknown] | null>>;
  readonly created_at: Date;
}

/** A browser that is signed in on the hosted page; of its secret only the hash is kept. */
interface SignInRow {
  readonly id: number;
  readonly user_id: number;
  readonly secret_hash: Buffer;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly expires_at: Date;
}

/** A code that a browser asked for: what it is made of, never the code. */
interface SignInCodeRow {
  readonly browser_hash: Buffer;
  readonly address_hash: Buffer;
  readonly seed: Buffer;
  readonly digits: number;
  readonly tries_left: number;
  readonly expires_at: Date;
}

/** How often codes were asked for an address of late, and the one that is shared when that is often. */
interface SignInAddressRow {
  readonly address_hash: Buffer;
  readonly asked: number;
  readonly asked_since: Date;
  readonly shared_seed: Buffer | null;
  readonly shared_since: Date | null;
}

/** Who went into the meeting of a session, and when. */
interface SessionAttendanceRow {
  readonly mentor_id: number;
  readonly session_id: number;
  readonly person_id: number;
  readonly first_joined_at: Date;
  readonly last_joined_at: Date;
}

/** A number that wants no messages of a partner. */
interface StoppedNumberRow {
  readonly partner_id: number;
  readonly phone_number: string;
  readonly stopped_at: Date;
}

/** A code that is to confirm a number: what it is made of, never the code. */
interface PhoneCodeRow {
  readonly user_id: number;
  readonly phone_number: string;
  readonly seed: Buffer;
  readonly tries_left: number;
  readonly expires_at: Date;
  readonly asked: number;
  readonly asked_since: Date;
}

/** What a provider reported of a text before it was known by which id it goes. */
interface EarlyReportRow {
  readonly partner_id: number;
  readonly provider_id: string;
  readonly message_id: number | null;
  readonly state: 'sent' | 'delivered' | 'failed';
  readonly reason: string | null;
  readonly is_stopped: boolean;
  readonly received_at: Date;
}

/** What a partner certifies. */
interface CertificationRow {
  readonly id: number;
  readonly partner_id: number;
  readonly name: string;
  readonly description: string | null;
  readonly created_at: Date;
}

/** What a mentor was granted; gone once it is withdrawn. */
interface MentorCertificationRow {
  readonly mentor_id: number;
  readonly certification_id: number;
  readonly granted_at: Date;
  readonly expires_at: Date | null;
  readonly evidence_url: string | null;
  readonly note: string | null;
}

/** What a mentor asks for and nobody has answered. */
interface CertificationApplicationRow {
  readonly id: number;
  readonly mentor_id: number;
  readonly certification_id: number;
  readonly evidence_url: string | null;
  readonly note: string;
  readonly applied_at: Date;
}

/** What happened to a certification of a mentor. */
interface CertificationEventRow {
  readonly id: number;
  readonly mentor_id: number;
  readonly certification_id: number;
  readonly type: 'applied' | 'granted' | 'renewed' | 'declined' | 'withdrawn';
  readonly actor_id: number;
  readonly granted_at: Date | null;
  readonly expires_at: Date | null;
  readonly evidence_url: string | null;
  readonly note: string | null;
  readonly created_at: Date;
}

/** A rhythm by which a student booked sessions that come back. */
interface SessionSeriesRow {
  readonly id: number;
  readonly partner_id: number;
  readonly mentor_id: number;
  readonly student_id: number;
  readonly timezone: string;
  readonly every_weeks: number;
  readonly count: number;
  readonly created_at: Date;
}

/** For a mentor whom somebody waits for: as of which calendar her line was looked at, and when to look again. */
interface WaitingListLookRow {
  readonly mentor_id: number;
  readonly seen_version: number;
  readonly look_at: Date;
}

/** Asks to look at the line of a mentor. */
interface WaitingListCallRow {
  readonly id: number;
  readonly mentor_id: number;
}

/** What may be left out of an insert is what the database fills in. */
type Table<Row, Filled extends keyof Row = never> = Knex.CompositeTableType<
  Row,
  Omit<Row, Filled> & Partial<Pick<Row, Filled>>,
  Partial<Row>
>;

declare module 'knex/types/tables.js' {
  interface Tables {
    slot_hold: Table<SlotHoldRow, 'id' | 'waiting_offer_id' | 'created_at' | 'is_seat'>;
    idempotency_key: Table<IdempotencyKeyRow, 'status' | 'body' | 'created_at'>;
    busy_period: Table<BusyPeriodRow>;
    widget_event: Table<WidgetEventRow, 'created_at'>;
    audit_entry: Table<AuditEntryRow, 'id' | 'created_at'>;
    session_attendance: Table<SessionAttendanceRow>;
    session_series: Table<SessionSeriesRow, 'id'>;
    sign_in: Table<SignInRow, 'id' | 'created_at' | 'last_used_at'>;
    sign_in_code: Table<SignInCodeRow>;
    stopped_number: Table<StoppedNumberRow>;
    phone_code: Table<PhoneCodeRow>;
    early_report: Table<EarlyReportRow>;
    waiting_list_look: Table<WaitingListLookRow>;
    waiting_list_call: Table<WaitingListCallRow, 'id'>;
    certification: Table<CertificationRow, 'id'>;
    mentor_certification: Table<MentorCertificationRow>;
    certification_application: Table<CertificationApplicationRow, 'id'>;
    certification_event: Table<
      CertificationEventRow,
      'id' | 'granted_at' | 'expires_at' | 'evidence_url' | 'note'
    >;
    sign_in_address: Table<SignInAddressRow, 'shared_seed' | 'shared_since'>;
  }
}
