/** What the list of people and the page of one say, in one language. */
export interface PeopleWords {
  readonly title: string;
  readonly search: string;
  readonly role: string;
  readonly anyRole: string;
  readonly student: string;
  readonly mentor: string;
  readonly admin: string;
  readonly erased: string;
  readonly empty: string;
  readonly emptySearch: string;
  readonly sessions: (count: number) => string;
  readonly allSessions: string;
  readonly noSessions: string;
  readonly email: string;
  readonly noEmail: string;
  /** The filter by whether mail to the address comes back. */
  readonly mail: { readonly label: string; readonly any: string; readonly bounced: string };
  /** Beside who has such an address. */
  readonly comesBack: string;
  readonly bouncedSince: (when: string, code: string) => string;
  readonly useAgain: string;
  readonly usedAgain: string;
  readonly externalId: string;
  readonly since: string;
  readonly privacy: string;
  readonly export: string;
  readonly exportHint: string;
  readonly erase: string;
  readonly eraseHint: string;
  readonly eraseTitle: (name: string) => string;
  readonly eraseText: string;
  /** To be typed before somebody is erased. */
  readonly eraseWord: string;
  readonly erasedNow: string;
  readonly sessionsToCome: string;
  readonly notFound: string;
}
