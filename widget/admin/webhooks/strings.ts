import type { AttemptError, EventType, Webhook, WebhookDelivery } from '../../../api/contract/webhook.ts';

/** What the list of webhooks and the page of one say, in one language. */
export interface WebhooksWords {
  readonly intro: string;
  readonly empty: string;
  readonly add: string;
  readonly notFound: string;
  readonly types: Readonly<Record<EventType | 'test', string>>;
  readonly states: Readonly<Record<Webhook['state'] | 'failing', string>>;
  readonly reasons: Readonly<Record<NonNullable<Webhook['disabled_reason']>, string>>;
  /** How the latest attempt went. */
  readonly lastGood: (when: string, status: number) => string;
  readonly lastBad: (when: string, reason: string) => string;
  readonly never: string;
  readonly form: {
    readonly add: string;
    readonly edit: string;
    readonly url: string;
    readonly urlHint: string;
    readonly urlFault: string;
    readonly types: string;
    readonly typesFault: string;
    readonly tooMany: string;
  };
  readonly secret: { readonly label: string; readonly once: string; readonly stored: string };
  readonly test: string;
  readonly testGood: (status: number, ms: number) => string;
  readonly testBad: (reason: string) => string;
  readonly rotate: string;
  readonly rotateTitle: string;
  readonly rotateText: string;
  readonly rotated: string;
  /** Until when the secret before signs too. */
  readonly oldUntil: (when: string) => string;
  readonly disable: string;
  readonly disableText: string;
  readonly enable: string;
  readonly disabled: string;
  readonly enabled: string;
  readonly remove: string;
  readonly removeText: string;
  readonly removed: string;
  readonly deliveries: string;
  readonly noDeliveries: string;
  readonly state: string;
  readonly anyState: string;
  readonly deliveryStates: Readonly<Record<WebhookDelivery['state'], string>>;
  readonly refresh: string;
  readonly again: string;
  readonly queued: (count: number) => string;
  readonly sendAgain: { readonly title: string; readonly since: string; readonly onlyMissing: string };
  /** Names of the choices, by how many hours are meant. */
  readonly since: Readonly<Record<1 | 24 | 168 | 720, string>>;
  readonly attempts: (count: number) => string;
  readonly next: (when: string) => string;
  readonly attempt: (number: number, ms: number) => string;
  readonly request: string;
  readonly headers: string;
  readonly answer: string;
  readonly noAnswer: string;
  readonly status: (status: number) => string;
  readonly errors: Readonly<Record<Exclude<AttemptError, 'status'>, string>>;
  /** Between an event and its id. */
  readonly id: string;
}
