import { css, html, LitElement, type TemplateResult } from 'lit';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';

/** Code with a button that copies it. */
export class CopyBox extends LitElement {
  static override properties = { app: { attribute: false }, label: {}, code: {} };

  static override styles = [
    adminStyles,
    css`
      :host { min-inline-size: 0; }
      pre { margin: 0; padding: 14px 16px; overflow: auto; max-block-size: 420px; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: var(--radius); background: var(--ground); }
    `,
  ];

  declare app: App;
  declare label: string;
  declare code: string;

  override render(): TemplateResult {
    const { copy } = this.app.common;
    return html`<div class="stack">
      <div class="row split"><h3 id="label">${this.label}</h3>
        <button @click=${this.#copy} aria-label="${copy} · ${this.label}">${copy}</button></div>
      <pre tabindex="0" role="group" aria-labelledby="label" dir="ltr"><code>${this.code}</code></pre>
    </div>`;
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.code);
      this.app.tell(this.app.common.copied);
    } catch {
      // A page without HTTPS has no clipboard: the code is marked, ready for the keyboard's own copy.
      const code = this.renderRoot.querySelector('code');
      if (code) getSelection()?.selectAllChildren(code);
    }
  };
}

customElements.define('admin-copy-box', CopyBox);
