import { html, type TemplateResult } from 'lit';

/** A line drawing of 24 x 24. */
export function drawing(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}
