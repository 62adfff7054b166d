import { css, html, nothing, type TemplateResult } from 'lit';
import type { Message, MessageList } from '../../../api/contract/message.ts';
import type { Person } from '../../../api/contract/person.ts';
import { city } from '../../format.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { PagedList } from '../paged-list.ts';
import { zoneOf } from '../sessions/session-words.ts';
import { messageWordFiles } from './message-words.ts';
import type { RemindersCard } from './reminders-card.ts';
import type { MessagesWords } from './strings.ts';
import '../gateways/gateway-card.ts';
import type { GatewayCard } from '../gateways/gateway-card.ts';
import '../meetings/meeting-card.ts';
import type { MeetingCard } from '../meetings/meeting-card.ts';
import './bounces-card.ts';
import './message-item.ts';
import './person-filter.ts';
import './reminders-card.ts';

/** What narrows the list, as the address of the page has it: ids and codes, and nobody's name. */
interface Filters {
  readonly person: string;
  readonly session: string;
  readonly state: string;
  readonly channel: string;
}

/** The messages of a partner, with what became of each, and when reminders come. */
export class MessagesPage extends AdminPage<MessagesWords> {
  static override properties = { ...AdminPage.properties, filters: { state: true }, chosen: { state: true } };

  static override styles = [
    adminStyles,
    css`
      .tools { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); gap: 12px; align-items: start; }
      .messages { display: grid; gap: 8px; }
      .chosen { display: grid; gap: 6px; font-weight: 600; font-size: 15px; }
      .chosen button { justify-content: space-between; font-weight: 400; overflow-wrap: anywhere; text-align: start; }
    `,
  ];

  protected override readonly files = messageWordFiles;

  declare private filters: Filters;
  /** The person of the filter, where she was chosen here. */
  declare private chosen: Person | undefined;

  readonly #list = new PagedList<Message>(this, async (cursor, signal) => {
    const { person, session, state, channel } = this.filters;
    const wanted = { person_id: person, session_id: session, state, channel };
    const query = new URLSearchParams({ limit: '20', cursor, timezone: zoneOf(this.app) });
    for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
    const path = `/api/partner/messages?${query}`;
    const { messages, next_cursor } = await this.app.client.get<MessageList>(path, { signal });
    return { items: messages, next: next_cursor };
  });

  override get isDirty(): boolean {
    const cards = 'admin-reminders-card, admin-gateway-card, admin-meeting-card';
    return [...this.renderRoot.querySelectorAll<RemindersCard | GatewayCard | MeetingCard>(cards)].some(
      ({ isDirty }) => isDirty,
    );
  }

  protected override begin(): void {
    const query = new URLSearchParams(location.search);
    const number = (name: string) => query.get(name)?.replace(/\D/g, '').slice(0, 15) ?? '';
    const one = (name: string, known: object) =>
      Object.keys(known).find((value) => value === query.get(name)) ?? '';
    this.filters = {
      person: number('person'),
      session: number('session'),
      state: one('state', this.words.states),
      channel: one('channel', this.words.channels),
    };
    void this.#list.start();
  }

  #filter(change: Partial<Filters>): void {
    this.filters = { ...this.filters, ...change };
    const query = new URLSearchParams(Object.entries(this.filters).filter(([, value]) => value));
    history.replaceState(history.state, '', `${location.pathname}${query.size ? `?${query}` : ''}`);
    void this.#list.start();
  }

  readonly #choosePerson = ({ detail }: CustomEvent<Person>): void => {
    this.chosen = detail;
    this.#filter({ person: String(detail.id) });
  };

  readonly #changed = ({ detail }: CustomEvent<Message>): void => {
    this.#list.replace(this.#list.items?.map((each) => (each.id === detail.id ? detail : each)));
  };

  override render(): TemplateResult {
    const { app, words } = this;
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${app.common.pages.messages}</h1>
        <button @click=${this.#list.start}>${words.refresh}</button></div>
      <p class="soft">${words.intro}</p>
      ${this.#tools()}
      <div class="stack" aria-busy=${this.#list.isLoading}>
        <p class="unseen" role="status">${this.#list.isLoading ? app.common.loading : ''}</p>
        ${this.#content()}
      </div>
      <div class="columns">
        <admin-reminders-card .app=${app}></admin-reminders-card>
        <admin-bounces-card .app=${app} .words=${words}></admin-bounces-card>
      </div>
      <admin-gateway-card .app=${app}></admin-gateway-card>
      <admin-meeting-card .app=${app}></admin-meeting-card>
    </div>`;
  }

  #tools(): TemplateResult {
    const { app, words, filters } = this;
    const { person, session } = filters;
    const choice = (name: 'state' | 'channel', any: string, labels: Readonly<Record<string, string>>) =>
      html`<label>${words.filters[name]}<select name=${name}
        @change=${(event: Event) => this.#filter({ [name]: (event.target as HTMLSelectElement).value })}>
        <option value="">${any}</option>
        ${Object.entries(labels).map(
          ([value, label]) =>
            html`<option value=${value} ?selected=${value === filters[name]}>${label}</option>`,
        )}</select></label>`;
    return html`<form class="tools" role="search" @submit=${(event: Event) => event.preventDefault()}>
      ${choice('state', words.filters.anyState, words.states)}
      ${choice('channel', words.filters.anyChannel, words.channels)}
      ${
        person
          ? this.#chip(words.filters.person, this.#nameOf(person), () => this.#filter({ person: '' }))
          : html`<admin-person-filter .app=${app} .words=${words} @chosen=${this.#choosePerson}></admin-person-filter>`
      }
      ${session ? this.#chip(app.common.pages.sessions, words.filters.session(session), () => this.#filter({ session: '' })) : nothing}
    </form>`;
  }

  #chip(name: string, value: string, drop: () => void): TemplateResult {
    const label = this.words.filters.drop(value);
    return html`<div class="chosen"><span>${name}</span>
      <button type="button" class="chip" aria-label=${label} @click=${drop}><bdi>${value}</bdi><span aria-hidden="true">✕</span></button></div>`;
  }

  /** Her name, where the page knows it. */
  #nameOf(id: string): string {
    const known = this.#list.items?.find(({ person_id }) => String(person_id) === id)?.person ?? this.chosen;
    return known && String(known.id) === id ? known.name : id;
  }

  #content(): TemplateResult {
    const { app, words } = this;
    const { items = [], next, error, isLoading, start, more } = this.#list;
    if (error) {
      return html`<div class="empty" role="alert"><p>${app.wordsFor(error)}</p>
        <button class="primary" @click=${start}>${app.common.retry}</button></div>`;
    }
    if (!items.length) {
      const found = Object.values(this.filters).some(Boolean) ? words.emptySearch : words.empty;
      return html`<p class="card empty">${isLoading ? app.common.loading : found}</p>`;
    }
    return html`<p class="soft">${words.zone(city(zoneOf(app)))}</p>
      <ul class="messages">${items.map(
        (message) =>
          html`<li><admin-message .app=${app} .words=${words} .message=${message} @changed=${this.#changed}></admin-message></li>`,
      )}</ul>
      ${next ? html`<p class="empty"><button ?disabled=${isLoading} @click=${more}>${app.common.more}</button></p>` : nothing}`;
  }
}

customElements.define('admin-messages-page', MessagesPage);
