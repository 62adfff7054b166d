import type { PreferenceType } from '../../contract/notification.ts';

/** What of her messages a person turns off by one click. */
export type Unsubscribed = 'session_reminder' | 'review_requested';

/** Why a page offers nothing to do. */
export type LinkProblem =
  | 'unknown'
  | 'expired'
  | 'erased'
  | 'cancelled'
  | 'past'
  | 'closed'
  | 'unavailable'
  | 'not_completed'
  | 'offer_over'
  | 'offer_barred'
  | 'too_many'
  | 'away'
  | 'failed';

/** What keeps a form from being done as it was sent. */
export type LinkFault = 'taken' | 'busy' | 'gone' | 'quota' | 'choose_time' | 'choose_rating' | 'invalid';

/** All that the pages behind the links of messages say, in one language; the rest they take from the mails' words. */
export interface LinkWords {
  /** Behind the label of what may be left empty. */
  readonly optional: string;
  readonly noTime: string;
  readonly cancel: {
    readonly title: string;
    readonly text: (other: string) => string;
    readonly reason: string;
    readonly button: string;
    readonly done: string;
    readonly already: string;
  };
  readonly move: {
    readonly title: string;
    readonly text: (other: string) => string;
    readonly none: string;
    readonly alternatives: string;
    readonly later: string;
    readonly first: string;
    readonly button: string;
    readonly done: string;
    readonly already: string;
  };
  readonly answer: {
    readonly title: string;
    readonly text: (other: string, until: string) => string;
    readonly button: string;
    /** The other answer, which has a page of its own. */
    readonly refuse: string;
    readonly done: string;
    readonly already: string;
  };
  readonly refuse: Answer;
  /** To book another time after a request that ended; what is not here it says as `move` does. */
  readonly again: Answer;
  readonly review: {
    readonly title: string;
    readonly text: (other: string) => string;
    readonly rating: string;
    readonly stars: (count: number) => string;
    readonly comment: string;
    readonly button: string;
    readonly done: string;
    readonly already: string;
  };
  readonly accept: OfferWords;
  readonly decline: OfferWords;
  readonly leave: OfferWords;
  readonly unsubscribe: {
    readonly title: string;
    readonly text: Readonly<Record<Unsubscribed, (partner: string) => string>>;
    readonly button: string;
    readonly done: Readonly<Record<Unsubscribed, string>>;
    readonly already: Readonly<Record<Unsubscribed, string>>;
  };
  readonly preferences: {
    readonly title: string;
    readonly text: (partner: string) => string;
    /** Where she has several. */
    readonly oneChannel: string;
    readonly channels: Readonly<Record<'mail' | 'sms' | 'whatsapp', string>>;
    readonly types: Readonly<Record<Exclude<PreferenceType, 'session_review'>, string>>;
    readonly reminders: string;
    /** When the partner's people are reminded: `before` some times, or `noTime`. */
    readonly asPartner: (partner: string, times: string) => string;
    readonly before: (times: string) => string;
    readonly own: string;
    readonly most: (count: number) => string;
    readonly button: string;
    readonly done: string;
  };
  readonly problems: Readonly<Record<Exclude<LinkProblem, 'closed' | 'unavailable'>, Told>>;
  /** Later than the partner lets students change a session. */
  readonly closed: (partner: string, time: string) => Told;
  readonly unavailable: (mentor: string) => Told;
  readonly faults: Readonly<Record<LinkFault, string>>;
  readonly toPreferences: string;
}

/** What one button does about an offer of the waiting list, which stands until then. */
interface OfferWords {
  readonly title: string;
  readonly text: (mentor: string, until: string) => string;
  readonly button: string;
  readonly done: string;
  readonly already: string;
}

interface Answer {
  readonly title: string;
  readonly text: (other: string) => string;
  readonly button: string;
  readonly done: string;
  readonly already: string;
}

export type Told = readonly [title: string, text: string];
