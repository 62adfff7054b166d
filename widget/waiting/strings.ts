/** What the waiting list says, in one language; the rest it takes from `Strings`. */
export interface WaitingStrings {
  readonly loading: string;
  readonly failed: string;
  readonly signInHint: string;
  readonly intro: string;

  readonly from: string;
  readonly to: string;
  readonly partOfDay: string;
  /** In the order of `partsOfDay`. */
  readonly parts: readonly [string, string, string, string];
  readonly join: string;
  readonly joined: string;

  readonly mine: string;
  readonly place: (position: number) => string;
  readonly anyMentor: (subject: string) => string;
  readonly dates: (from: string, to: string) => string;
  readonly offered: (time: string) => string;
  readonly until: (time: string) => string;
  readonly accept: string;
  readonly decline: string;
  readonly leave: string;
  readonly accepted: string;
  readonly declined: string;
  readonly left: string;

  /** By the API's stable code, beside those of `Strings`. */
  readonly problems: Readonly<Record<WaitingProblem, string>>;
}

/** The codes that only the waiting list answers with; wishes that nobody can meet are `invalid_request`. */
export type WaitingProblem =
  | 'offer_expired'
  | 'no_offer'
  | 'already_waiting'
  | 'too_many_waiting_list_entries'
  | 'invalid_request'
  | 'not_waiting';
