/** What the page of one's own account says. */
export interface AccountWords {
  readonly title: string;
  readonly profile: string;
  readonly name: string;
  readonly nameHint: string;
  readonly nameMissing: string;
  readonly email: string;
  readonly noEmail: string;
  readonly locale: string;
  readonly localeHint: string;
  readonly timezone: string;
  readonly timezoneHint: string;
  readonly security: string;
  readonly securityText: string;
  readonly everywhere: string;
  readonly everywhereAsk: { readonly title: string; readonly text: string; readonly confirm: string };
  readonly data: string;
  readonly exportText: string;
  readonly export: string;
  readonly eraseText: string;
  readonly erase: string;
  readonly eraseAsk: {
    readonly title: string;
    readonly text: string;
    readonly confirm: string;
    /** What has to be typed. */
    readonly word: string;
  };
  readonly erased: string;
  readonly sessionsToCome: string;
  readonly toSessions: string;
}
