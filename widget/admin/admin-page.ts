import { html, nothing, type TemplateResult } from 'lit';
import { AdminPart } from './admin-part.ts';

/** The base class of every admin page. */
export abstract class AdminPage<Words> extends AdminPart<Words> {
  static override properties = {
    ...AdminPart.properties,
    params: { attribute: false },
    failed: { state: true },
  };

  /** What the path holds: `{id: '12'}` of `/admin/sessions/:id`. */
  declare params: Readonly<Record<string, string>>;
  /** What went wrong when the page was read last; undefined where nothing did. */
  declare protected failed: unknown;

  protected override speechless(): void {
    this.app.lost();
  }

  /** Says what went wrong, with a button that tries again; nothing where nothing did. */
  protected failureWithRetry(error: unknown, retry: () => void): TemplateResult | typeof nothing {
    if (!error) return nothing;
    const { wordsFor, common } = this.app;
    return html`<div class="message error" role="alert"><p>${wordsFor(error)}</p>
      <button @click=${retry}>${common.retry}</button></div>`;
  }
}
