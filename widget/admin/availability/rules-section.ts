import { css, html, nothing, type TemplateResult } from 'lit';
import { adminStyles } from '../admin-styles.ts';
import { Part } from './part.ts';
import { formOf, newForm, type RuleForm, ruleOfForm } from './rule-form.ts';
import { kindWords, ruleWords } from './rule-words.ts';
import './rule-dialog.ts';
import type { Rule } from './week-rules.ts';

/** The rules that are not of every week: each in words, to be changed by a form where a form can say it. */
export class RulesSection extends Part {
  static override properties = { ...Part.properties, open: { state: true } };

  static override styles = [
    adminStyles,
    css`
      .rule { gap: 4px; padding: 14px 16px; background: var(--ground); }
      .words { flex: 1 1 240px; }
      summary { min-block-size: 44px; padding-block: 10px; cursor: pointer; }
      pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    `,
  ];

  /** The rule in the dialog: where it stands in the list, or -1 for a new one. */
  declare open: { readonly index: number; readonly form: RuleForm } | undefined;

  override render(): TemplateResult {
    const { words, open } = this;
    const { rules } = this.draft;
    return html`<section class="card" aria-labelledby="rules">
      <div class="row split">
        <div><h2 id="rules">${words.rules.title}</h2><p class="hint">${words.rules.hint}</p></div>
        <button class="add" @click=${() => this.#show(-1, newForm(this.today))}>${words.rules.add}</button>
      </div>
      ${
        rules.length
          ? html`<ul class="stack">${rules.map((rule, index) => this.#rule(rule, index))}</ul>`
          : html`<p class="soft">${words.rules.none}</p>`
      }
      ${
        open
          ? html`<availability-rule-dialog .words=${words} .common=${this.common} .form=${open.form}
              .isNew=${open.index < 0} @done=${this.#done} @close=${this.#close}></availability-rule-dialog>`
          : nothing
      }
    </section>`;
  }

  #rule(rule: Rule, index: number): TemplateResult {
    const { words } = this;
    const form = formOf(rule);
    const sentence = this.#say(rule);
    const hours = words.hours(rule.start_time, rule.end_time);
    const isPaused = rule.is_active === false;
    const pause = isPaused ? words.rules.resume : words.rules.pause;
    return html`<li class="card rule">
      <div class="row split">
        <p class="words"><strong>${sentence}</strong><br />${hours}${kindWords(rule, words.rules).map((each) => html` · <bdi>${each}</bdi>`)}
          ${isPaused ? html`<span class="badge">${words.rules.paused}</span>` : nothing}</p>
        <div class="row">
          ${
            form
              ? html`<button aria-label="${this.common.edit}: ${sentence}"
                  @click=${() => this.#show(index, form)}>${this.common.edit}</button>`
              : nothing
          }
          <button class="plain" aria-label="${pause}: ${sentence}"
            @click=${() => this.#put(index, { ...rule, is_active: isPaused })}>${pause}</button>
          <button class="plain danger" aria-label="${this.common.remove}: ${sentence}"
            @click=${() => this.#remove(index)}>${this.common.remove}</button>
        </div>
      </div>
      ${form || isPaused ? nothing : html`<p class="hint">${words.rules.kept}</p>`}
      <details><summary class="soft">${words.rules.details}</summary>
        <pre>${rawText(rule)}</pre></details>
    </li>`;
  }

  #say({ rrule = '', dtstart = '', exdate, rdate }: Rule): string {
    return ruleWords({ rrule, dtstart, exdate, rdate }, this.words.rule);
  }

  #show(index: number, form: RuleForm): void {
    this.open = { index, form };
  }

  readonly #close = (): void => {
    this.open = undefined;
  };

  readonly #done = ({ detail }: CustomEvent<RuleForm>): void => {
    const { index } = this.open as { index: number };
    const { id } = this.draft.rules[index] ?? {};
    this.#put(index, { ...(id !== undefined && { id }), ...ruleOfForm(detail) });
  };

  /** Puts a rule in the place of another, or adds it at -1. */
  #put(index: number, rule: Rule): void {
    const { rules } = this.draft;
    const changed = index < 0 ? [...rules, rule] : rules.map((each, i) => (i === index ? rule : each));
    this.edit({ rules: changed }, `${this.words.rules.changed} ${this.#say(rule)}`);
  }

  #remove(index: number): void {
    this.edit({ rules: this.draft.rules.filter((_, i) => i !== index) }, this.words.rules.removed);
    void this.focusOn('.add');
  }
}

/** The rule as RFC 5545 writes it, for who knows it. */
function rawText({ rrule, dtstart, exdate = [], rdate = [] }: Rule): string {
  const compact = (dates: readonly string[]) => dates.map((date) => date.replaceAll('-', '')).join();
  return [
    `DTSTART:${compact([dtstart ?? ''])}`,
    `RRULE:${rrule}`,
    ...(exdate.length ? [`EXDATE:${compact(exdate)}`] : []),
    ...(rdate.length ? [`RDATE:${compact(rdate)}`] : []),
  ].join('\n');
}

customElements.define('availability-rules', RulesSection);
