import type { AuditEntry, AuditSubject } from '../../../api/contract/audit.ts';

/** What the page of the audit says, in one language. */
export interface AuditWords {
  readonly intro: string;
  readonly filters: string;
  readonly subject: string;
  readonly anySubject: string;
  readonly action: string;
  readonly anyAction: string;
  readonly from: string;
  readonly to: string;
  readonly clear: string;
  readonly csv: string;
  readonly when: string;
  readonly who: string;
  readonly what: string;
  readonly thing: string;
  readonly changes: string;
  /** There is none at all. */
  readonly emptyLog: string;
  readonly empty: string;
  /** Of a person: show only what she did. */
  readonly onlyBy: (name: string) => string;
  readonly zone: (place: string) => string;
  /** Stands for a value that is not kept, because it is personal or long. */
  readonly unseen: string;
  /** Between the value before and after, for those who do not see the arrow. */
  readonly becomes: string;
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly deleted: string;
  readonly roles: Readonly<Record<AuditEntry['actor']['role'], string>>;
  readonly subjects: Readonly<Record<AuditSubject, string>>;
  /** By the operation's id. */
  readonly actions: Readonly<Record<string, string>>;
  /** Names of what is changed, as the API has them. */
  readonly fields: Readonly<Record<string, string>>;
}
