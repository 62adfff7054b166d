import { css, html, nothing, type TemplateResult } from 'lit';
import type { Meeting, MeetingInput } from '../../../api/contract/meeting.ts';
import type { Mentor } from '../../../api/contract/mentor.ts';
import type { Messaging } from '../../../api/contract/message.ts';
import type { WordFiles } from '../admin-part.ts';
import { SettingsCard } from '../settings-card.ts';
import type { MeetingWords } from './strings.ts';

const files: WordFiles<MeetingWords> = {
  fr: () => import('./strings-fr.ts'),
  en: () => import('./strings-en.ts'),
  pt: () => import('./strings-pt.ts'),
  ar: () => import('./strings-ar.ts'),
  sw: () => import('./strings-sw.ts'),
};

type Field = 'url' | 'base_url' | 'app_id' | 'key_id' | 'secret';

/** What is typed; `partner`: a mentor's, as her partner's. */
interface Draft extends Readonly<Record<Field, string>> {
  readonly kind: Meeting['kind'] | 'partner';
  readonly checksum: NonNullable<Meeting['checksum']>;
}

/** Where sessions take place by video: a mentor's own, or without `mentorId` the partner's. */
export class MeetingCard extends SettingsCard<MeetingWords, Meeting | null, Draft> {
  static override properties = {
    ...SettingsCard.properties,
    mentorId: { attribute: false },
    faults: { state: true },
  };

  static override styles = [
    ...SettingsCard.styles,
    css`textarea { font-family: monospace; font-size: 13px; }`,
  ];

  declare mentorId: number | undefined;
  declare private faults: Partial<Record<Field, string>>;

  protected override readonly files = files;
  protected override readonly draftOf = draftOf;

  constructor() {
    super();
    this.faults = {};
  }

  protected override get told(): string {
    return this.words.saved;
  }

  get #path(): string {
    return this.mentorId ? `/api/mentors/${this.mentorId}` : '/api/partner/messaging';
  }

  protected override async read(): Promise<Meeting | null> {
    return (await this.app.client.get<Mentor | Messaging>(this.#path)).meeting ?? null;
  }

  protected override async write(draft: Draft): Promise<Meeting | null> {
    this.faults = {};
    const body = { meeting: inputOf(draft) };
    const method = this.mentorId ? 'PATCH' : 'PUT';
    return (await this.app.client.ask<Mentor | Messaging>(method, this.#path, { body })).body.meeting ?? null;
  }

  protected override refuse(pointers: readonly string[]): boolean {
    const { faults } = this.words;
    const found = pointers.map((pointer) => pointer.replace('/meeting/', '') as Field);
    const wordsFor = (field: Field): string => {
      if (!this.draft?.[field]) return faults.needed;
      return field === 'secret' ? faults.key : faults.address;
    };
    this.faults = Object.fromEntries(found.map((field) => [field, wordsFor(field)]));
    return found.length > 0;
  }

  #set(change: Partial<Draft>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
    this.faults = {};
  }

  protected override form(draft: Draft): TemplateResult {
    const { words, mentorId, isBusy } = this;
    const kinds = Object.entries(words.kinds).filter(([kind]) => mentorId || kind !== 'partner');
    const choose = (event: Event) =>
      this.#set({ kind: (event.target as HTMLSelectElement).value as Draft['kind'], secret: '' });
    return html`<form class="card" aria-label=${words.title} novalidate autocomplete="off" @submit=${this.save}>
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
    const isKept = this.saved?.kind === draft?.kind && this.saved?.has_secret;
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
