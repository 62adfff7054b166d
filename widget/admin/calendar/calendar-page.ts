import { css, html, nothing, type TemplateResult } from 'lit';
import type { BusyFeed, BusyFeedList, CalendarFeed } from '../../../api/contract/busy-feed.ts';
import { ProblemError } from '../../client.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { addForm } from './add-form.ts';
import { feedItem } from './feed-item.ts';
import { guide } from './guide.ts';
import type { CalendarWords } from './strings.ts';

/** A mentor's calendars: hers with our sessions in it, and her others whose busy times are closed here. */
export class CalendarPage extends AdminPage<CalendarWords> {
  static override properties = {
    ...AdminPage.properties,
    feed: { state: true },
    feeds: { state: true },
    reading: { state: true },
    fault: { state: true },
    isAdding: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .page { max-inline-size: 860px; }
      .card > button, .card > .row { justify-self: start; }
      .address { flex: 1 1 260px; direction: ltr; font-family: ui-monospace, Menlo, monospace; font-size: 14px; }
      .feeds { display: grid; }
      .feeds li { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: start; gap: 6px 16px; padding-block: 16px; border-block-start: 1px solid var(--line); }
      .feeds li:first-child { border: 0; padding-block-start: 0; }
      .feeds h3 { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; overflow-wrap: anywhere; }
      .feeds small { overflow-wrap: anywhere; }
      .feeds .row { justify-content: end; gap: 4px; }
      form { display: grid; gap: 14px; padding-block-start: 18px; border-block-start: 1px solid var(--line); }
      form > button { justify-self: start; }
      h2[tabindex]:focus { outline: 0; box-shadow: none; }
      summary { padding-block: 10px; min-block-size: 44px; color: var(--link); font-weight: 600; cursor: pointer; }
      details > div { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); padding-block: 8px; }
      details ol { padding-inline-start: 20px; }
      @media (max-width: 600px) {
        .feeds li { grid-template-columns: minmax(0, 1fr); }
        .feeds .row { justify-content: start; margin-inline-start: -16px; }
      }
    `,
  ];

  protected override readonly files = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  declare private feed: CalendarFeed | undefined;
  declare private feeds: readonly BusyFeed[] | undefined;
  /** Ids of the feeds that are being read. */
  declare private reading: ReadonlySet<number>;
  /** What is wrong with the address that was pasted. */
  declare private fault: string;
  declare private isAdding: boolean;

  constructor() {
    super();
    this.reading = new Set();
    this.fault = '';
    this.isAdding = false;
  }

  protected override begin(): void {
    void this.#read();
  }

  get #mentor(): string {
    return `/api/mentors/${this.app.account?.mentor_id}`;
  }

  async #read(): Promise<void> {
    this.failed = undefined;
    const { client } = this.app;
    try {
      const [feed, { busy_feeds }] = await Promise.all([
        client.get<CalendarFeed>(`${this.#mentor}/calendar-feed`),
        client.get<BusyFeedList>(`${this.#mentor}/busy-feeds`),
      ]);
      this.feed = feed;
      this.feeds = busy_feeds;
    } catch (error) {
      this.failed = error;
    }
  }

  readonly #copy = async (): Promise<void> => {
    const field = this.renderRoot.querySelector<HTMLInputElement>('.address');
    try {
      await navigator.clipboard.writeText(field?.value ?? '');
      this.app.tell(this.app.common.copied);
    } catch {
      // Over plain HTTP there is no clipboard: what is selected can be copied by hand.
      field?.select();
    }
  };

  readonly #renew = async (): Promise<void> => {
    const { app, words } = this;
    const { renew, renewQuestion, renewText } = words;
    const question = { title: renewQuestion, text: renewText, confirm: renew, isDangerous: true };
    if (!(await app.ask(question))) return;
    try {
      this.feed = await app.client.post<CalendarFeed>(`${this.#mentor}/calendar-feed/renew`);
      app.tell(words.renewed);
    } catch (error) {
      app.fail(error);
    }
  };

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const read = (name: string): string => String(new FormData(form).get(name)).trim();
    const [url, name] = [read('url'), read('name')];
    this.fault = url ? '' : this.words.urlMissing;
    if (!this.fault) {
      this.isAdding = true;
      try {
        const body = { url, ...(name && { name }) };
        const feed = await this.app.client.post<BusyFeed>(`${this.#mentor}/busy-feeds`, body);
        this.feeds = [...(this.feeds ?? []), feed];
        form.reset();
        this.app.tell(this.words.added);
      } catch (error) {
        this.fault = this.#faultOf(error);
      }
      this.isAdding = false;
    }
    await this.updateComplete;
    if (this.fault) form.querySelector<HTMLElement>('[name=url]')?.focus();
  };

  #faultOf(error: unknown): string {
    const { words, app } = this;
    if (!(error instanceof ProblemError)) return app.wordsFor(error);
    const { code, reason } = error.problem;
    if (code === 'unreadable_calendar' && reason) return words.failures[reason];
    if (code === 'busy_feed_exists') return words.exists;
    return code === 'too_many_busy_feeds' ? words.tooMany : app.wordsFor(error);
  }

  async #readFeed({ id }: BusyFeed): Promise<void> {
    this.reading = new Set([...this.reading, id]);
    try {
      const feed = await this.app.client.post<BusyFeed>(`/api/busy-feeds/${id}/read`);
      this.feeds = this.feeds?.map((each) => (each.id === id ? feed : each));
      const { failures, read } = this.words;
      this.app.tell(feed.failure ? failures[feed.failure] : read, { isError: feed.failure !== null });
    } catch (error) {
      this.app.fail(error);
    }
    this.reading = new Set([...this.reading].filter((each) => each !== id));
  }

  async #remove({ id, name }: BusyFeed): Promise<void> {
    const { app, words } = this;
    const title = words.removeQuestion(name);
    const question = { title, text: words.removeText, confirm: app.common.remove, isDangerous: true };
    if (!(await app.ask(question))) return;
    try {
      await app.client.ask('DELETE', `/api/busy-feeds/${id}`);
      this.feeds = this.feeds?.filter((each) => each.id !== id);
      app.tell(words.removed);
      await this.updateComplete;
      // The button that had the keyboard is gone.
      this.renderRoot.querySelector<HTMLElement>('#busy')?.focus();
    } catch (error) {
      app.fail(error);
    }
  }

  override render(): TemplateResult {
    const { app, words, failed } = this;
    return html`<div class="page">
      <h1>${app.common.pages.calendar}</h1>
      ${this.failureWithRetry(failed, () => this.#read())}
      ${this.feed ? this.#subscription(this.feed) : nothing}
      ${this.feeds ? this.#busy(this.feeds) : nothing}
      ${!failed && !this.feeds ? html`<p class="soft">${app.common.loading}</p>` : nothing}
      <span class="unseen" role="status">${this.isAdding ? words.adding : ''}</span>
    </div>`;
  }

  #subscription({ url, webcal_url }: CalendarFeed): TemplateResult {
    const { app, words } = this;
    return html`<section class="card">
      <h2>${words.subscribe}</h2>
      <p>${words.subscribeText}</p>
      <label>${words.address}
        <span class="row"><input class="address" readonly .value=${url} aria-describedby="secret"
          @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
          <button type="button" @click=${this.#copy}>${app.common.copy}</button></span></label>
      <p class="hint" id="secret">${words.secret}</p>
      <div class="row"><a class="button" href=${webcal_url}>${words.apple}</a>
        <button class="plain danger" @click=${this.#renew}>${words.renew}</button></div>
      ${guide(words.howToTitle, words.howTo)}
      <p class="hint">${words.delay}</p>
    </section>`;
  }

  #busy(feeds: readonly BusyFeed[]): TemplateResult {
    const { app, words, reading } = this;
    const item = (feed: BusyFeed): TemplateResult =>
      feedItem({
        feed,
        words,
        common: app.common,
        isReading: reading.has(feed.id),
        read: () => void this.#readFeed(feed),
        remove: () => void this.#remove(feed),
      });
    return html`<section class="card">
      <h2 id="busy" tabindex="-1">${words.busy}</h2>
      <p>${words.busyText}</p>
      ${feeds.length ? html`<ul class="feeds">${feeds.map(item)}</ul>` : html`<p class="soft">${words.noFeeds}</p>`}
      ${addForm({ words, common: app.common, fault: this.fault, isAdding: this.isAdding, add: this.#add })}
      ${guide(words.whereTitle, words.where)}
    </section>`;
  }
}

customElements.define('admin-calendar-page', CalendarPage);
