import { css, html, nothing, type TemplateResult } from 'lit';
import type {
  Notification,
  NotificationList,
  NotificationPreferences,
  SetNotificationPreferences,
  UnreadCount,
} from '../../../api/contract/notification.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { PagedList } from '../paged-list.ts';
import { ago } from '../relative-time.ts';
import type { NotificationEvent } from './live.ts';
import '../phone/phone-card.ts';
import { preferencesTable } from './preferences-table.ts';
import type { NotificationWords, ToldType } from './strings.ts';

/** What a person was told, new ones as they come, and what she wants to be told. */
export class NotificationsPage extends AdminPage<NotificationWords> {
  static override properties = {
    ...AdminPage.properties,
    isUnreadOnly: { state: true },
    preferences: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .page { max-inline-size: 860px; }
      .list { display: grid; }
      .list li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 16px; padding-block: 16px; border-block-end: 1px solid var(--line); }
      .list li:first-child { padding-block-start: 0; }
      .list li:last-child { padding-block-end: 0; border: 0; }
      .list h2 { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; font-size: 16px; }
      .list .read h2 { font-weight: 400; }
      .list a { display: inline-flex; align-items: center; min-block-size: 44px; }
      .list p, .list .row { grid-column: 1 / -1; }
      td, th { text-align: center; }
      td:first-child, th:first-child { padding-inline-start: 0; text-align: start; }
      .times { display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 0 12px; padding-inline-start: 34px; }
      td label.check { display: inline-grid; grid-template-columns: auto; place-items: center; min-inline-size: 44px; }
      @media (max-width: 480px) { th, td { padding-inline: 1px; } thead th { font-size: 11px; } td label.check { min-inline-size: 44px; margin-inline: auto; } }
    `,
  ];

  protected override readonly files = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  declare private isUnreadOnly: boolean;
  declare private preferences: NotificationPreferences | undefined;

  readonly #list = new PagedList<Notification>(this, async (cursor, signal) => {
    const path = `/api/notifications?limit=10&cursor=${cursor}&unread=${this.isUnreadOnly}`;
    const list = await this.app.client.get<NotificationList>(path, { signal });
    if (!cursor && !signal.aborted) this.app.live.recount(list);
    return { items: list.notifications, next: list.next_cursor };
  });

  constructor() {
    super();
    this.isUnreadOnly = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app.live.addEventListener('notification', this.#onNew);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.app.live.removeEventListener('notification', this.#onNew);
  }

  protected override begin(): void {
    void this.#list.start();
    void this.#readPreferences();
  }

  readonly #onNew = (event: Event): void => {
    const { notification } = event as NotificationEvent;
    const others = (this.#list.items ?? []).filter(({ id }) => id !== notification.id);
    this.#list.replace([notification, ...others]);
  };

  async #readPreferences(): Promise<void> {
    try {
      this.preferences = await this.app.client.get('/api/account/notification-preferences');
    } catch (error) {
      this.app.fail(error);
    }
  }

  async #markRead({ id }: Notification): Promise<void> {
    try {
      const read = await this.app.client.post<Notification>(`/api/notifications/${id}/read`);
      const before = this.#list.items?.find((each) => each.id === id);
      this.#list.replace(this.#list.items?.map((each) => (each.id === id ? read : each)));
      if (!before?.is_read) this.app.live.unread = Math.max(0, this.app.live.unread - 1);
      await this.updateComplete;
      // The button that had the keyboard is gone.
      this.renderRoot.querySelector<HTMLElement>(`#n${id} a`)?.focus();
    } catch (error) {
      this.app.fail(error);
    }
  }

  async #markAll(): Promise<void> {
    try {
      const newest = this.#list.items?.[0]?.id;
      await this.app.client.post<UnreadCount>('/api/notifications/read-all', {
        ...(newest !== undefined && { up_to: newest }),
      });
      this.app.tell(this.words.allRead);
      await this.#list.start();
      this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
    } catch (error) {
      this.app.fail(error);
    }
  }

  /** Takes effect at once; what the server does not take is shown as it was. */
  async #set(change: SetNotificationPreferences): Promise<void> {
    const before = this.preferences as NotificationPreferences;
    const merged = Object.entries(change).map(([name, value]) => [
      name,
      name === 'reminder_minutes' ? value : { ...before[name as ToldType], ...(value as object) },
    ]);
    this.preferences = { ...before, ...Object.fromEntries(merged) };
    try {
      await this.app.client.ask('PUT', '/api/account/notification-preferences', { body: change });
      this.app.tell(this.app.common.saved);
    } catch (error) {
      this.preferences = before;
      this.app.fail(error);
    }
  }

  #filter(isUnreadOnly: boolean): void {
    this.isUnreadOnly = isUnreadOnly;
    void this.#list.start();
  }

  override render(): TemplateResult {
    const { app, words, preferences } = this;
    const { items, next, error, isLoading, start, more } = this.#list;
    const filter = (isUnreadOnly: boolean, label: string) =>
      html`<button aria-pressed=${this.isUnreadOnly === isUnreadOnly} @click=${() => this.#filter(isUnreadOnly)}>${label}</button>`;
    const isAnyUnread = items?.some(({ is_read }) => !is_read);
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${app.common.pages.notifications}</h1>
        ${isAnyUnread ? html`<button @click=${() => this.#markAll()}>${words.markAll}</button>` : nothing}
      </div>
      <div class="tabs" role="group" aria-label=${words.filter}>${filter(false, words.all)} ${filter(true, words.unread)}</div>
      ${this.failureWithRetry(error, start)}
      <section class="card" aria-busy=${isLoading} aria-label=${app.common.pages.notifications}>
        ${
          items?.length
            ? html`<ul class="list">${items.map((each) => this.#item(each))}</ul>`
            : html`<p class="empty">${isLoading ? app.common.loading : this.isUnreadOnly ? words.emptyUnread : words.empty}</p>`
        }
      </section>
      ${next ? html`<button ?disabled=${isLoading} @click=${more}>${app.common.more}</button>` : nothing}
      ${
        preferences
          ? preferencesTable({
              words,
              preferences,
              tag: app.common.tag,
              choose: (type, channel, isOn) => void this.#set({ [type]: { [channel]: isOn } }),
              remind: (reminder_minutes) => void this.#set({ reminder_minutes }),
            })
          : nothing
      }
      <admin-phone-card .app=${app}></admin-phone-card>
    </div>`;
  }

  #item(notification: Notification): TemplateResult {
    const { words, app } = this;
    const { id, title, message, link, is_read, created_at } = notification;
    return html`<li id="n${id}" class=${is_read ? 'read' : ''}>
      <h2>${title} ${is_read ? nothing : html`<span class="badge">${words.unreadBadge}</span>`}</h2>
      <small><time datetime=${created_at}>${ago(created_at, app.common.tag)}</time></small>
      <p dir="auto">${message}</p>
      <div class="row"><a href=${link.replace(/^\/mentorship\//, '/admin/')}>${words.toSession}</a>
        ${is_read ? nothing : html`<button class="plain" @click=${() => this.#markRead(notification)}>${words.markRead}</button>`}</div>
    </li>`;
  }
}

customElements.define('admin-notifications-page', NotificationsPage);
