import { css, LitElement } from 'lit';
import type { Partner } from '../../../api/contract/partner.ts';
import { ProblemError } from '../../client.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import type { EmbeddingWords } from './strings.ts';

/** One subject of the page. Fires `changed` with the partner whenever the server has answered with another. */
export abstract class Card extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    partner: { attribute: false },
    isBusy: { state: true },
    fault: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      ul.rows { display: grid; gap: 4px; }
      ul.rows li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 16px; min-block-size: 52px; padding-block: 6px; border-block-end: 1px solid var(--line); }
      ul.rows li > :first-child { flex: 1 1 200px; min-inline-size: 0; overflow-wrap: anywhere; }
      form.line { display: flex; flex-wrap: wrap; align-items: end; gap: 10px; }
      form.line label { flex: 1 1 240px; }
      .told { display: grid; gap: 10px; border-inline-start: 4px solid var(--accent); padding: 14px 16px; border-radius: var(--radius); background: var(--tint); }
      .told code { overflow-wrap: anywhere; font-size: 15px; user-select: all; }
      ol { padding-inline-start: 24px; }
    `,
  ];

  declare app: App;
  declare words: EmbeddingWords;
  declare partner: Partner;
  declare protected isBusy: boolean;
  /** What is wrong with what was typed, in words. */
  declare protected fault: string;

  constructor() {
    super();
    this.fault = '';
  }

  /** Puts the focus where the work goes on, when what had it is gone. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Changes settings of the partner. @returns whether it was done; a refusal of the input becomes `fault`. */
  protected async change(body: object, fault: string): Promise<Partner | undefined> {
    return this.run(async () => {
      const answer = await this.app.client.ask<Partner>('PATCH', '/api/partner', { body });
      this.dispatchEvent(new CustomEvent('changed', { detail: answer.body }));
      return answer.body;
    }, fault);
  }

  /** Runs a request, one at a time. @returns undefined when it failed, which was told. */
  protected async run<Result>(request: () => Promise<Result>, fault = ''): Promise<Result | undefined> {
    if (this.isBusy) return undefined;
    this.isBusy = true;
    this.fault = '';
    try {
      return await request();
    } catch (error) {
      const code = error instanceof ProblemError ? error.problem.code : '';
      const { problems } = this.words;
      if (code === 'invalid_request' && fault) this.fault = fault;
      else if (Object.hasOwn(problems, code)) {
        this.app.tell(problems[code as keyof typeof problems], { isError: true });
      } else this.app.fail(error);
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }
}
