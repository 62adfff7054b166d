import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Meeting, MeetingInput } from '../../../api/contract/meeting.ts';
import type { Mentor } from '../../../api/contract/mentor.ts';
import type { Messaging } from '../../../api/contract/message.ts';
import { ProblemError } from '../../client.ts';
import type { WordFiles } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import type { MeetingWords } from './strings.ts';

const files: WordFiles<MeetingWords> = {
  fr: () => import('./strings-fr.ts'),
  en: () => import('./strings-en.ts'),
  pt: () => import('./strings-pt.ts'),
  ar: () => import('./strings-ar.ts'),
  sw: () => import('./strings-sw.ts'),
};

const messagingPath = '/api/partner/messaging';

type Field = 'url' | 'base_url' | 'app_id' | 'key_id' | 'secret';

/** What is typed; `partner`: a mentor's, as her partner's. */
interface Draft extends Readonly<Record<Field, string>> {
  readonly kind: Meeting['kind'] | 'partner';
  readonly checksum: NonNullable<Meeting['checksum']>;
}

/** Where sessions take place by video: a mentor's own, or without `mentorId` the partner's. */
export class MeetingCard extends LitElement {
  static override properties = {
    app: { attribute: false },
    mentorId: { attribute: false },
    words: { state: true },
    draft: { state: true },
    faults: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      form { display: grid; gap: 14px; }
      .fields { display: grid; gap: 14px; max-inline-size: 480px; }
      textarea { font-family: monospace; font-size: 13px; }
      .primary { justify-self: start; }
    `,
  ];

  declare app: App;
  declare mentorId: number | undefined;
  declare private words: MeetingWords | undefined;
  /** Undefined until it was read. */
  declare private draft: Draft | undefined;
  declare private faults: Partial<Record<Field, string>>;
  declare private isBusy: boolean;

  #saved: Meeting | null = null;

  constructor() {
    super();
    this.faults = {};
    this.isBusy = false;
  }

  /** Whether leaving would lose something. */
  get isDirty(): boolean {
    return this.draft !== undefined && JSON.stringify(this.draft) !== JSON.stringify(draftOf(this.#saved));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  protected override willUpdate(): void {
    void files[this.app.language]().then(({ words }) => {
      this.words = words;
    });
  }

  async #read(): Promise<void> {
    const { app, mentorId } = this;
    try {
      const read = mentorId
        ? app.client.get<Mentor>(`/api/mentors/${mentorId}`)
        : app.client.get<Messaging>(messagingPath);
      this.#show((await read).meeting ?? null);
    } catch (error) {
      app.fail(error);
    }
  }

  #show(meeting: Meeting | null): void {
    this.#saved = meeting;
    this.draft = draftOf(meeting);
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { app, draft, words } = this;
    if (!draft || !words) return;
    this.isBusy = true;
    this.faults = {};
    try {
      this.#show(await this.#write(inputOf(draft)));
      app.tell(words.saved);
    } catch (error) {
      await this.#refuse(error, words);
    }
    this.isBusy = false;
  };

  async #write(meeting: MeetingInput | null): Promise<Meeting | null> {
    const { client } = this.app;
    if (this.mentorId) {
      const path = `/api/mentors/${this.mentorId}`;
      return (await client.ask<Mentor>('PATCH', path, { body: { meeting } })).body.meeting ?? null;
    }
    // What else is set there, as it stands now.
    const others = await client.get<Messaging>(messagingPath);
    const body = { ...others, meeting };
    return (await client.ask<Messaging>('PUT', messagingPath, { body })).body.meeting;
  }

  async #refuse(error: unknown, { faults }: MeetingWords): Promise<void> {
    const { errors = [] } = error instanceof ProblemError ? error.problem : {};
    const found = errors.map(({ pointer }) => pointer.replace('/meeting/', '') as Field);
    if (found.length === 0) return this.app.fail(error);
    const wordsFor = (field: Field): string => {
      if (!this.draft?.[field]) return faults.needed;
      return field === 'secret' ? faults.key : faults.address;
    };
    this.faults = Object.fromEntries(found.map((field) => [field, wordsFor(field)]));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  #set(change: Partial<Draft>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
    this.faults = {};
  }

  override render(): TemplateResult | typeof nothing {
    const { app, words, draft, mentorId, isBusy } = this;
    if (!words) return nothing;
    if (!draft) return html`<p class="card" role="status">${app.common.loading}</p>`;
    const kinds = Object.entries(words.kinds).filter(([kind]) => mentorId || kind !== 'partner');
    const choose = (event: Event) =>
      this.#set({ kind: (event.target as HTMLSelectElement).value as Draft['kind'], secret: '' });
    return html`<form class="card" aria-label=${words.title} novalidate autocomplete="off" @submit=${this.#save}>
      <h2>${words.title}</h2>
      <p class="hint">${mentorId ? words.hints.mentor : words.hints.partner}</p>
      <div class="fields">
        <label>${words.kind}<select name="kind" @change=${choose}>${kinds.map(
          ([kind, label]) => html`<option value=${kind} ?selected=${kind === draft.kind}>${label}</option>`,
        )}</select></label>
        ${this.#fields(words, draft)}
      </div>
      <button class="primary" ?disabled=${isBusy || !this.isDirty}>${words.save}</button>
    </form>`;
  }

  #fields(words: MeetingWords, { kind, app_id, checksum }: Draft): TemplateResult | typeof nothing {
    if (kind === 'fixed') return this.#field('url', words.room, '', 'url');
    if (kind === 'jitsi') {
      return html`${this.#field('base_url', words.server, words.jitsiHint, 'url')}
        ${this.#field('app_id', words.appId, words.appIdHint)}
        ${app_id ? html`${this.#field('key_id', words.keyId, words.keyIdHint)}${this.#secret(words)}` : nothing}`;
    }
    if (kind !== 'bigbluebutton') return nothing;
    const choose = (event: Event) =>
      this.#set({ checksum: (event.target as HTMLSelectElement).value as Draft['checksum'] });
    return html`${this.#field('url', words.server, words.bigBlueButtonHint, 'url')} ${this.#secret(words)}
      <label>${words.checksum}<select name="checksum" dir="ltr" @change=${choose}>${checksums.map(
        (each) => html`<option ?selected=${each === checksum}>${each}</option>`,
      )}</select></label>`;
  }

  #field(name: Field, label: string, hint: string, type = 'text'): TemplateResult {
    return html`<label>${label}
      <input name=${name} type=${type} dir="ltr" maxlength="2000" spellcheck="false" autocomplete="off"
        placeholder=${type === 'url' ? 'https://' : nothing} .value=${this.draft?.[name] ?? ''}
        aria-invalid=${this.faults[name] ? 'true' : nothing} aria-describedby="${name}-hint" @input=${this.#typed} />
      ${this.#hint(name, hint)}</label>`;
  }

  #secret(words: MeetingWords): TemplateResult {
    const { draft, faults } = this;
    const isKept = this.#saved?.kind === draft?.kind && this.#saved?.has_secret;
    const invalid = faults.secret ? 'true' : nothing;
    // A private key has many lines.
    return html`<label>${draft?.key_id ? words.privateKey : words.secret}
      ${
        draft?.key_id
          ? html`<textarea name="secret" dir="ltr" rows="4" maxlength="8000" spellcheck="false" autocomplete="off"
              .value=${draft.secret} aria-invalid=${invalid} aria-describedby="secret-hint" @input=${this.#typed}></textarea>`
          : html`<input name="secret" type="password" dir="ltr" maxlength="8000" autocomplete="new-password"
              .value=${draft?.secret ?? ''} aria-invalid=${invalid} aria-describedby="secret-hint" @input=${this.#typed} />`
      }
      ${this.#hint('secret', isKept ? words.kept : '')}</label>`;
  }

  #hint(name: Field, hint: string): TemplateResult {
    const fault = this.faults[name];
    return html`<span id="${name}-hint" class=${fault ? 'fault' : 'hint'}>${fault ?? hint}</span>`;
  }

  readonly #typed = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    this.#set({ [name]: value });
  };
}

const checksums = ['sha1', 'sha256', 'sha384', 'sha512'] as const;

function draftOf(meeting: Meeting | null): Draft {
  const {
    kind,
    url = '',
    base_url = '',
    app_id,
    key_id,
    checksum = 'sha256',
  } = meeting ?? { kind: 'partner' };
  return { kind, url, base_url, app_id: app_id ?? '', key_id: key_id ?? '', secret: '', checksum };
}

/** What was typed, of the chosen kind alone; a secret that was not typed stays. */
function inputOf({ kind, url, base_url, app_id, key_id, secret, checksum }: Draft): MeetingInput | null {
  const typed = (fields: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim()));
  switch (kind) {
    case 'partner':
      return null;
    case 'none':
      return { kind };
    case 'fixed':
      return { kind, ...typed({ url: url.trim() }) };
    case 'jitsi':
      return { kind, ...typed({ base_url: base_url.trim(), app_id, ...(app_id && { key_id, secret }) }) };
    case 'bigbluebutton':
      return { kind, checksum, ...typed({ url: url.trim(), secret }) };
  }
}

customElements.define('admin-meeting-card', MeetingCard);
