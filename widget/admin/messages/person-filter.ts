import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Person, PersonList } from '../../../api/contract/person.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import type { MessagesWords } from './strings.ts';

/** How many people are offered. */
const most = 6;

/**
 * Finds one person by name, address or id.
 *
 * @fires chosen - `detail` is the person
 */
export class PersonFilter extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    found: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      ul { display: grid; gap: 4px; margin-block-start: 6px; }
      button { inline-size: 100%; justify-content: start; text-align: start; overflow-wrap: anywhere; font-weight: 400; }
    `,
  ];

  declare app: App;
  declare words: MessagesWords;
  /** Undefined while nothing is looked for. */
  declare private found: readonly Person[] | undefined;

  #typing: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#asked?.abort();
  }

  readonly #type = (event: Event): void => {
    const text = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#find(text), 300);
  };

  async #find(text: string): Promise<void> {
    this.#asked?.abort();
    if (!text) {
      this.found = undefined;
      return;
    }
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const query = new URLSearchParams({ q: text, limit: String(most) });
    try {
      this.found = (await this.app.client.get<PersonList>(`/api/people?${query}`, { signal })).people;
    } catch (error) {
      if (!signal.aborted) this.app.fail(error);
    }
  }

  #choose(person: Person): void {
    this.found = undefined;
    this.dispatchEvent(new CustomEvent('chosen', { detail: person }));
  }

  override render(): TemplateResult {
    const { words, found } = this;
    const { filters } = words;
    return html`<label>${filters.person}
        <input type="search" maxlength="100" autocomplete="off" placeholder=${filters.findPerson} @input=${this.#type} /></label>
      <div aria-live="polite">${
        found === undefined
          ? nothing
          : found.length === 0
            ? html`<p class="hint">${filters.nobody}</p>`
            : html`<ul class="found">${found.map(
                (person) =>
                  html`<li><button type="button" @click=${() => this.#choose(person)}><span><bdi>${person.name}</bdi>
                    ${person.email ? html`<small><bdi>${person.email}</bdi></small>` : nothing}</span></button></li>`,
              )}</ul>`
      }</div>`;
  }
}

customElements.define('admin-person-filter', PersonFilter);
