import type { CallOptions, TestApi } from '../../support/api.ts';
import type { TestMentor } from '../../support/people.ts';
import type { WebServer } from '../../support/web-server.ts';

export interface World {
  readonly api: TestApi;
  readonly mentor: TestMentor;
  readonly student: string;
  readonly admin: string;
  /** Where other calendars of the mentor lie. */
  readonly web: WebServer;
}

/** Prepares what a write needs, and says with what it is called; it must then succeed. */
export type Write = (world: World) => Promise<CallOptions>;
