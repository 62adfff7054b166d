import type { Notification, NotificationList } from '../../../api/contract/notification.ts';
import { ProblemError } from '../../client.ts';
import type { AdminClient } from '../admin-client.ts';
import { eventsOf } from './server-events.ts';

/** A notification has come. */
export class NotificationEvent extends Event {
  readonly notification: Notification;

  constructor(notification: Notification) {
    super('notification');
    this.notification = notification;
  }
}

/** The server says something every 20 s; when it says nothing for so long, the connection is dead, ms. */
const silenceMs = 50_000;

const shortestPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Hears of notifications while somebody is signed in: `notification` for each new one, `change` when there are more or
 * fewer unread.
 *
 * Every connection begins after the last notification that was heard, so that none is missed, however often it breaks;
 * the pauses between tries grow. A tab that nobody sees lets go of its connection, because browsers open no more than
 * six to a server for all tabs together, and catches up when it is seen again.
 */
export class LiveNotifications extends EventTarget {
  readonly #client: AdminClient;
  #unread = 0;
  #accountId: number | undefined;
  /** Id of the last notification heard; undefined before the list was read. */
  #last: number | undefined;
  #running: AbortController | undefined;
  /** Id of the newest that was there when the unread ones were counted: it and those before it count already. */
  #counted = 0;
  /** Ends the pause before the next try. */
  #hurry: () => void = () => {};

  constructor(client: AdminClient) {
    super();
    this.#client = client;
  }

  /** All that is not read. */
  get unread(): number {
    return this.#unread;
  }

  set unread(count: number) {
    if (count === this.#unread) return;
    this.#unread = count;
    this.dispatchEvent(new Event('change'));
  }

  /** Takes the count of a list that begins with the newest; what came after that is still to be counted. */
  recount({ notifications, unread_count }: NotificationList): void {
    this.#counted = Math.max(this.#counted, notifications[0]?.id ?? 0);
    this.unread = unread_count;
  }

  /** Listens for this person from now on; for nobody with null. */
  follow(accountId: number | null): void {
    if (accountId === (this.#accountId ?? null)) return;
    this.#accountId = accountId ?? undefined;
    this.#last = undefined;
    this.#counted = 0;
    this.unread = 0;
    this.#stop();
    document.removeEventListener('visibilitychange', this.#onSight);
    removeEventListener('online', this.#onSight);
    if (accountId === null) return;
    document.addEventListener('visibilitychange', this.#onSight);
    addEventListener('online', this.#onSight);
    this.#onSight();
  }

  readonly #onSight = (): void => {
    if (document.hidden) {
      this.#stop();
      return;
    }
    this.#hurry();
    if (this.#running) return;
    this.#running = new AbortController();
    void this.#keepListening(this.#running.signal);
  };

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#hurry();
  }

  async #keepListening(stopped: AbortSignal): Promise<void> {
    let failures = 0;
    let refused = false;
    while (!stopped.aborted) {
      const began = Date.now();
      try {
        await this.#listen(stopped, refused);
        refused = false;
      } catch (error) {
        const isRefused = error instanceof ProblemError && error.problem.status === 401;
        // Refused again with a new token: nobody is signed in any more, and the shell will notice.
        if (isRefused && refused) return;
        refused = isRefused;
      }
      // A connection that lasted did not fail: servers and proxies end them now and then.
      failures = Date.now() - began > 10_000 ? 0 : failures + 1;
      if (!stopped.aborted) await this.#pause(failures);
    }
  }

  /** Until the connection ends. */
  async #listen(stopped: AbortSignal, refused: boolean): Promise<void> {
    if (refused) await this.#client.token(true);
    // Also after a break: on another device she may have read some.
    const list = await this.#client.get<NotificationList>('/api/notifications?limit=1', { signal: stopped });
    this.recount(list);
    this.#last ??= this.#counted;
    // After the list, which has renewed it where it had ended: a stream lasts as long as its token.
    const token = await this.#client.token();

    const silent = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silent.abort(), silenceMs);
    };
    try {
      heard();
      const response = await fetch('/api/notifications/stream', {
        headers: { Authorization: `Bearer ${token}`, 'Last-Event-ID': String(this.#last) },
        cache: 'no-store',
        signal: AbortSignal.any([stopped, silent.signal]),
      });
      if (!response.ok || !response.body) throw new ProblemError(await response.json());
      for await (const { event, data } of eventsOf(response.body, heard)) {
        if (event === 'notification') this.#receive(JSON.parse(data) as Notification);
      }
    } finally {
      clearTimeout(timer);
      silent.abort();
    }
  }

  #receive(notification: Notification): void {
    if (notification.id <= (this.#last ?? 0)) return;
    this.#last = notification.id;
    if (!notification.is_read && notification.id > this.#counted) this.unread++;
    this.dispatchEvent(new NotificationEvent(notification));
  }

  /** Longer after every failure, and never the same for all who lost the same server. */
  #pause(failures: number): Promise<void> {
    const ms = Math.min(longestPauseMs, shortestPauseMs * 2 ** Math.max(0, failures - 1));
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms * (0.5 + Math.random() / 2));
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
