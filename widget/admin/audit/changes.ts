import { html, nothing, type TemplateResult } from 'lit';
import type { AuditEntry } from '../../../api/contract/audit.ts';
import type { AuditWords } from './strings.ts';

type Named = { readonly name?: string; readonly from?: string; readonly to?: string };

/** Renders what an entry changed: each name with the values before and after. */
export function changesOf({ changes }: AuditEntry, words: AuditWords): TemplateResult | typeof nothing {
  const names = Object.entries(changes);
  if (names.length === 0) return nothing;
  return html`<ul class="changes">${names.map(([name, values]) => {
    const label = words.fields[name] ?? name.replaceAll('_', ' ');
    if (!values) return html`<li><span class="soft">${label}</span> ${words.unseen}</li>`;
    const [before, after] = values.map((value) => textOf(value, words));
    const isNew = values[0] === null || values[0] === undefined;
    return html`<li><span class="soft">${label}</span>
      ${
        isNew
          ? nothing
          : html`<bdi>${before}</bdi> <span aria-hidden="true" class="arrow">→</span><span class="unseen">${words.becomes}</span> `
      }<bdi>${after}</bdi></li>`;
  })}</ul>`;
}

/** A value as it is read: lists and dates with their names, instants as wall times of the partner. */
function textOf(value: unknown, words: AuditWords): string {
  if (value === null || value === undefined || value === '') return words.none;
  if (value === true) return words.yes;
  if (value === false) return words.no;
  if (Array.isArray(value)) return value.map((each) => textOf(each, words)).join(', ') || words.none;
  if (typeof value === 'object') {
    const { name, from, to } = value as Named;
    // With hyphens at which no line breaks.
    if (name && from && to) return `${name} (${from} – ${to})`.replaceAll('-', '\u2011');
    const labelled = ([key, each]: [string, unknown]): string =>
      `${words.fields[key] ?? key.replaceAll('_', ' ')} ${textOf(each, words)}`;
    return Object.entries(value).map(labelled).join(', ') || words.none;
  }
  return String(value).replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2');
}
