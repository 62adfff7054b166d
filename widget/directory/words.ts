import type { DirectoryQuery, MeetingMode } from '../../api/contract/directory.ts';

export type Sort = NonNullable<DirectoryQuery['sort']>;

/** What the directory says, in one language. */
export interface DirectoryWords {
  /** What Intl is asked with. */
  readonly tag: string;
  readonly search: string;
  readonly hint: string;
  readonly subject: string;
  readonly anySubject: string;
  readonly language: string;
  readonly anyLanguage: string;
  readonly mode: string;
  readonly anyMode: string;
  readonly modes: Readonly<Record<MeetingMode, string>>;
  readonly freeThisWeek: string;
  readonly certified: string;
  readonly sort: string;
  readonly sorts: Readonly<Record<Sort, string>>;
  readonly loading: string;
  readonly count: (mentors: number) => string;
  readonly empty: string;
  readonly clear: string;
  readonly failed: string;
  readonly retry: string;
  readonly more: string;
  readonly book: string;
  /** Of the button, for those who do not see beside whom it stands. */
  readonly bookWith: (name: string) => string;
  readonly next: (when: string) => string;
  readonly noTime: string;
  readonly closed: string;
  readonly rating: (average: string, count: number) => string;
}
