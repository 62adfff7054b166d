/** What the page of mentors says. */
export interface MentorsWords {
  readonly add: string;
  readonly importFile: string;
  readonly search: string;
  readonly status: string;
  readonly statuses: { readonly active: string; readonly inactive: string; readonly all: string };
  readonly mentor: string;
  readonly subjects: string;
  readonly sessions: string;
  readonly rating: string;
  readonly state: string;
  readonly actions: string;
  readonly empty: string;
  readonly emptySearch: string;
  readonly bookable: string;
  readonly paused: string;
  readonly deactivated: string;
  /** `date` is written out already. */
  readonly invitedOn: (date: string) => string;
  readonly availability: string;
  readonly invite: string;
  readonly deactivate: string;
  readonly activate: string;
  readonly invited: (name: string) => string;
  readonly deactivatedNow: (name: string) => string;
  readonly activatedNow: (name: string) => string;
  /** Sessions to come of a mentor who was deactivated. */
  readonly kept: (name: string, count: number) => string;
  readonly keptHint: string;
  /** A session's line: date, time, student. */
  readonly keptLine: (date: string, time: string, student: string) => string;
  readonly created: (name: string) => string;
  readonly form: {
    readonly add: string;
    readonly edit: (name: string) => string;
    readonly name: string;
    readonly email: string;
    readonly externalId: string;
    readonly externalIdHint: string;
    readonly timezone: string;
    readonly timezoneHint: string;
    readonly locale: string;
    readonly subjects: string;
    readonly subjectsHint: string;
    readonly bio: string;
    readonly avatar: string;
    readonly takesBookings: string;
    readonly invite: string;
  };
  readonly faults: {
    readonly name: string;
    readonly email: string;
    readonly external_id: string;
    readonly timezone: string;
    readonly subjects: string;
    readonly bio: string;
    readonly avatar_url: string;
    readonly locale: string;
    readonly is_available: string;
    /** Any other column. */
    readonly number: string;
    readonly durations: string;
    readonly needed: string;
    readonly repeated: string;
    readonly cells: string;
  };
  readonly file: {
    readonly title: string;
    readonly text: string;
    readonly columns: string;
    readonly template: string;
    readonly choose: string;
    readonly check: string;
    readonly checking: string;
    readonly run: (count: number) => string;
    readonly invite: string;
    readonly strict: string;
    readonly created: string;
    readonly updated: string;
    readonly unchanged: string;
    readonly bad: string;
    readonly ignored: (names: string) => string;
    readonly line: string;
    readonly column: string;
    readonly fault: string;
    readonly noFaults: string;
    readonly unreadable: string;
    readonly nothing: string;
    readonly done: (created: number, updated: number) => string;
    readonly another: string;
  };
  readonly problems: {
    readonly no_address: string;
    readonly address_bounced: string;
    readonly mentor_exists: string;
    readonly rate_limited: string;
  };
}
