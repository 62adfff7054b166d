import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Mentor } from '../../../api/contract/mentor.ts';
import { ProblemError } from '../../client.ts';
import { adminStyles } from '../admin-styles.ts';
import { type App, type Language, languages } from '../app.ts';
import type { MentorsWords } from './strings.ts';

type Faults = Partial<Record<keyof MentorsWords['faults'], string>>;

/** The dialog in which a mentor is added, or her profile changed. Fires `saved` with the mentor, and `closed`. */
export class MentorForm extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    mentor: { attribute: false },
    faults: { state: true },
    failure: { state: true },
    isBusy: { state: true },
  };

  static override styles = [adminStyles];

  declare app: App;
  declare words: MentorsWords;
  /** The mentor who is changed; none: a new one. */
  declare mentor: Mentor | undefined;
  declare private faults: Faults;
  declare private failure: string;
  declare private isBusy: boolean;

  constructor() {
    super();
    this.faults = {};
    this.failure = '';
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override updated(changes: PropertyValues): void {
    if (changes.has('faults')) this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  override render(): TemplateResult {
    const { words, mentor, failure } = this;
    const { form } = words;
    const { common } = this.app;
    return html`<dialog aria-labelledby="title" @close=${this.#closed}>
      <form novalidate @submit=${this.#submit}>
        <h2 id="title">${mentor ? form.edit(mentor.name) : form.add}</h2>
        ${failure ? html`<p class="message error" role="alert">${failure}</p>` : nothing}
        ${this.#field('name', form.name, { value: mentor?.name, required: true })}
        ${this.#field('email', form.email, { value: mentor?.email, type: 'email', required: true })}
        ${mentor ? nothing : this.#field('external_id', form.externalId, { hint: form.externalIdHint })}
        ${this.#field('timezone', form.timezone, { value: mentor?.timezone ?? ownZone(), hint: form.timezoneHint, list: zones(), required: true })}
        ${this.#languages()}
        ${this.#field('subjects', form.subjects, { value: mentor?.subjects.join(', '), hint: form.subjectsHint })}
        <label>${form.bio}<textarea name="bio" maxlength="5000" .value=${mentor?.bio ?? ''}></textarea></label>
        ${this.#field('avatar_url', form.avatar, { value: mentor?.avatar_url, type: 'url' })}
        <label class="check"><input type="checkbox" name="is_available"
          .checked=${mentor?.is_available ?? true} />${form.takesBookings}</label>
        ${mentor ? nothing : html`<label class="check"><input type="checkbox" name="invite" checked />${form.invite}</label>`}
        <div class="actions">
          <button type="button" @click=${this.close}>${common.cancel}</button>
          <button class="primary" ?disabled=${this.isBusy}>${common.save}</button>
        </div>
      </form>
    </dialog>`;
  }

  #field(
    name: keyof Faults,
    label: string,
    { value = '', type = 'text', hint = '', list = [], required = false }: FieldOptions,
  ): TemplateResult {
    const fault = this.faults[name];
    return html`<label>${label}
      <input name=${name} type=${type} .value=${value ?? ''} ?required=${required} autocomplete="off"
        list=${list.length ? `${name}-list` : nothing} dir=${type === 'text' ? 'auto' : 'ltr'}
        aria-invalid=${fault ? 'true' : nothing} aria-describedby=${fault || hint ? `${name}-hint` : nothing} />
      ${fault ? html`<span class="fault" id="${name}-hint">${fault}</span>` : nothing}
      ${!fault && hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : nothing}
      ${list.length ? html`<datalist id="${name}-list">${list.map((each) => html`<option value=${each}></option>`)}</datalist>` : nothing}
    </label>`;
  }

  #languages(): TemplateResult {
    const own = this.#language;
    const name = (each: string) =>
      new Intl.DisplayNames([this.app.common.tag], { type: 'language' }).of(each);
    return html`<label>${this.words.form.locale}<select name="locale">${languages.map(
      (each) => html`<option value=${each} ?selected=${each === own}>${name(each)}</option>`,
    )}</select></label>`;
  }

  /** The language that her mail has; of a new mentor the reader's own, to begin with. */
  get #language(): Language {
    const known = this.mentor ? (this.mentor.locale ?? 'fr') : this.app.language;
    return languages.find((each) => known.toLowerCase().split('-')[0] === each) ?? 'fr';
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const body = this.#read(event.target as HTMLFormElement);
    this.failure = '';
    this.isBusy = true;
    try {
      const { mentor } = this;
      const { client } = this.app;
      const path = mentor ? `/api/mentors/${mentor.id}` : '/api/mentors';
      const saved = await client.ask<Mentor>(mentor ? 'PATCH' : 'POST', path, { body });
      const detail = { mentor: saved.body, isNew: !mentor };
      this.dispatchEvent(new CustomEvent('saved', { detail }));
      this.close();
    } catch (error) {
      this.#refused(error);
    } finally {
      this.isBusy = false;
    }
  };

  #read(form: HTMLFormElement): Record<string, unknown> {
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const subjects = text('subjects').split(/[,،;]/);
    // What is known stays while its language does: its region, or that none was ever chosen.
    const isKept = this.mentor && text('locale') === this.#language;
    return {
      name: text('name'),
      email: text('email'),
      timezone: text('timezone'),
      ...(!isKept && { locale: text('locale') }),
      subjects: subjects.map((subject) => subject.trim()).filter(Boolean),
      bio: text('bio') || null,
      avatar_url: text('avatar_url') || null,
      is_available: data.has('is_available'),
      ...(!this.mentor && { external_id: text('external_id') || text('email'), invite: data.has('invite') }),
    };
  }

  #refused(error: unknown): void {
    const problem = error instanceof ProblemError ? error.problem : undefined;
    const { faults, problems } = this.words;
    const found = (problem?.errors ?? []).flatMap(({ pointer }) => {
      const name = pointer.split('/')[1] ?? '';
      return Object.hasOwn(faults, name) ? [[name, faults[name as keyof Faults]]] : [];
    });
    if (problem?.code === 'mentor_exists') found.push(['external_id', problems.mentor_exists]);
    this.faults = Object.fromEntries(found);
    if (found.length === 0) this.failure = this.app.wordsFor(error);
  }

  readonly close = (): void => this.renderRoot.querySelector('dialog')?.close();

  readonly #closed = (): void => void this.dispatchEvent(new CustomEvent('closed'));
}

interface FieldOptions {
  readonly value?: string | null | undefined;
  readonly type?: string;
  readonly hint?: string;
  /** What is offered to choose from. */
  readonly list?: readonly string[];
  readonly required?: boolean;
}

const zones = (): readonly string[] => Intl.supportedValuesOf?.('timeZone') ?? [];

const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

customElements.define('admin-mentor-form', MentorForm);
