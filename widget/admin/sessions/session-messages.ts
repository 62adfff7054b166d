import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SessionMessageList } from '../../../api/contract/message.ts';
import type { Session } from '../../../api/contract/session.ts';
import { AdminPart } from '../admin-part.ts';
import { adminStyles } from '../admin-styles.ts';
import { badgeStyles, messageWordFiles, stateBadge, wallTimeOf, whyOf } from '../messages/message-words.ts';
import type { MessagesWords } from '../messages/strings.ts';
import { zoneOf } from './session-words.ts';

type SessionMessage = SessionMessageList['messages'][number];

/** What was told of a session, to whom, and whether it arrived. */
export class SessionMessages extends AdminPart<MessagesWords> {
  static override properties = {
    ...AdminPart.properties,
    session: { attribute: false },
    messages: { state: true },
    failed: { state: true },
  };

  static override styles = [
    adminStyles,
    badgeStyles,
    css`
      .told { display: grid; }
      .told li { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 2px 12px; padding-block: 10px; border-block-start: 1px solid var(--line); }
      .told li:first-child { border: 0; }
      .about { display: grid; overflow-wrap: anywhere; }
      .why { grid-column: 1 / -1; }
    `,
  ];

  declare session: Session;
  declare private messages: readonly SessionMessage[] | undefined;
  declare private failed: unknown;

  protected override readonly files = messageWordFiles;

  protected override begin(): void {
    void this.#read();
  }

  protected override willUpdate(changes: PropertyValues): void {
    const before = changes.get('session') as Session | undefined;
    if (before && before.updated_at !== this.session.updated_at) void this.#read();
  }

  readonly #read = async (): Promise<void> => {
    const { app, session } = this;
    this.failed = undefined;
    try {
      const path = `/api/mentorship/sessions/${session.id}/messages?timezone=${encodeURIComponent(zoneOf(app))}`;
      this.messages = (await app.client.get<SessionMessageList>(path)).messages;
    } catch (error) {
      this.failed = error;
    }
  };

  override render(): TemplateResult {
    const { app, words, session, messages, failed } = this;
    const { messages: title } = app.common.pages;
    return html`<section class="card" aria-label=${title}>
      <div class="head"><h2>${title}</h2><button @click=${this.#read}>${words.refresh}</button></div>
      ${failed ? html`<p class="message error" role="alert">${app.wordsFor(failed)}</p>` : nothing}
      ${messages?.length === 0 ? html`<p class="soft">${words.noneOfSession}</p>` : nothing}
      ${messages?.length ? html`<ul class="told">${messages.map((message) => this.#row(words, message))}</ul>` : nothing}
      ${
        app.account?.role === 'partner_admin'
          ? html`<div><a class="button" href="/admin/messages?session=${session.id}">${words.filters.ofSession}</a></div>`
          : nothing
      }
    </section>`;
  }

  #row(words: MessagesWords, message: SessionMessage): TemplateResult {
    const { app, session } = this;
    const { account, common } = app;
    const isSelf =
      message.reader === 'mentor'
        ? account?.mentor_id === session.mentor_id
        : account?.id === session.student_id;
    const reader = words.readers[isSelf ? 'self' : message.reader];
    const told = message.delivered_at ?? message.sent_at;
    const when = told
      ? `${words[message.delivered_at ? 'delivered' : 'sent']} ${wallTimeOf(told, common.tag)}`
      : `${words.due} ${wallTimeOf(message.due_at, common.tag)}`;
    const why = whyOf(words, message);
    return html`<li><span class="about"><span><b>${words.events[message.event]}</b> ${reader}</span>
        <small>${words.channels[message.channel]} · ${when}</small></span>
      ${stateBadge(words, message.state)}
      ${why ? html`<small class="why">${why}</small>` : nothing}</li>`;
  }
}

customElements.define('admin-session-messages', SessionMessages);
