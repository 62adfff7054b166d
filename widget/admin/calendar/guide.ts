import { html, type TemplateResult } from 'lit';

interface Steps {
  readonly name: string;
  readonly steps: readonly string[];
}

/** Steps for each of several programs, shown when asked for. */
export function guide(title: string, programs: readonly Steps[]): TemplateResult {
  return html`<details>
    <summary>${title}</summary>
    <div>${programs.map(
      ({ name, steps }) =>
        html`<div><h3>${name}</h3><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol></div>`,
    )}</div>
  </details>`;
}
