import { html, nothing, type TemplateResult } from 'lit';
import type { Mentor, MentorList, UpdateMentor } from '../../../api/contract/mentor.ts';
import type { WordFiles } from '../admin-part.ts';
import { SettingsCard } from '../settings-card.ts';
import type { Limit, LimitsWords } from './strings.ts';

/** Least and most of each limit, as the API has them. */
const bounds: Readonly<Record<Limit, readonly [number, number]>> = {
  max_sessions_per_day: [1, 100],
  max_sessions_per_week: [1, 500],
  max_new_students_per_month: [0, 1000],
};

type Field = Limit | 'paused_until' | 'stand_in_mentor_id';

/** What is typed; '' for none. */
type Draft = Readonly<Record<Field, string>>;

interface Saved {
  readonly mentor: Mentor;
  /** Who may stand in for her. */
  readonly others: readonly Pick<Mentor, 'id' | 'name'>[];
}

const limits = Object.keys(bounds) as Limit[];

/** How much a mentor takes on, until when she is away, and who is offered meanwhile. */
export class LimitsCard extends SettingsCard<LimitsWords, Saved, Draft> {
  static override properties = {
    ...SettingsCard.properties,
    mentorId: { attribute: false },
    faults: { state: true },
  };

  declare mentorId: number;
  declare private faults: Partial<Record<Field, string>>;

  protected override readonly files: WordFiles<LimitsWords> = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };
  protected override readonly draftOf = draftOf;

  constructor() {
    super();
    this.faults = {};
  }

  protected override get told(): string {
    return this.words.saved;
  }

  protected override async read(): Promise<Saved> {
    const [mentor, all] = await Promise.all([
      this.app.client.get<Mentor>(`/api/mentors/${this.mentorId}`),
      this.#allMentors(),
    ]);
    const standIn = mentor.stand_in_mentor_id;
    // One who is deactivated is listed no more, and stands in still once she is back.
    if (standIn && !all.some(({ id }) => id === standIn))
      all.push(...(await this.app.client.get<MentorList>(`/api/mentors?ids=${standIn}`)).mentors);
    return { mentor, others: all.filter(({ id }) => id !== mentor.id) };
  }

  async #allMentors(): Promise<Mentor[]> {
    const all: Mentor[] = [];
    const { slug = '' } = this.app.account?.partner ?? {};
    const parameters = new URLSearchParams({ partner: slug, limit: '100' });
    for (let next: string | null = ''; next !== null; ) {
      if (next) parameters.set('cursor', next);
      const page: MentorList = await this.app.client.get(`/api/mentors?${parameters}`);
      all.push(...page.mentors);
      next = page.next_cursor;
    }
    return all;
  }

  protected override async write(draft: Draft): Promise<Saved> {
    const path = `/api/mentors/${this.mentorId}`;
    const body = inputOf(draft);
    const answer = await this.app.client.ask<Mentor>('PATCH', path, { body });
    return { ...this.saved, mentor: answer.body };
  }

  protected override check(draft: Draft): boolean {
    const wrong = limits.filter((name) => {
      const [least, most] = bounds[name];
      const typed = draft[name].trim();
      return typed !== '' && !(/^\d+$/.test(typed) && Number(typed) >= least && Number(typed) <= most);
    });
    return this.#blame(wrong);
  }

  protected override refuse(pointers: readonly string[]): boolean {
    return this.#blame(pointers.map((pointer) => pointer.slice(1) as Field));
  }

  /** @returns whether any is wrong */
  #blame(fields: readonly Field[]): boolean {
    this.faults = Object.fromEntries(fields.map((field) => [field, this.#faultOf(field)]));
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    );
    return fields.length > 0;
  }

  #faultOf(field: Field): string {
    const { words } = this;
    if (field === 'paused_until') return words.noDate;
    return field === 'stand_in_mentor_id' ? words.noStandIn : words.between(...bounds[field]);
  }

  protected override form(draft: Draft): TemplateResult {
    const { words, saved, isBusy } = this;
    const others = saved.others.map(
      ({ id, name }) =>
        html`<option value=${id} ?selected=${String(id) === draft.stand_in_mentor_id}>${name}</option>`,
    );
    return html`<form class="card" aria-label=${words.title} novalidate autocomplete="off" @submit=${this.save}>
      <h2>${words.title}</h2>
      <p class="hint">${words.hint}</p>
      <div class="fields">
        ${limits.map((name) =>
          this.#field(
            name,
            words.limits[name],
            name === 'max_new_students_per_month' ? words.newStudentsHint : words.limitHint,
            html`<input name=${name} inputmode="numeric" maxlength="6" .value=${draft[name]} @input=${this.#typed}
              aria-invalid=${this.#isFault(name)} aria-describedby="${name}-hint" />`,
          ),
        )}
        ${this.#field(
          'paused_until',
          words.pausedUntil,
          words.pausedHint,
          html`<input name="paused_until" type="date" .value=${draft.paused_until} @input=${this.#typed}
            aria-invalid=${this.#isFault('paused_until')} aria-describedby="paused_until-hint" />`,
        )}
        ${this.#field(
          'stand_in_mentor_id',
          words.standIn,
          words.standInHint,
          html`<select name="stand_in_mentor_id" @change=${this.#typed}
            aria-invalid=${this.#isFault('stand_in_mentor_id')} aria-describedby="stand_in_mentor_id-hint">
            <option value="" ?selected=${!draft.stand_in_mentor_id}>${words.nobody}</option>${others}</select>`,
        )}
      </div>
      <button class="primary" ?disabled=${isBusy || !this.isDirty}>${words.save}</button>
    </form>`;
  }

  #field(name: Field, label: string, hint: string, input: TemplateResult): TemplateResult {
    const fault = this.faults[name];
    return html`<label>${label}${input}
      <span id="${name}-hint" class=${fault ? 'fault' : 'hint'}>${fault ?? hint}</span></label>`;
  }

  #isFault(name: Field): 'true' | typeof nothing {
    return this.faults[name] ? 'true' : nothing;
  }

  readonly #typed = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    if (this.draft) this.draft = { ...this.draft, [name]: value };
    this.faults = {};
  };
}

function draftOf({ mentor }: Saved): Draft {
  const { max_sessions_per_day, max_sessions_per_week, max_new_students_per_month } = mentor;
  const { paused_until, stand_in_mentor_id } = mentor;
  return {
    max_sessions_per_day: String(max_sessions_per_day ?? ''),
    max_sessions_per_week: String(max_sessions_per_week ?? ''),
    max_new_students_per_month: String(max_new_students_per_month ?? ''),
    paused_until: paused_until ?? '',
    stand_in_mentor_id: String(stand_in_mentor_id ?? ''),
  };
}

function inputOf(draft: Draft): UpdateMentor {
  const number = (field: Field): number | null => (draft[field].trim() ? Number(draft[field]) : null);
  return {
    max_sessions_per_day: number('max_sessions_per_day'),
    max_sessions_per_week: number('max_sessions_per_week'),
    max_new_students_per_month: number('max_new_students_per_month'),
    paused_until: draft.paused_until || null,
    stand_in_mentor_id: number('stand_in_mentor_id'),
  };
}

customElements.define('admin-limits-card', LimitsCard);
