import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Message, MessageWithContent } from '../../../api/contract/message.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import { zoneOf } from '../sessions/session-words.ts';
import { mailFrame } from './mail-frame.ts';
import { badgeStyles, stateBadge, wallTimeOf, whyOf } from './message-words.ts';
import type { MessagesWords } from './strings.ts';

/** How often, and how many times, a message that is sent again is looked at, ms. */
const lookMs = 1_000;
const looks = 10;

/**
 * One message, which opens to what became of it and what it looked like, and can be sent again.
 *
 * @fires changed - `detail` is the message as it is now
 */
export class MessageItem extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    message: { attribute: false },
    whole: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    badgeStyles,
    css`
      details { border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); }
      summary { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 4px 16px; min-block-size: 64px; padding: 10px 16px; cursor: pointer; }
      summary::after { content: none; }
      .about { display: grid; overflow-wrap: anywhere; }
      .why { grid-column: 1 / -1; }
      details > .stack { padding: 4px 16px 16px; }
      dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr)); gap: 10px 20px; }
      dt { color: var(--soft); font-size: 14px; }
      dd { overflow-wrap: anywhere; }
      .links { display: flex; flex-wrap: wrap; gap: 0 20px; }
      .links a { display: inline-flex; align-items: center; min-block-size: 44px; }
      iframe { inline-size: 100%; block-size: min(70vh, 620px); border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); }
      pre { margin: 0; padding: 10px 12px; overflow: auto; max-block-size: 420px; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: var(--radius); background: var(--ground); direction: inherit; font: inherit; }
    `,
  ];

  declare app: App;
  declare words: MessagesWords;
  declare message: Message;
  /** Read when it is asked for. */
  declare private whole: MessageWithContent | undefined;
  declare private isBusy: boolean;

  readonly #left = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#left.abort();
  }

  get #zone(): string {
    return `timezone=${encodeURIComponent(zoneOf(this.app))}`;
  }

  #read(): Promise<MessageWithContent> {
    const path = `/api/partner/messages/${this.message.id}?${this.#zone}`;
    return this.app.client.get<MessageWithContent>(path, { signal: this.#left.signal });
  }

  #change(message: Message): void {
    this.message = message;
    this.dispatchEvent(new CustomEvent('changed', { detail: message }));
  }

  readonly #look = async (): Promise<void> => {
    if (this.whole) {
      this.whole = undefined;
      return;
    }
    this.isBusy = true;
    try {
      this.whole = await this.#read();
    } catch (error) {
      if (!this.#left.signal.aborted) this.app.fail(error);
    }
    this.isBusy = false;
  };

  /** Sends it again, and looks what becomes of it for a while. */
  readonly #again = async (): Promise<void> => {
    const { app, words } = this;
    this.isBusy = true;
    this.whole = undefined;
    try {
      const path = `/api/partner/messages/${this.message.id}/resend?${this.#zone}`;
      this.#change(await app.client.post<Message>(path));
      for (let look = 0; look < looks && this.message.state === 'queued'; look++) {
        await new Promise((resolve) => setTimeout(resolve, lookMs));
        const { content, ...message } = await this.#read();
        this.#change(message);
      }
      const { state } = this.message;
      const outcome = `${words.events[this.message.event]}: ${words.states[state]}. ${whyOf(words, this.message)}`;
      app.tell(state === 'queued' ? words.queuedAgain : outcome, {
        isError: state === 'failed' || state === 'skipped' || state === 'in_doubt',
      });
    } catch (error) {
      if (!this.#left.signal.aborted) this.#fail(error);
    }
    this.isBusy = false;
  };

  #fail(error: unknown): void {
    const { problem } = error as { problem?: { code: string } };
    const { app, words, message } = this;
    if (problem?.code === 'message_under_way') app.tell(words.underWay, { isError: true });
    else if (problem?.code === 'address_bounced')
      app.tell(words.addressBounced, { isError: true, link: `/admin/people/${message.person_id}` });
    else app.fail(error);
  }

  override render(): TemplateResult {
    const { app, words, message } = this;
    const { tag } = app.common;
    const why = whyOf(words, message);
    return html`<details>
      <summary><span class="about"><b>${words.events[message.event]} · <bdi>${message.person.name}</bdi></b>
          <small>${words.channels[message.channel]} · ${words.about(wallTimeOf(message.starts_at, tag))}</small></span>
        ${stateBadge(words, message.state)}
        ${why ? html`<small class="why">${why}</small>` : nothing}</summary>
      <div class="stack">
        ${this.#facts()}
        <div class="links">
          <a href="/admin/sessions/${message.session_id}">${words.openSession}</a>
          <a href="/admin/people/${message.person_id}">${words.openPerson}</a>
          <a href="/admin/messages?session=${message.session_id}">${words.filters.ofSession}</a>
          <a href="/admin/messages?person=${message.person_id}">${words.filters.ofPerson}</a>
        </div>
        <div class="row">
          <button aria-expanded=${!!this.whole} ?disabled=${this.isBusy} @click=${this.#look}>${
            this.whole ? words.look.hide : words.look.show
          }</button>
          <button ?disabled=${this.isBusy} @click=${this.#again}>${words.again}</button>
        </div>
        ${this.whole ? this.#content(this.whole) : nothing}
      </div>
    </details>`;
  }

  #facts(): TemplateResult {
    const { app, words, message } = this;
    const when = (instant: string | null) => instant && wallTimeOf(instant, app.common.tag);
    const facts: readonly (readonly [string, string | number | null])[] = [
      [words.to, message.to],
      [words.due, when(message.due_at)],
      [words.sent, when(message.sent_at)],
      [words.delivered, when(message.delivered_at)],
      [words.attempts, message.attempts],
      [words.channels.sms, message.segments],
    ];
    return html`<dl>${facts.map(([name, value]) =>
      value === null ? nothing : html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`,
    )}</dl>`;
  }

  #content({ content }: MessageWithContent): TemplateResult {
    const { look } = this.words;
    if (!content) return html`<p class="soft" role="status">${look.none}</p>`;
    return html`<section class="stack" aria-label=${look.show}>
      ${content.subject ? html`<p><small>${look.subject}</small><br /><b dir="auto">${content.subject}</b></p>` : nothing}
      <p class="hint">${look.note}</p>
      ${content.html === null ? nothing : html`<p class="label">${look.mail}</p>${mailFrame(content.html, content.subject)}`}
      <p class="label">${look.text}</p>
      <pre tabindex="0" role="group" aria-label=${look.text} dir="auto">${content.text}</pre>
    </section>`;
  }
}

customElements.define('admin-message', MessageItem);
