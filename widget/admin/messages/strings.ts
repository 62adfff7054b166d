import type { Message } from '../../../api/contract/message.ts';

/** What the pages say about messages, in one language. */
export interface MessagesWords {
  readonly intro: string;
  readonly empty: string;
  readonly emptySearch: string;
  /** In which zone times are told. */
  readonly zone: (city: string) => string;
  readonly refresh: string;
  readonly events: Readonly<Record<Message['event'], string>>;
  readonly channels: Readonly<Record<Message['channel'], string>>;
  readonly states: Readonly<Record<Message['state'], string>>;
  /** What the codes of our own say. */
  readonly reasons: Readonly<Record<Reason, string>>;
  /** What the codes of a provider say, by the state that they led to. */
  readonly said: Readonly<Record<'queued' | 'sent' | 'failed' | 'in_doubt', (code: string) => string>>;
  /** Which session it is about: its start. */
  readonly about: (when: string) => string;
  readonly to: string;
  readonly due: string;
  readonly sent: string;
  readonly delivered: string;
  readonly attempts: string;
  /** Whom a message is for. */
  readonly readers: Readonly<Record<'student' | 'mentor' | 'self', string>>;
  readonly noneOfSession: string;
  readonly openSession: string;
  readonly openPerson: string;
  readonly filters: {
    readonly state: string;
    readonly anyState: string;
    readonly channel: string;
    readonly anyChannel: string;
    readonly person: string;
    readonly findPerson: string;
    readonly nobody: string;
    /** What removes the filter that is named. */
    readonly drop: (filter: string) => string;
    readonly session: (id: string) => string;
    readonly ofPerson: string;
    readonly ofSession: string;
  };
  readonly again: string;
  readonly queuedAgain: string;
  readonly underWay: string;
  readonly addressBounced: string;
  readonly look: {
    readonly show: string;
    readonly hide: string;
    readonly none: string;
    readonly note: string;
    readonly subject: string;
    readonly mail: string;
    readonly text: string;
  };
  readonly reminders: {
    readonly title: string;
    readonly hint: string;
    readonly none: string;
    readonly each: (number: number) => string;
    readonly unit: string;
    readonly units: Readonly<Record<Unit, string>>;
    readonly add: string;
    readonly drop: (number: number) => string;
    readonly fault: string;
    readonly twice: string;
  };
  readonly bounces: {
    readonly title: string;
    readonly hint: string;
    readonly list: string;
    readonly label: string;
    readonly renew: string;
    readonly renewTitle: string;
    readonly renewText: string;
    readonly renewed: string;
  };
}

/** How many minutes a unit has. */
export type Unit = 1 | 60 | 1440;

export type Reason =
  | 'bounced'
  | 'changed'
  | 'erased'
  | 'late'
  | 'no_address'
  | 'overtaken'
  | 'told_already'
  | 'no_gateway'
  | 'stopped'
  | 'turned_off'
  | 'broken_off'
  | 'not_written';
