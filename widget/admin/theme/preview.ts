import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { Theme } from '../../../api/contract/partner.ts';
import { adminStyles } from '../admin-styles.ts';
import { defaultTheme } from './contrast.ts';
import type { ThemeWords } from './strings.ts';

/**
 * The widget as pages embed it, in a frame of our own origin, so that its light and dark looks can both be seen
 * whatever the reader prefers: what a frame prefers is the `color-scheme` of the element around it.
 */
export class WidgetPreview extends LitElement {
  static override properties = {
    words: { attribute: false },
    language: {},
    partner: {},
    mentorId: { type: Number },
    theme: { attribute: false },
    scheme: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      iframe { inline-size: 100%; block-size: 720px; border: 1px solid var(--line); border-radius: var(--radius); background: Canvas; }
      @media (max-width: 600px) { iframe { block-size: 640px; } }
    `,
  ];

  declare words: ThemeWords;
  declare language: string;
  declare partner: string;
  declare mentorId: number | undefined;
  declare theme: Theme;
  declare private scheme: 'light' | 'dark';

  constructor() {
    super();
    this.scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }

  override render(): TemplateResult {
    const { words, scheme } = this;
    const choose = (each: 'light' | 'dark') => () => {
      this.scheme = each;
    };
    return html`<div class="stack">
      <div class="row split">
        <div class="tabs" role="group" aria-label=${words.ground}>${(['light', 'dark'] as const).map(
          (each) =>
            html`<button type="button" aria-pressed=${scheme === each} @click=${choose(each)}>${words[each]}</button>`,
        )}</div>
        <button type="button" @click=${this.#open}>${words.open}</button>
      </div>
      <iframe src="/embed/preview.html" title=${words.preview} @load=${this.#place}></iframe>
    </div>`;
  }

  protected override updated(changes: PropertyValues): void {
    if (['language', 'partner', 'mentorId'].some((name) => changes.has(name))) this.#place();
    this.#dress();
  }

  get #document(): Document | null {
    return this.renderRoot.querySelector('iframe')?.contentDocument ?? null;
  }

  get #widget(): (HTMLElement & { open?: () => Promise<void> }) | null {
    return this.#document?.querySelector<HTMLElement>('mentor-booking') ?? null;
  }

  /** Puts the chosen mentor's widget into the frame, once both are there. */
  readonly #place = (): void => {
    const page = this.#document;
    const main = page?.querySelector('main');
    if (!page || !main || !this.mentorId) return;
    page.documentElement.lang = this.language;
    page.documentElement.dir = this.language === 'ar' ? 'rtl' : 'ltr';
    const widget = page.createElement('mentor-booking');
    widget.setAttribute('partner', this.partner);
    widget.setAttribute('mentor-id', String(this.mentorId));
    widget.setAttribute('locale', this.language);
    main.replaceChildren(widget);
    this.#dress();
  };

  /** Gives the widget the looks that are being chosen. */
  #dress(): void {
    const frame = this.renderRoot.querySelector('iframe');
    if (frame) frame.style.colorScheme = this.scheme;
    const { radius, ...rest } = this.theme;
    const values = { ...rest, radius: radius === undefined ? undefined : `${radius}px` };
    for (const name of Object.keys(defaultTheme)) {
      const value = values[name as keyof typeof values] ?? '';
      this.#widget?.style.setProperty(`--mentor-booking-${name}`, value);
    }
  }

  readonly #open = (): void => void this.#widget?.open?.();
}

customElements.define('admin-widget-preview', WidgetPreview);
