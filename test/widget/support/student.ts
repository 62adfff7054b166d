import 'axe-core/axe.min.js';
import type { AxeResults } from 'axe-core';
import '../../../widget/mentor-booking.ts';
import type { MentorBookingElement } from '../../../widget/mentor-booking-element.ts';
import { until } from '../../support/until.ts';
import { FakeApi } from './fake-api.ts';

// axe-core is a script, not a module: it leaves itself on the window.
const { axe } = globalThis as unknown as { axe: { run(at: Element, options: object): Promise<AxeResults> } };

/** A student in front of a page with one `<mentor-booking>`: she acts by role and name, and waits for what she sees. */
export class Student {
  readonly api = new FakeApi();
  readonly element: MentorBookingElement;
  readonly events: CustomEvent[] = [];
  tokens = 0;

  constructor(attributes: Record<string, string> = {}) {
    sessionStorage.clear();
    this.api.install();
    this.element = document.createElement('mentor-booking');
    const given = {
      partner: 'demo',
      'mentor-id': '42',
      locale: 'fr',
      timezone: 'Africa/Dakar',
      ...attributes,
    };
    for (const [name, value] of Object.entries(given)) this.element.setAttribute(name, value);
    this.element.apiUrl = this.api.origin;
    this.element.getToken = async () => tokenOf('student-1', ++this.tokens);
    for (const name of ['open', 'slot-selected', 'before-book', 'booked', 'error', 'close']) {
      this.element.addEventListener(`mentor-booking-${name}`, (event) =>
        this.events.push(event as CustomEvent),
      );
    }
    document.body.append(this.element);
  }

  /** Leaves the page. What was under way there, such as a booking that is sent again, keeps to itself from now on. */
  leave(): void {
    this.element.partner = 'left';
    this.element.remove();
    this.api.restore();
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot as ShadowRoot;
  }

  get dialog(): HTMLDialogElement {
    return this.root.querySelector('dialog') as HTMLDialogElement;
  }

  get text(): string {
    return this.dialog.textContent.replace(/\s+/g, ' ');
  }

  heard(name: string): CustomEvent[] {
    return this.events.filter(({ type }) => type === `mentor-booking-${name}`);
  }

  buttons(name: RegExp | string): HTMLButtonElement[] {
    return [...this.root.querySelectorAll('button')].filter((button) => {
      const label = (button.getAttribute('aria-label') ?? button.textContent).replace(/\s+/g, ' ').trim();
      return typeof name === 'string' ? label === name : name.test(label);
    });
  }

  /** The one button of that name, once it is there and enabled. */
  button(name: RegExp | string): Promise<HTMLButtonElement> {
    return until(() => this.buttons(name).find((button) => !button.disabled), `a button ${name}`);
  }

  async press(name: RegExp | string): Promise<void> {
    (await this.button(name)).click();
  }

  /** A field by the text of its label. */
  field(label: RegExp): Promise<HTMLInputElement> {
    return until(() => {
      const found = [...this.root.querySelectorAll('label')].find((each) => label.test(each.textContent));
      return found?.querySelector<HTMLInputElement>('input, textarea, select') ?? undefined;
    }, `a field ${label}`);
  }

  async type(label: RegExp, text: string): Promise<void> {
    const field = await this.field(label);
    field.value = text;
    field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }));
  }

  async open(): Promise<void> {
    (this.root.querySelector('.trigger') as HTMLButtonElement).click();
    await until(() => this.dialog?.open, 'an open dialog');
  }

  async pickSlot(name: RegExp | string = 'lundi 23 novembre à 09:30'): Promise<void> {
    await this.open();
    await this.press(name);
    await this.field(/Sujet|Subject/);
  }

  async fillIn(): Promise<void> {
    await this.type(/Sujet/, 'Mon mémoire');
    await this.type(/Description/, 'Chapitre deux');
  }

  sees(text: string | RegExp): Promise<unknown> {
    const found = () => (typeof text === 'string' ? this.text.includes(text) : text.test(this.text));
    return until(() => this.dialog && found(), `the text ${text}`);
  }

  /** Fails with what axe-core finds wrong in the dialog. */
  async assertAccessible(): Promise<void> {
    const passing = this.dialog.getAnimations({ subtree: true }).filter((animation) => {
      return animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY;
    });
    await Promise.allSettled(passing.map(({ finished }) => finished));
    const { violations } = await axe.run(this.element, { resultTypes: ['violations'] });
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
    if (faults.length) throw new Error(faults.join('\n\n'));
  }
}

/** An unsigned token that says who it is for. */
export function tokenOf(sub: string, number = 1): string {
  const part = (value: unknown) => btoa(JSON.stringify(value)).replaceAll('=', '');
  return [part({ alg: 'HS256' }), part({ sub, jti: number }), 'x'].join('.');
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
