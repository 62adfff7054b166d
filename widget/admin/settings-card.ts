import { css, html, type TemplateResult } from 'lit';
import { ProblemError } from '../client.ts';
import { AdminPart } from './admin-part.ts';
import { adminStyles } from './admin-styles.ts';

/** A form on a page that is read and saved by itself; what is typed is a draft, until the server has taken it. */
export abstract class SettingsCard<Words, Saved, Draft extends object> extends AdminPart<Words> {
  static override properties = {
    ...AdminPart.properties,
    draft: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      form, .fields { display: grid; gap: 14px; }
      .fields { max-inline-size: 480px; }
      .primary { justify-self: start; }
    `,
  ];

  /** Undefined until it was read. */
  declare protected draft: Draft | undefined;
  declare protected isBusy: boolean;
  /** As the server has it; set with `draft`. */
  protected saved!: Saved;

  constructor() {
    super();
    this.isBusy = false;
  }

  override get isDirty(): boolean {
    const { draft, saved } = this;
    return draft !== undefined && JSON.stringify(draft) !== JSON.stringify(this.draftOf(saved));
  }

  protected abstract read(): Promise<Saved>;
  protected abstract draftOf(saved: Saved): Draft;
  /** Has the server take a draft. @returns what it has then */
  protected abstract write(draft: Draft): Promise<Saved>;
  protected abstract readonly told: string;
  protected abstract form(draft: Draft): TemplateResult;
  /** Tells at the fields what is wrong with a draft, before it is sent. @returns whether anything is */
  protected check?(draft: Draft): boolean;
  /** Tells at the fields what the server said of them. @returns whether it was about any */
  protected refuse?(pointers: readonly string[]): boolean;

  protected override begin(): void {
    this.read().then((saved) => this.#show(saved), this.app.fail);
  }

  #show(saved: Saved): void {
    this.saved = saved;
    this.draft = this.draftOf(saved);
  }

  protected readonly save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { app, draft } = this;
    if (!draft || this.check?.(draft)) return;
    this.isBusy = true;
    try {
      this.#show(await this.write(draft));
      app.tell(this.told);
    } catch (error) {
      const { errors = [] } = error instanceof ProblemError ? error.problem : {};
      const isToldThere = this.refuse?.(errors.map(({ pointer }) => pointer)) ?? false;
      if (!isToldThere) app.fail(error);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    }
    this.isBusy = false;
  };

  override render(): TemplateResult {
    const { draft, app } = this;
    return draft ? this.form(draft) : html`<p class="card" role="status">${app.common.loading}</p>`;
  }
}
