/** What the shell says, and what its pages share. Pages have files of their own for the rest. */
export interface AdminStrings {
  /** BCP 47 tag for Intl. */
  readonly tag: string;
  readonly product: string;
  readonly skip: string;
  readonly menu: string;
  readonly language: string;
  readonly account: string;
  readonly signOut: string;
  readonly groups: { readonly mentor: string; readonly partner: string };
  readonly pages: {
    readonly availability: string;
    readonly sessions: string;
    readonly calendar: string;
    readonly notifications: string;
    readonly mentors: string;
    readonly people: string;
    readonly messages: string;
    readonly metrics: string;
    readonly programme: string;
    readonly embedding: string;
    readonly webhooks: string;
    readonly theme: string;
    readonly audit: string;
    readonly account: string;
  };
  readonly save: string;
  readonly saved: string;
  readonly discard: string;
  readonly cancel: string;
  readonly close: string;
  readonly remove: string;
  readonly edit: string;
  readonly add: string;
  readonly search: string;
  readonly loading: string;
  readonly retry: string;
  readonly undo: string;
  readonly open: string;
  readonly back: string;
  readonly more: string;
  readonly copy: string;
  readonly copied: string;
  readonly download: string;
  readonly optional: string;
  readonly nothing: string;
  /** Where one is to be chosen. */
  readonly noMentors: string;
  readonly unsaved: { readonly title: string; readonly text: string; readonly leave: string };
  /** What has to be typed before something that cannot be undone. */
  readonly typeWord: (word: string) => string;
  readonly noPage: { readonly title: string; readonly text: string; readonly home: string };
  /** The line failed, or the server did. */
  readonly failed: string;
  /** Her session has ended, and the page holds what is not saved. */
  readonly endedUnsaved: string;
  /** By the API's codes. */
  readonly problems: Readonly<Record<string, string>>;
}
