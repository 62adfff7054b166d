import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Mentor, MentorList } from '../../../api/contract/mentor.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';

/**
 * A list to choose one mentor from, with a search where they are many. Fires `chosen` with the mentor, and for the
 * first one.
 */
export class ChooseMentor extends LitElement {
  static override properties = {
    app: { attribute: false },
    label: {},
    found: { state: true },
    isLong: { state: true },
    isEmpty: { state: true },
  };

  static override styles = [adminStyles];

  declare app: App;
  declare label: string;
  declare private found: readonly Mentor[];
  /** Whether there are more than a list can hold. */
  declare private isLong: boolean;
  /** Whether the partner has none at all. */
  declare private isEmpty: boolean;

  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.found = [];
  }

  protected override firstUpdated(): void {
    void this.#load('');
  }

  override render(): TemplateResult {
    const search = (event: Event) => {
      const { value } = event.target as HTMLInputElement;
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#load(value), 250);
    };
    const { common } = this.app;
    if (this.isEmpty)
      return html`<div class="message stack"><p>${common.noMentors}</p>
        <div><a class="button" href="/admin/mentors">${common.pages.mentors}</a></div></div>`;
    const choose = (event: Event) => this.#tell((event.target as HTMLSelectElement).selectedIndex);
    return html`<div class="stack">
      ${this.isLong ? html`<label>${common.search}<input type="search" maxlength="100" @input=${search} /></label>` : nothing}
      <label>${this.label}<select @change=${choose}>${this.found.map(({ name }) => html`<option>${name}</option>`)}</select></label>
    </div>`;
  }

  async #load(q: string): Promise<void> {
    try {
      const parameters = new URLSearchParams({ limit: '100', q });
      const { mentors, next_cursor } = await this.app.client.get<MentorList>(`/api/mentors?${parameters}`);
      this.found = mentors;
      this.isEmpty = q === '' && mentors.length === 0;
      this.isLong ||= next_cursor !== null;
      this.#tell(0);
    } catch (error) {
      this.app.fail(error);
    }
  }

  #tell(index: number): void {
    const mentor = this.found[index];
    if (mentor) this.dispatchEvent(new CustomEvent<Mentor>('chosen', { detail: mentor }));
  }
}

customElements.define('admin-choose-mentor', ChooseMentor);
