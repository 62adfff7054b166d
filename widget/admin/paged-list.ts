import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A page of a list, as the API gives it. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** What to ask the page after it with; null on the last one. */
  readonly next: string | null;
}

/** Asks for the page at a cursor, '' for the first. */
export type ReadPage<Item> = (cursor: string, signal: AbortSignal) => Promise<ListPage<Item>>;

/** A list that comes in pages, as far as it has been read. Only what was asked last is shown. */
export class PagedList<Item> implements ReactiveController {
  /** Undefined until the first answer. */
  items: readonly Item[] | undefined;
  next: string | null = null;
  /** Why the last page did not come. */
  error: unknown;
  isLoading = false;

  readonly #host: ReactiveControllerHost;
  readonly #read: ReadPage<Item>;
  #asked: AbortController | undefined;

  constructor(host: ReactiveControllerHost, read: ReadPage<Item>) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#asked?.abort();
  }

  /** Reads from the start: at first, and when what is asked for has changed. */
  readonly start = (): Promise<void> => this.#ask('');

  /** Reads the page after the last one. */
  readonly more = (): Promise<void> => this.#ask(this.next ?? '');

  /** Shows other items in place of those that were read. */
  replace(items: readonly Item[] | undefined): void {
    this.items = items;
    this.#host.requestUpdate();
  }

  async #ask(cursor: string): Promise<void> {
    this.#asked?.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    this.isLoading = true;
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      const page = await this.#read(cursor, signal);
      if (signal.aborted) return;
      this.items = cursor ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next;
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
    }
    this.isLoading = false;
    this.#host.requestUpdate();
  }
}
